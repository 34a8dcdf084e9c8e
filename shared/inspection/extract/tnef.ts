import { type MapiProperty, readMapiProperties, readTnef, type TnefAttribute } from '../container/tnef.ts';
import type { Extraction } from '../extraction.ts';
import { guarded } from '../guarded.ts';
import { type ByteSource, memorySource, readAll } from '../source.ts';
import { compressedRtf } from './compressed-rtf.ts';
import { extractHtmlText } from './html.ts';
import { mapiText } from './mapi-text.ts';
import { readRtf } from './rtf-reader.ts';

/** Attributes that are read (MS-OXTNEF 2.1.3.3). */
const SUBJECT = 0x8004;
const BODY = 0x800c;
const MESSAGE_PROPERTIES = 0x9003;
const ATTACHMENT_BEGINS = 0x9002;
const ATTACHMENT_TITLE = 0x8010;
const ATTACHMENT_DATA = 0x800f;
const ATTACHMENT_PROPERTIES = 0x9005;

const UTF_16 = 0x1f;
const OBJECT = 0x0d;
/** Before the data of an object stands what kind it is. */
const OBJECT_ID_BYTES = 16;

interface Attachment {
  name: string;
  content: Buffer | null;
}

/** What Outlook packs into `winmail.dat`: the body of a message and its attachments, messages inside too. */
export async function extractTnef(source: ByteSource, out: Extraction): Promise<void> {
  const { attributes, truncated } = readTnef(readAll(source));
  const attachments: Attachment[] = [];
  for (const attribute of attributes) await guarded(out, () => take(attribute, attachments, out));
  for (const { name, content } of attachments) if (content) await out.member(memorySource(content), name);
  if (truncated) out.gap('truncated');
}

function take({ id, data }: TnefAttribute, attachments: Attachment[], out: Extraction): void {
  const last = attachments.at(-1);
  if (id === SUBJECT) out.text(textOf(data), { kind: 'message', name: 'subject' }, ['subject']);
  else if (id === BODY) out.text(textOf(data), { kind: 'message', name: 'body' });
  else if (id === MESSAGE_PROPERTIES) extractProperties(readMapiProperties(data), out);
  else if (id === ATTACHMENT_BEGINS) attachments.push({ name: 'attachment', content: null });
  else if (last && id === ATTACHMENT_TITLE) last.name = textOf(data);
  else if (last && id === ATTACHMENT_DATA) last.content = data;
  else if (last && id === ATTACHMENT_PROPERTIES) refine(last, readMapiProperties(data));
}

function extractProperties(properties: readonly MapiProperty[], out: Extraction): void {
  for (const { id, type, value } of properties) {
    if (id === 0x0037) out.text(textOf(value, type), { kind: 'message', name: 'subject' }, ['subject']);
    else if (id === 0x1000) out.text(textOf(value, type), { kind: 'message', name: 'body' });
    else if (id === 0x1013) extractHtmlText(textOf(value, type), { kind: 'message', name: 'HTML body' }, out);
    else if (id === 0x1009) {
      readRtf(compressedRtf(value).toString('latin1'), {
        paragraph: (text, names) => out.text(text, { kind: 'message', name: 'body' }, names),
      });
    }
  }
}

/** The long name of an attachment, and the message or object that it is. */
function refine(attachment: Attachment, properties: readonly MapiProperty[]): void {
  for (const { id, type, value } of properties) {
    if (id === 0x3707) attachment.name = textOf(value, type);
    else if (id === 0x3701) attachment.content = type === OBJECT ? value.subarray(OBJECT_ID_BYTES) : value;
  }
}

const textOf = (bytes: Buffer, type?: number): string => mapiText(bytes, type === UTF_16);
