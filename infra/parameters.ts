import { CfnCondition, CfnParameter, Fn, type Stack } from 'aws-cdk-lib';
import type { DataStack } from './data-stack.ts';
import type { Deployment } from './deployment.ts';

/** What an operator may set when deploying, without synthesising again. */
export interface Parameters {
  readonly complianceApiUrl: string;
  /** `true` or `false`. */
  readonly allowLoopback: string;
  readonly issuer: string;
  readonly audience: string;
  readonly tenantClaim: string;
  readonly rolesClaim: string;
}

const anthropic = 'https://api.anthropic.com';
const loopback = 'http://(127\\.0\\.0\\.1|localhost)(:[0-9]{1,5})?';

export function addParameters(stack: Stack, deployment: Deployment, users: DataStack['users']): Parameters {
  // A simulated provider is for development: in production no parameter can lead keys anywhere else.
  const isProduction = deployment.stage === 'prod';
  const anthropicPattern = anthropic.replaceAll('.', '\\.');
  const complianceApiUrl = new CfnParameter(stack, 'ComplianceApiUrl', {
    description: 'Base address of the Compliance API.',
    default: anthropic,
    allowedPattern: isProduction ? `^${anthropicPattern}$` : `^(${anthropicPattern}|${loopback})$`,
  });
  const allowLoopback = new CfnParameter(stack, 'ComplianceApiAllowLoopback', {
    description: 'Whether the base address may be one of this machine.',
    default: 'false',
    allowedValues: isProduction ? ['false'] : ['false', 'true'],
  });
  return {
    complianceApiUrl: complianceApiUrl.valueAsString,
    allowLoopback: allowLoopback.valueAsString,
    ...addIdentity(stack, deployment, users),
  };
}

/** Who signs the portal's tokens, and which claims say whose they are: the issuer given, else the user pool. */
function addIdentity(
  stack: Stack,
  { oidcIssuer, oidcAudience }: Deployment,
  users: DataStack['users'],
): Pick<Parameters, 'issuer' | 'audience' | 'tenantClaim' | 'rolesClaim'> {
  const parameter = (id: string, description: string, value: string): string =>
    new CfnParameter(stack, id, { description, default: value }).valueAsString;
  const issuer = parameter(
    'OidcIssuer',
    'Issuer of the tokens. Empty: the Cognito user pool.',
    oidcIssuer ?? '',
  );
  const audience = parameter('OidcAudience', 'The `aud` that tokens carry.', oidcAudience ?? '');
  const tenantClaim = parameter('TenantClaim', 'Claim that names the tenant.', 'tenant_id');
  const rolesClaim = parameter('RolesClaim', 'Claim that lists the roles.', 'roles');
  if (!users) return { issuer, audience, tenantClaim, rolesClaim };

  const usePool = new CfnCondition(stack, 'UseUserPool', { expression: Fn.conditionEquals(issuer, '') });
  const either = (ofPool: string, given: string): string =>
    Fn.conditionIf(usePool.logicalId, ofPool, given).toString();
  const poolIssuer = `https://cognito-idp.${stack.region}.${stack.urlSuffix}/${users.pool.userPoolId}`;
  return {
    issuer: either(poolIssuer, issuer),
    audience: either(users.client.userPoolClientId, audience),
    tenantClaim: either('custom:tenant_id', tenantClaim),
    rolesClaim: either('cognito:groups', rolesClaim),
  };
}
