/** Long work on the event loop, with turns for others in between. */
import { setImmediate } from "node:timers/promises";

/** Milliseconds of work before others have their turn. */
const atOnce = 8;

/** Begins work that gives way when its turn has lasted, wherever it calls what this answers: after each short piece. */
export function createTurns(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < atOnce) return;
    await setImmediate();
    began = performance.now();
  };
}
