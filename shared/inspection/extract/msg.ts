import type { CfbStream } from '../container/cfb.ts';
import type { Extraction } from '../extraction.ts';
import { guarded } from '../guarded.ts';
import { memorySource } from '../source.ts';
import { compressedRtf } from './compressed-rtf.ts';
import { extractHtmlText } from './html.ts';
import { mapiText } from './mapi-text.ts';
import { extractObjectStreams } from './ole-object.ts';
import { readRtf } from './rtf-reader.ts';

/** Properties by their tag (MS-OXPROPS). */
const SHOWN = new Map([
  ['0037', 'subject'],
  ['0C1A', 'from'],
  ['0C1F', 'from'],
  ['5D01', 'from'],
  ['0E04', 'to'],
  ['0E03', 'cc'],
  ['0E02', 'bcc'],
]);
const BODY = '1000';
const HTML_BODY = '1013';
const RTF_BODY = '1009';
const TRANSPORT_HEADERS = '007D';
const RECIPIENT = /^__recip_version1\.0_#\w{1,8}\/__substg1\.0_(?:39FE|3001|3003)/;
const ATTACHMENT = /^(__attach_version1\.0_#\w{1,8})\//;

/** What every message has, those inside others too. */
export const PROPERTIES = '__properties_version1.0';

/** An Outlook message (MS-OXMSG): people, subject, bodies and attachments, messages inside too. */
export async function extractMsg(streams: readonly CfbStream[], out: Extraction): Promise<void> {
  const own = new Map<string, CfbStream>();
  for (const stream of streams) {
    const tag = /^__substg1\.0_([0-9A-F]{4})/.exec(stream.path)?.[1];
    if (tag && !stream.path.includes('/')) own.set(tag, stream);
    if (RECIPIENT.test(stream.path)) out.text(textOf(stream), { kind: 'message', name: 'to' }, ['to']);
  }
  for (const [tag, name] of SHOWN) {
    const stream = own.get(tag);
    if (stream) out.text(textOf(stream), { kind: 'message', name }, [name]);
  }
  extractLabels(own.get(TRANSPORT_HEADERS), out);
  await guarded(out, () => extractBodies(own, out));
  await extractAttachments(streams, out);
}

function extractBodies(own: ReadonlyMap<string, CfbStream>, out: Extraction): void {
  const [text, html, rtf] = [own.get(BODY), own.get(HTML_BODY), own.get(RTF_BODY)];
  if (text) out.text(textOf(text), { kind: 'message', name: 'body' });
  if (html) extractHtmlText(textOf(html), { kind: 'message', name: 'HTML body' }, out);
  if (text || html || !rtf) return;
  readRtf(compressedRtf(rtf.read()).toString('latin1'), {
    paragraph: (text, names) => out.text(text, { kind: 'message', name: 'body' }, names),
    link: (target) => out.text(target, { kind: 'message', name: 'body' }, ['link']),
  });
}

function extractLabels(headers: CfbStream | undefined, out: Extraction): void {
  if (!headers) return;
  for (const match of textOf(headers).matchAll(/MSIP_Label_[\w-]{1,60}_Name=([^;\r\n]{1,100})/g))
    out.label(match[1]!);
}

async function extractAttachments(streams: readonly CfbStream[], out: Extraction): Promise<void> {
  const folders = new Set(
    streams.map(({ path }) => ATTACHMENT.exec(path)?.[1]).filter((name) => name !== undefined),
  );
  for (const folder of folders) {
    const inside = streams.filter(({ path }) => path.startsWith(`${folder}/`));
    await guarded(out, () => extractAttachment(folder, inside, out));
  }
}

async function extractAttachment(
  folder: string,
  inside: readonly CfbStream[],
  out: Extraction,
): Promise<void> {
  const find = (tag: string) => inside.find(({ path }) => path.startsWith(`${folder}/__substg1.0_${tag}`));
  const named = find('3707') ?? find('3704') ?? find('3001');
  const name = named ? textOf(named) : 'attachment';
  const storage = `${folder}/__substg1.0_3701000D/`;
  const nested = inside.flatMap((stream) =>
    stream.path.startsWith(storage) ? [{ ...stream, path: stream.path.slice(storage.length) }] : [],
  );
  const content = find('37010102');
  if (nested.some(({ path }) => path === PROPERTIES))
    await out.nested(name, (inner) => extractMsg(nested, inner));
  else if (nested.length > 0) await out.nested(name, (inner) => extractObjectStreams(nested, inner));
  else if (content) await out.member(memorySource(content.read()), name);
}

/** The last four digits of a stream's name are the type of its value. */
const textOf = (stream: CfbStream): string => mapiText(stream.read(), stream.path.endsWith('001F'));
