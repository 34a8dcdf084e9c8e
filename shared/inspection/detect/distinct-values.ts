/**
 * Counts distinct values within one item by a fast keyed hash of 64 bits; nothing of it leaves the process. Two values
 * that share a hash, one pair in 10^9 of items with 100,000 values each, count once.
 */
export class DistinctValues {
  size = 0;
  private readonly seed: number;
  /** Low and high half of each hash, side by side; both 0 where none is. */
  private slots = new Int32Array(2 * 16);

  constructor(seed: number) {
    this.seed = seed | 0;
  }

  /** Returns false if an equal value was added before. */
  add(value: string): boolean {
    const [low, high] = this.hash(value);
    if (!this.put(low, high)) return false;
    if (++this.size * 4 > this.slots.length) this.grow();
    return true;
  }

  has(value: string): boolean {
    const [low, high] = this.hash(value);
    return this.slots[this.slotOf(low, high) + 1] !== 0;
  }

  private hash(value: string): readonly [low: number, high: number] {
    let low = this.seed;
    let high = ~this.seed;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      low = Math.imul(low ^ code, 0x85eb_ca6b);
      low ^= low >>> 15;
      high = Math.imul(high ^ code, 0xc2b2_ae35);
      high ^= high >>> 13;
    }
    return [low, high | 1];
  }

  /** Where the hash stands, or where it would be put. */
  private slotOf(low: number, high: number): number {
    const { slots } = this;
    let at = (low * 2) & (slots.length - 1);
    while (slots[at + 1] !== 0 && (slots[at] !== low || slots[at + 1] !== high))
      at = (at + 2) & (slots.length - 1);
    return at;
  }

  private put(low: number, high: number): boolean {
    const at = this.slotOf(low, high);
    if (this.slots[at + 1] !== 0) return false;
    this.slots[at] = low;
    this.slots[at + 1] = high;
    return true;
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Int32Array(before.length * 2);
    for (let at = 0; at < before.length; at += 2)
      if (before[at + 1] !== 0) this.put(before[at]!, before[at + 1]!);
  }
}
