import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../../shared/inspection/inspect.ts';
import { DEFAULT_LIMITS } from '../../../shared/inspection/limits.ts';
import { defaultPolicy } from '../../../shared/inspection/policy.ts';
import { encryptedPdf } from './documents/encrypted-pdf.ts';
import { HASH_KEY, inspected, placesOf } from './documents/inspected.ts';
import { docxOf, paragraph, xlsxOf } from './documents/office.ts';
import { pdfOf } from './documents/pdf.ts';
import { tarOf } from './documents/tar.ts';
import { CARD_GROUPED } from './documents/values.ts';
import { zipOf } from './documents/zip.ts';

const CARD_TEXT = `card ${CARD_GROUPED}\n`;
const ZEROS = Buffer.alloc(30_000_000);

/** An archive in which all entries of the directory point to the same data. */
async function overlapping(): Promise<Buffer> {
  const archive = await zipOf({ 'a.txt': 'x'.repeat(1000), 'b.txt': 'y'.repeat(1000) });
  const second = archive.indexOf(
    Buffer.from('504b0102', 'hex'),
    archive.indexOf(Buffer.from('504b0102', 'hex')) + 4,
  );
  archive.writeUInt32LE(0, second + 42);
  return archive;
}

/** Marks every member of an archive as encrypted. */
function encryptedZip(archive: Buffer): Buffer {
  for (const [signature, flags] of [
    ['504b0304', 6],
    ['504b0102', 8],
  ] as const) {
    const mark = Buffer.from(signature, 'hex');
    for (let at = archive.indexOf(mark); at !== -1; at = archive.indexOf(mark, at + 4)) {
      archive.writeUInt16LE(archive.readUInt16LE(at + flags) | 1, at + flags);
    }
  }
  return archive;
}

async function nestedZip(depth: number): Promise<Buffer> {
  let archive = await zipOf({ 'cards.txt': CARD_TEXT });
  for (let level = 1; level < depth; level++) archive = await zipOf({ 'inner.zip': archive });
  return archive;
}

describe('archives that expand out of proportion', () => {
  test('a bomb is not read, its neighbours are', async () => {
    const result = await inspected(await zipOf({ 'bomb.bin': ZEROS, 'cards.txt': CARD_TEXT }));

    expect(result).toMatchObject({ status: 'flagged', partial: true, partialReasons: ['too_compressed'] });
    expect(placesOf(result)).toEqual(['cards.txt, line 1']);
  });

  test.each([
    ['zip', () => zipOf({ 'bomb.bin': ZEROS })],
    ['gzip', () => Promise.resolve(gzipSync(ZEROS))],
    ['zip with overlapping members', overlapping],
  ])('%s alone is skipped as too compressed', async (_, build) => {
    expect(await inspected(await build())).toMatchObject({ status: 'skipped', reason: 'too_compressed' });
  });

  test('a part of an office document is no exception', async () => {
    const document = await docxOf(`${paragraph(CARD_TEXT)}<!--${'0'.repeat(30_000_000)}-->`);

    expect(await inspected(document)).toMatchObject({
      status: 'flagged',
      partialReasons: ['too_compressed'],
    });
  });

  test('many small members share one budget', async () => {
    const members = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`${index}.txt`, 'ab '.repeat(30_000)]),
    );

    const result = await inspected(await zipOf(members), { limits: { maxExpandedBytes: 1_000_000 } });

    expect(result).toMatchObject({ status: 'clean', partial: true, partialReasons: ['too_compressed'] });
  });
});

describe('archives that nest', () => {
  test('as deep as the limit are read', async () => {
    expect(await inspected(await nestedZip(5))).toMatchObject({ status: 'flagged', partial: false });
  });

  test('deeper are too deep', async () => {
    expect(await inspected(await nestedZip(6))).toMatchObject({ status: 'skipped', reason: 'too_deep' });
  });

  test('with more members than the limit are read up to it', async () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`${index}.txt`, CARD_TEXT]));

    const result = await inspected(tarOf(files), { limits: { maxMembers: 20 } });

    expect(result).toMatchObject({ status: 'flagged', partial: true, partialReasons: ['too_many_members'] });
  });
});

describe('what is encrypted', () => {
  test('a PDF that asks for a password', async () => {
    expect(await inspected(encryptedPdf())).toMatchObject({
      status: 'skipped',
      reason: 'encrypted',
      format: 'pdf',
    });
  });

  test('an archive', async () => {
    const archive = encryptedZip(await zipOf({ 'a.txt': CARD_TEXT, 'b.txt': 'Hi' }));

    expect(await inspected(archive)).toMatchObject({ status: 'skipped', reason: 'encrypted', format: 'zip' });
  });

  test('an OpenDocument text, which says so in its manifest', async () => {
    const document = await zipOf({
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml': Buffer.alloc(100, 7),
      'META-INF/manifest.xml': '<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>',
    });

    expect(await inspected(document)).toMatchObject({
      status: 'skipped',
      reason: 'encrypted',
      format: 'odt',
    });
  });
});

