/**
 * A list kept sorted under additions and removals, with each item's place in it.
 *
 * Places are numbers with gaps between them: of two items the earlier has the lower place, and an
 * addition seldom moves the places of others. Comparing two items is comparing two integers.
 */
import type { InSteps } from "../kernel/in-steps.js";
import { withRoomFor } from "./columns.js";
import { sortedInSteps } from "./sorted-in-steps.js";

// Places lie in the middle of the non-negative 32-bit range at first; the rest is room at both ends.
const lowest = 2 ** 29;
const highest = 3 * 2 ** 29;
// Its distance from -1, the place before the first, is still a 32-bit integer.
const ceiling = 2 ** 31 - 2;

export class Order {
  readonly #compare: (a: number, b: number) => number;
  #items = new Int32Array(16);
  #length = 0;
  #places = new Int32Array(16);

  /** `compare` tells two different items apart and reads what is recorded of them at the moment it is called. */
  constructor(compare: (a: number, b: number) => number) {
    this.#compare = compare;
  }

  get length(): number {
    return this.#length;
  }

  /** The sorted items. Borrowed, and valid until the next addition or removal. */
  get items(): Int32Array {
    return this.#items.subarray(0, this.#length);
  }

  /** The place of each item, by item; of items not in the list it says nothing. Borrowed likewise. */
  get places(): Int32Array {
    return this.#places;
  }

  /** Replaces the list, once all steps are taken. O(n log n). */
  *fill(items: Iterable<number>): InSteps<void> {
    this.#items = Int32Array.from(yield* sortedInSteps([...items], this.#compare));
    this.#length = this.#items.length;
    this.#renumber();
  }

  /** Adds an item that is not in the list. O(log n) comparisons, and a move of memory. */
  add(item: number): void {
    const position = firstPosition(this.#length, (i) => this.#compare(this.#items[i], item) > 0);
    this.#items = withRoomFor(this.#items, this.#length + 1);
    this.#items.copyWithin(position + 1, position, this.#length);
    this.#items[position] = item;
    this.#length++;
    this.#places = withRoomFor(this.#places, item + 1);
    const place = this.#placeAt(position);
    if (place === null) this.#renumber();
    else this.#places[item] = place;
  }

  /** Removes an item of the list, wherever its record would sort now. O(log n), and a move of memory. */
  remove(item: number): void {
    const place = this.#places[item];
    const position = firstPosition(this.#length, (i) => this.#places[this.#items[i]] >= place);
    this.#items.copyWithin(position, position + 1, this.#length);
    this.#length--;
  }

  /** A place between those of the neighbours of a position, or `null` when there is none left. */
  #placeAt(position: number): number | null {
    const before = position === 0 ? -1 : this.#places[this.#items[position - 1]];
    const after = position === this.#length - 1 ? ceiling : this.#places[this.#items[position + 1]];
    if (after - before < 2) return null;
    // At the ends a step, not the half of what is left: lists grow most at one end.
    const step = Math.ceil((highest - lowest) / (this.#length + 1));
    if (before < 0 && after < ceiling) return Math.max(after - step, after >> 1);
    if (after === ceiling && before >= 0) return Math.min(before + step, before + ((after - before) >> 1));
    return before + ((after - before) >> 1);
  }

  #renumber(): void {
    const step = (highest - lowest) / (this.#length + 1);
    // In a column of its own: a question that waits for its worker goes on with the places as they were.
    this.#places = this.#places.slice();
    for (let i = 0; i < this.#length; i++) {
      const item = this.#items[i];
      if (item >= this.#places.length) this.#places = withRoomFor(this.#places, item + 1);
      this.#places[item] = Math.floor(lowest + step * (i + 1));
    }
  }
}

/** Finds the first of `length` positions for which a condition holds, given that it holds for all after it too. O(log length). */
export function firstPosition(length: number, holds: (position: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
