import type { AgentType } from '../domain/agent-type.ts';
import { type Tenant, tenantFrom } from '../domain/tenant.ts';
import { digest } from '../hash.ts';

/** Names one row: every table's key. */
export type RowKey = { readonly pk: string; readonly sk: string };

/** A sort key may have 1,024 bytes (DynamoDB, quotas); ids of the provider have about 30. */
const MAX_PART = 256;

/** An id inside a key. `#` separates parts, so no id can contain it; a longer one is replaced by its digest. */
export function keyPart(id: string): string {
  const encoded = encodeURIComponent(id.toWellFormed());
  return encoded.length <= MAX_PART ? encoded : digest(id);
}

/** The partition of everything that belongs to a tenant. */
export const tenantKey = (tenant: Tenant): string => `T#${tenantFrom(tenant)}`;

/** The tenant of a partition key. */
export const tenantOf = (pk: string): Tenant => pk.slice(2);

const row = (tenant: Tenant, ...parts: readonly string[]): RowKey => ({
  pk: tenantKey(tenant),
  sk: parts.join('#'),
});

export const integrationKey = (tenant: Tenant): RowKey => row(tenant, 'INTEGRATION');

export const scanKey = (tenant: Tenant, scanId: string): RowKey => row(tenant, 'SCAN', keyPart(scanId));

/** With an empty chunk id: the prefix of all chunks of the scan. */
export const chunkKey = (tenant: Tenant, scanId: string, chunkId: string): RowKey =>
  row(tenant, 'CHUNK', keyPart(scanId), keyPart(chunkId));

/** @param under where it is one of the rows that a scan has added */
export const retryKey = (tenant: Tenant, index: number, ...under: readonly string[]): RowKey =>
  row(tenant, 'RETRY', ...under.map(keyPart), String(index).padStart(6, '0'));

/** Names the version in force. */
export const policyKey = (tenant: Tenant): RowKey => row(tenant, 'POLICY');

export const policyVersionKey = (tenant: Tenant, version: string): RowKey =>
  row(tenant, 'POLICY', keyPart(version));

/** How long the tenant keeps what. */
export const retentionKey = (tenant: Tenant): RowKey => row(tenant, 'RETENTION');

/** With an empty id: the prefix of all purges. */
export const purgeKey = (tenant: Tenant, purgeId: string): RowKey => row(tenant, 'PURGE', keyPart(purgeId));

/** A stored key, encrypted. */
export const keyRowKey = (tenant: Tenant, id: string): RowKey => row(tenant, 'SECRET', keyPart(id));

/** With an empty hash: the prefix of everybody. */
export const forgottenKey = (tenant: Tenant, person: string): RowKey =>
  row(tenant, 'FORGOTTEN', keyPart(person));

export const noticesKey = (tenant: Tenant): RowKey => row(tenant, 'NOTICES');

export const auditKey = (tenant: Tenant, at: string, unique: string): RowKey =>
  row(tenant, 'AUDIT', at, unique);

export const idempotencyKey = (tenant: Tenant, key: string): RowKey =>
  row(tenant, 'IDEMPOTENCY', digest(key));

export const agentKey = (tenant: Tenant, userId: string, client: AgentType): RowKey =>
  row(tenant, 'AGENT', keyPart(userId), client);

export const userKey = (tenant: Tenant, userId: string): RowKey => row(tenant, 'USER', keyPart(userId));

export const chatKey = (tenant: Tenant, chatId: string): RowKey => row(tenant, 'CHAT', keyPart(chatId));

export const messagesKey = (tenant: Tenant, transcriptId: string): RowKey =>
  row(tenant, 'MESSAGES', keyPart(transcriptId));

/** Which event tells of these bytes. */
export const bytesKey = (tenant: Tenant, sha256: string): RowKey => row(tenant, 'HASH', keyPart(sha256));

export const itemKey = (tenant: Tenant, itemId: string): RowKey => row(tenant, 'ITEM', keyPart(itemId));

/** @param time ISO text of any precision; in the key it always has milliseconds, so that keys sort by time. */
export const eventKey = (tenant: Tenant, time: string, eventId: string): RowKey =>
  row(tenant, new Date(time).toISOString(), keyPart(eventId));

/** Partition of a user's events in the index `byUser`. */
export const eventsOfUser = (tenant: Tenant, userId: string): string =>
  `${tenantKey(tenant)}#U#${keyPart(userId)}`;

/** Partition of the events of a risk in the index `byRisk`. */
export const eventsOfRisk = (tenant: Tenant, risk: string): string =>
  `${tenantKey(tenant)}#R#${keyPart(risk)}`;
