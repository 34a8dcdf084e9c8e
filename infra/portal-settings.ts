import { type App, Aws } from 'aws-cdk-lib';
import type { PortalConfig } from '../portal/config.ts';
import type { DataStack } from './data-stack.ts';
import { type Deployment, settingsOf } from './deployment.ts';
import type { ServiceStack } from './service-stack.ts';

/** Where the deployed portal is seen, and how it signs people in. */
export interface PortalSettings {
  readonly config: PortalConfig;
  /** Origins of the issuer and of its token endpoint. */
  readonly signInOrigins: readonly string[];
  /** Web ACL of AWS WAF, in us-east-1; null: none. */
  readonly webAclArn: string | null;
  /** A name of one's own, with its certificate in us-east-1; null: the name that CloudFront gives. */
  readonly domain: { readonly name: string; readonly certificateArn: string } | null;
}

/** Whether the portal is deployed at all: context `portal`, which is on unless it is `false`. */
export const wantsPortal = (app: App): boolean => settingsOf(app)('portal') !== 'false';

/**
 * The user pool's sign-in, or that of the issuer given. An issuer needs a client for the portal (context
 * `oidcClientId`), and may want other scopes (`oidcScope`) or give its tokens at another origin (`oidcTokenOrigin`).
 */
export function portalSettings(
  app: App,
  deployment: Deployment,
  data: DataStack,
  { claims }: ServiceStack,
): PortalSettings {
  const context = settingsOf(app);
  const place = { webAclArn: context('portalWebAclArn'), domain: domainFrom(context) };
  const { oidcIssuer, stage } = deployment;
  if (!oidcIssuer) return { ...place, ...poolSettings(stage, data, claims) };

  const clientId = context('oidcClientId');
  if (!clientId) {
    throw new Error('Context "oidcClientId" must name the client of the portal, or "portal" must be false.');
  }
  const tokenOrigin = context('oidcTokenOrigin');
  return {
    ...place,
    config: {
      issuer: oidcIssuer,
      clientId,
      scope: context('oidcScope') ?? 'openid email profile offline_access',
      apiToken: 'access_token',
      ...claims,
    },
    signInOrigins: [new URL(oidcIssuer).origin, ...(tokenOrigin ? [new URL(tokenOrigin).origin] : [])],
  };
}

function domainFrom(context: (name: string) => string | null): PortalSettings['domain'] {
  const name = context('portalDomain');
  const certificateArn = context('portalCertificateArn');
  if (name && certificateArn) return { name, certificateArn };
  if (name || certificateArn) {
    throw new Error('Context "portalDomain" and "portalCertificateArn" must be given together.');
  }
  return null;
}

/** Cognito puts the tenant and the groups into the ID token; its access token has no attributes of the user. */
function poolSettings(
  stage: string,
  { users }: DataStack,
  claims: ServiceStack['claims'],
): Pick<PortalSettings, 'config' | 'signInOrigins'> {
  if (!users) throw new Error('There is neither a user pool nor an issuer.');
  const idpOrigin = `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}`;
  return {
    config: {
      issuer: `${idpOrigin}/${users.pool.userPoolId}`,
      clientId: users.client.userPoolClientId,
      scope: 'openid email',
      apiToken: 'id_token',
      ...claims,
    },
    signInOrigins: [idpOrigin, `https://cei-${stage}-${Aws.ACCOUNT_ID}.auth.${Aws.REGION}.amazoncognito.com`],
  };
}
