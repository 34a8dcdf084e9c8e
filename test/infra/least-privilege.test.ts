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

const policies = Object.values(service.findResources('AWS::IAM::Policy')).map(({ Properties }) => ({
  roles: (Properties.Roles as { Ref: string }[]).map(({ Ref }) => Ref),
  statements: (Properties.PolicyDocument as { Statement: Statement[] }).Statement,
}));

const statementsOf = (name: string): Statement[] =>
  policies
    .filter(({ roles }) => roles.includes(roleOf.get(name) ?? ''))
    .flatMap(({ statements }) => statements);
const actionsIn = (statements: readonly Statement[]): string[] => statements.flatMap(({ Action }) => Action);
/** What a function may do, beyond logs, traces and the key behind tables and bucket. */
const actionsOf = (name: string): string[] =>
  [...new Set(actionsIn(statementsOf(name)))].filter((action) => !/^(logs|xray|kms):/.test(action)).sort();
const resourceText = ({ Resource }: Statement): string[] =>
  [Resource].flat().map((resource) => JSON.stringify(resource));

const everyStatement = policies.flatMap(({ statements }) => statements);

test('each function has a role of its own', () => {
  expect(new Set(roleOf.values()).size).toBe(functionNames().length);
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
    actions: [
      'secretsmanager:CreateSecret',
      'secretsmanager:DeleteSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:TagResource',
    ],
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
    end: '"/staging/*"]]}',
    why: 'objects below a prefix',
    actions: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'],
  },
  {
    end: '"/facts/*"]]}',
    why: 'objects below a prefix',
    actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
  },
  {
    end: '"/ocsf/*"]]}',
    why: 'objects below a prefix',
    actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
  },
  {
    end: ':sns:*:*:claude-notices-*"]]}',
    why: "tenants' topics are theirs, in their accounts and regions, under one name",
    actions: ['sns:Publish'],
  },
  {
    end: '"/exports/*"]]}',
    why: 'objects below a prefix',
    actions: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'],
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
const consumes = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:ReceiveMessage',
];

describe('what each function may do', () => {
  test.each(
    Object.entries({
      'archive-facts': [...consumes, 's3:PutObject'],
      'cancel-scan': [...reads, ...writes],
      'configure-integration': [
        ...reads,
        ...writes,
        'events:PutEvents',
        'secretsmanager:CreateSecret',
        'secretsmanager:DeleteSecret',
        'secretsmanager:TagResource',
      ],
      'dead-letter': [
        ...reads,
        ...writes,
        ...consumes,
        'events:PutEvents',
        's3:DeleteObject',
        'sqs:SendMessage',
      ],
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
        ...reads,
        ...writes,
        ...consumes,
        'events:PutEvents',
        's3:DeleteObject',
        's3:GetObject',
        's3:ListBucket',
        'secretsmanager:GetSecretValue',
        'sqs:SendMessage',
      ],
      'manage-notices': ['dynamodb:GetItem', 'dynamodb:PutItem'],
      'manage-policies': [...reads, ...writes, 'secretsmanager:GetSecretValue'],
      'manage-privacy': [...reads, ...writes, 'secretsmanager:GetSecretValue', 'sqs:SendMessage'],
      'portal-queries': [...reads, 'secretsmanager:GetSecretValue'],
      'purge-tenant-data': [
        ...reads,
        ...consumes,
        ...writes,
        'dynamodb:BatchWriteItem',
        'events:PutEvents',
        's3:DeleteObject',
        's3:GetObject',
        's3:ListBucket',
        's3:PutObject',
        'sqs:SendMessage',
      ],
      'run-scan': [
        ...reads,
        ...writes,
        ...consumes,
        'dynamodb:BatchWriteItem',
        'events:PutEvents',
        'iam:PassRole',
        's3:AbortMultipartUpload',
        's3:DeleteObject',
        's3:ListBucket',
        's3:PutObject',
        'scheduler:GetSchedule',
        'scheduler:UpdateSchedule',
        'secretsmanager:GetSecretValue',
        'sqs:SendMessage',
      ],
      'scan-now': [...reads, ...writes, 'events:PutEvents', 'sqs:SendMessage'],
      'send-notices': [...consumes, 'dynamodb:GetItem', 'sns:Publish'],
      'set-coverage': [...reads, ...writes],
      'set-schedule': [
        ...reads,
        ...writes,
        'iam:PassRole',
        'scheduler:CreateSchedule',
        'scheduler:DeleteSchedule',
        'scheduler:UpdateSchedule',
      ],
      'start-scan': [...reads, ...writes, 'events:PutEvents', 'sqs:SendMessage'],
      'sweep-scans': [...reads, 'sqs:SendMessage'],
      'triage-event': ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      'try-policy': ['dynamodb:GetItem', 'secretsmanager:GetSecretValue'],
    }),
  )('%s', (name, actions) => {
    expect(actionsOf(name)).toEqual(actions.sort());
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
