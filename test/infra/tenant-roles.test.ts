import { describe, expect, test } from 'vitest';
import { type Ask, isAllowed, isTrusted, type Statement } from '../../local/aws/iam/policy.ts';
import { asObject, asText } from '../../local/aws/json.ts';
import { rolesOf } from '../../local/runtime/roles.ts';
import { loadResources } from '../../local/runtime/template/resources.ts';
import { assemblyFolder } from '../support/assembly.ts';

// What IAM would say, by the templates, to requests for a tenant's data: of the session of a role, and of the function
// itself. local/aws/iam evaluates the operators that these policies use, and refuses to read a policy with any other.

const resources = loadResources(assemblyFolder(), {
  urls: { sqs: 'https://sqs.test', api: 'https://api.test' },
  parameters: { OidcIssuer: 'https://issuer.test', OidcAudience: 'portal' },
});
const roles = new Map(rolesOf(resources).map((each) => [each.arn, each]));
const role = (arn: unknown) => {
  const found = roles.get(String(arn));
  if (!found) throw new Error(`There is no role ${String(arn)}.`);
  return found;
};

const functions = resources.ofType('AWS::Lambda::Function').map(({ properties }) => {
  const tenantRole = asText(asObject(asObject(properties.Environment).Variables).TENANT_ROLE_ARN);
  return { name: String(properties.Description), own: role(properties.Role), tenantRole };
});
const narrowed = functions.flatMap(({ tenantRole, ...others }) =>
  tenantRole ? [{ ...others, tenant: role(tenantRole) }] : [],
);
const named = (name: string) => {
  const found = narrowed.find((each) => each.name === name);
  if (!found) throw new Error(`${name} has no role for one tenant.`);
  return found;
};

const tables = resources.ofType('AWS::DynamoDB::Table').map(({ arn }) => arn);
const buckets = resources.ofType('AWS::S3::Bucket').map(({ arn }) => arn);
const tagged = (tenant: string) => ({ 'aws:PrincipalTag/TenantId': [tenant] });
const rows = (...tenants: string[]) => ({ 'dynamodb:LeadingKeys': tenants.map((tenant) => `T#${tenant}`) });

const ACTIONS = {
  rows: [
    'GetItem',
    'BatchGetItem',
    'Query',
    'PutItem',
    'UpdateItem',
    'DeleteItem',
    'ConditionCheckItem',
    'BatchWriteItem',
  ],
  objects: ['GetObject', 'PutObject', 'DeleteObject', 'AbortMultipartUpload'],
};
const secret = (tenant: string) =>
  `arn:aws:secretsmanager:us-east-1:000000000000:secret:claude-enterprise-integration/dev/${tenant}/k1-a1b2c3`;

/** Everything that could be asked about the data of one tenant. */
const everythingOf = (tenant: string): Ask[] => [
  ...tables.flatMap((resource) =>
    ACTIONS.rows.map((action) => ({ action: `dynamodb:${action}`, resource, context: rows(tenant) })),
  ),
  ...buckets.flatMap((bucket) =>
    ['staging', 'exports', 'facts', 'ocsf'].flatMap((kind) => [
      ...ACTIONS.objects.map((action) => ({
        action: `s3:${action}`,
        resource: `${bucket}/${kind}/${tenant}/1`,
      })),
      { action: 's3:ListBucket', resource: bucket, context: { 's3:prefix': [`${kind}/${tenant}/`] } },
    ]),
  ),
  { action: 'secretsmanager:GetSecretValue', resource: secret(tenant) },
  { action: 'sns:Publish', resource: `arn:aws:sns:eu-central-1:111122223333:claude-notices-${tenant}` },
];

const permitted = (statements: readonly Statement[], asks: readonly Ask[], tenant?: string): string[] =>
  asks
    .filter((ask) =>
      isAllowed(statements, { ...ask, context: { ...ask.context, ...(tenant && tagged(tenant)) } }),
    )
    .map(({ action, resource }) => `${action} ${resource}`);

test('every function that works for one tenant at a time without a person asking has a role for that', () => {
  expect(narrowed.map(({ name }) => name).sort()).toEqual([
    'archive-facts',
    'dead-letter',
    'inspect-content',
    'purge-tenant-data',
    'run-scan',
    'send-notices',
    'start-scan',
  ]);
});

