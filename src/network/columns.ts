/** Columns of numbers by node or by partnership that grow as records are added. */

/** Answers a column of at least `length` entries: the one given, or a larger copy that goes on with zeros. */
export function grown(column: Ints, length: number): Ints;
export function grown(column: Bytes, length: number): Bytes;
export function grown(column: Ints | Bytes, length: number): Ints | Bytes {
  if (length <= column.length) return column;
  const capacity = Math.max(length, Math.ceil(column.length * 1.5), 16);
  const copy = column instanceof Int32Array ? new Int32Array(capacity) : new Uint8Array(capacity);
  copy.set(column);
  return copy;
}

type Ints = Int32Array<ArrayBuffer>;
type Bytes = Uint8Array<ArrayBuffer>;
