import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { afterAll, describe, expect, test } from 'vitest';
import { DataStack } from '../../infra/data-stack.ts';
import { readDeployment } from '../../infra/deployment.ts';
import { ServiceStack } from '../../infra/service-stack.ts';
import { emptyBundles } from '../support/empty-bundles.ts';

const folder = mkdtempSync(join(tmpdir(), 'deployments-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const bundles = emptyBundles(folder);

function synthesise(context: Record<string, string>): { data: Template; service: Template } {
  const app = new App({ analyticsReporting: false, context: { functions: bundles, ...context } });
  const deployment = readDeployment(app);
  const data = new DataStack(app, 'Data', { deployment });
  const service = new ServiceStack(app, 'Service', { deployment, data });
  return { data: Template.fromStack(data), service: Template.fromStack(service) };
}

describe('in production', () => {
  const { service } = synthesise({ stage: 'prod' });

  test('no parameter can send keys anywhere but to Anthropic', () => {
    service.hasParameter('ComplianceApiUrl', { AllowedPattern: '^https://api\\.anthropic\\.com$' });
    service.hasParameter('ComplianceApiAllowLoopback', { AllowedValues: ['false'] });
  });

  test("tenants' secrets are apart from those of other stages", () => {
    service.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'run-scan',
      Environment: { Variables: { SECRET_PREFIX: 'claude-enterprise-integration/prod/', STAGE: 'prod' } },
    });
  });
});

describe('with keys under KMS', () => {
  const { service } = synthesise({ keyStore: 'kms' });
  const statementsWith = (action: string) =>
    Object.entries(service.findResources('AWS::IAM::Policy')).flatMap(([id, { Properties }]) =>
      (Properties.PolicyDocument.Statement as { Action: string | string[]; Condition?: unknown }[])
        .filter(({ Action }) => [Action].flat().includes(action))
        .map(({ Condition }) => ({ id, Condition })),
    );
  const byFunctions = (action: string) =>
    statementsWith(action).filter(
      ({ Condition }) => !JSON.stringify(Condition ?? {}).includes('kms:ViaService'),
    );

  test('who connects encrypts, who scans decrypts, and only with a tenant in the context', () => {
    const said = {
      Null: { 'kms:EncryptionContext:tenant': 'false', 'kms:EncryptionContext:secret': 'false' },
    };

    expect(byFunctions('kms:Encrypt')).toEqual([
      { id: expect.stringContaining('ConfigureIntegration'), Condition: said },
    ]);
    expect(byFunctions('kms:Decrypt')).toEqual([
      {
        id: expect.stringContaining('RunScanTenantRole'),
        Condition: {
          ...said,
          StringEquals: { 'kms:EncryptionContext:tenant': `\${aws:PrincipalTag/TenantId}` },
        },
      },
    ]);
  });

  test('nobody makes secrets any more, and older ones are still read and removed', () => {
    expect(statementsWith('secretsmanager:CreateSecret')).toEqual([]);
    expect(statementsWith('secretsmanager:DeleteSecret')).toHaveLength(2);
  });

  test('the functions know it', () => {
    for (const Description of ['configure-integration', 'delete-integration', 'run-scan']) {
      service.hasResourceProperties('AWS::Lambda::Function', {
        Description,
        Environment: { Variables: Match.objectLike({ KEY_STORE: 'kms' }) },
      });
    }
  });

  test('no other store can be chosen', () => {
    expect(() => synthesise({ keyStore: 'a-file' })).toThrow('secrets-manager or kms');
  });
});

describe('with an issuer, a portal and a topic of its own', () => {
  const { data, service } = synthesise({
    oidcIssuer: 'https://login.example.com/',
    oidcAudience: 'security-portal',
    portalOrigins: 'https://portal.example.com',
    alarmTopicArn: 'arn:aws:sns:eu-central-1:111122223333:alarms',
  });

  test('there is no user pool, and tokens are checked against that issuer', () => {
    data.resourceCountIs('AWS::Cognito::UserPool', 0);
    service.hasParameter('OidcIssuer', { Default: 'https://login.example.com/' });
    service.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Issuer: { Ref: 'OidcIssuer' }, Audience: [{ Ref: 'OidcAudience' }] },
    });
  });

  test('pages of the portal may call the API, and no others', () => {
    service.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: Match.objectLike({ AllowOrigins: ['https://portal.example.com'] }),
    });
  });

  test('alarms and the budget are sent to that topic, and there is no other for them', () => {
    service.resourceCountIs('AWS::SNS::Topic', 1);
    service.hasResourceProperties('AWS::Budgets::Budget', {
      NotificationsWithSubscribers: Match.arrayWith([
        Match.objectLike({
          Subscribers: [{ SubscriptionType: 'SNS', Address: 'arn:aws:sns:eu-central-1:111122223333:alarms' }],
        }),
      ]),
    });

    service.allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: ['arn:aws:sns:eu-central-1:111122223333:alarms'],
    });
  });
});

describe('what is given wrongly is said clearly', () => {
  test('a function that is not bundled', () => {
    expect(() => synthesise({ functions: join(folder, 'nowhere') })).toThrow(
      'Function start-scan is not bundled: functions/start-scan/index.ts is missing, or `npm run build` has not run.',
    );
  });

  test('a stage that could not be part of a name', () => {
    expect(() => synthesise({ stage: 'Prod!' })).toThrow(/"Prod!".*lower-case letters and digits/);
  });

  test('an issuer without an audience', () => {
    expect(() => synthesise({ oidcIssuer: 'https://login.example.com/' })).toThrow(/given together/);
  });
});
