/** Collects bytes that are written as hexadecimal digits, in pieces that may end anywhere. */
export interface HexCollector {
  put(digits: string): void;
  /** The bytes so far; begins anew. */
  take(): Buffer;
}

/** So many digits are decoded at a time: an object of megabytes comes in lines of a hundred. */
const BATCH_CHARS = 64 * 1024;

export function createHexCollector(): HexCollector {
  let digits: string[] = [];
  let chars = 0;
  let decoded: Buffer[] = [];

  const decode = () => {
    const text = digits.join('').replace(/\s+/g, '');
    const whole = text.length - (text.length % 2);
    decoded.push(Buffer.from(text.slice(0, whole), 'hex'));
    digits = [text.slice(whole)];
    chars = 0;
  };
  return {
    put(piece) {
      digits.push(piece);
      chars += piece.length;
      if (chars > BATCH_CHARS) decode();
    },
    take() {
      decode();
      const bytes = Buffer.concat(decoded);
      [digits, decoded] = [[], []];
      return bytes;
    },
  };
}
