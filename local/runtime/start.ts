import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CapacityUnits } from '../aws/dynamodb/capacity.ts';
import { accessControl, type Witness } from '../aws/iam/access.ts';
import { type RequestCounts, type RequestTotals, requestCounts } from '../aws/request-counts.ts';
import { clockAt } from '../aws/services/clock.ts';
import type { PublishedNotice } from '../aws/sns/server.ts';
import { apiOf } from './api.ts';
import { asynchronousInvocations } from './asynchronous.ts';
import { lateDelivery, sender } from './delivery.ts';
import { createFunctions, type Functions } from './functions.ts';
import { startHttpApi } from './http-api/server.ts';
import { type Issuer, startIssuer } from './issuer.ts';
import { type FunctionLogs, functionLogs } from './lambda/logs.ts';
import type { FunctionStatistics } from './lambda/statistics.ts';
import { expiryRules, provision } from './provision.ts';
import { rolesOf } from './roles.ts';
import { type Servers, startServers } from './servers.ts';
import { loadResources, type Resources } from './template/resources.ts';
import { asynchronousPolicies, rulesOf, schedulesOf, startMappings } from './triggers.ts';

export interface RuntimeOptions {
  /** Folder of the synthesised assembly, such as `cdk.out`. */
  assembly: string;
  /** Names of the stacks to run; all of the assembly if not given. */
  stacks?: string[];
  /** Keeps all state across runs; without it everything goes away at the end. */
  dataFolder?: string;
  /** Of the HTTP API; a free one if not given. */
  port?: number;
  /** Values of CloudFormation parameters instead of their defaults; as a function it learns of the local issuer. */
  parameters?: Record<string, string> | ((local: Pick<Issuer, 'url' | 'audience'>) => Record<string, string>);
  /** Receives each line that a function writes; the name `runtime` stands for the runtime itself. */
  onLog?: (functionName: string, line: string) => void;
  /** Told of each thing that a function asked AWS for. */
  onAccess?: Witness;
  /** How many times faster than real time schedules run. */
  speed?: number;
  /** Environments per function; the number of cores if not given. */
  maxConcurrencyPerFunction?: number;
  /** Seconds until failed messages and events are tried again, instead of the visibility timeout and Lambda's delays. */
  retryDelaySeconds?: number;
  /** Draws the order of standard queues, which promise none; arrival order if not given. */
  shuffleSeed?: number;
}

export interface RunningFunction {
  statistics(): FunctionStatistics;
  /** Its latest lines. */
  logs(): string[];
}

