import { IntList } from './marks.ts';
import type { Meaning } from './vocabulary.ts';

/** Cells that are looked at one after the other before all are searched. */
const FEW = 8;

/** Cells of tables inside a text, each with what the header of its column means, in order of position. */
export class Cells {
  readonly start = new IntList();
  readonly end = new IntList();
  private readonly column = new IntList();
  private readonly columns: (readonly Meaning[])[] = [];
  private ordered = true;
  /** What {@link at} answered last. */
  private asked = 0;

  get length(): number {
    return this.start.length;
  }

  /** Returns the number of a column, for {@link add}. */
  addColumn(meanings: readonly Meaning[]): number {
    return this.columns.push(meanings) - 1;
  }

  add(start: number, end: number, column: number): void {
    if (this.length > 0 && start < this.start.at(this.length - 1)) this.ordered = false;
    this.start.push(start);
    this.end.push(end);
    this.column.push(column);
  }

  meaningsOf(index: number): readonly Meaning[] {
    return this.columns[this.column.at(index)]!;
  }

  /** Index of the cell that contains a position, -1 if none does. */
  at(position: number): number {
    const { length } = this.start;
    if (length === 0) return -1;
    // Values come in order, so it is mostly the last answer or one of the next few.
    let low = this.asked;
    if (this.start.at(low) > position) low = 0;
    else for (let step = 0; step < FEW && low < length - 1 && this.end.at(low) <= position; step++) low++;
    let high = this.end.at(low) > position ? low : length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if (this.end.at(middle) <= position) low = middle + 1;
      else if (this.start.at(middle) > position) high = middle - 1;
      else {
        this.asked = middle;
        return middle;
      }
    }
    return -1;
  }

  /** Cells come table after table; another kind of table may begin before. */
  sort(): void {
    if (this.ordered) return;
    const order = Array.from({ length: this.length }, (_, index) => index).sort(
      (a, b) => this.start.at(a) - this.start.at(b),
    );
    for (const list of [this.start, this.end, this.column]) {
      list.items = Int32Array.from(order, (index) => list.at(index));
    }
    this.ordered = true;
  }
}
