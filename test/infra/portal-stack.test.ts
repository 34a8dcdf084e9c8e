import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { contentSecurityPolicy, securityHeaders } from '../../portal/security-headers.ts';
import { emptyBundles } from '../support/empty-bundles.ts';

// The stack as `npm run synth` writes it, with an issuer of its own.

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const root = dirname(dirname(import.meta.dirname));
const folder = mkdtempSync(join(tmpdir(), 'cei-portal-'));
const signInOrigins = ['https://login.example.com', 'https://token.example.com'];
let template: Template;

/** Runs `infra/app.ts`. */
function synthesise(name: string, context: Record<string, string>): { folder: string; error: string } {
  const outdir = join(folder, name);
  const { stderr, status } = spawnSync(process.execPath, [join(root, 'infra', 'app.ts')], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ functions: emptyBundles(folder), ...context }),
    },
  });
  return { folder: outdir, error: status === 0 ? '' : stderr };
}

const issuer = {
  oidcIssuer: 'https://login.example.com/tenant',
  oidcAudience: 'portal-api',
  oidcClientId: 'portal',
  oidcTokenOrigin: 'https://token.example.com',
};

beforeAll(() => {
  const assembly = synthesise('own-issuer', issuer);
  expect(assembly.error).toBe('');
  template = Template.fromJSON(
    JSON.parse(readFileSync(join(assembly.folder, 'Portal.template.json'), 'utf8')),
  );
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
    expect(allowed.map(({ Principal }) => Principal)).toEqual([
      { Service: 'logging.s3.amazonaws.com' },
      { Service: 'cloudfront.amazonaws.com' },
    ]);
    expect(JSON.stringify(allowed[1]?.Condition)).toContain('AWS:SourceArn');
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
      ({ Properties }) => Properties,
    );
    const marked = deliveries.flatMap(({ SourceMarkers }) => JSON.stringify(SourceMarkers)).join();

    expect(deliveries.map(({ SystemMetadata }) => SystemMetadata['cache-control']).sort()).toEqual([
      'no-cache',
      'public, max-age=31536000, immutable',
    ]);
    // Names of claims are parameters of the service stack.
    expect(marked).toContain('claude-enterprise-integration-dev-tenant-claim');
    expect(marked).toContain('claude-enterprise-integration-dev-roles-claim');
  });

  test('cfn-lint finds nothing', (context) => {
    context.skip(spawnSync('cfn-lint', ['--version']).status !== 0, 'cfn-lint is not installed');
    // W3005 finds fault with dependencies that the CDK adds to be sure.
    const { stdout } = spawnSync(
      'cfn-lint',
      ['-i', 'W3005', '--', join(folder, 'own-issuer', 'Portal.template.json')],
      { encoding: 'utf8' },
    );

    expect(stdout).toBe('');
  });
});

describe('settings', () => {
  test('with a domain of its own, the distribution has its name and the user pool sends people back there', () => {
    const { folder: assembly } = synthesise('own-domain', {
      portalDomain: 'portal.example.com',
      portalCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1',
      portalWebAclArn: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/portal/1',
    });
    const read = (stack: string) =>
      Template.fromJSON(JSON.parse(readFileSync(join(assembly, `${stack}.template.json`), 'utf8')));

    read('Portal').hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        Aliases: ['portal.example.com'],
        ViewerCertificate: Match.objectLike({ MinimumProtocolVersion: 'TLSv1.2_2021' }),
        WebACLId: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/portal/1',
      }),
    });
    read('Portal').hasOutput('PortalUrl', { Value: 'https://portal.example.com' });
    read('Data').hasResourceProperties('AWS::Cognito::UserPoolClient', {
      AllowedOAuthFlows: ['code'],
      CallbackURLs: ['https://portal.example.com'],
      LogoutURLs: ['https://portal.example.com'],
    });
  });

  test.each([
    ['an issuer without a client for the portal', { ...issuer, oidcClientId: '' }, /oidcClientId/],
    ['a domain without a certificate', { portalDomain: 'portal.example.com' }, /given together/],
    ['an address that is no origin', { portalUrl: 'https://portal.example.com/' }, /must be an origin/],
  ])('%s is said clearly', (_, context, message) => {
    expect(synthesise('wrong', context).error).toMatch(message);
  });
});
