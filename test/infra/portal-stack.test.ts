import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PortalStack } from '../../infra/portal-stack.ts';
import { contentSecurityPolicy, securityHeaders } from '../../portal/security-headers.ts';

const folder = mkdtempSync(join(tmpdir(), 'cei-portal-'));
const signInOrigins = ['https://login.example.com', 'https://token.example.com'];
let template: Template;

beforeAll(() => {
  const site = join(folder, 'site');
  mkdirSync(join(site, 'assets'), { recursive: true });
  writeFileSync(join(site, 'index.html'), '<!doctype html>');
  writeFileSync(join(site, 'assets', 'main-abc.js'), '');
  const app = new App({ analyticsReporting: false, outdir: join(folder, 'out') });
  const stack = new PortalStack(app, 'Portal', {
    folder: site,
    apiHost: 'abc.execute-api.eu-central-1.amazonaws.com',
    config: {
      issuer: 'https://login.example.com',
      clientId: 'portal',
      scope: 'openid',
      apiToken: 'access_token',
      tenantClaim: 'tenant_id',
      rolesClaim: 'roles',
    },
    signInOrigins,
    webAclArn: null,
  });
  template = Template.fromStack(stack);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const distribution = () =>
  Object.values(template.findResources('AWS::CloudFront::Distribution'))[0]?.Properties.DistributionConfig;

describe('the deployed portal', () => {
  test('its bucket is private, and only its distribution reads it', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    template.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
      OriginAccessControlConfig: Match.objectLike({
        SigningBehavior: 'always',
        OriginAccessControlOriginType: 's3',
      }),
    });
    const statements = Object.values(template.findResources('AWS::S3::BucketPolicy')).flatMap(
      ({ Properties }) =>
        Properties.PolicyDocument.Statement as { Effect: string; Principal: object; Condition?: object }[],
    );
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toHaveLength(1);
    expect(allowed[0]?.Principal).toEqual({ Service: 'cloudfront.amazonaws.com' });
    expect(JSON.stringify(allowed[0]?.Condition)).toContain('AWS:SourceArn');
  });

  test('every security header of the local portal is there, with the same value', () => {
    const policies = Object.values(template.findResources('AWS::CloudFront::ResponseHeadersPolicy'));
    const { SecurityHeadersConfig: named, CustomHeadersConfig } =
      policies[0]!.Properties.ResponseHeadersPolicyConfig;
    const custom = (CustomHeadersConfig.Items as { Header: string; Value: string }[]).map(
      ({ Header, Value }) => [Header, Value],
    );
    const transport = named.StrictTransportSecurity;
    const deployed = {
      ...Object.fromEntries(custom),
      'content-security-policy': named.ContentSecurityPolicy.ContentSecurityPolicy,
      'strict-transport-security': `max-age=${transport.AccessControlMaxAgeSec}${transport.IncludeSubdomains ? '; includeSubDomains' : ''}`,
      'x-content-type-options': named.ContentTypeOptions ? 'nosniff' : '',
      'x-frame-options': named.FrameOptions.FrameOption,
      'referrer-policy': named.ReferrerPolicy.ReferrerPolicy,
    };

    expect(deployed).toEqual(securityHeaders(signInOrigins));
  });

  test('pages may ask their own origin and the sign-in, and run no script but their own', () => {
    const policy = contentSecurityPolicy(signInOrigins);

    expect(policy).toContain(`connect-src 'self' https://login.example.com https://token.example.com;`);
    expect(policy).toContain(`script-src 'self';`);
    expect(policy).not.toMatch(/unsafe|data:|\*/);
  });

  test('the API is below the same origin, uncached and over HTTPS only', () => {
    const [behaviour] = distribution().CacheBehaviors;

    expect(behaviour).toMatchObject({ PathPattern: '/v1/*', ViewerProtocolPolicy: 'https-only' });
    // AWS managed policy CachingDisabled.
    expect(behaviour.CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
    expect(behaviour.AllowedMethods).toContain('PATCH');
  });

  test('answers of the API are never replaced by a page', () => {
    expect(distribution().CustomErrorResponses).toBeUndefined();
    expect(distribution().CacheBehaviors[0].FunctionAssociations).toBeUndefined();
  });

  test.each([
    ['/events', '/index.html'],
    ['/inventory/agents/user_01.desktop', '/index.html'],
    ['/', '/index.html'],
    ['/config.json', '/config.json'],
    ['/icon.svg', '/icon.svg'],
    ['/assets/main-abc.js', '/assets/main-abc.js'],
  ])('a request for %s is answered with %s', (uri, answered) => {
    const code = Object.values(template.findResources('AWS::CloudFront::Function'))[0]?.Properties
      .FunctionCode;
    const handle = runInNewContext(`${code}; handler`) as (event: object) => { uri: string };

    expect(handle({ request: { uri } }).uri).toBe(answered);
  });

  test('its configuration is delivered at deploy time, apart from the build', () => {
    const deliveries = Object.values(template.findResources('Custom::CDKBucketDeployment')).map(
      ({ Properties }) => Properties.SystemMetadata['cache-control'],
    );

    expect(deliveries.sort()).toEqual(['no-cache', 'public, max-age=31536000, immutable']);
  });
});
