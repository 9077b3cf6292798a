import { setImmediate } from "node:timers/promises";

/**
 * The items of a list, so that the event loop gets to what else there is to do while a long one is completed: after
 * each `atOnce` of them, which should take a few milliseconds.
 */
export function inTurns<Item>(items: readonly Item[], atOnce = 100): (Item | Promise<Item>)[] {
  let turn: Promise<void> = Promise.resolve();
  return items.map((item, i) => {
    if (i < atOnce) return item;
    if (i % atOnce === 0) turn = turn.then(() => setImmediate());
    return turn.then(() => item);
  });
}
