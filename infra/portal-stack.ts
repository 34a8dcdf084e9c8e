import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { PortalSite, type PortalSiteProps } from './constructs/portal-site.ts';

/** The web portal, apart from what it shows: it can be left out, and goes on its own way to the world. */
export class PortalStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { folder, apiHost, config, signInOrigins, webAclArn, ...props }: StackProps & PortalSiteProps,
  ) {
    super(scope, id, props);
    const site = new PortalSite(this, 'Site', { folder, apiHost, config, signInOrigins, webAclArn });
    new CfnOutput(this, 'PortalUrl', { value: `https://${site.distribution.distributionDomainName}` });
  }
}
