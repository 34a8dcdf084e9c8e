import { App, Tags } from 'aws-cdk-lib';
import { DataStack } from './data-stack.ts';
import { nameIn, readDeployment } from './deployment.ts';
import { portalSettings, wantsPortal } from './portal-settings.ts';
import { PortalStack } from './portal-stack.ts';
import { ServiceStack } from './service-stack.ts';

// Writes the templates of all stacks, and the bundles and pages that they deploy, to cdk.out (or where the CDK's command line
// says). Needs neither an account nor the network.

const app = new App({
  analyticsReporting: false,
  outdir: process.env.CDK_OUTDIR ?? 'cdk.out',
  postCliContext: {
    '@aws-cdk/aws-iam:minimizePolicies': true,
    // CloudFormation then refuses to change what the service stack still uses.
    '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  },
});
const deployment = readDeployment(app);
// Dashboards take tags in some regions only.
const taggable = { excludeResourceTypes: ['AWS::CloudWatch::Dashboard'] };
Tags.of(app).add('project', 'claude-enterprise-integration', taggable);
Tags.of(app).add('stage', deployment.stage, taggable);

const data = new DataStack(app, 'Data', {
  stackName: nameIn(deployment, 'data'),
  description: 'Claude Enterprise integration: what must survive',
  deployment,
});
const service = new ServiceStack(app, 'Service', {
  stackName: nameIn(deployment, 'service'),
  description: 'Claude Enterprise integration: functions, API, queues and alarms',
  deployment,
  data,
});
if (wantsPortal(app)) {
  // Beside the others: vite takes as long as they do, and a stage whose portal is elsewhere does not need it.
  const { buildPortal } = await import('../portal/build.ts');
  new PortalStack(app, 'Portal', {
    stackName: nameIn(deployment, 'portal'),
    description: 'Claude Enterprise integration: the web portal',
    site: {
      folder: (await buildPortal()).folder,
      apiHost: service.apiHost,
      ...portalSettings(app, deployment, data, service),
    },
  });
}
app.synth();
