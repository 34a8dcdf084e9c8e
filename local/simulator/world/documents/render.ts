import { deflateRawSync } from 'node:zlib';
import { random } from '../random.ts';
import { png } from './image.ts';
import { docx, pptx, xlsx } from './office.ts';
import { encryptedPdf, pdf } from './pdf.ts';
import type { DocumentPlan, Template } from './plan.ts';
import { paragraphs, title, valuesOf } from './prose.ts';
import { csvOf, jsonOf, tableOf } from './tables.ts';
import { lockFile, mail, markdown, plainText, sourceCode, unknownBinary } from './texts.ts';
import { zip } from './zip.ts';

const BYTE_ORDER_MARK = '\ufeff';

/** The bytes of a document. An oversize one has none here: it is streamed, see `oversizeChunk`. */
export function render(plan: DocumentPlan): Buffer {
  return RENDERERS[plan.template](plan);
}

const utf8 = (text: string) => Buffer.from(text, 'utf8');

const RENDERERS: Record<Template, (plan: DocumentPlan) => Buffer> = {
  text: (plan) => utf8(plainText(plan)),
  'text-bom': (plan) => utf8(BYTE_ORDER_MARK + plainText(plan)),
  'text-utf16le': (plan) => Buffer.from(BYTE_ORDER_MARK + plainText(plan), 'utf16le'),
  'text-utf16be': (plan) => Buffer.from(BYTE_ORDER_MARK + plainText(plan), 'utf16le').swap16(),
  'text-latin1': (plan) =>
    Buffer.from(
      `Übersicht für das Büro, größtenteils erledigt.\n${plainText(plan).replaceAll('’', "'")}`,
      'latin1',
    ),
  markdown: (plan) => utf8(markdown(plan)),
  csv: (plan) => utf8(csvOf(tableOf(plan), plan.seed % 3 === 0 ? ';' : ',')),
  json: (plan) => utf8(jsonOf(plan)),
  'source-code': (plan) => utf8(sourceCode(plan)),
  'lock-file': (plan) => utf8(lockFile(plan)),
  pdf: (plan) => pdf(blocksOf(plan)),
  docx: (plan) => docx(paragraphs(plan)),
  xlsx: (plan) => xlsx('Loads', tableOf(plan)),
  pptx: (plan) => pptx(slidesOf(plan)),
  email: (plan) => utf8(mail(plan)),
  zip: archive,
  'extracted-text': (plan) => utf8(plainText(plan)),
  image: (plan) => png(plan.seed),
  empty: () => Buffer.alloc(0),
  'truncated-docx': (plan) => firstPart(docx(paragraphs(plan))),
  'encrypted-pdf': (plan) => encryptedPdf(blocksOf(plan), plan.seed),
  'encrypted-zip': encryptedArchive,
  'archive-bomb': archiveBomb,
  'unknown-binary': unknownBinary,
  oversize: () => Buffer.alloc(0),
};

/** The title and the paragraphs, each as lines that stay together on a page. */
function blocksOf(plan: DocumentPlan): string[][] {
  return [title(random(plan.seed)), ...paragraphs(plan)].map((text) => text.split('\n'));
}

function slidesOf(plan: DocumentPlan): string[][] {
  const texts = [title(random(plan.seed)), ...paragraphs(plan)];
  const slides: string[][] = [];
  for (let at = 0; at < texts.length; at += 10) slides.push(texts.slice(at, at + 10));
  return slides;
}

/** A text and a table, the table in a folder and within an archive of its own. */
function archive(plan: DocumentPlan): Buffer {
  const values = valuesOf(plan.holdings, plan.seed).length;
  const inner = zip([{ name: 'table.csv', bytes: utf8(csvOf(tableOf(plan), ',')) }]);
  return zip([
    {
      name: 'readme.txt',
      bytes: utf8(`This archive holds ${values === 0 ? 'nothing special' : 'an export'}.\n`),
    },
    { name: 'export/tables.zip', bytes: inner },
    { name: 'export/notes.txt', bytes: utf8(plainText(plan)) },
  ]);
}

function firstPart(whole: Buffer): Buffer {
  return whole.subarray(0, Math.floor(whole.length * 0.6));
}

function encryptedArchive(plan: DocumentPlan): Buffer {
  const draw = random(plan.seed);
  const noise = Buffer.from(Array.from({ length: 2_048 }, () => draw.integer(0, 255)));
  return zip([{ name: 'payroll.csv', bytes: noise, encrypted: true }]);
}

let bomb: Buffer | undefined;

/** Five members of 60 MB of zeros each, which one deflated stream of 60 KB stands for. The same for every plan. */
function archiveBomb(): Buffer {
  if (!bomb) {
    const bytes = Buffer.alloc(60_000_000);
    const deflated = deflateRawSync(bytes);
    bomb = zip(Array.from({ length: 5 }, (_, i) => ({ name: `layer-${i}.bin`, bytes, deflated })));
  }
  return bomb;
}
