import type PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import type { Extraction } from '../extraction.ts';
import { type ByteSource, memorySource, readAll } from '../source.ts';
import { Unreadable } from '../unreadable.ts';
import { extractHtmlText } from './html.ts';

/** Header fields that people write or that name people; the rest is transport. */
const SHOWN_HEADERS = new Set([
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'bcc',
  'subject',
  'keywords',
  'comments',
]);
const LABEL_HEADERS = new Set(['msip_labels', 'sensitivity', 'x-classification', 'x-sensitivity-label']);
const MAX_MIME_DEPTH = 30;
/** Parsing takes some six times as much memory; mail servers take no larger messages either. */
const MAX_MESSAGE_BYTES = 50_000_000;

/** The line that begins each message of a mailbox (RFC 4155). */
const MAILBOX_LINE = Buffer.from('\nFrom ');

/** An e-mail, or a mailbox of several. */
export async function extractEml(source: ByteSource, out: Extraction): Promise<void> {
  const bytes = readAll(source);
  if (!bytes.toString('latin1', 0, 5).startsWith('From ')) return extractMessage(source, out);
  let number = 1;
  for (let start = 0; start < bytes.length; number++) {
    const next = bytes.indexOf(MAILBOX_LINE, start + 1);
    const end = next === -1 ? bytes.length : next + 1;
    const message = memorySource(bytes.subarray(bytes.indexOf('\n', start) + 1, end));
    await out.nested(`message ${number}`, (inner) => extractMessage(message, inner));
    start = end;
  }
}

/** A message (RFC 5322, MIME): headers, both bodies and every attachment. */
async function extractMessage(source: ByteSource, out: Extraction): Promise<void> {
  if (source.size > MAX_MESSAGE_BYTES) throw new Unreadable('too_large');
  const { default: parser, decodeWords } = await import('postal-mime');
  const message = await parse(source, parser);
  for (const { key, value: raw } of message.headers) {
    const value = decodeWords(raw);
    if (LABEL_HEADERS.has(key)) for (const label of labelsIn(key, value)) out.label(label);
    if (SHOWN_HEADERS.has(key)) out.text(value, { kind: 'message', name: key }, [key]);
  }
  if (message.text) out.text(message.text, { kind: 'message', name: 'body' });
  if (message.html) extractHtmlText(message.html, { kind: 'message', name: 'HTML body' }, out);
  for (const attachment of message.attachments) {
    const content = bytesOf(attachment.content);
    out.spendBytes(content.length);
    const name = attachment.filename ?? 'attachment';
    // What a message shows within its text is mostly decoration.
    const shown = attachment.related && attachment.mimeType.startsWith('image/');
    if (shown) await out.picture(name, () => memorySource(content));
    else await out.member(memorySource(content), name);
  }
}

async function parse(source: ByteSource, parser: typeof PostalMime): Promise<Email> {
  try {
    return await parser.parse(readAll(source), {
      rfc822Attachments: true,
      attachmentEncoding: 'arraybuffer',
      maxNestingDepth: MAX_MIME_DEPTH,
    });
  } catch (error) {
    const deep = error instanceof Error && /nest/i.test(error.message);
    throw new Unreadable(deep ? 'too_deep' : 'corrupt');
  }
}

/** `MSIP_Label_<id>_Name=Confidential; MSIP_Label_<id>_Enabled=true; …` */
function labelsIn(header: string, value: string): string[] {
  if (header !== 'msip_labels') return [value];
  return [...value.matchAll(/MSIP_Label_[\w-]{1,60}_Name=([^;]{1,100})/g)].map((match) => match[1]!);
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
