/**
 * Columns of one length that grow without holding up whoever writes to them.
 *
 * Before they are full, longer ones are made, and each write copies a stretch of the entries over. What is
 * written meanwhile to entries that were copied already is copied again.
 */
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

function roomyLength(count: number): number {
  return count + (count >> 3) + 64;
}

function copy(from: readonly Column[], to: readonly Column[], start: number, end: number): void {
  if (start < end) from.forEach((column, i) => to[i].set(column.subarray(start, end), start));
}
