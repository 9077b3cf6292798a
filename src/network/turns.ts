/** Long work on the event loop, in short turns. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { InSteps } from "../kernel/in-steps.js";

/** Milliseconds of work in one turn; a step that takes longer is not cut. */
const turn = 8;

/** Takes the steps of some work for a moment in each turn of the event loop. The first ones are taken at once. */
export async function overTurns<Result>(work: InSteps<Result>): Promise<Result> {
  for (;;) {
    const end = performance.now() + turn;
    do {
      const step = work.next();
      if (step.done) return step.value;
    } while (performance.now() < end);
    await nextTurn();
  }
}

/** Yields after each so many items. */
export function* inBatches<Item>(
  items: readonly Item[],
  size: number,
  take: (item: Item, index: number) => void,
): InSteps<void> {
  for (let i = 0; i < items.length; i++) {
    take(items[i], i);
    if (i % size === size - 1) yield;
  }
}
