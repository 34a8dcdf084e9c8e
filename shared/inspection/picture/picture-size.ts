/** Width by height of a picture, from its header alone; null when it is not one that can be read. */
export function pixelsOf(head: Buffer): number | null {
  try {
    if (head.readUInt32BE(0) === 0x89504e47) return head.readUInt32BE(16) * head.readUInt32BE(20);
    if (head.toString('latin1', 0, 2) === 'BM') return Math.abs(head.readInt32LE(18) * head.readInt32LE(22));
    if (head.readUInt16BE(0) === 0xffd8) return jpegPixels(head);
    if (head.toString('latin1', 8, 12) === 'WEBP') return webpPixels(head);
  } catch {
    // A header that ends early.
  }
  return null;
}

/** Segments follow each other up to the frame header (ITU-T T.81, B.2.2). */
function jpegPixels(head: Buffer): number | null {
  for (let at = 2; at + 9 < head.length; at += 2 + head.readUInt16BE(at + 2)) {
    const marker = head[at + 1]!;
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (frame) return head.readUInt16BE(at + 5) * head.readUInt16BE(at + 7);
  }
  return null;
}

/** Three kinds of first chunk (WebP container specification). */
function webpPixels(head: Buffer): number | null {
  const chunk = head.toString('latin1', 12, 16);
  if (chunk === 'VP8 ') return (head.readUInt16LE(26) & 0x3fff) * (head.readUInt16LE(28) & 0x3fff);
  if (chunk === 'VP8X') return (head.readUIntLE(24, 3) + 1) * (head.readUIntLE(27, 3) + 1);
  if (chunk !== 'VP8L') return null;
  const bits = head.readUInt32LE(21);
  return ((bits & 0x3fff) + 1) * (((bits >>> 14) & 0x3fff) + 1);
}
