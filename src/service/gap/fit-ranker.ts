/** Teaches the fitted ranker from a store's own history, and keeps what it learnt in the store. */
import { randomUUID } from "node:crypto";
import { today, type CalendarDate } from "../../domain/calendar-date.js";
import { SchakelError } from "../../domain/errors.js";
import type { Json } from "../../domain/learnt-weights.js";
import type { FittedModel, HoldOutFigures } from "../../domain/ranker.js";
import { openNetwork, type LearnProgress } from "../../network/network.js";
import type { Store } from "../../store/store.js";

export interface FitOptions {
  /** Tells what would be learnt, and writes nothing. */
  readonly dryRun?: boolean;
  /** Who is named in the change row. */
  readonly actor?: string;
  /** The end of the history to learn from. Default today. */
  readonly asOf?: CalendarDate;
  /** Where it is today. */
  readonly timeZone: string;
  readonly onProgress?: (progress: LearnProgress) => void;
}

export interface FitReport {
  readonly asOf: CalendarDate;
  /** The revision that was learnt from. */
  readonly basis: number;
  /** Partnerships' new pairs that were learnt from. */
  readonly links: number;
  readonly model: FittedModel;
  /** Whether the weights are those learnt; else, as these do no better, those shipped. */
  readonly isLearnt: boolean;
  /** On the end of the history, by weights learnt without it; null where too little formed there. */
  readonly figures: HoldOutFigures | null;
  /** The store's revision now. */
  readonly revision: number;
  readonly written: boolean;
}

/** How often keeping the weights is tried while others write. */
const mostTries = 20;

/**
 * Learns weights from the history that a store holds and keeps them there, in place of those before. Where they do no better
 * on the end of that history than those shipped, these are kept, with a base that says how often partners are found here.
 *
 * Refuses (BAD_USER_INPUT) a history too short to learn from: at least twenty pairs of organisations in one outermost
 * region have to have become partners within a year or a fifth of the history. Rejects with UNAVAILABLE while the
 * store does not answer. Minutes where a region has thousands of organisations; the event loop is held meanwhile.
 */
export async function fitRanker(store: Store, options: FitOptions): Promise<FitReport> {
  const asOf = options.asOf ?? today(options.timeZone);
  const followed = await openNetwork(store);
  try {
    const { network } = followed;
    const basis = network.revision;
    const learnt = network.learnRanker({ asOf, onProgress: options.onProgress });
    if (learnt === null)
      throw new SchakelError(
        "BAD_USER_INPUT",
        `Cannot fit the ranker: too few partnerships with a first day up to ${asOf} are recorded to learn from`,
      );
    const report = { asOf, basis, ...learnt };
    if (options.dryRun === true) return { ...report, revision: await store.readRevision(), written: false };
    return { ...report, revision: await keep(store, report, options.actor ?? "fit"), written: true };
  } finally {
    await followed.close();
  }
}

async function keep(
  store: Store,
  { basis, model, figures }: Pick<FitReport, "basis" | "model" | "figures">,
  actor: string,
): Promise<number> {
  const at = new Date().toISOString();
  const [weights, kept] = [model, figures] as unknown as [Json, Json];
  // One id for all tries: a write that is stale was not committed, and whatever was is not written twice.
  const id = randomUUID();
  for (let tried = 0; tried < mostTries; tried++) {
    const outcome = await store.write({
      id,
      basis: await store.readRevision(),
      operation: "fit ranker",
      actor,
      at,
      put: { weights: [{ ranker: "FITTED", at, basis, weights, figures: kept }] },
    });
    if (outcome.kind === "committed") return outcome.revision;
  }
  throw new SchakelError(
    "CONFLICT",
    "Cannot fit the ranker: the store was changed again and again meanwhile",
  );
}
