import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { PortalSite, type PortalSiteProps } from './constructs/portal-site.ts';

/** The web portal, apart from what it shows: it can be left out, and goes on its own way to the world. */
export class PortalStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { site, ...props }: StackProps & { readonly site: PortalSiteProps },
  ) {
    super(scope, id, props);
    // As in the data stack.
    this.node.setContext('@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy', true);
    const { distribution } = new PortalSite(this, 'Site', site);
    const host = site.domain?.name ?? distribution.distributionDomainName;
    new CfnOutput(this, 'PortalUrl', { value: `https://${host}` });
    // What a name of one's own has to lead to.
    new CfnOutput(this, 'DistributionHost', { value: distribution.distributionDomainName });
  }
}
