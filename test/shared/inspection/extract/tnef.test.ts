import { expect, test } from 'vitest';
import { inspected, placesOf } from '../documents/inspected.ts';
import { propertiesOf, tnefOf } from '../documents/tnef.ts';
import { CARD_GROUPED, OTHER_CARD } from '../documents/values.ts';

const utf16 = (text: string) => Buffer.from(`${text}\0`, 'utf16le');

test('the body and the attachments of winmail.dat are read, under their long names', async () => {
  const winmail = tnefOf([
    [0x8004, Buffer.from('Invoice\0')],
    [
      0x9003,
      propertiesOf([
        [0x0017, 0x03, Buffer.alloc(4)],
        [0x8005, 0x1f, utf16('named')],
        [0x1000, 0x1f, utf16(`Hello\ncard ${CARD_GROUPED}\n`)],
      ]),
    ],
    [0x9002, Buffer.alloc(14)],
    [0x8010, Buffer.from('CARDS~1.TXT\0')],
    [0x800f, Buffer.from(`card ${OTHER_CARD}`)],
    [0x9005, propertiesOf([[0x3707, 0x1f, utf16('cards of all.txt')]])],
  ]);

  const result = await inspected(winmail);

  expect(result).toMatchObject({ format: 'tnef', partial: false });
  expect(placesOf(result)).toEqual(['body, line 2', 'cards of all.txt, line 1']);
});

test('a message that is attached is read', async () => {
  const inner = tnefOf([
    [0x9003, propertiesOf([[0x1013, 0x102, Buffer.from(`<p>card ${CARD_GROUPED}</p>`)]])],
  ]);
  const winmail = tnefOf([
    [0x9002, Buffer.alloc(14)],
    [0x9005, propertiesOf([[0x3701, 0x0d, Buffer.concat([Buffer.alloc(16), inner])]])],
  ]);

  expect(placesOf(await inspected(winmail))).toEqual(['attachment, HTML body']);
});

test('one that ends in the middle is read up to there', async () => {
  const whole = tnefOf([
    [0x800c, Buffer.from(`card ${CARD_GROUPED}\0`)],
    [0x9002, Buffer.alloc(14)],
    [0x800f, Buffer.alloc(1000)],
  ]);

  expect(await inspected(whole.subarray(0, whole.length - 500))).toMatchObject({
    status: 'flagged',
    partialReasons: ['truncated'],
  });
});

test('properties that claim more than there is are damaged', async () => {
  const properties = propertiesOf([[0x1000, 0x1f, utf16('Hello')]]);
  properties.writeUInt32LE(1_000_000, 0);

  expect(await inspected(tnefOf([[0x9003, properties]]))).toMatchObject({
    status: 'skipped',
    reason: 'corrupt',
  });
});
