import { Unreadable } from '../unreadable.ts';

/** An attribute of a message or of one of its attachments (MS-OXTNEF 2.1.3). */
export interface TnefAttribute {
  /** The lower half of the id, such as `0x800f` for the data of an attachment. */
  readonly id: number;
  readonly data: Buffer;
}

const SIGNATURE = 0x223e9f78;
const HEADER_BYTES = 6;

export const isTnef = (head: Buffer): boolean =>
  head.length > HEADER_BYTES && head.readUInt32LE(0) === SIGNATURE;

/** The attributes in their order. Ends with `truncated` set when the last one is not whole. */
export function readTnef(bytes: Buffer): { attributes: TnefAttribute[]; truncated: boolean } {
  const attributes: TnefAttribute[] = [];
  let at = HEADER_BYTES;
  // Level, id and type, length; after the data a checksum of two bytes.
  while (at + 9 <= bytes.length) {
    const start = at + 9;
    const end = start + bytes.readUInt32LE(at + 5);
    if (end > bytes.length) return { attributes, truncated: true };
    attributes.push({ id: bytes.readUInt16LE(at + 1), data: bytes.subarray(start, end) });
    at = end + 2;
  }
  return { attributes, truncated: at < bytes.length };
}

/** Bytes of a value by its type (MS-OXCDATA 2.11.1); the others begin with how many there are, each with its length. */
const FIXED: ReadonlyMap<number, number> = new Map([
  [0x02, 4],
  [0x03, 4],
  [0x04, 4],
  [0x05, 8],
  [0x06, 8],
  [0x07, 8],
  [0x0a, 4],
  [0x0b, 4],
  [0x14, 8],
  [0x40, 8],
  [0x48, 16],
]);
const MULTIPLE = 0x1000;
const FIRST_NAMED = 0x8000;

/** A property with its first value. */
export interface MapiProperty {
  /** See MS-OXPROPS, such as `0x1000` for the body. */
  readonly id: number;
  readonly type: number;
  readonly value: Buffer;
}

/** Properties as TNEF packs them (MS-OXTNEF 2.1.3.4). Throws `Unreadable` when they run out of their attribute. */
export function readMapiProperties(data: Buffer): MapiProperty[] {
  const found: MapiProperty[] = [];
  try {
    let at = 4;
    for (let left = data.readUInt32LE(0); left > 0; left--) {
      const type = data.readUInt16LE(at);
      const id = data.readUInt16LE(at + 2);
      at = id >= FIRST_NAMED ? afterName(data, at + 4) : at + 4;
      const fixed = FIXED.get(type & ~MULTIPLE);
      const counted = fixed === undefined || (type & MULTIPLE) !== 0;
      const count = counted ? data.readUInt32LE(at) : 1;
      if (counted) at += 4;
      for (let index = 0; index < count; index++) {
        const length = fixed ?? data.readUInt32LE(at);
        if (fixed === undefined) at += 4;
        if (at + length > data.length) throw new Unreadable('truncated');
        if (index === 0) found.push({ id, type, value: data.subarray(at, at + length) });
        at += Math.ceil(length / 4) * 4;
      }
    }
  } catch {
    throw new Unreadable('corrupt');
  }
  return found;
}

/** A named property has its set, and its number or its name in UTF-16. */
function afterName(data: Buffer, at: number): number {
  const kind = data.readUInt32LE(at + 16);
  return kind === 0 ? at + 24 : at + 24 + Math.ceil(data.readUInt32LE(at + 20) / 4) * 4;
}
