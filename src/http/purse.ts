/** What each caller may spend in a minute, in the cost of questions. */
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

import { refuseQuestion } from "../graphql/errors.js";

export interface Purse {
  /** Takes a cost from what the caller has left; refuses with BUDGET_EXCEEDED and 429 when that is not enough. */
  spend(caller: string, cost: number): Promise<void>;
}

/** A purse that never runs out, for a service on loopback. */
export const endlessPurse: Purse = { spend: () => Promise.resolve() };

/** Makes a purse that is full again a minute after it was first opened. */
export function createPurse(costPerMinute: number): Purse {
  const limiter = new RateLimiterMemory({ points: costPerMinute, duration: 60 });
  return {
    spend: async (caller, cost) => {
      try {
        await limiter.consume(caller, Math.ceil(cost));
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        const seconds = Math.ceil(refused.msBeforeNext / 1000);
        throw refuseQuestion(
          "BUDGET_EXCEEDED",
          `Cannot answer the question: this address asked for too much in a minute; ask again in ${seconds} s`,
          429,
          { "retry-after": String(seconds) },
        );
      }
    },
  };
}
