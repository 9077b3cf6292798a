/** The pairs of nodes that a linear model ranks highest among those that were never together. */
import { BestPairs, type ScoredPairs } from "./best-pairs.js";
import type { LinearModel, PairFeatures } from "./pair-features.js";
import type { ShareMarks } from "./share-marks.js";

export interface TopLinksQuestion {
  /** Each once. */
  readonly from: Int32Array;
  /** The targets of the features, each once; may overlap with `from`. */
  readonly to: Int32Array;
  readonly features: PairFeatures;
  readonly model: LinearModel;
  /** Who was ever together. */
  readonly together: ShareMarks;
  readonly limit: number;
  /** By node: where it stands in the order that decides between equals; no two alike. */
  readonly ranks: Int32Array;
}

/**
 * Finds the `limit` pairs of a node of `from` and one of `to` with the highest scores, equal ones by ranks,
 * among those that walks, sectors or nearness suggest. A pair that both sets hold counts once.
 *
 * A score is e to the model's sum, so never below 0; the sum is rounded to nine decimals, so that it does
 * not depend on how nodes are numbered. Exact: only pairs that cannot be among the best are not scored in full.
 * O(from × (to + members of the hyperedges within two steps)).
 */
export function topLinks(question: TopLinksQuestion): ScoredPairs {
  const { from, to, features, model, together, limit, ranks } = question;
  const best = new BestPairs(limit, ranks);
  const length = ranks.length;
  const isFrom = marksOf(length, from);
  const isTo = marksOf(length, to);
  // What a pair's sum must come to, to be among the best so far.
  let leastSum = -Infinity;
  for (const node of from) {
    features.select(node);
    together.select(node);
    for (const target of to) {
      if (target === node || together.has(target)) continue;
      // A pair that both sets hold either way round is met twice.
      if (ranks[target] < ranks[node] && isFrom[target] === 1 && isTo[node] === 1) continue;
      // The two sums are made in different orders, so that the bound is given some room.
      if (features.boundOf(target, model) + 1e-6 < leastSum) continue;
      const score = Math.exp(roundedSum(features.scoreOf(target, model)));
      if (score < best.threshold || !features.isCandidate(target)) continue;
      best.offer(node, target, score);
      leastSum = Math.log(best.threshold);
    }
  }
  return best.drain();
}

export function roundedSum(sum: number): number {
  return Math.round(sum * 1e9) / 1e9;
}

function marksOf(length: number, nodes: Int32Array): Uint8Array {
  const marks = new Uint8Array(length);
  for (const node of nodes) marks[node] = 1;
  return marks;
}
