/**
 * Rows of numbers, one a node, that can be added to: compressed rows with slack.
 *
 * Row `u` is the entries `starts[u]` up to, not including, `ends[u]` of each column; up to
 * `limits[u]` is room for more. A full row moves to a place with room for a quarter as many entries
 * again, so an entry is moved O(1) times. The place that it leaves is taken by a row that fits in there.
 */
import { type InSteps } from "./in-steps.js";
import { GrowingColumns } from "./growing-columns.js";

/** Where rows begin and end: enough to read them by. */
export interface RowColumns {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

abstract class Rows {
  rowCount: number;
  starts: Int32Array;
  ends: Int32Array;
  limits: Int32Array;
  /** The columns of the entries. */
  protected abstract readonly entries: GrowingColumns;
  private readonly vacancies = new Vacancies();

  /** Makes empty rows with exactly the room they need. */
  constructor(sizes: Int32Array) {
    this.rowCount = sizes.length;
    this.starts = new Int32Array(sizes.length);
    for (let row = 1; row < sizes.length; row++) this.starts[row] = this.starts[row - 1] + sizes[row - 1];
    this.ends = this.starts.slice();
    this.limits = this.starts.map((start, row) => start + sizes[row]);
  }

  /** How many entries the rows have room for as they were made. */
  protected get room(): number {
    return this.rowCount === 0 ? 0 : this.limits[this.rowCount - 1];
  }

  /** Adds an empty row and returns its number. */
  addRow(): number {
    const row = this.rowCount++;
    if (row === this.starts.length) {
      this.starts = grown(this.starts, row + (row >> 3) + 64);
      this.ends = grown(this.ends, this.starts.length);
      this.limits = grown(this.limits, this.starts.length);
    }
    this.starts[row] = this.ends[row] = this.limits[row] = 0;
    return row;
  }

  /** Takes over rows as they lie in columns, without room for more. */
  protected place({ starts, ends }: RowColumns): void {
    this.rowCount = starts.length;
    this.starts = starts;
    this.ends = ends;
    this.limits = ends;
  }

  /** Where the rows begin and end. Borrowed. */
  protected placeColumns(): RowColumns {
    return { starts: this.starts.subarray(0, this.rowCount), ends: this.ends.subarray(0, this.rowCount) };
  }

  /** Sees to it that a row has room for `extra` more entries. */
  protected makeRoom(row: number, extra: number): void {
    const start = this.starts[row];
    const length = this.ends[row] - start;
    if (start + length + extra <= this.limits[row]) return;

    let room = length + extra + (length >> 2) + 2;
    let to = this.vacancies.take(room);
    if (to === -1) to = this.entries.take(room);
    else room = this.vacancies.room;
    this.entries.guard(to, to + room);
    this.move(to, start, start + length);
    this.vacancies.add(start, this.limits[row] - start);
    this.starts[row] = to;
    this.ends[row] = to + length;
    this.limits[row] = to + room;
  }

  /** Is to be called after each change of a row. */
  protected settle(row: number): void {
    this.entries.settle(this.starts[row], this.ends[row]);
  }

  /** Copies the entries `start` to `end` so that they begin at `to`; the two places may overlap. */
  protected abstract move(to: number, start: number, end: number): void;
}

/** Places that rows have left, by the power of two of entries that they have room for. */
class Vacancies {
  /** How many entries the place taken last has room for. */
  room = 0;
  private readonly starts: number[][] = Array.from({ length: 32 }, () => []);
  private readonly rooms: number[][] = Array.from({ length: 32 }, () => []);

  add(start: number, room: number): void {
    if (room === 0) return;
    const power = 31 - Math.clz32(room);
    this.starts[power].push(start);
    this.rooms[power].push(room);
  }

