import { digest } from '../../shared/hash.ts';
import type { DeliveredFact, FactArchive } from '../../shared/ports/fact-archive.ts';
import { forTenant } from '../../shared/tenancy.ts';

/**
 * Keeps facts as NDJSON, one file for each tenant and UTC day of a batch, and beside it what they say in OCSF. A batch
 * that comes again writes the same files; one that comes again with others may write a fact twice, so readers go by id.
 */
export async function archiveFacts(
  { archive }: { readonly archive: Pick<FactArchive, 'write'> },
  facts: readonly DeliveredFact[],
): Promise<void> {
  const place = ({ time, detail }: DeliveredFact) => `${detail.tenant}/${time.slice(0, 'YYYY-MM-DD'.length)}`;
  for (const [at, together] of Map.groupBy(facts, place)) {
    const [tenant = '', day] = at.split('/');
    const inOrder = together.toSorted((a, b) => a.time.localeCompare(b.time) || a.id.localeCompare(b.id));
    const name = `${day}/${digest(...inOrder.map(({ id }) => id))}.ndjson`;
    const records = inOrder.flatMap(({ detail: { ocsf } }) => ocsf ?? []);
    await forTenant(tenant, async () => {
      await archive.write(tenant, 'facts', name, ndjson(inOrder.map(lineOf)));
      if (records.length > 0) await archive.write(tenant, 'ocsf', name, ndjson(records));
    });
  }
}

const lineOf = ({ id, time, detail: { ocsf: _, ...detail }, 'detail-type': type }: DeliveredFact) => ({
  id,
  time,
  type,
  ...detail,
});

const ndjson = (records: readonly unknown[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');
