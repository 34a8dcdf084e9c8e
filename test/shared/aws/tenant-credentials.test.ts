import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DynamoDbServer, startDynamoDb } from '../../../local/aws/dynamodb/server.ts';
import type { ListeningServer } from '../../../local/aws/http-server.ts';
import { accessControl } from '../../../local/aws/iam/access.ts';
import { statementsOf } from '../../../local/aws/iam/policy.ts';
import { requestCounts } from '../../../local/aws/request-counts.ts';
import { startSts } from '../../../local/aws/sts/server.ts';
import { dynamoNoticeStore } from '../../../shared/aws/dynamo-notice-store.ts';
import { documentClient } from '../../../shared/aws/dynamodb.ts';
import { stsClient } from '../../../shared/aws/sts.ts';
import { tenantCredentials } from '../../../shared/aws/tenant-credentials.ts';
import { acrossTenants, forTenant } from '../../../shared/tenancy.ts';
import { tableDefinitions, tables } from '../../contract/dynamo-tables.ts';
import { pointToLocalAws } from '../../contract/local-aws.ts';
import { temporaryFolder } from '../../local/aws/support/endpoint.ts';

const ROLE = 'arn:aws:iam::000000000000:role/tenant';
const HOUR = 3_600_000;
const folder = temporaryFolder();
const counts = requestCounts();
/** Whose rows were asked for, and in whose session. */
const witnessed: [string, string][] = [];
const access = accessControl(({ tags }, { context }) => {
  witnessed.push([String(context?.['dynamodb:LeadingKeys']?.[0]), tags.TenantId ?? '']);
});
const trust = statementsOf({
  Statement: [
    { Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Principal: { AWS: 'caller' } },
  ],
});
access.define({
  arn: ROLE,
  statements: statementsOf({ Statement: [{ Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' }] }),
  trust,
});
access.define({
  arn: 'caller',
  statements: statementsOf({
    Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: `${ROLE}*` }],
  }),
  trust: [],
});

let dynamo: DynamoDbServer;
let sts: ListeningServer;
let now = 0;

beforeAll(async () => {
  dynamo = await startDynamoDb({ folder, access });
  for (const definition of tableDefinitions) await dynamo.ensureTable(definition);
  sts = await startSts({ access, counts });
  pointToLocalAws({ DYNAMODB: dynamo.url, STS: sts.url });
});
beforeEach(() => {
  witnessed.length = 0;
  now = Date.now();
  const caller = access.credentialsOf('caller');
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: caller?.keyId, AWS_SESSION_TOKEN: caller?.sessionToken });
});
afterAll(async () => {
  delete process.env.AWS_SESSION_TOKEN;
  await Promise.all([dynamo.stop(), sts.stop()]);
});

const begun = (): number => counts.totals().sts?.AssumeRole ?? 0;
const storeOf = () =>
  dynamoNoticeStore(
    documentClient(tenantCredentials(stsClient(), ROLE, { now: () => now })),
    tables.integrations,
  );

describe('the credentials of the tenant that is worked for', () => {
  test('sign its requests, also while another tenant is worked for with the same client', async () => {
    const store = storeOf();
    const tenants = ['acme', 'other', 'acme', 'third', 'other'];

    await Promise.all(tenants.map((tenant) => forTenant(tenant, () => store.find(tenant))));

    expect(witnessed.filter(([row]) => row.startsWith('T#')).sort()).toEqual(
      tenants.map((tenant) => [`T#${tenant}`, tenant]).sort(),
    );
  });

  test('are asked for once, and again before they end', async () => {
    const store = storeOf();
    const find = () => forTenant('acme', () => store.find('acme'));
    const before = begun();
    await Promise.all([find(), find(), find()]);
    now += HOUR - 301_000;
    await find();
    expect(begun() - before).toBe(1);

    now += 2_000;
    await find();
    expect(begun() - before).toBe(2);
  });

  test('are asked for again by the next request where they could not be had', async () => {
    const provide = tenantCredentials(stsClient(), `${ROLE}-later`);
    await expect(forTenant('acme', provide)).rejects.toMatchObject({ name: 'AccessDeniedException' });

    access.define({ arn: `${ROLE}-later`, statements: [], trust });

    expect(await forTenant('acme', provide)).toHaveProperty('sessionToken');
  });

  test('are those of nobody where nobody is worked for, or everybody', async () => {
    const provide = tenantCredentials(stsClient(), ROLE);

    await expect(provide()).rejects.toMatchObject({ code: 'FOREIGN_TENANT' });
    await expect(acrossTenants(provide)).rejects.toMatchObject({ code: 'FOREIGN_TENANT' });
  });

  test('are not those that a client would have found by itself', async () => {
    const client = new DynamoDBClient({ credentials: tenantCredentials(stsClient(), ROLE) });
    const { accessKeyId } = await forTenant('acme', () => client.config.credentials());

    expect(accessKeyId).not.toBe(process.env.AWS_ACCESS_KEY_ID);
  });
});
