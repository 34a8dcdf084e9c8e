import type { Day } from '../../shared/domain/day.ts';
import { type Side, transcriptEventKey } from '../../shared/domain/event.ts';
import type { MessageLine } from '../../shared/inspection/extract/messages.ts';
import type { TranscriptLine } from '../../shared/scans/transcript-line.ts';

/** What one side said on one day, or on several old days together. */
export interface TranscriptPart {
  readonly key: string;
  readonly side: Side;
  /** When the first of the messages was sent, ISO time. */
  readonly from: string;
  readonly messages: readonly MessageLine[];
}

/**
 * Days that are told apart: their events, two a day, have to fit into one transaction. Older ones are taken together, as
 * a part of their first day.
 */
export const MAX_DAYS = 40;

/** The messages by day and side, those from `since` on. */
export function partsOf(lines: readonly TranscriptLine[], since: Day): TranscriptPart[] {
  const days = [...new Set(lines.map(dayOfLine))].filter((day) => day >= since).sort();
  const old = new Set(days.slice(0, Math.max(0, days.length - MAX_DAYS + 1)));
  const isGrouped = old.size > 1;
  const parts = new Map<string, TranscriptPart & { messages: MessageLine[] }>();
  for (const line of lines) {
    const day = dayOfLine(line);
    if (day < since) continue;
    const inGroup = isGrouped && old.has(day);
    const group = inGroup ? `${line.side} of old days` : transcriptEventKey(day, line.side);
    let part = parts.get(group);
    if (!part) {
      part = { key: transcriptEventKey(day, line.side), side: line.side, from: line.at, messages: [] };
      parts.set(group, part);
    }
    const { texts, cut } = line;
    part.messages.push({ place: placeOf(line, inGroup), texts, ...(cut && { cut }) });
  }
  return [...parts.values()];
}

const dayOfLine = ({ at }: TranscriptLine): Day => at.slice(0, 10);

const placeOf = ({ side, number, at }: TranscriptLine, withDay: boolean): string =>
  `${side} ${number}, ${withDay ? `${at.slice(0, 10)} ` : ''}${at.slice(11, 16)} UTC`;
