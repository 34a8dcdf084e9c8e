import type { ContentBlock } from '../../shared/compliance-api/blocks.ts';
import type { Chat, ChatMessage } from '../../shared/compliance-api/chats.ts';
import type { ArtifactRef, FileRef } from '../../shared/compliance-api/references.ts';
import { type Day, dayOf } from '../../shared/domain/day.ts';
import type { Side } from '../../shared/domain/event.ts';
import { AppError } from '../../shared/errors.ts';
import { encodeLine, type TranscriptLine } from '../../shared/scans/transcript-line.ts';

/** Something that a message names. */
export type Reference =
  | { readonly type: 'file' | 'generated'; readonly at: string; readonly file: FileRef }
  | { readonly type: 'artifact'; readonly at: string; readonly artifact: ArtifactRef };

/** What one complete reading of a transcript comes to. */
export interface Reading {
  /** Messages that the user wrote, by day. */
  readonly messages: Record<Day, number>;
  readonly references: Reference[];
  /** Models that answered, with the time of their last answer, epoch milliseconds; known of sessions only. */
  readonly models: Map<string, number>;
  /** Times of the first and the last message that the user wrote, epoch milliseconds. */
  written: { first: number; last: number } | null;
}

export const newReading = (): Reading => ({ messages: {}, references: [], models: new Map(), written: null });

/** What is read of a message of a chat or of a session. */
export interface TranscriptMessage
  extends Pick<
    ChatMessage,
    'id' | 'role' | 'createdAt' | 'content' | 'files' | 'generatedFiles' | 'artifacts'
  > {
  readonly model?: string | null;
}

export interface MessagePage {
  readonly items: readonly TranscriptMessage[];
  readonly chat?: Chat;
  /** The provider shows no more, although there is more. */
  readonly endsEarly?: boolean;
}

/**
 * The lines of a transcript to be inspected, page by page; what else it says goes into `reading`.
 *
 * @param since older days are counted, but not inspected
 * @throws AppError TOO_LARGE beyond `maxBytes`, DELETED_BY_USER where its user has deleted it meanwhile
 */
export async function* transcriptLines(
  pages: AsyncIterable<MessagePage>,
  since: Day,
  maxBytes: number,
  reading: Reading,
): AsyncGenerator<Uint8Array, void> {
  const numbers: Record<Side, number> = { prompt: 0, response: 0 };
  const seen = new Set<string>();
  let bytes = 0;
  let last: TranscriptLine | undefined;
  let endsEarly = false;
  for await (const { items, chat, ...page } of pages) {
    endsEarly ||= page.endsEarly === true;
    if (chat?.deletedAt) throw new AppError('not-found', 'DELETED_BY_USER', 'The user has deleted the chat.');
    for (const message of items) {
      // Pages are served at least once.
      if (seen.has(message.id)) continue;
      seen.add(message.id);
      noteMessage(reading, message);
      for (const [side, { texts, cut }] of Object.entries(saidBySide(message))) {
        if (texts.length === 0) continue;
        numbers[side as Side] += 1;
        if (dayOf(message.createdAt) < since) continue;
        const at = new Date(message.createdAt).toISOString();
        last = { side: side as Side, number: numbers[side as Side], at, texts, ...(cut && { cut }) };
        const line = encodeLine(last);
        bytes += line.length;
        if (bytes > maxBytes) throw new AppError('invalid', 'TOO_LARGE', 'The transcript is too large.');
        yield line;
      }
    }
  }
  if (endsEarly && last) yield encodeLine({ ...last, texts: [], cut: true });
}

/** What a person writes is the prompt; answers, tools and their results are the response, whoever carries them. */
function saidBySide({ role, content }: TranscriptMessage): Record<Side, { texts: string[]; cut?: true }> {
  const said: ReturnType<typeof saidBySide> = { prompt: { texts: [] }, response: { texts: [] } };
  for (const block of content) {
    const isPrompt = role === 'user' && (block.type === 'text' || block.type === 'other');
    const side = said[isPrompt ? 'prompt' : 'response'];
    side.texts.push(...textsOf(block).filter((text) => text !== ''));
    // A system prompt is never shown, and nobody's.
    if (block.truncated && role !== 'system') side.cut = true;
  }
  return said;
}

function textsOf(block: ContentBlock): readonly string[] {
  if (block.type === 'tool_use') return [block.input];
  return block.type === 'tool_result' ? block.texts : [block.text];
}

function noteMessage(reading: Reading, message: TranscriptMessage): void {
  const { messages, references, models } = reading;
  const at = new Date(message.createdAt).toISOString();
  const day = dayOf(message.createdAt);
  if (message.model) models.set(message.model, Math.max(message.createdAt, models.get(message.model) ?? 0));
  if (isWritten(message)) {
    messages[day] = (messages[day] ?? 0) + 1;
    const { first, last } = reading.written ?? { first: message.createdAt, last: message.createdAt };
    reading.written = {
      first: Math.min(first, message.createdAt),
      last: Math.max(last, message.createdAt),
    };
  }
  for (const file of message.files) references.push({ type: 'file', at, file });
  for (const file of message.generatedFiles) references.push({ type: 'generated', at, file });
  for (const artifact of message.artifacts) references.push({ type: 'artifact', at, artifact });
}

/** A message that a person wrote: text or files. Results of tools also come as messages of the user. */
const isWritten = ({ role, content, files }: TranscriptMessage): boolean =>
  role === 'user' && (files.length > 0 || content.some(({ type }) => type === 'text'));
