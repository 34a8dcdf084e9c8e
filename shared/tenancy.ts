import { AsyncLocalStorage } from 'node:async_hooks';
import { type Tenant, tenantFrom } from './domain/tenant.ts';
import { AppError } from './errors.ts';

// Whom the process works for at the moment. Handlers say it when they have verified it (the token's tenant, the message's
// tenant), and the clients of shared/aws refuse every request that names somebody else.

const EVERYBODY = Symbol('everybody');
const scope = new AsyncLocalStorage<Tenant | typeof EVERYBODY>();

/** Does `work` for one tenant: whatever it asks of AWS on the way has to be that tenant's. */
export const forTenant = <T>(tenant: Tenant, work: () => Promise<T>): Promise<T> =>
  scope.run(tenantFrom(tenant), work);

/** For the few requests that are about no tenant, such as the sweeper's search for candidates. */
export const acrossTenants = <T>(work: () => Promise<T>): Promise<T> => scope.run(EVERYBODY, work);

/**
 * The tenant that is worked for.
 * @throws AppError `contract` FOREIGN_TENANT where that is nobody, or everybody.
 */
export function tenantAtWork(): Tenant {
  const own = scope.getStore();
  if (typeof own !== 'string') throw foreign();
  return own;
}

let isRequired = false;

/** From now on every request has to be made for somebody: in a function, from its start. Tests of a store do without. */
export function requireTenancy(): void {
  isRequired = true;
}

/**
 * Holds a request that names these tenants against the one that is worked for.
 * @throws AppError `contract` FOREIGN_TENANT, which no caller can cause: the code is wrong.
 */
export function checkTenants(named: Iterable<string>): void {
  const own = scope.getStore();
  if (own === EVERYBODY || (own === undefined && !isRequired)) return;
  for (const tenant of named) if (tenant !== own) throw foreign();
}

const foreign = (): AppError =>
  new AppError('contract', 'FOREIGN_TENANT', 'A request names a tenant that is not worked for.');