  /** Takes a place with room for so many entries and not four times as many, and returns where it begins; −1 where there is none. */
  take(room: number): number {
    const power = 32 - Math.clz32(room - 1);
    const start = this.starts[power].pop();
    if (start === undefined) return -1;
    this.room = this.rooms[power].pop() ?? 0;
    return start;
  }
}

export interface ArcColumns extends RowColumns {
  readonly targets: Int32Array;
  readonly words: Int32Array;
  readonly hyperedges: Int32Array;
  readonly costs: Uint8Array;
}

/**
 * The arcs of each node, in the order of (target, hyperedge).
 *
 * Each link is stored twice, once from either end; one such half is an arc. Between two nodes there are as
 * many arcs as hyperedges link them, side by side.
 */
export class ArcRows extends Rows {
  /** The node at the far end of each arc. */
  targets: Int32Array = new Int32Array(0);
  /** The word of each arc's hyperedge (word.ts). */
  words: Int32Array = new Int32Array(0);
  /** The hyperedge each arc is made from. */
  hyperedges: Int32Array = new Int32Array(0);
  /** The cost of a hop along each arc. */
  costs: Uint8Array = new Uint8Array(0);

  /** Reads rows where they lie. Nothing may be added to them. O(1). */
  static fromColumns(columns: ArcColumns): ArcRows {
    const rows = new ArcRows(new Int32Array(0));
    rows.place(columns);
    rows.targets = columns.targets;
    rows.words = columns.words;
    rows.hyperedges = columns.hyperedges;
    rows.costs = columns.costs;
    return rows;
  }

  protected readonly entries: GrowingColumns;

  constructor(sizes: Int32Array) {
    super(sizes);
    const types = [Int32Array, Int32Array, Int32Array, Uint8Array] as const;
    this.entries = GrowingColumns.make(types, this.room, ([targets, words, hyperedges, costs]) => {
      this.targets = targets;
      this.words = words;
      this.hyperedges = hyperedges;
      this.costs = costs;
    });
    this.entries.take(this.room);
  }

  /** The rows as they lie. Borrowed. O(1). */
  columns(): ArcColumns {
    return {
      ...this.placeColumns(),
      targets: this.targets.subarray(0, this.entries.used),
      words: this.words.subarray(0, this.entries.used),
      hyperedges: this.hyperedges.subarray(0, this.entries.used),
      costs: this.costs.subarray(0, this.entries.used),
    };
  }

  /** Copies the arcs into shared memory, `count` a step; they are those of the moment of the first step. */
  *copySteps(count: number): InSteps<Omit<ArcColumns, keyof RowColumns>> {
    const columns = yield* this.entries.copySteps(count);
    const [targets, words, hyperedges, costs] = columns as [Int32Array, Int32Array, Int32Array, Uint8Array];
    return { targets, words, hyperedges, costs };
  }

  /**
   * Adds arcs of one hyperedge to a row; `targets` holds the `count` far ends, ascending. Returns how
   * many of them the row did not hold before. O(count × log row), and one move of the row's tail.
   */
  insert(
    row: number,
    targets: Int32Array,
    count: number,
    hyperedge: number,
    word: number,
    cost: number,
  ): number {
    this.makeRoom(row, count);
    const start = this.starts[row];
    let unknown = 0;
    let end = this.ends[row];
    this.entries.guard(start, end + count);
    this.ends[row] = end + count;
    // From the last one back, so that each stretch between two new arcs is moved once, to its final place.
    for (let i = count - 1; i >= 0; i--) {
      const target = targets[i];
      const at = this.lowerBound(start, end, target, hyperedge);
      const before = at > start && this.targets[at - 1] === target;
      const after = at < end && this.targets[at] === target;
      if (!before && !after) unknown++;
      this.move(at + i + 1, at, end);
      this.targets[at + i] = target;
      this.words[at + i] = word;
      this.hyperedges[at + i] = hyperedge;
      this.costs[at + i] = cost;
      end = at;
    }
    this.settle(row);
    return unknown;
  }

