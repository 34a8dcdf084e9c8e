type Lengths = 'definite' | 'streamed';

const OID = {
  data: '06092a864886f70d010701',
  signed: '06092a864886f70d010702',
  encrypted: '06092a864886f70d010703',
};

/** A message of S/MIME with this content, as far as a reader of the content looks. */
export function cmsOf(kind: 'signed' | 'encrypted', content: Buffer | null, lengths: Lengths): Buffer {
  const element = (tag: number, ...parts: Buffer[]) => elementOf(tag, Buffer.concat(parts), lengths);
  const oid = (name: keyof typeof OID) => Buffer.from(OID[name], 'hex');
  const version = Buffer.from('020101', 'hex');
  const algorithms = elementOf(0x31, Buffer.alloc(0), 'definite');
  const wrapped = content === null ? [] : [element(0xa0, octets(content, lengths))];
  const inner = element(0x30, version, algorithms, element(0x30, oid('data'), ...wrapped));
  return element(0x30, oid(kind), element(0xa0, inner));
}

/** Streamed, a string of bytes comes in pieces. */
function octets(content: Buffer, lengths: Lengths): Buffer {
  if (lengths === 'definite') return elementOf(0x04, content, 'definite');
  const pieces = [content.subarray(0, 10), content.subarray(10)].map((piece) =>
    elementOf(0x04, piece, 'definite'),
  );
  return elementOf(0x24, Buffer.concat(pieces), 'streamed');
}

function elementOf(tag: number, content: Buffer, lengths: Lengths): Buffer {
  if (lengths === 'streamed') return Buffer.concat([Buffer.of(tag, 0x80), content, Buffer.of(0, 0)]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(content.length);
  const size = content.length < 128 ? Buffer.of(content.length) : Buffer.concat([Buffer.of(0x82), length]);
  return Buffer.concat([Buffer.of(tag), size, content]);
}
