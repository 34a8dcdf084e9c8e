/** A property of MAPI: id, type, and its value. */
export type Property = readonly [id: number, type: number, value: Buffer];

/** A `winmail.dat` with these attributes, by the lower half of their ids. */
export function tnefOf(attributes: readonly (readonly [id: number, data: Buffer])[]): Buffer {
  const parts = attributes.map(([id, data]) => {
    const head = Buffer.alloc(9);
    head.writeUInt8(id === 0x9003 || id < 0x800f ? 1 : 2, 0);
    head.writeUInt16LE(id, 1);
    head.writeUInt32LE(data.length, 5);
    return Buffer.concat([head, data, Buffer.alloc(2)]);
  });
  return Buffer.concat([Buffer.from('789f3e220100', 'hex'), ...parts]);
}

/** Properties as an attribute holds them; those from 0x8000 on get a name. */
export function propertiesOf(properties: readonly Property[]): Buffer {
  const parts = properties.map(([id, type, value]) => {
    const named =
      id >= 0x8000 ? [Buffer.alloc(16), u32(1), u32(6), padded(Buffer.from('ab\0', 'utf16le'))] : [];
    const counted = VARIABLE.has(type) ? [u32(1), u32(value.length)] : [];
    return Buffer.concat([u16(type), u16(id), ...named, ...counted, padded(value)]);
  });
  return Buffer.concat([u32(properties.length), ...parts]);
}

/** Objects, texts and bytes have a length of their own. */
const VARIABLE = new Set([0x0d, 0x1e, 0x1f, 0x102]);

const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
