import type { Extraction } from '../extraction.ts';
import { type ByteSource, readAll } from '../source.ts';

/** A message of a conversation, as a line of JSON. */
export interface MessageLine {
  /** Where people find it, such as `prompt 3, 10:14 UTC`. */
  readonly place: string;
  readonly texts: readonly string[];
  /** More was said than is here. */
  readonly cut?: true;
}

export const encodeMessages = (messages: readonly MessageLine[]): Uint8Array =>
  Buffer.from(messages.map((message) => `${JSON.stringify(message)}\n`).join(''), 'utf8');

/** Messages as `encodeMessages` writes them: never read from what somebody has uploaded. */
export function extractMessages(source: ByteSource, out: Extraction): void {
  out.format('conversation');
  for (const line of readAll(source).toString('utf8').split('\n')) {
    if (line === '') continue;
    const { place, texts, cut } = JSON.parse(line) as MessageLine;
    for (const text of texts) out.text(text, { kind: 'message', name: place });
    if (cut) out.gap('truncated');
  }
}
