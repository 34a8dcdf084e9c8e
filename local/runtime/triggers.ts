import { asList, asNumber, asObject, asObjects, asText, isObject, type JsonObject } from '../aws/json.ts';
import type { RequestCounts } from '../aws/request-counts.ts';
import { busName, type Rule } from '../aws/services/event-bus.ts';
import { queueNameOf } from '../aws/sqs/queue.ts';
import type { SqsServer } from '../aws/sqs/server.ts';
import type { AsynchronousPolicy } from './asynchronous.ts';
import { eventSourceMapping, type Mapping } from './event-source-mapping.ts';
import type { Functions } from './functions.ts';
import type { LambdaFunction } from './lambda/function.ts';
import type { Resource, Resources } from './template/resources.ts';

/** Lambda, asynchronous invocation: two more tries unless the function's configuration says otherwise. */
const RETRIES = 2;

/** @throws if the mapping needs something that the runtime does not serve */
function checkMapping({ id, stack, properties }: Resource): void {
  const source = asText(properties.EventSourceArn) ?? '';
  if (!source.includes(':sqs:')) {
    throw new Error(`Mapping ${id} of ${stack} reads ${source}; locally only queues are read.`);
  }
  if (asObjects(asObject(properties.FilterCriteria).Filters).length > 0) {
    throw new Error(`Mapping ${id} of ${stack} has filter criteria, which the local runtime does not serve.`);
  }
}

/** Starts the mappings from queues to functions. */
export function startMappings(
  resources: Resources,
  sqs: SqsServer,
  functions: Functions,
  counts: RequestCounts,
  retryDelaySeconds?: number,
): Mapping[] {
  const mappings = resources.ofType('AWS::Lambda::EventSourceMapping');
  for (const mapping of mappings) checkMapping(mapping);
  return mappings
    .filter(({ properties }) => properties.Enabled !== false)
    .map(({ properties }) => {
      const queue = queueNameOf(asText(properties.EventSourceArn) ?? '');
      const lambda = functions.get(asText(properties.FunctionName) ?? '');
      const { maxConcurrency } = lambda.definition;
      const limit = asNumber(asObject(properties.ScalingConfig).MaximumConcurrency) ?? maxConcurrency;
      // Whoever held these messages was ended with the last process.
      sqs.engine.shortenWaits(sqs.engine.queues.get(queue), 0);
      return eventSourceMapping(
        sqs.engine,
        lambda,
        {
          queue,
          batchSize: asNumber(properties.BatchSize) ?? 10,
          windowMs: (asNumber(properties.MaximumBatchingWindowInSeconds) ?? 0) * 1000,
          reportsFailures: asList(properties.FunctionResponseTypes).includes('ReportBatchItemFailures'),
          maxConcurrency: Math.min(limit, maxConcurrency),
          ...(retryDelaySeconds === undefined ? {} : { retryDelaySeconds }),
        },
        counts,
      );
    });
}

/** Logs and topics have readers of their own, none of whom is local. */
const isForPeople = (arn: string): boolean => arn.includes(':logs:') || arn.includes(':sns:');

/** @throws if a rule or schedule sends to something that is not there */
function checkTarget(owner: Resource, target: JsonObject, functions: Functions, sqs: SqsServer): void {
  const arn = asText(target.Arn) ?? '';
  const known = arn.includes(':sqs:')
    ? sqs.engine.queues.find(queueNameOf(arn)) !== undefined
    : isForPeople(arn) || functions.find(arn) !== undefined;
  if (!known) {
    throw new Error(`${owner.id} of ${owner.stack} sends to ${arn}, which the local runtime does not serve.`);
  }
}

/** The rules of all buses. */
export function rulesOf(resources: Resources, functions: Functions, sqs: SqsServer): Rule[] {
  return resources.ofType('AWS::Events::Rule').map((resource) => {
    const { ref, properties } = resource;
    const schedule = asText(properties.ScheduleExpression);
    const targets = asObjects(properties.Targets);
    for (const target of targets) checkTarget(resource, target, functions, sqs);
    return {
      name: ref,
      bus: busName(asText(properties.EventBusName)),
      enabled: properties.State !== 'DISABLED',
      targets: targets.filter((target) => !isForPeople(String(target.Arn))),
      ...(isObject(properties.EventPattern) ? { pattern: properties.EventPattern } : {}),
      ...(schedule === undefined ? {} : { schedule }),
    };
  });
}

/** The schedule groups and schedules of the templates, as the scheduler's API would get them. */
export function schedulesOf(resources: Resources, functions: Functions, sqs: SqsServer) {
  const schedules = resources.ofType('AWS::Scheduler::Schedule');
  for (const schedule of schedules)
    checkTarget(schedule, asObject(schedule.properties.Target), functions, sqs);
  return {
    groups: resources.ofType('AWS::Scheduler::ScheduleGroup').map(({ ref }) => ref),
    schedules: schedules.map(({ ref, properties }) => ({ ...properties, Name: ref })),
  };
}

/** What the templates say about events that a function keeps failing on. */
export function asynchronousPolicies(
  resources: Resources,
  functions: Functions,
  sqs: SqsServer,
  log: (line: string) => void,
): (lambda: LambdaFunction) => AsynchronousPolicy {
  const configurations = resources.ofType('AWS::Lambda::EventInvokeConfig');
  const functionResources = resources.ofType('AWS::Lambda::Function');
  return (lambda) => {
    const { name, functionArn } = lambda.definition;
    const configuration = configurations.find(
      ({ properties }) => functions.find(String(properties.FunctionName)) === lambda,
    )?.properties;
    const own = functionResources.find(({ arn }) => arn === functionArn)?.properties;
    const onFailure = asObject(asObject(configuration?.DestinationConfig).OnFailure);
    const target = asText(onFailure.Destination) ?? asText(asObject(own?.DeadLetterConfig).TargetArn);
    return {
      retries: asNumber(configuration?.MaximumRetryAttempts) ?? RETRIES,
      onGivenUp(event, error) {
        const reason = error instanceof Error ? error.message : String(error);
        log(`${name} gave up on an event: ${reason}`);
        const queue = sqs.engine.queues.find(queueNameOf(target ?? ''));
        if (queue) sqs.engine.send(queue, { MessageBody: JSON.stringify(event) });
      },
    };
  };
}
