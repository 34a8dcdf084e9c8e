/** Samples of a picture, row by row from the top. */
export interface Samples {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  /** Grey, RGB or RGBA. */
  readonly channels: 1 | 3 | 4;
}

const HEADER_BYTES = 54;

/** A picture as a BMP file of 24 bits a pixel. */
export function bitmapOf({ data, width, height, channels }: Samples): Buffer {
  const rowBytes = Math.ceil((width * 3) / 4) * 4;
  const bitmap = Buffer.alloc(HEADER_BYTES + rowBytes * height);
  bitmap.write('BM', 0, 'latin1');
  bitmap.writeUInt32LE(bitmap.length, 2);
  bitmap.writeUInt32LE(HEADER_BYTES, 10);
  bitmap.writeUInt32LE(40, 14);
  bitmap.writeInt32LE(width, 18);
  bitmap.writeInt32LE(height, 22);
  bitmap.writeUInt16LE(1, 26);
  bitmap.writeUInt16LE(24, 28);
  const green = channels === 1 ? 0 : 1;
  for (let y = 0; y < height; y++) {
    // Rows of a BMP begin at the bottom.
    let to = HEADER_BYTES + (height - 1 - y) * rowBytes;
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * channels;
      bitmap[to++] = data[from + 2 * green]!;
      bitmap[to++] = data[from + green]!;
      bitmap[to++] = data[from]!;
    }
  }
  return bitmap;
}
