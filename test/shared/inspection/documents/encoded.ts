/** What each character of a code page is as bytes, found out by decoding all of them. */
function encoderOf(label: string): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder(label);
  const codes = new Map<string, readonly number[]>();
  const add = (...bytes: number[]) => {
    const character = decoder.decode(Uint8Array.from(bytes));
    if ([...character].length === 1 && character !== '\ufffd' && !codes.has(character))
      codes.set(character, bytes);
  };
  for (let byte = 0; byte < 256; byte++) add(byte);
  if (!/jis|euc|gb|big5/.test(label)) return codes;
  for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) add(lead, trail);
  return codes;
}

/** A text in a code page that `TextDecoder` knows. Throws when a character is not in it. */
export function encodedIn(label: string, text: string): Buffer {
  const codes = encoderOf(label);
  return Buffer.from(
    Array.from(text).flatMap((character) => {
      const bytes = codes.get(character);
      if (!bytes) throw new Error(`${character} is not in ${label}`);
      return bytes;
    }),
  );
}

/** Seven-bit Japanese: runs of characters of EUC-JP without their top bits, between shifts. */
export function iso2022jp(text: string): Buffer {
  const runs = text.match(/[ -~\n]+|[^ -~\n]+/g) ?? [];
  return Buffer.concat(
    runs.map((run) => {
      const bytes = encodedIn('euc-jp', run);
      if (bytes.every((byte) => byte < 128)) return bytes;
      return Buffer.concat([Buffer.from('\x1b$B'), bytes.map((byte) => byte & 127), Buffer.from('\x1b(B')]);
    }),
  );
}

export function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

export function utf32(text: string, order: 'le' | 'be'): Buffer {
  const points = Array.from(text, (character) => character.codePointAt(0)!);
  const bytes = Buffer.alloc(points.length * 4);
  for (const [index, point] of points.entries()) {
    if (order === 'be') bytes.writeUInt32BE(point, index * 4);
    else bytes.writeUInt32LE(point, index * 4);
  }
  return bytes;
}
