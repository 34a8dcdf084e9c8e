import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { routes } from '../../shared/api/routes.ts';
import { type Check, fail, ok, passed } from './checks.ts';
import { type Stage, stackName } from './stage.ts';
import { isMissingStack, type Tools } from './tools.ts';

type Asked = Pick<Tools, 'aws' | 'get' | 'sleep'>;

/** CloudFront, mappings and alarms take minutes to settle. */
const tries = 20;
const pauseMs = 15_000;

interface Resource {
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId: string;
  readonly ResourceType: string;
}

/** Whether what was deployed answers, runs and is content. Every check is repeated for five minutes before it fails. */
export async function smokeTest(tools: Asked, stage: Stage): Promise<Check[]> {
  const service = stackName(stage, 'service');
  const outputs = await outputsOf(tools, service);
  const portal = await outputsOf(tools, stackName(stage, 'portal')).catch(absentPortal);
  const { StackResourceSummaries: resources } = (await tools.aws(
    'cloudformation',
    'list-stack-resources',
    '--stack-name',
    service,
  )) as { StackResourceSummaries: Resource[] };
  const ids = (type: string, logicalId = ''): string[] =>
    resources
      .filter((each) => each.ResourceType === type && each.LogicalResourceId.startsWith(logicalId))
      .map((each) => each.PhysicalResourceId);

  return Promise.all([
    repeated(tools, () => refusesStrangers(tools, outputs.ApiUrl)),
    ...(portal ? [repeated(tools, () => servesPages(tools, portal.PortalUrl))] : []),
    ...ids('AWS::Lambda::Function', 'Portal').map((name) => repeated(tools, () => starts(tools, name))),
    ...ids('AWS::Scheduler::Schedule').map((name) => repeated(tools, () => isScheduled(tools, name))),
    repeated(tools, () => areConnected(tools, ids('AWS::Lambda::EventSourceMapping'))),
    repeated(tools, () => areContent(tools, service)),
  ]);
}

/** A stage without pages of its own is served from elsewhere. */
function absentPortal(error: unknown): null {
  if (isMissingStack(error)) return null;
  throw error;
}

/** Values of a stack's outputs, by name. @throws ToolFailed */
export async function outputsOf(
  tools: Pick<Tools, 'aws'>,
  name: string,
): Promise<Readonly<Record<string, string>>> {
  const { Stacks } = (await tools.aws('cloudformation', 'describe-stacks', '--stack-name', name)) as {
    Stacks: { Outputs?: { OutputKey: string; OutputValue: string }[] }[];
  };
  return Object.fromEntries(
    (Stacks[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
  );
}

async function repeated(tools: Asked, check: () => Promise<Check>): Promise<Check> {
  for (let left = tries; ; left -= 1) {
    const found = await check().catch((error: unknown) =>
      fail(error instanceof Error ? error.message : String(error), 'See docs/runbook.md.'),
    );
    if (passed([found]) || left === 1) return found;
    await tools.sleep(pauseMs);
  }
}

async function refusesStrangers(tools: Asked, apiUrl = ''): Promise<Check> {
  const url = `${apiUrl}${routes.getIntegration.path}`;
  const { status } = await tools.get(url);
  return status === 401
    ? ok('the API answers, and refuses who has no token')
    : fail(
        `${url} answered ${status} without a token instead of 401`,
        'See docs/runbook.md, API server errors.',
      );
}

async function servesPages(tools: Asked, portalUrl = ''): Promise<Check> {
  const { status, text } = await tools.get(portalUrl);
  return status === 200 && /<script[^>]+src=/.test(text)
    ? ok(`the portal is served at ${portalUrl}`)
    : fail(`${portalUrl} answered ${status} without the portal's page`, 'Was the portal built and uploaded?');
}

/** A route that does not exist is refused by the function itself, so its bundle and its settings are whole. */
async function starts(tools: Asked, name: string): Promise<Check> {
  const folder = await mkdtemp(join(tmpdir(), 'smoke-'));
  try {
    const payload = join(folder, 'event.json');
    await writeFile(
      payload,
      JSON.stringify({ routeKey: 'none', headers: {}, requestContext: { requestId: 'smoke-test' } }),
    );
    const { FunctionError } = (await tools.aws(
      'lambda',
      'invoke',
      '--function-name',
      name,
      '--payload',
      `fileb://${payload}`,
      devNull,
    )) as { FunctionError?: string };
    return FunctionError
      ? fail(`${name} does not start (${FunctionError})`, 'Its log says why.')
      : ok(`${name} starts`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function isScheduled(tools: Asked, name: string): Promise<Check> {
  const { State } = (await tools.aws('scheduler', 'get-schedule', '--name', name)) as { State: string };
  return State === 'ENABLED'
    ? ok(`schedule ${name} is enabled`)
    : fail(`schedule ${name} is ${State}`, 'See docs/runbook.md, Sweeper silent.');
}

async function areConnected(tools: Asked, mappings: readonly string[]): Promise<Check> {
  const { EventSourceMappings } = (await tools.aws('lambda', 'list-event-source-mappings')) as {
    EventSourceMappings: { UUID: string; State: string }[];
  };
  const states = new Map(EventSourceMappings.map(({ UUID, State }) => [UUID, State]));
  const others = mappings.filter((id) => states.get(id) !== 'Enabled');
  return others.length === 0
    ? ok(`${mappings.length} queues are worked on`)
    : fail(
        `queues are not worked on: ${others.map((id) => `${id} ${states.get(id) ?? 'missing'}`).join(', ')}`,
        'aws lambda update-event-source-mapping --uuid UUID --enabled',
      );
}

async function areContent(tools: Asked, service: string): Promise<Check> {
  const { MetricAlarms } = (await tools.aws(
    'cloudwatch',
    'describe-alarms',
    '--alarm-name-prefix',
    `${service}/`,
    '--state-value',
    'ALARM',
  )) as { MetricAlarms: { AlarmName: string }[] };
  return MetricAlarms.length === 0
    ? ok('no alarm')
    : fail(
        `alarms: ${MetricAlarms.map(({ AlarmName }) => AlarmName).join(', ')}`,
        'Each has a section in docs/runbook.md.',
      );
}
