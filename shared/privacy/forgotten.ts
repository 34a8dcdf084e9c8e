import type { Tenant } from '../domain/tenant.ts';
import type { PrivacyStore } from '../ports/privacy-store.ts';
import { personHash } from './person-hash.ts';

/** Whom a tenant has purged. */
export interface Forgotten {
  /** Nothing of this person is to be recorded, whenever it was. */
  always(userId: string): boolean;
  /** What this person did at this time (epoch milliseconds) is not to be recorded. */
  at(userId: string, time: number): boolean;
}

export const NOBODY: Forgotten = { always: () => false, at: () => false };

/**
 * Reads whom a tenant has purged.
 *
 * @param secret reads the deployment's inspection secret; not called where nobody was purged
 */
export const forgottenPeople =
  (privacy: Pick<PrivacyStore, 'forgotten'>, secret: () => Promise<string>) =>
  async (tenant: Tenant): Promise<Forgotten> => {
    const people = await privacy.forgotten(tenant);
    if (people.size === 0) return NOBODY;
    const key = await secret();
    const hashes = new Map<string, string>();
    const until = (userId: string) => {
      const hash = hashes.get(userId) ?? personHash(key, tenant, userId);
      hashes.set(userId, hash);
      return people.get(hash);
    };
    return {
      always: (userId) => until(userId) === null,
      at: (userId, time) => {
        const ignoredUntil = until(userId);
        if (ignoredUntil === undefined) return false;
        return ignoredUntil === null || time <= Date.parse(ignoredUntil);
      },
    };
  };
