import { expect, test } from 'vitest';
import { createDeadline } from '../../../shared/compliance-api/deadline.ts';
import { jsonReader } from '../../../shared/compliance-api/exchange.ts';

function jsonResponse(body: string): Response {
  return new Response(body, { headers: { 'content-type': 'application/json; charset=utf-8' } });
}

test('a JSON answer up to the cap is read', async () => {
  const body = '{"data":["Prämien"]}';

  const reading = await jsonReader(Buffer.byteLength(body))(
    jsonResponse(body),
    createDeadline(undefined, 1_000),
  );

  expect(reading).toEqual({ value: { data: ['Prämien'] } });
});

test('a JSON answer over the cap is too large, and asking again would not help', async () => {
  const body = JSON.stringify({ data: 'x'.repeat(100) });

  const reading = await jsonReader(50)(jsonResponse(body), createDeadline(undefined, 1_000));

  expect(reading).toEqual({ failure: { code: 'TOO_LARGE', retryable: false, extra: { maxBytes: 50 } } });
});
