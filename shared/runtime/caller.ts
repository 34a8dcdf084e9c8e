import type { Role } from '../api/routes.ts';
import { type Tenant, tenantFrom } from '../domain/tenant.ts';
import { AppError } from '../errors.ts';

/** Who sent a request, as the verified token says. */
export interface Caller {
  readonly tenant: Tenant;
  readonly roles: ReadonlySet<string>;
  /** E-mail address, else subject: who did it, for the audit. */
  readonly actor: string;
}

/** Names of the claims that hold the tenant and the roles. */
export interface ClaimNames {
  readonly tenant: string;
  readonly roles: string;
}

type Claims = Readonly<Record<string, unknown>>;

/** @throws AppError `forbidden` NO_TENANT where the claims are missing or name no valid tenant. */
export function callerFrom(claims: Claims | undefined, names: ClaimNames): Caller {
  const actor = [claims?.email, claims?.sub].find((claim) => typeof claim === 'string' && claim !== '');
  return {
    tenant: tenantFrom(claims?.[names.tenant]),
    roles: rolesFrom(claims?.[names.roles]),
    actor: String(actor ?? 'unknown').slice(0, 254),
  };
}

/** @throws AppError `forbidden` FORBIDDEN. `admin` includes `viewer`. */
export function requireRole({ roles }: Caller, role: Role): void {
  if (roles.has(role) || (role === 'viewer' && roles.has('admin'))) return;
  throw new AppError('forbidden', 'FORBIDDEN', `This needs the role ${role}.`);
}

/** A list; a text with spaces or commas; or a list as API Gateway turns it into text: `[viewer admin]`. */
function rolesFrom(claim: unknown): ReadonlySet<string> {
  if (Array.isArray(claim)) return new Set(claim.filter((role) => typeof role === 'string'));
  if (typeof claim !== 'string') return new Set();
  return new Set(
    claim
      .replace(/^\[|\]$/g, '')
      .split(/[\s,]+/)
      .filter(Boolean),
  );
}
