import { crc32, deflateSync } from 'node:zlib';
import { random } from '../random.ts';

const SIDE = 48;

/** A small greyscale PNG of noise: an image without any text. */
export function png(seed: number): Buffer {
  const draw = random(seed);
  const rows = Buffer.alloc(SIDE * (SIDE + 1));
  for (let i = 0; i < rows.length; i++) rows[i] = i % (SIDE + 1) === 0 ? 0 : draw.integer(0, 255);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8 + body.length);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), 4 + body.length);
  return frame;
}
