import type { ProviderCall } from '../history.ts';
import { MOST_SKEW_MS } from '../process.ts';
import type { Run } from '../run.ts';

const MINUTE = 60_000;

/** Never more calls than the budget in any minute, none before `retry-after`, none with a dead key for long. */
export function checkCalls(run: Run): string[] {
  const problems: string[] = [];
  for (const customer of run.customers.values()) {
    const calls = run.history.calls.filter(({ tenant }) => tenant === customer.tenant);
    problems.push(...checkBudget(run, calls, Math.max(1, Math.floor(customer.world.rateLimit * 0.8))));
    problems.push(...checkPauses(run, calls));
    problems.push(...checkDeniedCalls(run, customer.revoked, calls));
  }
  return problems;
}

/** Each process paces itself, and the first call of a process cannot know what the one before it has just spent. */
function checkBudget(run: Run, calls: readonly ProviderCall[], budget: number): string[] {
  let first = 0;
  for (const [last, { sentAt }] of calls.entries()) {
    while (calls[first] && calls[first]!.sentAt <= sentAt - MINUTE) first += 1;
    const minute = calls.slice(first, last + 1);
    const processes = new Set(minute.map(({ by }) => by));
    if ([...processes].some((id) => (run.history.invocations[id]?.frozenMs ?? 0) > 0)) continue;
    const allowed = budget + 3 * (processes.size - 1);
    if (minute.length > allowed) {
      return [`R6 ${minute.length} calls in a minute at ${sentAt}, ${allowed} are allowed`];
    }
  }
  return [];
}

function checkPauses({ history }: Run, calls: readonly ProviderCall[]): string[] {
  const problems: string[] = [];
  // One machine writes down when to come back, another reads it: each clock can be off.
  const skewMs = history.faults.some(({ kind }) => kind === 'skew') ? 2 * MOST_SKEW_MS : 0;
  for (const { answeredAt, retryAfterMs, by } of calls) {
    if (answeredAt === null || !retryAfterMs) continue;
    const until = answeredAt + retryAfterMs;
    // Who was frozen wakes with what it knew before.
    const early = calls.filter(
      (call) =>
        call.sentAt > answeredAt && call.sentAt < until && history.invocations[call.by]?.frozenMs === 0,
    );
    for (const call of early) {
      if (call.by === by)
        problems.push(`R6 a call ${until - call.sentAt} ms before retry-after by the same process`);
      else if (until - call.sentAt <= skewMs) continue;
      else if (learntAndLived(history, by, answeredAt) && !isProbe(history.invocations[call.by])) {
        problems.push(`R6 a call ${until - call.sentAt} ms before retry-after by another process`);
      }
    }
  }
  return problems;
}

/** A process that dies between the answer and writing it down takes what it learnt with it. */
function learntAndLived({ invocations, faults }: Run['history'], by: number, answeredAt: number): boolean {
  const { name, end, frozenMs } = invocations[by] ?? {};
  const isWritten = !faults.some(
    ({ at, where }) => at >= answeredAt && at < answeredAt + 60_000 && where.startsWith('run-scan dynamodb'),
  );
  return name === 'run-scan' && end === 'returned' && frozenMs === 0 && isWritten;
}

/** A person who connects a key is answered at once. */
const isProbe = (invocation: Run['history']['invocations'][number] | undefined) =>
  invocation?.name === 'configure-integration';

function checkDeniedCalls(
  { options, history }: Run,
  revoked: ReadonlyMap<string, number>,
  calls: readonly ProviderCall[],
): string[] {
  const byProcess = new Map<number, number>();
  for (const { apiKey, sentAt, status, by } of calls) {
    if (status === 401 && sentAt >= (revoked.get(apiKey) ?? Number.POSITIVE_INFINITY))
      byProcess.set(by, (byProcess.get(by) ?? 0) + 1);
  }
  const most = 2 * options.settings.concurrency;
  const problems = [...byProcess]
    .filter(([, count]) => count > most)
    .map(([by, count]) => `R9 ${count} calls with a revoked key by ${history.invocations[by]?.name}`);
  const disturbed = history.faults.filter(({ where }) => where.startsWith('run-scan')).length;
  if (byProcess.size > 2 + disturbed)
    problems.push(`R9 ${byProcess.size} processes go on with a revoked key`);
  return problems;
}

