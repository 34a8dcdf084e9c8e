import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { forEachConcurrently } from '../concurrency.ts';
import { type Item, withoutOwner } from '../domain/item.ts';
import { addPurged, type Purged } from '../domain/purge.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { AuditEntry } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { TenantData } from '../ports/tenant-data.ts';
import { batchDelete } from './batches.ts';
import { keyPart, type RowKey, userKey } from './keys.ts';
import { getRow } from './reads.ts';
import { countKinds } from './row-kind.ts';
import { walkTables } from './table-walk.ts';
import type { Tables } from './tables.ts';
import { terms, updateExpression } from './terms.ts';
import { type Row, updateIf } from './writes.ts';

/** Stands where a purged person's ids stood in rows that others share. */
const FORGOTTEN = 'forgotten';

const IN_FLIGHT = 16;

/** A row that is about several people, without one of them. */
interface Rewrite {
  readonly key: RowKey;
  /** The row as it was read is still there. */
  readonly writtenAt: unknown;
  readonly set: Readonly<Record<string, unknown>>;
  readonly removed: Purged;
  /** Keys of staged copies of the person's items. */
  readonly staged: readonly string[];
}

/** Removes a person: one page of one table at a time, the directory last, since it knows the person's address. */
export function dynamoPersonData(
  client: DynamoDBDocumentClient,
  tables: Tables,
  clock: Clock,
): Pick<TenantData, 'purgePerson'> {
  const write = (table: string, { key, writtenAt, set }: Rewrite) => {
    const t = terms();
    return updateIf(client, clock, {
      TableName: table,
      Key: key,
      UpdateExpression: updateExpression({
        set: Object.entries(set).map(([name, value]) => t.is(name, value)),
      }),
      ConditionExpression:
        writtenAt === undefined ? `attribute_exists(${t.name('pk')})` : t.is('writtenAt', writtenAt),
      ...t.attributes(),
    });
  };

  /** A row that somebody has replaced meanwhile is looked at again. */
  const rewrite = async (table: string, row: Row & RowKey, person: Person, untouched: string | null) => {
    for (let current: (Row & RowKey) | undefined = row; current; ) {
      const change = withoutPerson(current, person, untouched);
      if (!change || !(await write(table, change))) return change?.removed ?? {};
      const key: RowKey = { pk: row.pk, sk: row.sk };
      const again: Row | undefined = await getRow(client, table, key);
      current = again && { ...again, ...key };
    }
    return {};
  };

  return {
    purgePerson: async ({ tenant, userId }, untouched, after, removeStaged) => {
      const order = [tables.integrations, tables.events, tables.agents];
      const email = (await getRow(client, tables.agents, userKey(tenant, userId)))?.email;
      const person = { tenant, userId, email: typeof email === 'string' ? email : null };
      const { table, rows, next } = await walkTables(client, order, tenant, after);

      const own = rows.filter((row) => isAbout(row, userId));
      const shared = rows.flatMap((row) => {
        const change = own.includes(row) ? undefined : withoutPerson(row, person, untouched);
        return change ? [{ row, change }] : [];
      });
      const stagedObjects = await removeStaged(shared.flatMap(({ change }) => change.staged));
      let removed: Purged = { ...countKinds(own), ...(stagedObjects > 0 && { stagedObjects }) };
      await forEachConcurrently(shared, IN_FLIGHT, async ({ row }) => {
        const gone = await rewrite(table, row, person, untouched);
        removed = addPurged(removed, gone);
      });
      await batchDelete(client, clock, table, own);
      return { removed, next };
    },
  };
}

interface Person {
  readonly tenant: Tenant;
  readonly userId: string;
  readonly email: string | null;
}

/** A row that exists because of one person: by its key, or by whose it says it is. A purge is about nobody by name. */
function isAbout({ sk, userId: owner, user }: Row & RowKey, userId: string): boolean {
  if (sk.startsWith('PURGE#')) return false;
  return (
    owner === userId ||
    (user as { userId?: unknown } | undefined)?.userId === userId ||
    sk.split('#').includes(keyPart(userId))
  );
}

function withoutPerson(row: Row & RowKey, person: Person, untouched: string | null): Rewrite | undefined {
  if (row.sk.startsWith('AUDIT#')) return auditWithout(row, person);
  if (row.sk.startsWith('RETRY#')) return retriesWithout(row, person);
  if (row.sk.startsWith('CHUNK#') && row.scanId !== untouched) return chunkWithout(row, person);
  return undefined;
}

function auditWithout(row: Row & RowKey, { userId, email }: Person): Rewrite | undefined {
  const mentions = (text: unknown): text is string =>
    typeof text === 'string' && (text.includes(userId) || (email !== null && text.includes(email)));
  const details = Object.entries((row.details ?? {}) as AuditEntry['details']);
  const auditMentions = details.filter(([, value]) => mentions(value)).length;
  if (auditMentions === 0) return undefined;
  return {
    ...change(row),
    set: {
      details: Object.fromEntries(
        details.map(([name, value]) => [name, mentions(value) ? FORGOTTEN : value]),
      ),
    },
    removed: { auditMentions },
  };
}

function retriesWithout(row: Row & RowKey, { userId }: Person): Rewrite | undefined {
  const items = row.items as readonly Item[];
  const kept = items.filter((item) => item.userId !== userId);
  const retries = items.length - kept.length;
  return retries > 0 ? { ...change(row), set: { items: kept }, removed: { retries } } : undefined;
}

/** The items stay as numbers, so that the scan's record still adds up. */
function chunkWithout(row: Row & RowKey, { tenant, userId }: Person): Rewrite | undefined {
  const items = row.items as readonly Item[];
  const indexes = items.flatMap((item, index) => (item.userId === userId ? [index] : []));
  if (indexes.length === 0) return undefined;
  return {
    ...change(row),
    set: { items: items.map((item, index) => (indexes.includes(index) ? withoutOwner(item) : item)) },
    removed: { scanItems: indexes.length },
    staged: indexes.map((index) => `staging/${tenant}/${row.scanId}/${row.chunkId}/${index}`),
  };
}

const change = (row: Row & RowKey): Pick<Rewrite, 'key' | 'writtenAt' | 'staged'> => ({
  key: { pk: row.pk, sk: row.sk },
  writtenAt: row.writtenAt,
  staged: [],
});
