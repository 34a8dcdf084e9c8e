import { describe, expect, test } from 'vitest';
import { template } from '../support/assembly.ts';
import { functionNames } from '../support/function-names.ts';

const service = template('Service');

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

const roleOf = new Map(
  Object.values(service.findResources('AWS::Lambda::Function')).map(({ Properties }) => [
    String(Properties.Description),
    (Properties.Role as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'][0],
  ]),
);

/** The role that a function assumes for the tenant it works for, by the function. */
const tenantRoleOf = new Map(
  Object.values(service.findResources('AWS::Lambda::Function')).flatMap(({ Properties }) => {
    const arn = (Properties.Environment.Variables as Record<string, { 'Fn::GetAtt': [string, string] }>)
      .TENANT_ROLE_ARN;
    return arn ? [[String(Properties.Description), arn['Fn::GetAtt'][0]] as const] : [];
  }),
);

const policies = Object.values(service.findResources('AWS::IAM::Policy')).map(({ Properties }) => ({
  roles: (Properties.Roles as { Ref: string }[]).map(({ Ref }) => Ref),
  statements: (Properties.PolicyDocument as { Statement: Statement[] }).Statement,
}));

const statementsIn = (role: string | undefined): Statement[] =>
  policies.filter(({ roles }) => roles.includes(role ?? '')).flatMap(({ statements }) => statements);
/** By its own role, and by the one that it assumes. */
const statementsOf = (name: string): Statement[] => [
  ...statementsIn(roleOf.get(name)),
  ...statementsIn(tenantRoleOf.get(name)),
];
const actionsIn = (statements: readonly Statement[]): string[] => statements.flatMap(({ Action }) => Action);
/** What a function may do, beyond logs, traces and the key behind tables and bucket. */
const notable = (statements: readonly Statement[]): string[] =>
  [...new Set(actionsIn(statements))].filter((action) => !/^(logs|xray|kms):/.test(action)).sort();
const actionsOf = (name: string): string[] => notable(statementsIn(roleOf.get(name)));
const resourceText = ({ Resource }: Statement): string[] =>
  [Resource].flat().map((resource) => JSON.stringify(resource));

const everyStatement = policies.flatMap(({ statements }) => statements);

test('each function has a role of its own', () => {
  expect(new Set([...roleOf.values(), ...tenantRoleOf.values()]).size).toBe(
    functionNames().length + tenantRoleOf.size,
  );
});

test('roles hold what is written here and no policies of others', () => {
  for (const { Properties } of Object.values(service.findResources('AWS::IAM::Role'))) {
    expect(Properties.ManagedPolicyArns).toBeUndefined();
  }
});

test('no action has a wildcard', () => {
  expect(actionsIn(everyStatement).filter((action) => action.includes('*'))).toEqual([]);
});

/** Wildcards that cannot be spelt out, by the end of the resource. */
const wildcards = [
  {
    end: '"*"',
    why: 'X-Ray has no resources',
    actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
  },
  {
    end: ':secret:claude-enterprise-integration/dev/*"]]}',
    why: "tenants' secrets are made while it runs",
    actions: ['secretsmanager:CreateSecret', 'secretsmanager:DeleteSecret', 'secretsmanager:TagResource'],
  },
  {
    end: `:secret:claude-enterprise-integration/dev/\${aws:PrincipalTag/TenantId}/*"]]}`,
    why: "a tenant's secrets are made while it runs",
    actions: ['secretsmanager:GetSecretValue'],
  },
  {
    end: ',"/*"]]}',
    why: "tenants' schedules are made while it runs, in one group",
    actions: [
      'scheduler:CreateSchedule',
      'scheduler:DeleteSchedule',
      'scheduler:GetSchedule',
      'scheduler:UpdateSchedule',
    ],
  },
  {
    end: `"/staging/\${aws:PrincipalTag/TenantId}/*"]]}`,
    why: 'objects below a prefix',
    actions: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'],
  },
  {
    end: `"/facts/\${aws:PrincipalTag/TenantId}/*"]]}`,
    why: 'objects below a prefix',
    actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
  },
  {
    end: `"/ocsf/\${aws:PrincipalTag/TenantId}/*"]]}`,
    why: 'objects below a prefix',
    actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
  },
  {
    end: `:sns:*:*:claude-notices-\${aws:PrincipalTag/TenantId}"]]}`,
    why: "tenants' topics are theirs, in their accounts and regions, under one name",
    actions: ['sns:Publish'],
  },
  {
    end: '"/exports/*"]]}',
    why: 'objects below a prefix',
    actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
  },
  {
    end: `"/exports/\${aws:PrincipalTag/TenantId}/*"]]}`,
    why: 'objects below a prefix',
    actions: ['s3:DeleteObject'],
  },
];

test('a resource has a wildcard only where it cannot be named', () => {
  for (const statement of everyStatement) {
    for (const resource of resourceText(statement).filter((text) => text.includes('*'))) {
      const known = wildcards.find(({ end }) => resource.endsWith(end));

      expect(known?.actions ?? [], resource).toEqual(expect.arrayContaining(actionsIn([statement])));
    }
  }
});

test('nobody may scan a table', () => {
  expect(actionsIn(everyStatement).filter((action) => /Scan|PartiQL/.test(action))).toEqual([]);
});

test("the deployment's key may be used through the services that store only", () => {
  for (const statement of everyStatement) {
    if (!actionsIn([statement]).some((action) => action.startsWith('kms:'))) continue;

    expect(JSON.stringify(statement.Condition)).toContain('kms:ViaService');
  }
});

const reads = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
const writes = [
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
];
/** Begins sessions of its tenant role; test/infra/tenant-roles.test.ts shows what they reach. */
const assumes = ['sts:AssumeRole', 'sts:TagSession'];
const consumes = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:ReceiveMessage',
];

