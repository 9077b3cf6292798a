/** Sums by number, most of them 0, that are listed and cleared without looking at all of them. */
import type { CompressedRows } from "./shared-neighbours.js";

export class Sums {
  /** By number. */
  readonly values: Float64Array;
  /** The numbers added to since the last `clear()`, in that order: the first `count` entries. */
  readonly touched: Int32Array;
  count = 0;
  private readonly marks: Uint8Array;

  constructor(length: number) {
    this.values = new Float64Array(length);
    this.touched = new Int32Array(length);
    this.marks = new Uint8Array(length);
  }

  add(at: number, value: number): void {
    if (this.marks[at] === 0) {
      this.marks[at] = 1;
      this.touched[this.count++] = at;
    }
    this.values[at] += value;
  }

  /** Says whether anything was added since the last `clear()`, were it 0. */
  has(at: number): boolean {
    return this.marks[at] === 1;
  }

  /** Adds a number to the sums of all entries of a row. */
  addRow({ offsets, entries }: CompressedRows, row: number, value: number): void {
    const { values, touched, marks } = this;
    let { count } = this;
    for (let i = offsets[row], end = offsets[row + 1]; i < end; i++) {
      const at = entries[i];
      if (marks[at] === 0) {
        marks[at] = 1;
        touched[count++] = at;
      }
      values[at] += value;
    }
    this.count = count;
  }

  /** Takes a part away of a sum that has one; what rounding leaves of nothing becomes 0. */
  take(at: number, value: number): void {
    if (this.marks[at] === 0) return;
    const left = this.values[at] - value;
    this.values[at] = left <= 1e-9 * value ? 0 : left;
  }

  clear(): void {
    const { values, touched, marks, count } = this;
    for (let i = 0; i < count; i++) {
      values[touched[i]] = 0;
      marks[touched[i]] = 0;
    }
    this.count = 0;
  }
}
