import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Retention } from '../domain/retention.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { Clock } from '../ports/clock.ts';
import { retentionIn } from './dynamo-privacy-store.ts';

/** Shorter than it takes until a changed retention is brought to the rows that are there. */
const KEPT_MS = 60_000;

const MAX_TENANTS = 1_000;

/** A tenant's retention for whoever writes many rows: read once a minute. */
export function knownRetention(
  client: DynamoDBDocumentClient,
  table: string,
  clock: Pick<Clock, 'now'>,
): (tenant: Tenant) => Promise<Retention> {
  const known = new Map<Tenant, { readonly retention: Retention; readonly readAt: number }>();
  return async (tenant) => {
    const entry = known.get(tenant);
    if (entry && clock.now() < entry.readAt + KEPT_MS) return entry.retention;
    const retention = await retentionIn(client, table, tenant);
    if (known.size >= MAX_TENANTS) known.clear();
    known.set(tenant, { retention, readAt: clock.now() });
    return retention;
  };
}
