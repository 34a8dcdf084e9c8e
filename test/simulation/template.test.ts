import { expect, test } from 'vitest';
import { template } from '../support/assembly.ts';
import { QUEUES } from './aws/cloud.ts';
import { DEPLOYED } from './fairness.ts';
import { TIMEOUTS_MS } from './functions.ts';

// The simulation says how long functions may run and how queues behave; what is deployed says so as well.

interface Properties {
  readonly [name: string]: unknown;
}

const of = (type: string): { readonly id: string; readonly properties: Properties }[] =>
  Object.entries(template('Service').findResources(type)).map(([id, { Properties }]) => ({
    id,
    properties: Properties,
  }));
const functions = of('AWS::Lambda::Function');
const queues = of('AWS::SQS::Queue');
const refOf = (value: unknown): string =>
  (value as { Ref?: string; 'Fn::GetAtt'?: [string] }).Ref ??
  (value as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0];

const functionNamed = (name: string) => functions.find(({ properties }) => properties.Description === name);
const mappingsOf = (name: string) =>
  of('AWS::Lambda::EventSourceMapping').filter(
    ({ properties }) => refOf(properties.FunctionName) === functionNamed(name)?.id,
  );
const queueOf = (name: string) => {
  const id = refOf(mappingsOf(name)[0]?.properties.EventSourceArn);
  return queues.find((queue) => queue.id === id)?.properties ?? {};
};

test.each(Object.entries(TIMEOUTS_MS))('%s may run for %i ms', (name, timeoutMs) => {
  expect(functionNamed(name)?.properties.Timeout).toBe(timeoutMs / 1_000);
});

test.each([
  ['run-scan', QUEUES.lane],
  ['inspect-content', QUEUES.inspection],
  ['purge-tenant-data', QUEUES.purge],
] as const)('the queue of %s behaves as simulated', (name, { fifo, visibilityMs, maxReceives, ...rest }) => {
  const { FifoQueue = false, VisibilityTimeout, RedrivePolicy, DelaySeconds = 0 } = queueOf(name);

  expect(FifoQueue).toBe(fifo);
  expect(VisibilityTimeout).toBe(visibilityMs / 1_000);
  expect(RedrivePolicy).toMatchObject({ maxReceiveCount: maxReceives });
  expect(DelaySeconds).toBe(('delayMs' in rest ? rest.delayMs : 0) / 1_000);
});

test('dead letters are worked on as simulated', () => {
  for (const { properties } of mappingsOf('dead-letter')) {
    const queue = queues.find(({ id }) => id === refOf(properties.EventSourceArn));
    expect(queue?.properties.VisibilityTimeout).toBe(QUEUES.dead.visibilityMs / 1_000);
  }
});

test('the model of fairness has the deployed numbers', () => {
  const mappingOf = (name: string) => mappingsOf(name)[0]?.properties ?? {};
  const concurrencyOf = (name: string) =>
    (mappingOf(name).ScalingConfig as Properties | undefined)?.MaximumConcurrency;
  const variables = functionNamed('run-scan')?.properties.Environment as { Variables: Properties };

  expect({
    laneConcurrency: concurrencyOf('run-scan'),
    sliceMs: Number(variables.Variables.SLICE_SECONDS) * 1_000,
    inspectionConcurrency: concurrencyOf('inspect-content'),
    batchSize: mappingOf('inspect-content').BatchSize,
  }).toEqual(DEPLOYED);
});