/** How long calls may go on after a deletion: a heartbeat, and the ways of this one and of the one before. */
const HEARTBEAT_MS = 5_000;
const WAYS = 4;
/** And where the heartbeat itself meets a fault. */
const SLOW_HEARTBEAT_MS = 45_000;

/** A deletion ends calls, takes the key, and leaves nothing staged. */
export function checkDeletions(run: Run): string[] {
  const { history, settled, customers } = run;
  const problems: string[] = [];
  for (const { at, before, after } of history.integrations) {
    if (!before || before.status === 'not_configured' || after?.status !== 'not_configured') continue;
    const tenant = String(after.tenant);
    const key = customers.get(tenant)?.keys;
    for (const call of history.calls) {
      const by = history.invocations[call.by];
      if (!key?.has(call.apiKey) || by?.name !== 'run-scan' || by.startedAt > at || by.frozenMs > 0) continue;
      const disturbed = history.faults.some(
        (fault) => fault.at > at - 30_000 && fault.where.startsWith('run-scan'),
      );
      const ways = WAYS * run.options.settings.latencyMs;
      const most = (disturbed ? SLOW_HEARTBEAT_MS : HEARTBEAT_MS) + ways;
      if (call.sentAt > at + most) problems.push(`R8 a call ${call.sentAt - at} ms after the deletion`);
    }
  }
  for (const tenant of customers.keys()) problems.push(...checkLeftovers(tenant));
  return problems;

  function checkLeftovers(tenant: string): string[] {
    const found: string[] = [];
    const secrets = settled.secrets.filter((id) => id.split('/').at(-2) === tenant);
    const held = new Set(history.integrations.map(({ after }) => after?.secretId));
    const orphans = secrets.filter((id) => !held.has(id));
    if (orphans.length > 0) found.push(`R8 ${orphans.length} keys in the vault that no record ever named`);
    // A key that comes when its attempt was given up and cleared away already.
    const late = history.faults.filter(({ kind, where }) => /late/.test(kind) && /CreateSecret/.test(where));
    if (secrets.length > 1 + late.length) found.push(`R8 ${secrets.length} keys of ${tenant} in the vault`);
    const objects = settled.objects.filter((key) => key.split('/')[1] === tenant);
    // A process that wakes, or a write that comes, when everything is erased, has nobody to stop it.
    const isLate = history.faults.some(({ kind }) => /late|freeze|slow|twice/.test(kind));
    const isErased = history.integrations.some(
      ({ after }) => after?.tenant === tenant && after.erasing === true,
    );
    if (objects.length > 0 && !(isErased && isLate))
      found.push(`R8 staged content is left: ${objects.join(' ')}`);
    const rows = settled.rows.filter(
      (row) => row.includes(` ${tenant} `) && !/ (INTEGRATION$|(AUDIT|PURGE)#)/.test(row),
    );
    if (rows.length > 0 && !isLate) found.push(`R8 not everything is erased: ${rows.join(', ')}`);
    return found;
  }
}

/** What was staged and recorded is not fetched again by the same scan. */
export function checkDownloads({ history }: Run): string[] {
  const problems: string[] = [];
  // A worker that was frozen may stage what another one has begun to fetch.
  const isFrozen = history.invocations.some(({ name, frozenMs }) => name === 'run-scan' && frozenMs > 0);
  for (const { at, tenant, itemId, scanId } of history.staged) {
    const end = history.scans.find(
      ({ after, before }) =>
        after?.scanId === scanId && before?.status === 'scanning' && after.status !== 'scanning',
    )?.at;
    const again = history.calls.filter(
      (call) =>
        call.tenant === tenant &&
        call.path.endsWith(`/${itemId}/content`) &&
        call.sentAt > at &&
        call.sentAt < (end ?? Number.POSITIVE_INFINITY) &&
        (history.invocations[call.by]?.frozenMs ?? 0) === 0 &&
        (!isFrozen || (history.invocations[call.by]?.startedAt ?? 0) > at),
    );
    if (again.length > 0) problems.push(`R7 ${itemId} is fetched again after it was staged`);
  }
  return problems;
}
