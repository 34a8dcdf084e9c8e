import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { documentClient } from '../../../shared/aws/dynamodb.ts';
import { secretsClient } from '../../../shared/aws/secrets-manager.ts';
import { pointToLocalAws } from '../../contract/local-aws.ts';

let answer = { status: 500, type: 'InternalServerError' };
let requests = 0;
const server = createServer((request, response) => {
  requests += 1;
  request.resume();
  response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: answer.type, message: 'of the service' }));
});
const KEY = { TableName: 'table', Key: { pk: 'a', sk: 'b' } };

beforeEach(async () => {
  requests = 0;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  pointToLocalAws({ DYNAMODB: `http://127.0.0.1:${port}`, SECRETS_MANAGER: `http://127.0.0.1:${port}` });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

test.each([
  [500, 'InternalServerError'],
  [400, 'ThrottlingException'],
  [400, 'ProvisionedThroughputExceededException'],
])('a service that keeps answering %i %s is busy, after three attempts', async (status, type) => {
  answer = { status, type };

  await expect(documentClient().send(new GetCommand(KEY))).rejects.toMatchObject({
    kind: 'upstream-busy',
    code: 'AWS_BUSY',
    message: 'DynamoDB did not answer.',
    cause: { name: type },
  });

  expect(requests).toBe(3);
});

test('a service that cannot be reached is busy', async () => {
  pointToLocalAws({ SECRETS_MANAGER: 'http://127.0.0.1:1' });

  const reading = secretsClient().send(new GetSecretValueCommand({ SecretId: 'a' }));

  await expect(reading).rejects.toMatchObject({
    kind: 'upstream-busy',
    message: 'Secrets Manager did not answer.',
  });
});

test('what the caller did wrong stays what it is', async () => {
  answer = { status: 400, type: 'AccessDeniedException' };

  await expect(documentClient().send(new GetCommand(KEY))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });

  expect(requests).toBe(1);
});
