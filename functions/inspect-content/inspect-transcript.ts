import { eventId, eventTime, type SecurityEvent } from '../../shared/domain/event.ts';
import type { KnownItem, Outcome, TranscriptItem } from '../../shared/domain/item.ts';
import type { Scan } from '../../shared/domain/scan.ts';
import { digest } from '../../shared/hash.ts';
import { encodeMessages } from '../../shared/inspection/extract/messages.ts';
import type { InspectionResult } from '../../shared/inspection/result.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { ItemResult } from '../../shared/ports/scan-store.ts';
import type { StagedObject } from '../../shared/ports/staging-area.ts';
import { type EventIdentity, inspectedEvent } from '../../shared/scans/item-event.ts';
import { decodeLines, type TranscriptLine } from '../../shared/scans/transcript-line.ts';
import type { InspectedCopy } from './inspected-copy.ts';
import { partsOf, type TranscriptPart } from './transcript-parts.ts';

interface TranscriptDeps {
  readonly clock: Clock;
  inspect(scan: Pick<Scan, 'tenant' | 'policyVersion'>, copy: InspectedCopy): Promise<InspectionResult>;
}

/** After this time no further part of a transcript is begun, milliseconds. */
const PATIENCE_MS = 30_000;

/**
 * Inspects a staged transcript: each day's prompts and responses for themselves.
 *
 * @param known what is remembered of it: a part in which something was found before has an event in any case
 */
export async function inspectTranscript(
  deps: TranscriptDeps,
  scan: Scan,
  index: number,
  item: TranscriptItem,
  copy: StagedObject,
  known: KnownItem | undefined,
): Promise<ItemResult> {
  const lines: TranscriptLine[] = [];
  for await (const line of decodeLines(copy.body)) lines.push(line);
  const parts = partsOf(lines, item.transcript.since);
  const emptied = keysSince(known, item.transcript.since).filter(
    (key) => !parts.some((part) => part.key === key),
  );

  const outcomes: Outcome[] = [];
  const events: SecurityEvent[] = [];
  const deadline = deps.clock.now() + PATIENCE_MS;
  for (const part of [...parts, ...emptied.map(emptyPart)]) {
    if (deps.clock.now() > deadline) {
      outcomes.push({ status: 'skipped', reason: 'too_slow' });
      break;
    }
    const bytes = encodeMessages(part.messages);
    const shown = { name: item.transcript.title, mimeType: null, sizeBytes: bytes.length };
    const result = await deps.inspect(scan, { ...shown, body: once(bytes), as: 'messages' });
    outcomes.push({ status: result.status, reason: result.status === 'clean' ? null : result.reason });
    if (result.findings.length === 0 && !known?.events[part.key]) continue;
    events.push(inspectedEvent(scan, item, identityOf(scan, item, part, known), shown, result));
  }
  return { index, item, outcome: worst(outcomes), policyVersion: scan.policyVersion, events };
}

/** A part keeps the identity that it got first, also where its first message is another one now. */
function identityOf(
  { tenant }: Scan,
  item: TranscriptItem,
  { key, side, from }: TranscriptPart,
  known: KnownItem | undefined,
): EventIdentity {
  const id = known?.events[key]?.eventId;
  const time = id && eventTime(id);
  return id && time
    ? { eventId: id, time, eventType: side }
    : { eventId: eventId(from, digest(tenant, item.id, key)), time: from, eventType: side };
}

/** A part of a day that has no messages of that side any more. */
function emptyPart(key: string): TranscriptPart {
  const [day = '', side] = key.split('.');
  return { key, side: side as TranscriptPart['side'], from: `${day}T00:00:00.000Z`, messages: [] };
}

const keysSince = (known: KnownItem | undefined, since: string): string[] =>
  Object.keys(known?.events ?? {}).filter((key) => key.slice(0, 10) >= since);

const ORDER: readonly Outcome['status'][] = ['failed', 'flagged', 'skipped', 'clean'];

/** Something found counts more than a part that could not be read; a fault of ours counts most, as it is tried again. */
const worst = (outcomes: readonly Outcome[]): Outcome =>
  ORDER.flatMap((status) => outcomes.filter((outcome) => outcome.status === status))[0] ?? {
    status: 'clean',
    reason: null,
  };

async function* once(bytes: Uint8Array) {
  yield bytes;
}
