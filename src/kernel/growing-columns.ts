/**
 * Columns of one length that grow without holding up whoever writes to them.
 *
 * Before they are full, longer ones are made, and each write copies a stretch of the entries over. What is
 * written meanwhile to entries that were copied already is copied again.
 */
import type { InSteps } from "./in-steps.js";

type Column = Int32Array | Uint8Array;
type ColumnType = typeof Int32Array | typeof Uint8Array;
type ColumnsOf<Types extends readonly ColumnType[]> = { [I in keyof Types]: InstanceType<Types[I]> };

/** Entries copied with each write while longer columns are made, and for each entry that it adds. */
const stretch = 2048;
/** As a sixteenth of the entries is free when they are begun, they are done before that is taken. */
const stretchPerEntry = 16;

export class GrowingColumns {
  /** How many entries are in use: the first ones. */
  used = 0;
  private columns: readonly Column[] = [];
  /** Those in the making: all of them, once the first so many writes have made one each. */
  private longer: Column[] | null = null;
  private length = 0;
  private copied = 0;
  private settled = 0;
  private readonly copies = new Set<ColumnsCopy>();

  /**
   * Makes columns for `count` entries, none of them in use yet, with room for an eighth more. `place` is told
   * which columns to read and write from now on.
   */
  static make<const Types extends readonly ColumnType[]>(
    types: Types,
    count: number,
    place: (columns: ColumnsOf<Types>) => void,
  ): GrowingColumns {
    const growing = new GrowingColumns(types, place as unknown as (columns: readonly Column[]) => void);
    growing.growAtOnce(roomyLength(count));
    return growing;
  }

  private constructor(
    private readonly types: readonly ColumnType[],
    private readonly place: (columns: readonly Column[]) => void,
  ) {}

  /** Takes `count` more entries into use and returns the first. */
  take(count: number): number {
    const first = this.used;
    this.used += count;
    if (this.used > this.columns[0].length) this.growAtOnce(roomyLength(this.used));
    return first;
  }

  /**
   * Copies the entries in use into shared memory, `count` a step. The copy is of the moment of the first step,
   * whatever is written between two of them.
   */
  *copySteps(count: number): InSteps<readonly Column[]> {
    const copy = new ColumnsCopy(this.types, this.used);
    this.copies.add(copy);
    try {
      while (!copy.advance(this.columns, count)) yield;
    } finally {
      this.copies.delete(copy);
    }
    return copy.columns;
  }

  /** Is to be told of every write beforehand, with the entries that it may change. O(1), but O(these) while a copy is made. */
  guard(start: number, end: number): void {
    if (this.copies.size > 0) for (const copy of this.copies) copy.keep(this.columns, start, end);
  }

  /** Is to be told of every write, with the entries that it changed. O(these), and a stretch while the columns grow. */
  settle(start: number, end: number): void {
    const { used, columns, types } = this;
    const added = used - this.settled;
    this.settled = used;
    if (this.longer === null) {
      if (columns[0].length - used >= used >> 4) return;
      this.longer = [];
      this.length = roomyLength(roomyLength(used));
      this.copied = 0;
    }
    const { longer, copied } = this;
    if (longer.length < types.length) {
      longer.push(new types[longer.length](this.length));
      return;
    }
    const next = Math.min(used, copied + stretch + stretchPerEntry * added);
    copy(columns, longer, start, Math.min(end, copied));
    copy(columns, longer, copied, next);
    this.copied = next;
    if (next === used) this.swap(longer);
  }

  /** For more entries at once than there is room for. */
  private growAtOnce(length: number): void {
    const longer = this.types.map((type) => new type(length));
    copy(this.columns, longer, 0, length);
    this.swap(longer);
  }

  private swap(columns: readonly Column[]): void {
    this.columns = columns;
    this.longer = null;
    this.place(columns);
  }
}

/** A copy of columns as they were when it was begun, while they change. */
class ColumnsCopy {
  readonly columns: readonly Column[];
  private copied = 0;
  /** What entries were before they were changed, the oldest first. */
  private readonly kept: { readonly start: number; readonly columns: readonly Column[] }[] = [];

  constructor(
    types: readonly ColumnType[],
    private readonly length: number,
  ) {
    this.columns = types.map((type) => {
      const buffer = new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT);
      return type === Int32Array ? new Int32Array(buffer) : new Uint8Array(buffer);
    });
  }

  /** Keeps entries that are about to change. */
  keep(present: readonly Column[], start: number, end: number): void {
    // What is copied already was copied as it was: only what is not is in danger.
    const first = Math.max(start, this.copied);
    const last = Math.min(end, this.length);
    if (first >= last) return;
    this.kept.push({ start: first, columns: present.map((column) => column.slice(first, last)) });
  }

  /** Copies `count` more entries; says whether all are there. */
  advance(present: readonly Column[], count: number): boolean {
    const next = Math.min(this.length, this.copied + count);
    copy(present, this.columns, this.copied, next);
    this.copied = next;
    if (next < this.length) return false;
    for (const { start, columns } of this.kept.reverse())
      this.columns.forEach((column, i) => column.set(columns[i], start));
    return true;
  }
}

function roomyLength(count: number): number {
  return count + (count >> 3) + 64;
}

function copy(from: readonly Column[], to: readonly Column[], start: number, end: number): void {
  if (start < end) from.forEach((column, i) => to[i].set(column.subarray(start, end), start));
}
