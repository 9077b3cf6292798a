/** Long work on the event loop, in short turns. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { atOnce, type InSteps } from "../kernel/in-steps.js";

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

/** So often something is made again because what it is made of has changed meanwhile; then it is made in one piece. */
const mostAttempts = 5;

/**
 * Makes something over turns and uses it as of one moment: where the records are others by then, it is made anew.
 * `use` is called before anything can change.
 */
export async function ofOneMoment<Made, Answer>(
  tables: { readonly recordsRevision: number },
  make: () => InSteps<Made>,
  use: (made: Made) => Answer,
): Promise<Awaited<Answer>> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const { recordsRevision } = tables;
    const made = await overTurns(make());
    if (tables.recordsRevision === recordsRevision) return await use(made);
  }
  return await use(atOnce(make()));
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
