import { Unreadable } from '../unreadable.ts';

/** What the dictionary holds before the first byte (MS-OXRTFCP 2.1.2.1). */
const PRELOADED =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans ' +
  'SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
const DICTIONARY_BYTES = 4096;
const COMPRESSED = 0x75465a4c;
const UNCOMPRESSED = 0x414c454d;

/** The rich text of an Outlook message, which is compressed in its own way (MS-OXRTFCP). */
export function compressedRtf(bytes: Buffer): Buffer {
  if (bytes.length < 16) throw new Unreadable('truncated');
  const rawBytes = bytes.readUInt32LE(4);
  const type = bytes.readUInt32LE(8);
  if (type === UNCOMPRESSED) return bytes.subarray(16, 16 + rawBytes);
  if (type !== COMPRESSED) throw new Unreadable('corrupt');

  const dictionary = Buffer.alloc(DICTIONARY_BYTES);
  let write = dictionary.write(PRELOADED, 'latin1');
  // Each byte can expand to at most seventeen, whatever the header claims.
  const out = Buffer.alloc(Math.min(rawBytes, bytes.length * 17));
  let length = 0;
  const put = (byte: number) => {
    if (length < out.length) out[length++] = byte;
    dictionary[write] = byte;
    write = (write + 1) % DICTIONARY_BYTES;
  };
  for (let at = 16; at < bytes.length && length < out.length; ) {
    const flags = bytes[at++]!;
    for (let bit = 0; bit < 8 && at < bytes.length; bit++) {
      if ((flags & (1 << bit)) === 0) {
        put(bytes[at++]!);
        continue;
      }
      if (at + 2 > bytes.length) break;
      const reference = bytes.readUInt16BE(at);
      at += 2;
      const offset = reference >> 4;
      if (offset === write) return out.subarray(0, length);
      for (let step = 0; step < (reference & 15) + 2; step++)
        put(dictionary[(offset + step) % DICTIONARY_BYTES]!);
    }
  }
  return out.subarray(0, length);
}