describe('what each function may do', () => {
  test.each(
    Object.entries({
      'archive-facts': [...consumes, ...assumes],
      'cancel-scan': [...reads, ...writes],
      'configure-integration': [
        ...reads,
        ...writes,
        'events:PutEvents',
        'secretsmanager:CreateSecret',
        'secretsmanager:DeleteSecret',
        'secretsmanager:TagResource',
      ],
      'dead-letter': [...consumes, ...assumes, 'events:PutEvents', 'sqs:SendMessage'],
      'delete-integration': [
        ...reads,
        ...writes,
        'scheduler:DeleteSchedule',
        'secretsmanager:DeleteSecret',
        'sqs:SendMessage',
      ],
      'export-list': [
        ...reads,
        'dynamodb:PutItem',
        's3:AbortMultipartUpload',
        's3:GetObject',
        's3:PutObject',
      ],
      'inspect-content': [
        ...consumes,
        ...assumes,
        'events:PutEvents',
        'secretsmanager:GetSecretValue',
        'sqs:SendMessage',
      ],
      'manage-notices': ['dynamodb:GetItem', 'dynamodb:PutItem'],
      'manage-policies': [...reads, ...writes, 'secretsmanager:GetSecretValue'],
      'manage-privacy': [...reads, ...writes, 'secretsmanager:GetSecretValue', 'sqs:SendMessage'],
      'portal-queries': [...reads, 'secretsmanager:GetSecretValue'],
      'purge-tenant-data': [...consumes, ...assumes, 'events:PutEvents', 'sqs:SendMessage'],
      'run-scan': [
        ...consumes,
        ...assumes,
        'events:PutEvents',
        'iam:PassRole',
        'scheduler:GetSchedule',
        'scheduler:UpdateSchedule',
        'secretsmanager:GetSecretValue',
        'sqs:SendMessage',
      ],
      'scan-now': [...reads, ...writes, 'events:PutEvents', 'sqs:SendMessage'],
      'send-notices': [...consumes, ...assumes],
      'set-coverage': [...reads, ...writes],
      'set-schedule': [
        ...reads,
        ...writes,
        'iam:PassRole',
        'scheduler:CreateSchedule',
        'scheduler:DeleteSchedule',
        'scheduler:UpdateSchedule',
      ],
      'start-scan': [...assumes, 'events:PutEvents', 'sqs:SendMessage'],
      'sweep-scans': [...reads, 'sqs:SendMessage'],
      'triage-event': ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      'try-policy': ['dynamodb:GetItem', 'secretsmanager:GetSecretValue'],
    }),
  )('%s', (name, actions) => {
    expect(actionsOf(name)).toEqual(actions.sort());
  });

  test.each(
    Object.entries({
      'archive-facts': ['s3:PutObject'],
      'dead-letter': [...reads, ...writes, 's3:DeleteObject'],
      'inspect-content': [...reads, ...writes, 's3:DeleteObject', 's3:GetObject', 's3:ListBucket'],
      'purge-tenant-data': [
        ...reads,
        ...writes,
        'dynamodb:BatchWriteItem',
        's3:DeleteObject',
        's3:GetObject',
        's3:ListBucket',
        's3:PutObject',
      ],
      'run-scan': [
        ...reads,
        ...writes,
        'dynamodb:BatchWriteItem',
        's3:AbortMultipartUpload',
        's3:DeleteObject',
        's3:ListBucket',
        's3:PutObject',
        'secretsmanager:GetSecretValue',
      ],
      'send-notices': ['dynamodb:GetItem', 'sns:Publish'],
      'start-scan': [...reads, ...writes],
    }),
  )('%s with the data of the tenant that it works for', (name, actions) => {
    expect(notable(statementsIn(tenantRoleOf.get(name)))).toEqual(actions.sort());
  });

  test('every function is in this list', () => {
    expect(functionNames()).toEqual([...roleOf.keys()].sort());
  });
});

