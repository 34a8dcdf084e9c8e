import { forEachConcurrently } from '../../shared/concurrency.ts';
import type { SecurityEvent } from '../../shared/domain/event.ts';
import { cleanFileName } from '../../shared/domain/file-name.ts';
import {
  type Chunk,
  type Item,
  type KnownItem,
  type TranscriptItem,
  versionOf,
} from '../../shared/domain/item.ts';
import { dataSecurityFinding } from '../../shared/domain/ocsf.ts';
import { isOpen, type Scan } from '../../shared/domain/scan.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import { ENGINE, ENGINE_VERSION } from '../../shared/inspection/item.ts';
import type { InspectionResult } from '../../shared/inspection/result.ts';
import type { InspectionTask } from '../../shared/messages.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EventStore } from '../../shared/ports/event-store.ts';
import type { Fact, FactBus } from '../../shared/ports/fact-bus.ts';
import type { ScanLane } from '../../shared/ports/queues.ts';
import type { ItemResult, ScanStore } from '../../shared/ports/scan-store.ts';
import type { StagingArea } from '../../shared/ports/staging-area.ts';
import type { Log, Meter } from '../../shared/ports/telemetry.ts';
import { sendClosingStep } from '../../shared/scans/closing-step.ts';
import {
  inspectedEvent,
  isShownAsItself,
  itemIdentity,
  sameBytesEvent,
  textIdentity,
  unreadResult,
} from '../../shared/scans/item-event.ts';
import { forTenant } from '../../shared/tenancy.ts';
import { inspectTranscript } from './inspect-transcript.ts';
import type { InspectedCopy } from './inspected-copy.ts';

export interface InspectContentDeps {
  readonly scans: ScanStore;
  readonly events: EventStore;
  readonly staging: StagingArea;
  readonly lane: ScanLane;
  readonly facts: FactBus;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  /** The DLP engine with the scan's policy. Ends by itself: a crash or a hang of a parser is a result, not an error. */
  inspect(scan: Pick<Scan, 'tenant' | 'policyVersion'>, copy: InspectedCopy): Promise<InspectionResult>;
}

/** Overlaps fetching one item with inspecting another; memory stays at two items. */
const AT_ONCE = 2;

/**
 * Inspects staged items, settles them chunk by chunk in one transaction each, and removes their copies.
 *
 * @returns the tasks that must be tried again
 */
export async function inspectContent(
  deps: InspectContentDeps,
  tasks: readonly InspectionTask[],
): Promise<InspectionTask[]> {
  const failed: InspectionTask[] = [];
  for (const group of byChunk(tasks)) {
    try {
      const tenant = group[0]?.tenant ?? '';
      failed.push(...(await forTenant(tenant, () => inspectGroup(deps, group))));
    } catch (error) {
      const { tenant, scanId } = group[0] ?? {};
      deps.log.error('INSPECTION_GROUP_FAILED', { tenant, scanId, error: errorName(error) });
      failed.push(...group);
    }
  }
  return failed;
}

function byChunk(tasks: readonly InspectionTask[]): InspectionTask[][] {
  const groups = new Map<string, InspectionTask[]>();
  for (const task of tasks) {
    const key = `${task.tenant}#${task.scanId}#${task.chunkId}`;
    groups.set(key, [...(groups.get(key) ?? []), task]);
  }
  return [...groups.values()];
}

/** Returns the tasks of items that could not be inspected now; the others of the group do not wait for them. */
async function inspectGroup(
  deps: InspectContentDeps,
  tasks: readonly InspectionTask[],
): Promise<InspectionTask[]> {
  const [first] = tasks;
  if (!first) return [];
  const ref = { tenant: first.tenant, scanId: first.scanId };
  const [scan, chunk] = await Promise.all([
    deps.scans.find(ref.tenant, ref.scanId),
    deps.scans.findChunk(ref, first.chunkId),
  ]);
  if (!scan || !chunk || !isOpen(scan) || scan.generation !== first.generation) {
    await deps.staging.remove(tasks.map(({ stagedKey }) => stagedKey));
    return [];
  }

  const open = tasks.filter(({ index }) => !chunk.outcomes.has(index));
  const known = await knownVersions(deps, chunk, tasks);
  const told = await sameBytes(deps, scan, chunk, open);
  const results: ItemResult[] = [];
  const interrupted = new Set<number>();
  await forEachConcurrently(oncePerIndex(open), AT_ONCE, async (task) => {
    const item = chunk.items[task.index];
    try {
      if (item)
        results.push(
          await inspectItem(deps, scan, item, task, known.get(item.id), told.get(task.sha256 ?? '')),
        );
    } catch (error) {
      interrupted.add(task.index);
      deps.log.error('INSPECTION_INTERRUPTED', { ...ref, itemId: item?.id, error: errorName(error) });
    }
  });
  if (results.length > 0) {
    const settled = await deps.scans.settle(
      ref,
      chunk.chunkId,
      results,
      new Date(deps.clock.now()).toISOString(),
    );
    if (settled === 'settled')
      await tellFindings(
        deps,
        results.flatMap(({ events }) => events),
      );
    measure(deps, results);
    deps.log.info('ITEMS_INSPECTED', { ...ref, chunkId: chunk.chunkId, items: results.length });
  }
  await tellFindings(deps, await eventsOfRepeats(deps, chunk, tasks, known));
  const done = tasks.filter(({ index }) => !interrupted.has(index));
  await deps.staging.remove(done.map(({ stagedKey }) => stagedKey));
  await sendClosingStep(deps, ref);
  return tasks.filter(({ index }) => interrupted.has(index));
}

