import { linesOf, passed } from './checks.ts';
import { whoWeAre } from './preflight.ts';
import { agreed } from './release.ts';
import { type Stage, stackName } from './stage.ts';
import { isMissingStack, type Tools } from './tools.ts';

/** In the order in which they go: the portal uses the service. The data stack stays. */
const goes = ['portal', 'service'] as const;

/**
 * Takes a stage down as far as it can be built again, and says what stays: the data stack, and whatever the other stacks
 * are told to keep. Always asks. True: it is down.
 */
export async function tearDown(tools: Tools, stage: Stage): Promise<boolean> {
  const { account, check } = await whoWeAre(tools, stage);
  for (const line of linesOf([check])) tools.say(line);
  if (account === null || !passed([check])) return false;

  const found = await Promise.all(
    goes
      .map((part) => stackName(stage, part))
      .map(async (name) => ({ name, kept: await keptOf(tools, name) })),
  );
  const there = found.flatMap(({ name, kept }) => (kept ? [{ name, kept }] : []));
  const data = stackName(stage, 'data');
  const keptByData = await keptOf(tools, data);
  if (there.length === 0) {
    tools.say(`\nStage ${stage.name} has no service and no portal: there is nothing to take down.`);
    return false;
  }

  tools.say('\nThis goes, and a deployment brings it back:');
  for (const { name } of there) tools.say(`  ${name}`);
  tools.say('\nThis stays, costs money, and holds what customers gave you:');
  for (const kept of [...(keptByData ?? []), ...there.flatMap((each) => each.kept)]) tools.say(`  ${kept}`);
  tools.say(`  secrets below claude-enterprise-integration/${stage.name}/ (the customers' keys)`);
  tools.say(
    '\nSchedules of periodic scans go with the service; after a deployment, each is set again in the portal.',
  );
  tools.say('How to remove what stays: docs/operations.md, "Remove what a teardown keeps".');
  if (!(await agreed(tools, stage, 'Take it down'))) {
    tools.say('Nothing was taken down.');
    return false;
  }
  for (const { name } of there) {
    tools.say(`${name} …`);
    await tools.aws('cloudformation', 'delete-stack', '--stack-name', name);
    await tools.aws('cloudformation', 'wait', 'stack-delete-complete', '--stack-name', name);
  }
  tools.say(`Stage ${stage.name} is down.`);
  return true;
}

interface Template {
  readonly Resources?: Readonly<Record<string, { readonly Type: string; readonly DeletionPolicy?: string }>>;
}

/** What CloudFormation leaves behind of a stack, as `type name`; null: there is no such stack. */
async function keptOf(tools: Tools, name: string): Promise<string[] | null> {
  try {
    const { TemplateBody } = (await tools.aws('cloudformation', 'get-template', '--stack-name', name)) as {
      TemplateBody: Template | string;
    };
    const template = (typeof TemplateBody === 'string' ? JSON.parse(TemplateBody) : TemplateBody) as Template;
    const { StackResourceSummaries: there } = (await tools.aws(
      'cloudformation',
      'list-stack-resources',
      '--stack-name',
      name,
    )) as { StackResourceSummaries: { LogicalResourceId: string; PhysicalResourceId?: string }[] };
    const names = new Map(there.map((each) => [each.LogicalResourceId, each.PhysicalResourceId ?? '?']));
    return Object.entries(template.Resources ?? {})
      .filter(([, { DeletionPolicy }]) => DeletionPolicy?.startsWith('Retain'))
      .map(([id, { Type }]) => `${Type} ${names.get(id) ?? id}`);
  } catch (error) {
    if (isMissingStack(error)) return null;
    throw error;
  }
}
