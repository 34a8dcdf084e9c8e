/** A tenant with so many files to fetch; the other calls of a scan are few beside them. */
export interface Tenant {
  readonly name: string;
  readonly items: number;
}

/** As deployed; test/simulation/template.test.ts holds them against the template. */
export const DEPLOYED = {
  /** Lane messages at work at once. */
  laneConcurrency: 50,
  /** How long one of them works before it hands over. */
  sliceMs: 120_000,
  /** Inspections at once, and tasks in each. */
  inspectionConcurrency: 50,
  batchSize: 10,
} as const;

export type Capacity = { readonly [Name in keyof typeof DEPLOYED]: number };

/** No tenant waits longer: in each round every lane at work ends its slice at the latest. */
export const longestWaitMs = (tenants: number, { laneConcurrency, sliceMs }: Capacity): number =>
  Math.ceil(tenants / laneConcurrency) * sliceMs;

/** Of its own, which the provider gives each tenant: 80 % of 600 a minute. */
const CALLS_PER_MS = 480 / 60_000;
/** Directory, days and chats, before the first file. */
const FIRST_CALLS = 40;
/** Assumed for a file of 1 MB, and what a batch costs beside; bench/README.md has measurements. */
const INSPECTION_MS = 150;
const BATCH_MS = 200;

export interface Served {
  /** From Scan Now to the first call, ms. */
  readonly waitedMs: number;
  /** From Scan Now to the last item staged, and inspected, ms. */
  readonly stagedMs: number;
  readonly inspectedMs: number;
}

/**
 * Queues, mappings and lanes as a discrete-event model: every tenant presses Scan Now at time 0, in this order. The lane takes
 * the oldest message of a group that nothing is in flight of; who hands over goes to the end. The inspection queue is
 * taken as first come, first served over all tenants, which is worse than the fair queue that it is.
 */
export function serve(tenants: readonly Tenant[], capacity: Capacity = DEPLOYED): Map<string, Served> {
  const waiting = tenants.map(({ name, items }) => ({ name, left: items, calls: FIRST_CALLS, began: -1 }));
  const slices: { readonly at: number; readonly tenant: (typeof waiting)[number] }[] = [];
  const stagedAt = new Map<string, number>();
  const beganAt = new Map<string, number>();
  const tasks: { readonly at: number; readonly name: string }[] = [];
  let free = capacity.laneConcurrency;

  for (let now = 0; waiting.length > 0 || slices.length > 0; ) {
    for (; free > 0 && waiting.length > 0; free -= 1) {
      const tenant = waiting.shift()!;
      if (!beganAt.has(tenant.name)) beganAt.set(tenant.name, now);
      slices.push({ at: workOn(tenant, now, tasks, capacity), tenant });
    }
    slices.sort((a, b) => a.at - b.at);
    const { at, tenant } = slices.shift()!;
    now = at;
    free += 1;
    if (tenant.left > 0) waiting.push(tenant);
    else stagedAt.set(tenant.name, now);
  }
  const inspectedAt = inspect(tasks, capacity);
  return new Map(
    tenants.map(({ name }) => [
      name,
      {
        waitedMs: beganAt.get(name) ?? 0,
        stagedMs: stagedAt.get(name) ?? 0,
        inspectedMs: inspectedAt.get(name) ?? 0,
      },
    ]),
  );
}

/** One slice at the tenant's own rate; returns when it ends. */
function workOn(
  tenant: { readonly name: string; left: number; calls: number },
  now: number,
  tasks: { at: number; name: string }[],
  { sliceMs }: Capacity,
): number {
  const most = Math.floor(sliceMs * CALLS_PER_MS);
  const first = Math.min(tenant.calls, most);
  const items = Math.min(tenant.left, most - first);
  for (let index = 1; index <= items; index += 1)
    tasks.push({ at: now + (first + index) / CALLS_PER_MS, name: tenant.name });
  tenant.calls -= first;
  tenant.left -= items;
  return now + (first + items) / CALLS_PER_MS;
}

function inspect(
  tasks: { readonly at: number; readonly name: string }[],
  { inspectionConcurrency, batchSize }: Capacity,
): Map<string, number> {
  const ends = new Map<string, number>();
  const workers = new Array<number>(inspectionConcurrency).fill(0);
  tasks.sort((a, b) => a.at - b.at);
  for (let index = 0; index < tasks.length; index += batchSize) {
    const batch = tasks.slice(index, index + batchSize);
    const worker = workers.indexOf(Math.min(...workers));
    const from = Math.max(workers[worker] ?? 0, batch.at(-1)?.at ?? 0);
    const end = from + BATCH_MS + batch.length * INSPECTION_MS;
    workers[worker] = end;
    for (const { name } of batch) ends.set(name, Math.max(ends.get(name) ?? 0, end));
  }
  return ends;
}
