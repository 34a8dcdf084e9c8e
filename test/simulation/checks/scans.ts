import { scanOf } from '../../../shared/aws/scan-row.ts';
import { recordHash } from '../../../shared/domain/completeness.ts';
import { progressOf } from '../../../shared/domain/progress.ts';
import { isOpen, type Scan, settledItems } from '../../../shared/domain/scan.ts';
import type { Run } from '../run.ts';

/** Reasons for which a scan may end without having read everything, while things go wrong. */
const MAY_FAIL_WITH = new Set([
  'SCAN_STUCK',
  'SECRET_MISSING',
  'PROVIDER_ERROR',
  'BAD_ANSWER',
  'BAD_REQUEST',
  'CURSOR_REJECTED',
  'KEY_INVALID',
  'KEY_DEACTIVATED',
]);

/** A scan ends once, when it is reconciled, at most one is open, progress never falls. */
export function checkScans({ history }: Run): string[] {
  const problems: string[] = [];
  const open = new Map<string, string>();
  const ended = new Map<string, string>();
  const shown = new Map<string, number>();
  const lastHash = new Map<string, string | null>();

  for (const { at, before, after } of history.scans) {
    if (!after) continue;
    const [was, is] = [before && scanOf(before), scanOf(after)];
    const name = `${is.tenant} ${is.scanId}`;
    if (!was) {
      const other = open.get(is.tenant);
      if (other) problems.push(`R5 ${name} starts while ${other} is open`);
      open.set(is.tenant, is.scanId);
    } else if (!isOpen(was) && was.status !== is.status) {
      problems.push(`R3 ${name} goes from ${was.status} to ${is.status}`);
    }
    if (was && isOpen(was) && !isOpen(is)) {
      open.delete(is.tenant);
      if (ended.has(name)) problems.push(`R3 ${name} ends twice`);
      ended.set(name, is.status);
      problems.push(...checkEnd(name, is, lastHash));
    }
    const { percent } = progressOf(is, at);
    if (percent < (shown.get(name) ?? 0))
      problems.push(`R15 ${name} falls from ${shown.get(name)} to ${percent} %`);
    if (isOpen(is) && percent >= 100) problems.push(`R15 ${name} shows ${percent} % while it is open`);
    shown.set(name, percent);
  }
  return problems;
}

function checkEnd(name: string, scan: Scan, lastHash: Map<string, string | null>): string[] {
  if (scan.status === 'failed') {
    const code = scan.error?.code ?? 'none';
    return MAY_FAIL_WITH.has(code) ? [] : [`R3 ${name} fails with ${code}`];
  }
  if (scan.status === 'cancelled') return [];
  const problems: string[] = [];
  const { completeness, counts, settled } = scan;
  if (!completeness?.reconciled)
    problems.push(`R3 ${name} ends without being reconciled: ${JSON.stringify(completeness)}`);
  if (settledItems(settled) !== counts.listed) {
    problems.push(`R3 ${name} ends with ${settledItems(settled)} of ${counts.listed} items`);
  }
  if (completeness && recordHash(completeness) !== completeness.hash)
    problems.push(`R18 ${name} has a wrong hash`);
  if (completeness && lastHash.has(scan.tenant) && completeness.previousHash !== null) {
    if (completeness.previousHash !== lastHash.get(scan.tenant))
      problems.push(`R18 ${name} breaks the chain`);
  }
  lastHash.set(scan.tenant, completeness?.hash ?? null);
  return problems;
}

/** Everything ends by itself, leaves no lock behind, and nobody waits for ever; nobody is healed who was not hurt. */
export function checkEnds({ endedAt, error, cloud, history, healsOfLastScan }: Run): string[] {
  const problems: string[] = [];
  if (endedAt === null) problems.push(`R4 not everything has ended: ${openScans(history.scans)}`);
  if (error) problems.push(`R4 ${error instanceof Error ? error.message : String(error)}`);
  if (healsOfLastScan > 0)
    problems.push('R19 a scan in which nothing went wrong stood still until the sweeper came');
  if (cloud.queues['purge-dead'].size() > 0) problems.push('R8 a purge was given up');
  return problems;
}

function openScans(writes: Run['history']['scans']): string {
  const last = new Map(
    writes.flatMap(({ after }) => (after ? [[String(after.sk), scanOf(after)] as const] : [])),
  );
  return [...last.values()]
    .filter(isOpen)
    .map(
      (scan) =>
        `${scan.tenant} ${scan.phase} step ${scan.step} since ${scan.heartbeatAt} until ${scan.resumeAt}`,
    )
    .join('; ');
}
