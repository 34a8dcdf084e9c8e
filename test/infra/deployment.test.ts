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
