import { setImmediate } from "node:timers/promises";

/** Items that are completed before others have their turn: a few milliseconds. */
const atOnce = 500;

/** The items of a list, so that the event loop gets to what else there is to do while a long one is completed. */
export function inTurns<Item>(items: readonly Item[]): (Item | Promise<Item>)[] {
  let turn: Promise<void> = Promise.resolve();
  return items.map((item, i) => {
    if (i < atOnce) return item;
    if (i % atOnce === 0) turn = turn.then(() => setImmediate());
    return turn.then(() => item);
  });
}
