import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { asynchronousInvocations } from '../../../local/runtime/asynchronous.ts';
import type { FunctionDefinition } from '../../../local/runtime/lambda/environment.ts';
import type { LambdaFunction } from '../../../local/runtime/lambda/function.ts';
import { temporaryFolder } from '../aws/support/endpoint.ts';

const folder = temporaryFolder();
let files = 0;

/** A function that only does what the test says, and what it was called with. */
function aFunction(answer: () => Promise<unknown>) {
  const events: unknown[] = [];
  const definition = { name: 'f', functionName: 'f', maxConcurrency: 1 } as FunctionDefinition;
  const lambda = {
    definition,
    invoke: (event: unknown) => {
      events.push(event);
      return answer();
    },
  } as LambdaFunction;
  return { lambda, events };
}

function start(lambda: LambdaFunction, file: string, retries = 2) {
  const givenUp: unknown[] = [];
  const invocations = asynchronousInvocations({
    file,
    functions: [lambda],
    policyOf: () => ({ retries, onGivenUp: (event) => givenUp.push(event) }),
    retryDelaySeconds: 0,
  });
  return { invocations, givenUp };
}

const aFile = (): string => join(folder, `${++files}.db`);

test('an event is tried as often as the policy says, then given up', async () => {
  const { lambda, events } = aFunction(() => Promise.reject(new Error('no')));
  const { invocations, givenUp } = start(lambda, aFile(), 1);
  onTestFinished(() => invocations.stop());
  invocations.send(lambda, { n: 1 });
  await expect.poll(() => givenUp).toEqual([{ n: 1 }]);
  expect(events).toHaveLength(2);
});

test('an event whose function was cut off by the end of the process is run again after it', async () => {
  const file = aFile();
  const cut = Promise.withResolvers<unknown>();
  const before = aFunction(() => cut.promise);
  const first = start(before.lambda, file);
  first.invocations.send(before.lambda, { n: 1 });
  await expect.poll(() => before.events).toHaveLength(1);
  const stopped = first.invocations.stop();
  cut.reject(new Error('terminated'));
  await stopped;

  const after = aFunction(() => Promise.resolve(null));
  const second = start(after.lambda, file);
  onTestFinished(() => second.invocations.stop());
  await expect.poll(() => after.events).toEqual([{ n: 1 }]);
  expect(first.givenUp).toEqual([]);
});
