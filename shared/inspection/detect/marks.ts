const NOTHING = new Int32Array(0);
const FIRST_CAPACITY = 256;

/** A growable list of integers. Most lists of a short text, such as a cell, stay empty and take no memory. */
export class IntList {
  items: Int32Array = NOTHING;
  length = 0;

  push(value: number): void {
    if (this.length === this.items.length) {
      const larger = new Int32Array(Math.max(FIRST_CAPACITY, this.length * 2));
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.length++] = value;
  }

  at(index: number): number {
    return this.items[index]!;
  }
}

/** Zeros after the text, so that looking ahead needs no bounds. */
const SENTINELS = 64;

/** What the reader noted in one text, in order of position. Lists of one kind run in parallel. */
export class Marks {
  /** The text's character codes and zeros after them: cheaper to read than the string. Its length is not the text's. */
  codes = new Uint16Array(4096);
  private bytes = Buffer.from(this.codes.buffer);
  /** Phrases with a meaning. */
  readonly phraseStart = new IntList();
  readonly phraseEnd = new IntList();
  readonly phrase = new IntList();
  /** Runs of digits with single separators, as start and end. */
  readonly numberStart = new IntList();
  readonly numberEnd = new IntList();
  /** Values that finders matched: index of their group, start, end. */
  readonly matchGroup = new IntList();
  readonly matchStart = new IntList();
  readonly matchEnd = new IntList();

  /** What {@link firstPhraseEndingAfter} answered last. */
  private asked = 0;
  private readonly lists = [
    this.phraseStart,
    this.phraseEnd,
    this.phrase,
    this.numberStart,
    this.numberEnd,
    this.matchGroup,
    this.matchStart,
    this.matchEnd,
  ];

  /** Starts a text: nothing is noted yet. */
  begin(text: string): void {
    for (const list of this.lists) list.length = 0;
    this.asked = 0;
    const { length } = text;
    if (this.codes.length <= length + SENTINELS) {
      this.codes = new Uint16Array(length + 4096);
      this.bytes = Buffer.from(this.codes.buffer);
    }
    this.bytes.write(text, 'utf16le');
    this.codes.fill(0, length, length + SENTINELS);
  }

  /** Notes a phrase, unless a longer one covers it; shorter ones that it covers go. */
  addPhrase(start: number, end: number, phrase: number): void {
    for (let last = this.phrase.length - 1; last >= 0; last--) {
      const lastStart = this.phraseStart.at(last);
      const lastEnd = this.phraseEnd.at(last);
      if (lastStart === start && lastEnd === end) break;
      if (lastStart <= start && lastEnd >= end) return;
      if (lastStart < start || lastEnd > end) break;
      this.dropLastPhrase();
    }
    this.phraseStart.push(start);
    this.phraseEnd.push(end);
    this.phrase.push(phrase);
  }

  private dropLastPhrase(): void {
    this.phraseStart.length--;
    this.phraseEnd.length--;
    this.phrase.length--;
  }

  addNumber(start: number, end: number): void {
    this.numberStart.push(start);
    this.numberEnd.push(end);
  }

  addMatch(group: number, start: number, end: number): void {
    this.matchGroup.push(group);
    this.matchStart.push(start);
    this.matchEnd.push(end);
  }

  /** Index of the first phrase that ends after `position`. */
  firstPhraseEndingAfter(position: number): number {
    const ends = this.phraseEnd.items;
    const { length } = this.phraseEnd;
    // Most who ask go through the text in order, and phrases are few.
    let low =
      this.asked <= length && (this.asked === 0 || ends[this.asked - 1]! <= position) ? this.asked : 0;
    let high = low < length && ends[low]! > position ? low : length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ends[middle]! <= position) low = middle + 1;
      else high = middle;
    }
    this.asked = low;
    return low;
  }
}
