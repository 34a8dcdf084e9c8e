import { type App, Aws } from 'aws-cdk-lib';
import type { PortalConfig } from '../portal/config.ts';
import type { DataStack } from './data-stack.ts';
import type { Deployment } from './deployment.ts';

/** How the deployed portal signs people in. */
export interface PortalSettings {
  readonly config: PortalConfig;
  readonly signInOrigins: readonly string[];
  readonly webAclArn: string | null;
}

/** Whether the portal is deployed at all: context `portal`, which is on unless it is `false`. */
export const wantsPortal = (app: App): boolean => String(app.node.tryGetContext('portal')) !== 'false';

/**
 * The user pool's sign-in, or that of the issuer given. An issuer needs a client for the portal (context
 * `oidcClientId`), and may want other scopes (`oidcScope`) or give its tokens at another origin (`oidcTokenOrigin`).
 */
export function portalSettings(app: App, deployment: Deployment, data: DataStack): PortalSettings {
  const context = (name: string): string | null =>
    (app.node.tryGetContext(name) as string | undefined) || null;
  const webAclArn = context('portalWebAclArn');
  const { oidcIssuer, stage } = deployment;
  if (!oidcIssuer) return { ...poolSettings(stage, data), webAclArn };

  const clientId = context('oidcClientId');
  if (!clientId) {
    throw new Error('Context "oidcClientId" must name the client of the portal, or "portal" must be false.');
  }
  const tokenOrigin = context('oidcTokenOrigin');
  return {
    config: {
      issuer: oidcIssuer,
      clientId,
      scope: context('oidcScope') ?? 'openid email profile offline_access',
      apiToken: 'access_token',
      tenantClaim: 'tenant_id',
      rolesClaim: 'roles',
    },
    signInOrigins: [new URL(oidcIssuer).origin, ...(tokenOrigin ? [new URL(tokenOrigin).origin] : [])],
    webAclArn,
  };
}

/** Cognito puts the tenant and the groups into the ID token; its access token has no attributes of the user. */
function poolSettings(stage: string, { users }: DataStack): Omit<PortalSettings, 'webAclArn'> {
  if (!users) throw new Error('There is neither a user pool nor an issuer.');
  const idpOrigin = `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}`;
  return {
    config: {
      issuer: `${idpOrigin}/${users.pool.userPoolId}`,
      clientId: users.client.userPoolClientId,
      scope: 'openid email',
      apiToken: 'id_token',
      tenantClaim: 'custom:tenant_id',
      rolesClaim: 'cognito:groups',
    },
    signInOrigins: [idpOrigin, `https://cei-${stage}-${Aws.ACCOUNT_ID}.auth.${Aws.REGION}.amazoncognito.com`],
  };
}