test.each(['inspect-content', 'try-policy'])(
  '%s parses content and can reach one secret, which is no key of a tenant',
  (name) => {
    const secrets = statementsOf(name).filter((statement) =>
      actionsIn([statement]).some((action) => action.startsWith('secretsmanager:')),
    );

    expect(secrets).toHaveLength(1);
    expect(resourceText(secrets[0]!)).toEqual([expect.stringMatching(/ImportValue.*InspectionSecret/)]);
  },
);

/** Which secrets a function may read: the deployment's own by name, tenants' keys by their prefix. */
const secretsOf = (name: string): string[] =>
  statementsOf(name)
    .filter((statement) => actionsIn([statement]).includes('secretsmanager:GetSecretValue'))
    .flatMap(resourceText)
    .map((text) => /(Cursor|Inspection)Secret/.exec(text)?.[1] ?? (text.includes(':secret:') ? 'keys' : text))
    .sort();

test('a secret is read by those that need it and by nobody else', () => {
  const readers = functionNames().map((name) => [name, secretsOf(name)] as const);

  expect(Object.fromEntries(readers.filter(([, secrets]) => secrets.length > 0))).toEqual({
    'inspect-content': ['Inspection'],
    'manage-policies': ['Inspection'],
    'manage-privacy': ['Cursor', 'Inspection'],
    'portal-queries': ['Cursor'],
    'run-scan': ['Inspection', 'keys'],
    'try-policy': ['Inspection'],
  });
});

test('what reads for the portal changes nothing', () => {
  expect(actionsOf('portal-queries').filter((action) => /Put|Update|Delete|Write|Send/.test(action))).toEqual(
    [],
  );
});

test('a role is passed to the scheduler only, and only the one that starts scans', () => {
  const passes = everyStatement.filter((statement) => actionsIn([statement]).includes('iam:PassRole'));

  for (const { Resource, Condition } of passes) {
    expect(JSON.stringify(Resource)).toMatch(/ScansSchedulesRole/);
    expect(Condition).toEqual({ StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } });
  }
  expect(passes).toHaveLength(2);
});

test('the role of the schedules may do nothing but start scans and keep the failed starts', () => {
  const [policy] = policies.filter(({ roles }) =>
    roles.some((role) => role.startsWith('ScansSchedulesRole')),
  );

  const actions = actionsIn(policy?.statements ?? []).filter((action) => !action.startsWith('kms:'));

  expect(actions.sort()).toEqual(['lambda:InvokeFunction', 'sqs:SendMessage']);
});
