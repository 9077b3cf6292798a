import type { InSteps } from "../kernel/in-steps.js";

/** So many items are sorted, or merged, in one step: a millisecond or two. */
const atOnce = 2048;

/** Sorts items in steps: short runs by themselves, which are then merged two by two. Stable. The list is yours. */
export function* sortedInSteps<Item>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
): InSteps<Item[]> {
  const { length } = items;
  let runs: Item[] = [];
  for (let start = 0; start < length; start += atOnce) {
    for (const item of items.slice(start, start + atOnce).sort(compare)) runs.push(item);
    yield;
  }
  for (let size = atOnce; size < length; size *= 2) {
    const merged: Item[] = [];
    for (let start = 0; start < length; start += 2 * size) {
      const middle = Math.min(start + size, length);
      const end = Math.min(middle + size, length);
      let left = start;
      let right = middle;
      while (left < middle || right < end) {
        const takesLeft = right === end || (left < middle && compare(runs[left], runs[right]) <= 0);
        merged.push(takesLeft ? runs[left++] : runs[right++]);
        if (merged.length % atOnce === 0) yield;
      }
    }
    runs = merged;
  }
  return runs;
}
