import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Buffer;
  /** Already deflated bytes for `bytes`, so that one stream can serve several entries. */
  readonly deflated?: Buffer;
  /** Mark as encrypted: the bytes, longer than twelve, stand for the header and the encrypted content. */
  readonly encrypted?: boolean;
}

/** 1 January 2026, so that the same entries give the same archive. */
const DOS_DATE = ((2026 - 1980) << 9) | (1 << 5) | 1;
const ENCRYPTED = 1;
const UTF8_NAMES = 1 << 11;

/** A ZIP archive whose bytes depend on its entries alone, made in one go. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8');
    const data = entry.encrypted ? entry.bytes : (entry.deflated ?? deflateRawSync(entry.bytes));
    const fields = commonFields(entry, data, name);
    const local = Buffer.concat([signature(0x04034b50), fields, name]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(offset, 10);
    directory.push(signature(0x02014b50), Buffer.from([20, 0]), fields, central, name);
    parts.push(local, data);
    offset += local.length + data.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...parts, central, endRecord(entries.length, central.length, offset)]);
}

/** The 26 bytes that a local header and the central directory have in common. */
function commonFields(entry: ZipEntry, data: Buffer, name: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(UTF8_NAMES | (entry.encrypted ? ENCRYPTED : 0), 2);
  fields.writeUInt16LE(entry.encrypted ? 0 : 8, 4);
  fields.writeUInt16LE(DOS_DATE, 8);
  fields.writeUInt32LE(crc32(entry.bytes), 10);
  fields.writeUInt32LE(data.length, 14);
  // The header of an encrypted member, twelve bytes, counts as data.
  fields.writeUInt32LE(entry.encrypted ? data.length - 12 : entry.bytes.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function endRecord(entries: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
