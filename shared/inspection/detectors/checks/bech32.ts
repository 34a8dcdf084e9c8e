const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const BECH32 = 1;
const BECH32M = 0x2bc830a3;

function polymod(values: readonly number[]): number {
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    for (let i = 0; i < 5; i++) if ((top >>> i) & 1) check ^= GENERATOR[i]!;
  }
  return check;
}

/** Checksum of BIP 173 (bech32, witness version 0) or BIP 350 (bech32m, later versions). */
export function isBech32(address: string): boolean {
  const text = address.toLowerCase();
  const border = text.lastIndexOf('1');
  const data = [...text.slice(border + 1)].map((char) => ALPHABET.indexOf(char));
  if (border < 1 || data.length < 7 || data.includes(-1)) return false;
  const prefix = [...text.slice(0, border)].map((char) => char.charCodeAt(0));
  const check = polymod([...prefix.map((code) => code >> 5), 0, ...prefix.map((code) => code & 31), ...data]);
  return check === BECH32 || check === BECH32M;
}