const oncePerIndex = (tasks: readonly InspectionTask[]): InspectionTask[] => [
  ...new Map(tasks.map((task) => [task.index, task])).values(),
];

async function inspectItem(
  deps: InspectContentDeps,
  scan: Scan,
  item: Item,
  { index, stagedKey }: InspectionTask,
  known: KnownItem | undefined,
  told: SecurityEvent | undefined,
): Promise<ItemResult> {
  const copy = await deps.staging.get(stagedKey);
  if (!copy) {
    const outcome = { status: 'failed', reason: 'staging_expired' } as const;
    return unreadResult(scan, index, item, outcome);
  }
  if (isTranscript(item)) return inspectTranscript(deps, scan, index, item, copy, known);
  // Under another name, the name is looked at, too.
  if (told && isShownAsItself(item) && cleanFileName(copy.name) === told.item.name) {
    for await (const _ of copy.body) break;
    const { status, reason } = told.inspection;
    const outcome = { status, reason: status === 'clean' ? null : reason };
    const events = [sameBytesEvent(scan, item, copy, told)];
    return { index, item, outcome, policyVersion: scan.policyVersion, events };
  }
  const result = await deps.inspect(scan, copy);
  const outcome = { status: result.status, reason: result.status === 'clean' ? null : result.reason };
  const identity = isShownAsItself(item)
    ? itemIdentity(scan.tenant, item)
    : textIdentity(scan.tenant, item, result.sha256, known);
  const events = [inspectedEvent(scan, item, identity, copy, result)];
  return { index, item, outcome, policyVersion: scan.policyVersion, events };
}

/**
 * An item that comes back settled may have been interrupted before its findings were told, so they are told again:
 * receivers see facts at least once.
 */
async function eventsOfRepeats(
  deps: InspectContentDeps,
  chunk: Chunk,
  tasks: readonly InspectionTask[],
  known: ReadonlyMap<string, KnownItem>,
): Promise<SecurityEvent[]> {
  const events: SecurityEvent[] = [];
  for (const { tenant, index } of tasks) {
    const item = chunk.items[index];
    if (!item || chunk.outcomes.get(index)?.status !== 'flagged') continue;
    for (const eventId of eventIdsOf(tenant, item, known.get(item.id))) {
      const event = await deps.events.find(tenant, eventId);
      if (event) events.push(event);
    }
  }
  return events;
}

const eventIdsOf = (tenant: Tenant, item: Item, known: KnownItem | undefined): string[] =>
  isShownAsItself(item)
    ? [itemIdentity(tenant, item).eventId]
    : Object.values(known?.events ?? {}).flatMap(({ eventId, risk }) => (risk ? [eventId] : []));

const isTranscript = (item: Item): item is TranscriptItem => item.transcript !== undefined;

/**
 * By SHA-256, what the same engine has found with the same policy in the same bytes, of whatever item: that is the result.
 */
async function sameBytes(
  { events }: InspectContentDeps,
  { tenant, policyVersion }: Scan,
  chunk: Chunk,
  tasks: readonly InspectionTask[],
): Promise<ReadonlyMap<string, SecurityEvent>> {
  const hashes = tasks.flatMap(({ index, sha256 }) => {
    const item = chunk.items[index];
    return item && sha256 && isShownAsItself(item) ? [sha256] : [];
  });
  if (hashes.length === 0) return new Map();
  const told = await events.withBytes(tenant, hashes);
  return new Map(
    [...told].filter(
      ([, { inspection }]) =>
        inspection.policyVersion === policyVersion &&
        inspection.engine === ENGINE &&
        inspection.engineVersion === ENGINE_VERSION,
    ),
  );
}

/** What is remembered of the items among the tasks that can change: which events they have. */
async function knownVersions(
  { events }: InspectContentDeps,
  chunk: Chunk,
  tasks: readonly InspectionTask[],
): Promise<ReadonlyMap<string, KnownItem>> {
  const [first] = tasks;
  const ids = tasks.flatMap(({ index }) => {
    const item = chunk.items[index];
    return item && versionOf(item) !== null ? [item.id] : [];
  });
  return first && ids.length > 0 ? events.known(first.tenant, ids) : new Map();
}

async function tellFindings({ facts }: InspectContentDeps, events: readonly SecurityEvent[]): Promise<void> {
  const found = events.filter(({ inspection }) => inspection.status === 'flagged').map(sensitiveDataFound);
  if (found.length > 0) await facts.publish(found);
}

const sensitiveDataFound = (event: SecurityEvent): Fact => ({
  type: 'SensitiveDataFound',
  detail: {
    tenant: event.tenant,
    eventId: event.eventId,
    scanId: event.scanId,
    time: event.time,
    eventType: event.eventType,
    userId: event.user.userId,
    risk: event.risk,
    dataTypes: event.findings.map(({ dataType, count, confidence }) => ({ id: dataType, count, confidence })),
    ocsf: dataSecurityFinding(event, 'ids'),
  },
});

function measure({ meter }: InspectContentDeps, results: readonly ItemResult[]): void {
  const count = (status: string) => results.filter(({ outcome }) => outcome.status === status).length;
  meter({
    ItemsClean: count('clean'),
    ItemsFlagged: count('flagged'),
    ItemsSkipped: count('skipped'),
    ItemsFailed: count('failed'),
  });
}

const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
