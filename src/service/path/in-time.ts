/** What an answer can do without: it is worked out as long as there is time for it. */
import { SchakelError } from "../../domain/errors.js";

/** Does a piece of work, told how many milliseconds are left; `undefined` where it takes longer, and from then on. */
export type InTime = <T>(work: (left: number) => Promise<T>) => Promise<T | undefined>;

/** Counts so many milliseconds from now, for all pieces of some work together. */
export function inTimeFrom(milliseconds: number): InTime {
  let end = performance.now() + milliseconds;
  return async (work) => {
    const left = end - performance.now();
    if (left <= 0) return undefined;
    try {
      return await work(left);
    } catch (error) {
      if (!(error instanceof SchakelError) || error.code !== "BUDGET_EXCEEDED") throw error;
      end = -Infinity;
      return undefined;
    }
  };
}
