/**
 * A page of an ordered list: where it begins, how long it is, and what it found.
 *
 * A keyset is the sort key of one row; a page after it begins with the first row that sorts
 * later, whether or not the row it was made from is still there.
 */

export interface Keyset {
  /** The ordering it was made for; it is refused by any other. */
  readonly ordering: string;
  readonly key: readonly (string | number)[];
}

/** Either `first` (with `after`) or `last` (with `before`) leads; both bounds may be given. */
export interface PageRequest {
  readonly first: number | null;
  readonly after: Keyset | null;
  readonly last: number | null;
  readonly before: Keyset | null;
}

export interface Row<Item> {
  readonly item: Item;
  readonly keyset: Keyset;
}

export interface Page<Item> {
  readonly rows: readonly Row<Item>[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  /** Counts all rows of the list, pages aside. Computed when called. */
  count(): number;
}