export interface LocalRuntime {
  /** Address of the HTTP API. */
  apiUrl: string;
  issuer: Issuer;
  endpoints: { dynamodb: string; sqs: string; s3: string; services: string };
  /** By short name. */
  functions: ReadonlyMap<string, RunningFunction>;
  /** Outputs of the stacks. */
  outputs: Record<string, string>;
  /** What functions have published to topics, oldest first. */
  published(): readonly PublishedNotice[];
  /** Requests per service and operation since the start. */
  awsRequests(): RequestTotals;
  /** DynamoDB request units since the start. */
  dynamoDbUnits(): CapacityUnits;
  /** Invokes a function and waits. @throws InvocationError */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

const HOUR_MS = 3_600_000;

/** Deletes what the buckets' lifecycle rules say is due, every hour. */
function expireObjects({ s3 }: Servers, resources: Resources): () => void {
  const sweep = (): void => {
    for (const bucket of resources.ofType('AWS::S3::Bucket')) s3.expire(bucket.ref, expiryRules(bucket));
  };
  const timer = setInterval(sweep, HOUR_MS);
  timer.unref();
  return () => clearInterval(timer);
}

const running = (functions: Functions, logs: FunctionLogs): Map<string, RunningFunction> =>
  new Map(
    functions.all.map(({ definition: { name }, statistics }) => [
      name,
      { statistics, logs: () => logs.latest(name) },
    ]),
  );

const chosenParameters = (options: RuntimeOptions, issuer: Issuer): Record<string, string> =>
  typeof options.parameters === 'function' ? options.parameters(issuer) : (options.parameters ?? {});

/** Connects queues, rules, schedules and the bus to the functions. */
function startTriggers(
  options: RuntimeOptions,
  parts: { resources: Resources; servers: Servers; functions: Functions; counts: RequestCounts },
  log: (line: string) => void,
) {
  const { resources, servers, functions, counts } = parts;
  const { dataFolder, retryDelaySeconds } = options;
  const rules = rulesOf(resources, functions, servers.sqs);
  const { groups, schedules } = schedulesOf(resources, functions, servers.sqs);
  const asynchronous = asynchronousInvocations({
    functions: functions.all,
    policyOf: asynchronousPolicies(resources, functions, servers.sqs, log),
    ...(dataFolder ? { file: join(dataFolder, 'asynchronous.db') } : {}),
    ...(retryDelaySeconds === undefined ? {} : { retryDelaySeconds }),
  });
  const mappings = startMappings(resources, servers.sqs, functions, counts, retryDelaySeconds);
  servers.services.events.setRules(rules);
  servers.services.schedules.define(groups, schedules);
  return {
    asynchronous,
    async stop() {
      // Told to stop before the functions are ended, so that what is cut off does not count as failed.
      const ended = [asynchronous.stop(), ...mappings.map((mapping) => mapping.stop())];
      await Promise.all(functions.all.map((lambda) => lambda.stop()));
      await Promise.all(ended);
    },
  };
}

async function assemble(options: RuntimeOptions, cleanUp: AsyncDisposableStack): Promise<LocalRuntime> {
  const { dataFolder, onLog = () => {}, maxConcurrencyPerFunction, shuffleSeed } = options;
  if (dataFolder) mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const logs = functionLogs(dataFolder && join(dataFolder, 'logs'), onLog);
  cleanUp.defer(() => logs.stop());
  const log = (line: string): void => logs.add('runtime', line);
  const counts = requestCounts();
  const access = accessControl(options.onAccess);
  const delivery = lateDelivery();

  const issuer = await startIssuer(dataFolder ? { folder: dataFolder } : {});
  cleanUp.defer(() => issuer.stop());
  const servers = await startServers({
    counts,
    access,
    clock: clockAt(options.speed),
    deliver: delivery.deliver,
    ...(dataFolder ? { dataFolder } : {}),
    ...(shuffleSeed === undefined ? {} : { shuffleSeed }),
  });
  cleanUp.defer(() => servers.stop());
  const http = await startHttpApi(options.port);
  cleanUp.defer(() => http.stop());

  const resources = loadResources(options.assembly, {
    urls: { sqs: servers.sqs.url, api: http.url },
    parameters: chosenParameters(options, issuer),
    ...(options.stacks ? { stacks: options.stacks } : {}),
  });
  await provision(servers, resources);
  for (const role of rolesOf(resources)) access.define(role);
  const functions = createFunctions(resources, servers, access, logs, maxConcurrencyPerFunction);
  const api = apiOf(resources, functions);
  const triggers = startTriggers(options, { resources, servers, functions, counts }, log);
  cleanUp.defer(() => triggers.stop());
  cleanUp.defer(expireObjects(servers, resources));
  delivery.connect(sender(servers.sqs, functions, triggers.asynchronous, log));
  if (api) http.define(api);

  const { dynamoDb, sqs, s3, services } = servers;
  return {
    apiUrl: http.url,
    issuer,
    endpoints: { dynamodb: dynamoDb.url, sqs: sqs.url, s3: s3.url, services: services.url },
    functions: running(functions, logs),
    outputs: resources.outputs,
    published: () => servers.sns.published(),
    awsRequests: () => counts.totals(),
    dynamoDbUnits: () => dynamoDb.capacity(),
    invoke: async (name, event) => functions.get(name).invoke(event),
    stop: () => cleanUp.disposeAsync(),
  };
}

/**
 * Runs the stacks of a synthesised assembly on this machine: the same templates and bundles as deployed, on servers
 * that speak the AWS protocols. Everything listens on 127.0.0.1.
 * @throws if a template has something that would not run as deployed
 */
export async function startRuntime(options: RuntimeOptions): Promise<LocalRuntime> {
  const cleanUp = new AsyncDisposableStack();
  try {
    return await assemble(options, cleanUp);
  } catch (error) {
    await cleanUp.disposeAsync();
    throw error;
  }
}
