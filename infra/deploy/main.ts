import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { deploy, takeBack } from './release.ts';
import { readStage, WrongSetting } from './stage.ts';
import { tearDown } from './teardown.ts';
import { realTools, root, ToolFailed } from './tools.ts';

// What `npm run deploy`, `npm run rollback` and `npm run teardown` run.

const help: Readonly<Record<string, string>> = {
  deploy: `npm run deploy -- --stage STAGE [-c name=value]… [--yes]

Checks the account, shows what would change, asks, deploys, and tests what is deployed.`,
  rollback: `npm run rollback -- --stage STAGE --to COMMIT [-c name=value]… [--yes]

The same with the service and the portal of an earlier commit or tag. Stored data stays as it is.`,
  teardown: `npm run teardown -- --stage STAGE

Says what would go and what would stay, asks, and deletes the service and the portal.`,
};

const options = `
  --stage STAGE     one of context.stages in cdk.json
  -c name=value     a setting beside or instead of those in cdk.json
  --yes             deploy without asking; for pipelines

Needs the AWS CLI with credentials of the stage's account.`;

async function main([command = '', ...args]: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      stage: { type: 'string' },
      to: { type: 'string' },
      context: { type: 'string', short: 'c', multiple: true, default: [] },
      yes: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help || values.stage === undefined || (command === 'rollback' && values.to === undefined)) {
    console.log(`${help[command]}\n${options}`);
    return values.help;
  }
  const stage = readStage(await readFile(join(root, 'cdk.json'), 'utf8'), values.stage, values.context);
  const tools = realTools(stage.region);
  if (command === 'teardown') return tearDown(tools, stage);
  if (values.to !== undefined) return takeBack(tools, { stage, yes: values.yes, to: values.to });
  return deploy(tools, { stage, yes: values.yes });
}

try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  // Ours say what to do; of anything else the place helps.
  const isOurs = error instanceof ToolFailed || error instanceof WrongSetting || isOfParseArgs(error);
  console.error(isOurs ? error.message : error);
  process.exitCode = 1;
}

function isOfParseArgs(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
