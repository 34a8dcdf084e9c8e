import type { Agent, Owner } from '../../shared/domain/agent.ts';
import { daysToDrop, mergeDays, standing } from '../../shared/domain/agent-use.ts';
import {
  completenessRecord,
  contentRecords,
  type RecountByKind,
  reconciles,
  recount,
  sumOf,
} from '../../shared/domain/completeness.ts';
import { contentKindOf, coverageStatement, readsAfter } from '../../shared/domain/content.ts';
import { dayOf } from '../../shared/domain/day.ts';
import { LIST_PHASES, type ScanPosition } from '../../shared/domain/integration.ts';
import { type Item, worthRetrying } from '../../shared/domain/item.ts';
import type { CompletenessRecord } from '../../shared/domain/scan.ts';
import type { AgentChange, ScanEnd } from '../../shared/ports.ts';
import { scanWindow } from './activities.ts';
import { collectedFromOf } from './flush-tally.ts';
import type { RunScanMetrics } from './metrics.ts';
import { evidenceOf, type ScanWork } from './scan-work.ts';

/** How a scan ends when all of its items have: reconciled, with its proof, and with the position for the next one. */
export async function closeScan(work: ScanWork): Promise<{ end: ScanEnd; position: ScanPosition }> {
  const { deps, scan, integration } = work;
  const byKind: RecountByKind = new Map();
  const retries: Item[] = [];
  for await (const chunk of deps.scans.chunks(scan)) {
    recount(byKind, chunk);
    for (const [index, outcome] of chunk.outcomes) {
      const item = chunk.items[index];
      if (item && worthRetrying(outcome)) retries.push(item);
    }
  }
  await deps.scans.saveRetries(scan.tenant, retries);
  await refreshStandings(work);

  const counted = sumOf(byKind);
  const reconciled = reconciles(counted, scan.counts.listed, scan.settled);
  deps.meter({ ReconcileMismatches: reconciled ? 0 : 1 } satisfies RunScanMetrics);
  if (!reconciled)
    deps.log.error('SCAN_DOES_NOT_RECONCILE', { tenant: scan.tenant, scanId: scan.scanId, ...counted });
  const window = scanWindow(work);
  const bounds = { from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() };
  const contents = readsAfter(integration.position?.contents ?? {}, {
    coverage: scan.coverage,
    evidence: scan.evidence,
    left: new Set(retries.map(contentKindOf)),
    to: bounds.to,
  });
  const completeness = completenessRecord(
    scan,
    bounds,
    counted,
    reconciled,
    contentRecords(coverageStatement(scan.coverage, contents), byKind),
    integration.position?.recordHash ?? null,
  );
  return {
    end: {
      status: completeness.gaps.length > 0 ? 'completed_with_gaps' : 'completed',
      endedAt: new Date(deps.clock.now()).toISOString(),
      error: null,
      completeness,
    },
    position: { ...nextPosition(work, bounds.to, completeness), contents },
  };
}

/**
 * A day that could not be read holds the position back, so that the next scan begins there: with its activities, and with
 * the chats, of which only those activities tell whose they are.
 */
function nextPosition(work: ScanWork, to: string, { hash }: CompletenessRecord): ScanPosition {
  const { missingFrom } = evidenceOf(work.scan, 'activities');
  const readUpTo = missingFrom && missingFrom < to ? `${missingFrom}T00:00:00.000Z` : to;
  return {
    scanStartedAt: work.scan.startedAt,
    readUpTo,
    chatsUpTo: earlier(readUpTo, evidenceOf(work.scan, 'chats').missingFrom ?? to),
    collectedFrom: collectedFromOf(work),
    listedUpTo: listedUpTo(work, to),
    recordHash: hash,
  };
}

/** Lists that this scan did not read, or not to their end, stay where they were. */
function listedUpTo({ scan, integration }: ScanWork, to: string): NonNullable<ScanPosition['listedUpTo']> {
  const complete = scan.evidence.filter(({ missingFrom, unavailable }) => !missingFrom && !unavailable);
  const read = LIST_PHASES.filter((name) => complete.some(({ phase }) => phase === name));
  return { ...integration.position?.listedUpTo, ...Object.fromEntries(read.map((name) => [name, to])) };
}

const earlier = (a: string, b: string): string => (a < b ? a : b);

/**
 * Brings every agent up to date with the day and the directory: usage falls as days pass, people leave, and a user
 * without any agent is shown as Browser with no usage, until another agent of theirs turns up.
 */
async function refreshStandings(work: ScanWork): Promise<void> {
  const { deps, scan, counts, usageDays } = work;
  const today = dayOf(scanWindow(work).to);
  const collectedFrom = collectedFromOf(work);
  const owners = new Map<string, Owner>();
  for await (const { userId, email, name, active } of deps.agents.users(scan.tenant)) {
    owners.set(userId, { userId, email, name, active });
  }

  const changes: AgentChange[] = [];
  const withAgent = new Set<string>();
  const unused = new Set<string>();
  let agents = 0;
  for await (const agent of deps.agents.all(scan.tenant)) {
    agents += 1;
    if (isUnused(agent)) unused.add(agent.owner.userId);
    else withAgent.add(agent.owner.userId);
    const owner = owners.get(agent.owner.userId) ?? { ...agent.owner, active: false };
    const now = standing(mergeDays(agent.days, {}, today, usageDays), today, collectedFrom);
    const dropDays = daysToDrop(agent.days, today, usageDays);
    const same =
      dropDays.length === 0 &&
      sameOwner(owner, agent.owner) &&
      now.perWeek === agent.perWeek &&
      now.basis === agent.basis &&
      now.basisDays === agent.basisDays;
    if (same) continue;
    const { userId } = agent.owner;
    changes.push({ userId, interface: agent.interface, create: false, set: { owner, ...now }, dropDays });
  }
  for (const owner of owners.values()) {
    if (withAgent.has(owner.userId) || unused.has(owner.userId) || !owner.active) continue;
    agents += 1;
    changes.push(unusedAgent(owner, standing({}, today, collectedFrom)));
  }
  const superfluous = new Set([...unused].filter((userId) => withAgent.has(userId)));
  await deps.agents.update(
    scan.tenant,
    changes.filter((change) => !(change.interface === 'browser' && superfluous.has(change.userId))),
  );
  await deps.agents.removeUnused(scan.tenant, [...superfluous]);
  counts.agents = agents - superfluous.size;
}

/** Stands for a person of whom no use was ever seen. */
const isUnused = (agent: Agent): boolean => agent.interface === 'browser' && agent.firstSeenAt === null;

const sameOwner = (a: Owner, b: Owner): boolean =>
  a.email === b.email && a.name === b.name && a.active === b.active;

const unusedAgent = (owner: Owner, usage: ReturnType<typeof standing>): AgentChange => ({
  userId: owner.userId,
  interface: 'browser',
  create: true,
  set: { owner, ...usage, clients: [], unattributed: 0, firstSeenAt: null, lastSeenAt: null },
  days: {},
  models: {},
});