  /** Takes out what `insert` put in. Returns how many of the far ends the row no longer holds. */
  remove(row: number, targets: Int32Array, count: number, hyperedge: number): number {
    const start = this.starts[row];
    const end = this.ends[row];
    this.entries.guard(start, end);
    let lost = 0;
    let from = start;
    for (let i = 0; i < count; i++) {
      const target = targets[i];
      const at = this.lowerBound(from, end, target, hyperedge);
      const before = at > from && this.targets[at - 1] === target;
      const after = at + 1 < end && this.targets[at + 1] === target;
      if (!before && !after) lost++;
      // The stretch since the last arc taken out closes the gap of those before it.
      this.move(from - i, from, at);
      from = at + 1;
    }
    this.move(from - count, from, end);
    this.ends[row] = end - count;
    this.settle(row);
    return lost;
  }

  /** Adds an arc at the end of a row that has room for it, where it must belong. */
  append(row: number, target: number, hyperedge: number, word: number, cost: number): void {
    const at = this.ends[row]++;
    this.targets[at] = target;
    this.words[at] = word;
    this.hyperedges[at] = hyperedge;
    this.costs[at] = cost;
  }

  /** The first arc of a row to a node, or where it would be. O(log row). */
  firstTo(row: number, target: number): number {
    return this.lowerBound(this.starts[row], this.ends[row], target, -1);
  }

  private lowerBound(start: number, end: number, target: number, hyperedge: number): number {
    const { targets, hyperedges } = this;
    let low = start;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const isBefore =
        targets[middle] < target || (targets[middle] === target && hyperedges[middle] < hyperedge);
      if (isBefore) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  protected move(to: number, start: number, end: number): void {
    if (to === start || start === end) return;
    this.targets.copyWithin(to, start, end);
    this.words.copyWithin(to, start, end);
    this.hyperedges.copyWithin(to, start, end);
    this.costs.copyWithin(to, start, end);
  }
}

export interface MembershipColumns extends RowColumns {
  readonly hyperedges: Int32Array;
}

/** The hyperedges that each node is a member of, ascending. */
export class MembershipRows extends Rows {
  hyperedges: Int32Array = new Int32Array(0);

  /** Reads rows where they lie. Nothing may be added to them. O(1). */
  static fromColumns(columns: MembershipColumns): MembershipRows {
    const rows = new MembershipRows(new Int32Array(0));
    rows.place(columns);
    rows.hyperedges = columns.hyperedges;
    return rows;
  }

  protected readonly entries: GrowingColumns;

  constructor(sizes: Int32Array) {
    super(sizes);
    this.entries = GrowingColumns.make([Int32Array], this.room, ([hyperedges]) => {
      this.hyperedges = hyperedges;
    });
    this.entries.take(this.room);
  }

  /** The rows as they lie. Borrowed. O(1). */
  columns(): MembershipColumns {
    return { ...this.placeColumns(), hyperedges: this.hyperedges.subarray(0, this.entries.used) };
  }

  /** Copies the memberships into shared memory, `count` a step; they are those of the moment of the first step. */
  *copySteps(count: number): InSteps<Int32Array> {
    const [hyperedges] = yield* this.entries.copySteps(count);
    return hyperedges as Int32Array;
  }

  /** Adds a hyperedge with a higher number than any in the row. O(1) amortised. */
  append(row: number, hyperedge: number): void {
    this.makeRoom(row, 1);
    this.entries.guard(this.ends[row], this.ends[row] + 1);
    this.hyperedges[this.ends[row]++] = hyperedge;
    this.settle(row);
  }

  remove(row: number, hyperedge: number): void {
    const at = this.hyperedges.indexOf(hyperedge, this.starts[row]);
    this.entries.guard(at, this.ends[row]);
    this.move(at, at + 1, this.ends[row]);
    this.ends[row]--;
    this.settle(row);
  }

  protected move(to: number, start: number, end: number): void {
    this.hyperedges.copyWithin(to, start, end);
  }
}

/** A longer copy of a column, which goes on with zeros. */
export function grown<Column extends Int32Array | Uint8Array>(column: Column, capacity: number): Column {
  const longer = column instanceof Int32Array ? new Int32Array(capacity) : new Uint8Array(capacity);
  longer.set(column);
  return longer as Column;
}
