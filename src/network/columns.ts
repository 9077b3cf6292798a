/** Columns of numbers by node or by partnership that grow as records are added. */
import { grown } from "../kernel/rows.js";

/** Answers a column of at least `length` entries: the one given, or a larger copy. */
export function withRoomFor<Column extends Int32Array | Uint8Array>(column: Column, length: number): Column {
  if (length <= column.length) return column;
  return grown(column, Math.max(length, Math.ceil(column.length * 1.5), 16));
}