describe('what is damaged', () => {
  const documents: Readonly<Record<string, () => Promise<Buffer>>> = {
    docx: () => docxOf(paragraph('Hello '.repeat(2000))),
    xlsx: () => xlsxOf({ A: '<row r="1"><c r="A1"><v>1</v></c></row>' }),
    pdf: () => pdfOf(['Hello', 'World']),
    zip: () => zipOf({ 'a.txt': 'Hello '.repeat(2000) }),
    gzip: async () => gzipSync('Hello '.repeat(20_000)),
    tar: async () => tarOf({ 'a.txt': 'Hello '.repeat(2000) }),
  };

  test.each(Object.keys(documents))('a truncated %s never looks whole', async (format) => {
    const whole = await documents[format]!();
    for (const share of [0.3, 0.6, 0.9]) {
      const result = await inspected(whole.subarray(0, Math.floor(whole.length * share)));

      expect([result.reason, ...result.partialReasons]).toContain('truncated');
    }
  });

  test('a member whose bytes changed is corrupt, its neighbours are read', async () => {
    const archive = await zipOf({ 'a.txt': 'Hello '.repeat(200), 'b.txt': CARD_TEXT });
    archive.fill(0xff, 35, 45);

    const result = await inspected(archive);

    expect(result).toMatchObject({ status: 'flagged', partial: true, partialReasons: ['corrupt'] });
    expect(placesOf(result)).toEqual(['b.txt, line 1']);
  });

  test('a member whose checksum is wrong is read, and the damage told', async () => {
    const archive = await zipOf({ 'a.txt': CARD_TEXT }, { compress: false });
    archive[archive.indexOf('card')] = 'C'.charCodeAt(0);

    expect(await inspected(archive)).toMatchObject({
      status: 'flagged',
      partial: true,
      partialReasons: ['corrupt'],
    });
  });

  test.each(Object.keys(documents))('a %s that is damaged anywhere ends with a result', async (format) => {
    const whole = await documents[format]!();
    for (let round = 0; round < 20; round++) {
      const damaged = Buffer.from(whole);
      for (let at = round * 7; at < damaged.length; at += 97 + round)
        damaged[at] = (damaged[at]! * 31 + round) & 255;

      const result = await inspected(damaged);

      expect([result.reason, ...result.partialReasons]).not.toContain('inspection_error');
    }
  });

  test('noise behind the signature of every format ends with a reason', async () => {
    const noise = deflateRawSync(
      Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * index) % 251)),
    );
    for (const signature of [
      '504b0304',
      '1f8b08',
      'd0cf11e0a1b11ae1',
      '255044462d312e37',
      '89504e470d0a1a0a',
    ]) {
      const result = await inspected(Buffer.concat([Buffer.from(signature, 'hex'), noise]));

      expect(result).toMatchObject({ status: 'skipped' });
      expect(result.reason).not.toBeNull();
    }
  });
});

describe('structures that are meant to exhaust', () => {
  test.each([
    ['brackets', '['.repeat(200_000)],
    ['objects', '{"a":'.repeat(200_000)],
  ])('JSON of nested %s is too deep', async (_, json) => {
    expect(await inspected(`{"card": "${CARD_GROUPED}", "a": ${json}`)).toMatchObject({
      status: 'flagged',
      partial: true,
      partialReasons: ['too_deep'],
    });
  });

  test('XML of nested elements is read', async () => {
    const result = await inspected(`<?xml version="1.0"?>${'<a>'.repeat(200_000)}card ${CARD_GROUPED}`);

    expect(placesOf(result)).toHaveLength(1);
  });

  test.each([
    ['tags that never close', '<a "'],
    ['quotes', '"'],
    ['brackets of rich text', '{\\rtf'],
    ['delimiters', 'a,b,c\n'],
    ['entities', '&amp'],
    ['comments', '<!--'],
    ['backslashes', '\\'],
  ])('a megabyte of %s ends', async (_, piece) => {
    for (const start of ['', '<html>', '{"a": "', '<?xml version="1.0"?><a>', '{\\rtf1 ']) {
      const result = await inspected(start + piece.repeat(Math.ceil(1_000_000 / piece.length)), {
        limits: { timeMs: 10_000 },
      });

      // What never closes ends in the middle; it must not be time that ended it.
      expect([null, 'truncated']).toContain(result.reason);
      expect(result.partialReasons).not.toContain('too_slow');
    }
  });

  test('more cells than the limit leave a gap', async () => {
    const cells = Array.from(
      { length: 50 },
      (_, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>${index}</v></c></row>`,
    );

    const result = await inspected(await xlsxOf({ A: cells.join('') }), { limits: { maxCells: 10 } });

    expect(result).toMatchObject({ status: 'clean', partial: true, partialReasons: ['too_large'] });
  });

  test('an inspection whose time is over ends with what it has', async () => {
    const result = await inspected(`${CARD_TEXT}${'lorem ipsum '.repeat(4_000_000)}`, {
      limits: { timeMs: 20 },
    });

    expect(result.partialReasons.concat(result.reason ?? [])).toContain('too_slow');
  });
});

test('the bytes decide, not the name or the type that was declared', async () => {
  const input = {
    bytes: Buffer.from(CARD_TEXT),
    declaredName: 'report.docx',
    declaredType: 'application/pdf',
  };

  const result = await inspect(input, defaultPolicy(HASH_KEY), DEFAULT_LIMITS, new AbortController().signal);

  expect(result).toMatchObject({ status: 'flagged', format: 'text' });
});
