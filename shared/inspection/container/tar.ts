/** Size of a header, and what members are rounded up to. */
export const TAR_BLOCK = 512;

/** What a header says about the member after it. */
export interface TarHeader {
  readonly name: string;
  readonly size: number;
  /** `0` or NUL for a file; see POSIX.1-2017, pax, "ustar Interchange Format". */
  readonly type: string;
}

/** Whether a block is a header: only its checksum tells in archives older than POSIX. */
export function isTarHeader(block: Buffer): boolean {
  if (block.length < TAR_BLOCK || block[0] === 0) return false;
  const stored = octal(block.subarray(148, 156));
  let sum = 8 * 32;
  for (let at = 0; at < TAR_BLOCK; at++) if (at < 148 || at >= 156) sum += block[at]!;
  return stored === sum;
}

/** Reads a block for which `isTarHeader` is true. */
export function tarHeader(block: Buffer): TarHeader {
  const posix = block.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = posix ? tarText(block.subarray(345, 500)) : '';
  const name = tarText(block.subarray(0, 100));
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size: sizeOf(block.subarray(124, 136)),
    type: String.fromCharCode(block[156]!),
  };
}

/** Text up to its first NUL. */
export function tarText(field: Buffer): string {
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? field.length : end);
}

/** Sizes from 8 GiB on are binary, marked by the top bit (GNU). */
function sizeOf(field: Buffer): number {
  return (field[0]! & 0x80) === 0 ? octal(field) : Number(field.readBigUInt64BE(4));
}

function octal(field: Buffer): number {
  return Number.parseInt(tarText(field).trim() || '0', 8);
}
