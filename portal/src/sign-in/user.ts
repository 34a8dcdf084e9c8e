import type { PortalConfig } from '../../config.ts';

/** The signed-in user, for showing. What a user may do is decided by the API. */
export interface User {
  readonly name: string;
  readonly tenant: string;
  readonly roles: readonly string[];
  readonly mayView: boolean;
  readonly mayAdminister: boolean;
  /** Sees masked samples of findings, one event at a time. */
  readonly mayReveal: boolean;
}

type Claims = Readonly<Record<string, unknown>>;

export function userFrom(
  { tenantClaim, rolesClaim }: PortalConfig,
  apiToken: string,
  idToken: string | null,
): User {
  const claims = { ...(idToken ? claimsOf(idToken) : {}), ...claimsOf(apiToken) };
  const roles = rolesFrom(claims[rolesClaim]);
  const name = [claims.email, claims.name, claims.sub].find((claim) => typeof claim === 'string');
  return {
    name: String(name ?? 'Unknown user'),
    tenant: String(claims[tenantClaim] ?? ''),
    roles,
    mayView: roles.includes('viewer') || roles.includes('admin'),
    mayAdminister: roles.includes('admin'),
    mayReveal: roles.includes('content-viewer'),
  };
}

/** The payload of a JWT; its signature is the API's business. */
function claimsOf(token: string): Claims {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as Claims;
  } catch {
    return {};
  }
}

function rolesFrom(claim: unknown): string[] {
  if (Array.isArray(claim)) return claim.filter((role) => typeof role === 'string');
  return typeof claim === 'string' ? claim.split(/[\s,]+/).filter(Boolean) : [];
}
