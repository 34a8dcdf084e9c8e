import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cmsOf } from '../documents/cms.ts';
import { inspected, placesOf } from '../documents/inspected.ts';
import { tarOf } from '../documents/tar.ts';
import { CARD_GROUPED, OTHER_CARD } from '../documents/values.ts';
import { zipOf } from '../documents/zip.ts';

const CARD_TEXT = `card ${CARD_GROUPED}\n`;
/** Text that does not compress into nothing. */
const LONG_TEXT = Array.from({ length: 60_000 }, (_, at) => `${(at * 7919) % 10_007} words\n`).join('');

describe('tar', () => {
  test('archives from before POSIX are told by their checksum', async () => {
    const old = tarOf({ 'cards.txt': CARD_TEXT });
    // Without the mark of POSIX and its share of the checksum.
    const mark = old.subarray(257, 265);
    const sum =
      Number.parseInt(old.toString('latin1', 148, 154), 8) - mark.reduce((total, byte) => total + byte, 0);
    mark.fill(0);
    old.write(sum.toString(8).padStart(6, '0'), 148);

    const result = await inspected(old);

    expect(result).toMatchObject({ format: 'tar', partial: false });
    expect(placesOf(result)).toEqual(['cards.txt, line 1']);
  });

  test('an archive after the end of another one is read', async () => {
    const result = await inspected(
      Buffer.concat([tarOf({ 'a.txt': 'Hi' }), tarOf({ 'cards.txt': CARD_TEXT })]),
    );

    expect(result.partial).toBe(false);
    expect(placesOf(result)).toEqual(['cards.txt, line 1']);
  });

  test('one that ends between two members is truncated', async () => {
    const whole = tarOf({ 'cards.txt': CARD_TEXT, 'b.txt': 'Hi' });

    expect(await inspected(whole.subarray(0, 1024))).toMatchObject({
      status: 'flagged',
      partialReasons: ['truncated'],
    });
  });

  test('something else after its end leaves a gap', async () => {
    const result = await inspected(Buffer.concat([tarOf({ 'cards.txt': CARD_TEXT }), Buffer.from('more')]));

    expect(result).toMatchObject({ status: 'flagged', partialReasons: ['corrupt'] });
  });

  test('in a gzip file that is larger than the limit it is read up to there', async () => {
    const archive = gzipSync(tarOf({ 'cards.txt': CARD_TEXT, 'long.txt': LONG_TEXT }));

    const result = await inspected(archive, { limits: { maxMemberBytes: 100_000 } });

    expect(result).toMatchObject({ status: 'flagged', partial: true });
    expect(result.partialReasons).toContain('too_large');
    expect(placesOf(result)).toEqual(['content › cards.txt, line 1']);
  });
});

describe('what ends in the middle', () => {
  test('of a gzip file, the part before is read', async () => {
    const whole = gzipSync(`${CARD_TEXT}${LONG_TEXT}`);

    const result = await inspected(whole.subarray(0, whole.length / 2));

    expect(result).toMatchObject({ status: 'flagged', partial: true, partialReasons: ['truncated'] });
    expect(placesOf(result)).toEqual(['content, line 1']);
  });

  test('of a member, the part before is read, and the members after it', async () => {
    const archive = await zipOf({ 'long.txt': `${CARD_TEXT}${LONG_TEXT}`, 'b.txt': `card ${OTHER_CARD}` });
    // Damages the second half of the first member.
    archive.fill(0xff, archive.length / 2, archive.length / 2 + 64);

    const result = await inspected(archive);

    expect(result).toMatchObject({ status: 'flagged', partial: true, partialReasons: ['corrupt'] });
    expect(placesOf(result)).toEqual(['long.txt, line 1', 'b.txt, line 1']);
  });
});

test('names in UTF-8 are read as such, whether or not the archive says so', async () => {
  const archive = await zipOf({ 'übersicht.txt': CARD_TEXT });
  for (const [signature, flags] of [
    ['504b0304', 6],
    ['504b0102', 8],
  ] as const) {
    const at = archive.indexOf(Buffer.from(signature, 'hex')) + flags;
    archive.writeUInt16LE(archive.readUInt16LE(at) & ~0x800, at);
  }

  expect(placesOf(await inspected(archive))).toEqual(['übersicht.txt, line 1']);
});

describe('S/MIME and PGP', () => {
  const message = (type: string, bytes: Buffer) =>
    `From: a@initech.io\r\nTo: b@initech.io\r\nMIME-Version: 1.0\r\nContent-Type: ${type}; name="smime.p7m"\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}\r\n`;

  test.each(['definite', 'streamed'] as const)('signed content is read (%s lengths)', async (lengths) => {
    const signed = cmsOf('signed', Buffer.from(`Content-Type: text/plain\r\n\r\n${CARD_TEXT}`), lengths);

    const result = await inspected(message('application/pkcs7-mime', signed));

    expect(result.partial).toBe(false);
    expect(placesOf(result)).toEqual(['smime.p7m › signed content, line 3']);
  });

  test('a signature alone is no unread part', async () => {
    expect(await inspected(cmsOf('signed', null, 'definite'))).toMatchObject({
      status: 'clean',
      format: 'cms',
    });
  });

  test('encrypted content is encrypted', async () => {
    const encrypted = cmsOf('encrypted', Buffer.from('secret'), 'definite');

    expect(await inspected(encrypted)).toMatchObject({ status: 'skipped', reason: 'encrypted' });
    expect((await inspected(message('application/pkcs7-mime', encrypted))).partialReasons).toEqual([
      'encrypted',
    ]);
  });

  test('one that ends in the middle is truncated', async () => {
    const signed = cmsOf('signed', Buffer.from(CARD_TEXT.repeat(100)), 'definite');

    expect(await inspected(signed.subarray(0, 200))).toMatchObject({
      status: 'skipped',
      reason: 'truncated',
    });
  });

  test('a PGP message is encrypted', async () => {
    const armoured =
      '-----BEGIN PGP MESSAGE-----\n\nhQEMA5Yl7zc3aQ6EAQf/ab12\n=abcd\n-----END PGP MESSAGE-----\n';

    expect(await inspected(armoured)).toMatchObject({
      status: 'skipped',
      reason: 'encrypted',
      format: 'pgp',
    });
  });
});
