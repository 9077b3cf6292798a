/** A row, or a whole file, that an import does not take: where it is, what stands there and what was wanted. */
export interface Refusal {
  readonly file: string;
  /** The physical line on which the record begins, the header being line 1; null for the file as a whole. */
  readonly line: number | null;
  readonly column: string | null;
  /** The value as given, clipped. */
  readonly value: string;
  readonly wanted: string;
}
