import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, expect, test } from 'vitest';
import { DataStack } from '../../infra/data-stack.ts';
import { readDeployment } from '../../infra/deployment.ts';
import { portalSettings } from '../../infra/portal-settings.ts';
import { PortalStack } from '../../infra/portal-stack.ts';
import { ServiceStack } from '../../infra/service-stack.ts';
import { emptyBundles } from '../support/empty-bundles.ts';

// The AwsSolutions rules of cdk-nag over all stacks. Nothing is suppressed in the templates: every finding that stays
// is accepted here, with the reason, and docs/security.md repeats them.

const folder = mkdtempSync(join(tmpdir(), 'nag-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Accepted {
  readonly rule: string | RegExp;
  readonly where: RegExp;
  readonly why: string;
}

const accepted: readonly Accepted[] = [
  {
    rule: 'AwsSolutions-IAM5[Resource::*]',
    where: /^Service\/.*Role\/DefaultPolicy\/Resource$/,
    why: 'X-Ray has no resources to name; the least-privilege test allows xray actions alone on "*".',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::Data:ExportsOutputFnGetAttStaging\w+\/exports\/\*\]$/,
    where: /^Service\/Portal\/ExportListRole\//,
    why: 'Objects are made while it runs: rights are for one prefix of one bucket.',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::Data:ExportsOutputFnGetAtt(Staging|Archive)\w+\/(staging|exports|facts|ocsf)\/<aws:PrincipalTag\/TenantId>\/\*\]$/,
    where:
      /^Service\/(Scans\/(RunScan|InspectContent|DeadLetter|PurgeTenantData)|Archive\/ArchiveFacts)\/TenantRole\//,
    why: "Objects are made while it runs: rights are for the tenant's part of one prefix of one bucket.",
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:sns:*:*:claude-notices-<aws:PrincipalTag/TenantId>]',
    where: /^Service\/TenantNotices\/SendNotices\/TenantRole\//,
    why: 'Topics belong to the tenants, in accounts and regions of their own; a tenant can name the one called after it only, and what is sent holds ids and counts.',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:claude-enterprise-integration\/dev\/(<aws:PrincipalTag\/TenantId>\/)?\*\]$/,
    where: /^Service\/(Scans\/RunScan\/Tenant|Portal\/(Configure|Delete)Integration)Role\//,
    why: "Tenants' secrets are made while it runs: rights are for one prefix of names, or for one tenant's.",
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule\/<ScansSchedulesGroup\w+>\/\*\]$/,
    where: /^Service\/(Scans\/RunScan|Portal\/(DeleteIntegration|SetSchedule))Role\//,
    why: "Tenants' schedules are made while it runs: rights are for one group.",
  },
  {
    rule: 'AwsSolutions-SMG4',
    where: /^Data\/(CursorSecret|InspectionSecret)\/Resource$/,
    why: 'No password of another system: a new cursor secret only ends open lists, a new inspection secret would make every known fingerprint of a tenant void. docs/security.md says when to change them by hand.',
  },
  {
    rule: 'AwsSolutions-COG8',
    where: /^Data\/PortalUsers\/Pool\/Resource$/,
    why: 'The pool stands in where no identity provider is given, asks everybody for a second factor and lets nobody sign up; the Plus plan is paid by user.',
  },
  {
    rule: /^AwsSolutions-(IAM4|IAM5|L1)\b/,
    where: /^Portal\/Custom::CDKBucketDeployment\w+\//,
    why: 'The function that AWS wrote to bring files into a bucket: it runs during deployments only, and its role reaches the assets of the CDK and the bucket of the pages.',
  },
  {
    rule: 'AwsSolutions-CFR1',
    where: /^Portal\/Site\/Distribution\/Resource$/,
    why: 'Customers are wherever they are; who has no token sees nothing but the empty pages.',
  },
  {
    rule: 'AwsSolutions-CFR2',
    where: /^Portal\/Site\/Distribution\/Resource$/,
    why: 'A web ACL is given by context (portalWebAclArn): it is paid by the month and usually shared.',
  },
  {
    rule: 'AwsSolutions-CFR3',
    where: /^Portal\/Site\/Distribution\/Resource$/,
    why: "Its log would hold addresses with their queries, and so people's e-mail addresses; the API writes a log of its own without them.",
  },
  {
    rule: 'AwsSolutions-CFR4',
    where: /^Portal\/Site\/Distribution\/Resource$/,
    why: "CloudFront's own name brings its own certificate and policy; with a domain (portalDomain) TLS 1.2 is the least.",
  },
];

function findings(): { rule: string; where: string }[] {
  const outdir = join(folder, 'cdk.out');
  const app = new App({
    analyticsReporting: false,
    outdir,
    context: { functions: emptyBundles(folder) },
    postCliContext: { '@aws-cdk/aws-iam:minimizePolicies': true },
  });
  const deployment = readDeployment(app);
  const data = new DataStack(app, 'Data', { deployment });
  const service = new ServiceStack(app, 'Service', { deployment, data });
  new PortalStack(app, 'Portal', {
    site: {
      folder: emptyBundles(folder),
      apiHost: service.apiHost,
      ...portalSettings(app, deployment, data, service),
    },
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  expect(() => app.synth()).toThrow(/AwsSolutions/);
  const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
    pluginReports: {
      violations: { ruleName: string; violatingConstructs: { constructPath: string }[] }[];
    }[];
  };
  return report.pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => ({ rule: ruleName, where: constructPath })),
    ),
  );
}

const matches = (pattern: string | RegExp, text: string): boolean =>
  typeof pattern === 'string' ? pattern === text : pattern.test(text);
const accepts = ({ rule, where }: Accepted, finding: { rule: string; where: string }): boolean =>
  matches(rule, finding.rule) && where.test(finding.where);

test('cdk-nag finds nothing that is not accepted here, and everything that is accepted', {
  timeout: 180_000,
}, () => {
  const found = findings();

  expect(found.filter((finding) => !accepted.some((entry) => accepts(entry, finding)))).toEqual([]);
  expect(accepted.filter((entry) => !found.some((finding) => accepts(entry, finding)))).toEqual([]);
});
