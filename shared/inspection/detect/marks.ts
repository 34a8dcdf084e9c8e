/** A growable list of integers. */
export class IntList {
  items = new Int32Array(256);
  length = 0;

  push(value: number): void {
    if (this.length === this.items.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.length++] = value;
  }

  at(index: number): number {
    return this.items[index]!;
  }
}

/** What the reader noted in one text, in order of position. Lists of one kind run in parallel. */
export class Marks {
  /** Phrases with a meaning. */
  readonly phraseStart = new IntList();
  readonly phraseEnd = new IntList();
  readonly phrase = new IntList();
  /** Runs of digits with single separators, as start and end. */
  readonly numberStart = new IntList();
  readonly numberEnd = new IntList();
  /** Values that a finder matched: the finder's index, start, end. */
  readonly matchFinder = new IntList();
  readonly matchStart = new IntList();
  readonly matchEnd = new IntList();

  clear(): void {
    for (const list of Object.values(this) as IntList[]) list.length = 0;
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

  addMatch(finder: number, start: number, end: number): void {
    this.matchFinder.push(finder);
    this.matchStart.push(start);
    this.matchEnd.push(end);
  }

  /** Index of the first phrase that ends after `position`. */
  firstPhraseEndingAfter(position: number): number {
    const ends = this.phraseEnd.items;
    let low = 0;
    let high = this.phraseEnd.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ends[middle]! <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