describe.each(narrowed)('$name', ({ name, own, tenant }) => {
  test('itself reaches no data of any tenant', () => {
    expect(permitted(own.statements, everythingOf('acme'))).toEqual([]);
    expect(permitted(own.statements, everythingOf('acme'), 'acme')).toEqual([]);
  });

  test("in a session reaches the tenant's data", () => {
    expect(permitted(tenant.statements, everythingOf('acme'), 'acme').length).toBeGreaterThan(0);
  });

  test.each(['other', 'acme2', 'acm', 'ACME', '*', 'acme#x', ''])(
    'in a session for acme reaches nothing of "%s"',
    (stranger) => {
      expect(permitted(tenant.statements, everythingOf(stranger), 'acme')).toEqual([]);
    },
  );

  test('reaches nothing in a session without a tag', () => {
    expect(permitted(tenant.statements, everythingOf('acme'))).toEqual([]);
  });

  test('may not mix rows of two tenants, nor leave out whose rows it means', () => {
    for (const { resource, action } of everythingOf('acme').filter(
      ({ context }) => context?.['dynamodb:LeadingKeys'],
    )) {
      const asks = [rows('acme', 'other'), rows(), {}].map((context) => ({ action, resource, context }));
      // No rows at all is what a request without any looks like: DynamoDB then sends no such key.
      const [mixed, , without] = asks as [Ask, Ask, Ask];
      expect(permitted(tenant.statements, [mixed, without], 'acme')).toEqual([]);
    }
  });

  test('may not list a bucket as a whole', () => {
    const whole = buckets.flatMap((resource) => [
      { action: 's3:ListBucket', resource },
      ...['', 'staging/', 'staging/acme', 'facts/'].map((prefix) => ({
        action: 's3:ListBucket',
        resource,
        context: { 's3:prefix': [prefix] },
      })),
    ]);
    expect(permitted(tenant.statements, whole, 'acme')).toEqual([]);
  });

  test('alone may begin a session, with the tag of a tenant and no other', () => {
    const session = (requestTags: Readonly<Record<string, string>>) => ({
      'aws:TagKeys': Object.keys(requestTags),
      ...Object.fromEntries(
        Object.entries(requestTags).map(([key, value]) => [`aws:RequestTag/${key}`, [value]]),
      ),
    });
    const mayBegin = (
      who: { arn: string; statements: readonly Statement[] },
      tags: Readonly<Record<string, string>>,
    ) =>
      ['sts:AssumeRole', 'sts:TagSession'].every(
        (action) =>
          isAllowed(who.statements, { action, resource: tenant.arn, context: session(tags) }) &&
          isTrusted(tenant.trust, who.arn, { action, context: session(tags) }),
      );

    expect(mayBegin(own, { TenantId: 'acme' })).toBe(true);
    expect(mayBegin(own, {})).toBe(false);
    expect(mayBegin(own, { TenantId: '' })).toBe(false);
    expect(mayBegin(own, { Tenant: 'acme' })).toBe(false);
    expect(mayBegin(own, { TenantId: 'acme', Other: 'x' })).toBe(false);
    const strangers = [...roles.values()].filter(({ arn }) => arn !== own.arn);
    expect(
      strangers.filter((stranger) => mayBegin(stranger, { TenantId: 'acme' })),
      name,
    ).toEqual([]);
  });
});

test("only the role of scans reads tenants' keys", () => {
  const readers = narrowed.filter(({ tenant }) =>
    isAllowed(tenant.statements, {
      action: 'secretsmanager:GetSecretValue',
      resource: secret('acme'),
      context: tagged('acme'),
    }),
  );
  expect(readers.map(({ name }) => name)).toEqual(['run-scan']);
});

test('where content is parsed, a session can read and remove staged copies, and write nothing beside them', () => {
  const objects = permitted(named('inspect-content').tenant.statements, everythingOf('acme'), 'acme').filter(
    (each) => each.startsWith('s3:'),
  );
  expect(objects.map((each) => each.replace(/ .*(?=\/staging)/, ' ').replace(/ arn.*/, ''))).toEqual([
    's3:GetObject /staging/acme/1',
    's3:DeleteObject /staging/acme/1',
    's3:ListBucket',
  ]);
});
