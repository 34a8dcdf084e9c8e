import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linesOf, passed } from './checks.ts';
import { preflight } from './preflight.ts';
import { outputsOf, smokeTest } from './smoke.ts';
import { type Stage, stackName, type stackParts } from './stage.ts';
import { isMissingStack, root, type Tools } from './tools.ts';

export interface Release {
  readonly stage: Stage;
  /** Nobody is asked: for pipelines, where somebody has been. */
  readonly yes: boolean;
}

/** Deploys this folder's sources to a stage. True: it is deployed and passed its smoke test. */
export async function deploy(tools: Tools, release: Release): Promise<boolean> {
  if (!(await ready(tools, release.stage))) return false;
  const commit = await tools.git('rev-parse', '--short=12', 'HEAD');
  return withFolder((assembly) =>
    rollOut(tools, release, { source: root, commit, assembly, only: () => true }),
  );
}

/**
 * Deploys the service and the portal as they were at an earlier commit. The data stack stays as it is: what it holds
 * outlives versions, and CloudFormation would take away what the earlier one did not know.
 */
export async function takeBack(tools: Tools, { to, ...release }: Release & { to: string }): Promise<boolean> {
  const commit = await tools.git('rev-parse', '--verify', '--short=12', `${to}^{commit}`);
  if (!(await ready(tools, release.stage))) return false;
  const data = stackName(release.stage, 'data');
  return withFolder(async (folder) => {
    const source = join(folder, 'source');
    await tools.git('worktree', 'add', '--detach', source, commit);
    try {
      tools.say(`\nPackages of ${commit} …`);
      await tools.install(source);
      const assembly = join(folder, 'assembly');
      return await rollOut(tools, release, { source, commit, assembly, only: (name) => name !== data });
    } finally {
      await tools.git('worktree', 'remove', '--force', source);
    }
  });
}

async function ready(tools: Tools, stage: Stage): Promise<boolean> {
  tools.say(`Before anything is changed at stage ${stage.name}:`);
  const checks = await preflight(tools, stage);
  for (const line of linesOf(checks)) tools.say(line);
  if (passed(checks)) return true;
  tools.say('\nNothing was deployed.');
  return false;
}

interface Version {
  /** Folder of the sources. */
  readonly source: string;
  readonly commit: string;
  /** Folder that the templates are written to. */
  readonly assembly: string;
  /** Whether a stack of this name is deployed. */
  only(stackName: string): boolean;
}

async function rollOut(tools: Tools, { stage, yes }: Release, version: Version): Promise<boolean> {
  const { source, commit, assembly } = version;
  const before = (await outputs(tools, stage, 'service')).Commit;
  tools.say(`\nTemplates of ${commit} …`);
  const portalUrl = (await outputs(tools, stage, 'portal')).PortalUrl;
  // A user pool sends people back to a portal that it knows of, and that has its address from its first deployment.
  const known = { ...(portalUrl && { portalUrl }), ...stage.context, commit };
  const context = Object.entries(known).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  await tools.cdk(source, 'synth', '--quiet', '--output', assembly, ...context);
  const stacks = (await stacksIn(assembly)).filter(({ name }) => version.only(name)).map(({ id }) => id);
  await tools.cdk(root, 'diff', '--app', assembly, '--exclusively', ...stacks);
  if (!yes && !(await agreed(tools, stage, `Deploy ${commit} over ${before ?? 'nothing'}`))) {
    tools.say('Nothing was deployed.');
    return false;
  }
  await tools.cdk(
    root,
    'deploy',
    '--app',
    assembly,
    // What it would ask about was in the difference.
    '--require-approval',
    'never',
    '--exclusively',
    ...stacks,
  );

  tools.say(`\nAfter the deployment of ${commit}:`);
  const checks = await smokeTest(tools, stage);
  for (const line of linesOf(checks)) tools.say(line);
  if (passed(checks)) {
    for (const line of await whatItIs(tools, stage, portalUrl)) tools.say(line);
    return true;
  }
  const back = before && before !== commit ? before : 'COMMIT';
  tools.say(
    `\nIt is deployed, but not well. To take it back:\n  npm run rollback -- --stage ${stage.name} --to ${back}`,
  );
  return false;
}

/** Values that a stack has put out; none where it is not there. */
async function outputs(
  tools: Tools,
  stage: Stage,
  part: (typeof stackParts)[number],
): Promise<Readonly<Record<string, string>>> {
  try {
    return await outputsOf(tools, stackName(stage, part));
  } catch (error) {
    if (isMissingStack(error)) return {};
    throw error;
  }
}

/** Stacks of an assembly in the order in which it names them. */
async function stacksIn(assembly: string): Promise<{ readonly id: string; readonly name: string }[]> {
  const { artifacts } = JSON.parse(await readFile(join(assembly, 'manifest.json'), 'utf8')) as {
    artifacts: Record<string, { type: string; properties?: { stackName?: string } }>;
  };
  return Object.entries(artifacts)
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([id, { properties }]) => ({ id, name: properties?.stackName ?? id }));
}

/** Whether a person typed the stage's name. Nobody there to type is a no. */
export async function agreed(
  tools: Pick<Tools, 'ask' | 'say'>,
  stage: Stage,
  what: string,
): Promise<boolean> {
  const typed = await tools.ask(`\n${what}? Type the name of the stage (${stage.name}) to go on: `);
  if (typed === null) tools.say('Nobody is there to answer: without a terminal, give --yes.');
  return typed === stage.name;
}

async function whatItIs(tools: Tools, stage: Stage, knownPortal: string | undefined): Promise<string[]> {
  const service = await outputs(tools, stage, 'service');
  const portal = await outputs(tools, stage, 'portal');
  const lines = Object.entries({ ...service, ...portal }).map(([name, value]) => `  ${name}: ${value}`);
  const isNew = portal.PortalUrl !== undefined && knownPortal === undefined;
  return [
    '',
    ...lines,
    ...(isNew
      ? ['', 'The portal has its address now. Deploy once more: then people can sign in there.']
      : []),
  ];
}

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'deployment-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
