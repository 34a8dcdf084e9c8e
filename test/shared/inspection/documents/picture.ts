import { bitmapOf } from '../../../../shared/inspection/picture/bitmap.ts';

/** Digits on a grid of five by seven. */
const GLYPHS: Readonly<Record<string, string>> = {
  '0': '01110 10001 10001 10001 10001 10001 01110',
  '1': '00100 01100 00100 00100 00100 00100 01110',
  '2': '01110 10001 00001 00010 00100 01000 11111',
  '3': '11110 00001 00001 01110 00001 00001 11110',
  '4': '00010 00110 01010 10010 11111 00010 00010',
  '5': '11111 10000 11110 00001 00001 10001 01110',
  '6': '00110 01000 10000 11110 10001 10001 01110',
  '7': '11111 00001 00010 00100 01000 01000 01000',
  '8': '01110 10001 10001 01110 10001 10001 01110',
  '9': '01110 10001 10001 01111 00001 00010 01100',
  ' ': '00000 00000 00000 00000 00000 00000 00000',
};
const SCALE = 5;
const MARGIN = 40;

/** A picture that shows these digits, as a BMP file and as grey samples. */
export function pictureOf(digits: string) {
  const width = digits.length * 6 * SCALE + 2 * MARGIN;
  const height = 7 * SCALE + 2 * MARGIN;
  const data = new Uint8Array(width * height).fill(255);
  for (const [place, digit] of [...digits].entries()) {
    for (const [row, line] of GLYPHS[digit]!.split(' ').entries()) {
      for (const [column, dot] of [...line].entries()) {
        if (dot === '1') fill(data, width, MARGIN + (place * 6 + column) * SCALE, MARGIN + row * SCALE);
      }
    }
  }
  return { bitmap: bitmapOf({ data, width, height, channels: 1 }), samples: data, width, height };
}

function fill(data: Uint8Array, width: number, left: number, top: number): void {
  for (let y = top; y < top + SCALE; y++) data.fill(0, y * width + left, y * width + left + SCALE);
}
