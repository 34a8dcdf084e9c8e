import { type DataType, STRONG } from '../../detect/data-type.ts';

/** Weights 7, 3, 1 over digits, letters (A = 10) and fillers (0), mod 10 (ICAO Doc 9303-3, 4.9). */
function mrzCheck(field: string): string {
  let sum = 0;
  for (let i = 0; i < field.length; i++) {
    const code = field.charCodeAt(i);
    const value = code === 60 ? 0 : code <= 57 ? code - 48 : code - 55;
    sum += value * [7, 3, 1][i % 3]!;
  }
  return String(sum % 10);
}

function isMrz(value: string): boolean {
  const lines = value.split(/\s+/);
  if (lines.length === 2) {
    const [, second] = lines as [string, string];
    return (
      mrzCheck(second.slice(0, 9)) === second[9] &&
      mrzCheck(second.slice(13, 19)) === second[19] &&
      mrzCheck(second.slice(21, 27)) === second[27]
    );
  }
  const [first, second] = lines as [string, string, string];
  return (
    mrzCheck(first.slice(5, 14)) === first[14] &&
    mrzCheck(second.slice(0, 6)) === second[6] &&
    mrzCheck(second.slice(8, 14)) === second[14]
  );
}

export const mrz: DataType = {
  id: 'PASSPORT_MRZ',
  name: 'Machine-readable zone of a travel document',
  group: 'travel',
  source: 'ICAO Doc 9303-4 and -5: check digits 7-3-1',
  find: [
    {
      kind: 'token',
      prefixes: ['P<'],
      rest: /[A-Z<]{3}[A-Z<]{39}\s{1,2}[A-Z0-9<]{9}\d[A-Z<]{3}\d{7}[MFX<]\d{7}[A-Z0-9<]{14}[\d<]\d/,
    },
    {
      kind: 'token',
      prefixes: ['I<', 'ID', 'A<', 'AC', 'C<'],
      rest: /[A-Z<]{3}[A-Z0-9<]{9}\d[A-Z0-9<]{15}\s{1,2}\d{7}[MFX<]\d{7}[A-Z<]{3}[A-Z0-9<]{11}\d\s{1,2}[A-Z<]{30}/,
    },
  ],
  validate: isMrz,
  isTest: (value) => value.includes('L898902C3') || value.includes('D231458907'),
  confidence: STRONG,
  mask: { head: 5 },
  hits: [`«P<D<<SCHMIDT<<ANNA<MARIA${'<'.repeat(20)}\nC01X00T478D<<6408125F2702283${'<'.repeat(15)}4»`],
  misses: [
    `P<UTOERIKSSON<<ANNA<MARIA${'<'.repeat(19)}\nL898902C37UTO7408122F1204159ZE184226B${'<'.repeat(5)}10`,
    'P<something else',
  ],
};
