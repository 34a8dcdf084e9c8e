import { expect, test } from 'vitest';
import { inspected, placesOf } from '../documents/inspected.ts';
import { CARD_GROUPED, OTHER_CARD } from '../documents/values.ts';
import { zipOf } from '../documents/zip.ts';

function messageOf(parts: readonly string[], headers: readonly string[] = []): string {
  return [
    'From: Jane <jane@initech.io>',
    'To: Joe <joe@initech.io>',
    'Subject: Hello',
    'MIME-Version: 1.0',
    ...headers,
    'Content-Type: multipart/mixed; boundary="B"',
    '',
    ...parts.map((part) => `--B\r\n${part}`),
    '--B--',
    '',
  ].join('\r\n');
}

const attachment = (name: string, bytes: Buffer) =>
  `Content-Type: application/octet-stream; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\n` +
  `Content-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}\r\n`;

test('the body of a message is read by lines', async () => {
  const result = await inspected(
    messageOf([`Content-Type: text/plain\r\n\r\nHi\r\nCard ${CARD_GROUPED}\r\n`]),
  );

  expect(result.format).toBe('eml');
  expect(placesOf(result)).toEqual(['body, line 2']);
});

test('quoted-printable HTML is read as people see it', async () => {
  const html = `<p>Card 4539 1488 =\r\n0343<b> 64</b>67</p>`;
  const part = `Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${html}\r\n`;

  expect(placesOf(await inspected(messageOf([part])))).toContain('HTML body');
});

test('attachments are read, archives in them too', async () => {
  const archive = await zipOf({ 'data/cards.txt': `Card ${CARD_GROUPED}` });

  const result = await inspected(messageOf([attachment('data.zip', archive)]));

  expect(placesOf(result)).toEqual(['data.zip › data/cards.txt, line 1']);
});

test('a message in a message is read', async () => {
  const inner = messageOf([`Content-Type: text/plain\r\n\r\nCard ${OTHER_CARD}\r\n`]).replaceAll('B', 'C');

  const result = await inspected(messageOf([`Content-Type: message/rfc822\r\n\r\n${inner}`]));

  expect(placesOf(result)).toEqual(['attachment, body, line 1']);
});

test('encoded subjects are decoded', async () => {
  const subject = Buffer.from(`Card ${CARD_GROUPED}`).toString('base64');
  const message = messageOf(['Content-Type: text/plain\r\n\r\nHi\r\n']).replace(
    'Hello',
    `=?utf-8?B?${subject}?=`,
  );

  expect(placesOf(await inspected(message))).toEqual(['subject']);
});

test('sensitivity labels of a message are read', async () => {
  const header =
    'msip_labels: MSIP_Label_1a-2b_Enabled=true; MSIP_Label_1a-2b_Name=Secret; MSIP_Label_1a-2b_SiteId=x';

  const result = await inspected(messageOf(['Content-Type: text/plain\r\n\r\nHi\r\n'], [header]));

  expect(result.labels).toEqual(['Secret']);
});

test('every message of a mailbox is read', async () => {
  const message = (text: string) =>
    `From jo@initech.io Mon Mar  2 10:00:00 2026\r\n${messageOf([`Content-Type: text/plain\r\n\r\n${text}\r\n`])}`;

  const result = await inspected(message('Hello') + message(`card ${CARD_GROUPED}`));

  expect(placesOf(result)).toEqual(['message 2, body, line 1']);
});
