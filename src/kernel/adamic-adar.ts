/**
 * Links that are missing, told by the neighbours two nodes have in common.
 *
 * L. A. Adamic and E. Adar, "Friends and neighbors on the Web", Social Networks 25 (2003), 211-230: each
 * common neighbour counts 1/ln(number of its neighbours), so that a rare acquaintance says more than one
 * everybody shares.
 */
import { BestPairs, type ScoredPairs } from "./best-pairs.js";
import { type ArcFilter, arcPasses, type Filter, toArcFilter } from "./filter.js";
import type { Projection } from "./projection.js";
import { ShareMarks } from "./share-marks.js";
import { type SharedNeighbours, shareNeighbours } from "./shared-neighbours.js";
import type { Workspace } from "./workspace.js";

/** What a sum made in another order than a score may fall short of it, as a factor. */
const slack = 1 + 1e-9;

export interface AdamicAdarQuestion {
  /** Each once. Those that `filter.nodes` rejects take no part. */
  readonly members: Int32Array;
  readonly filter: Filter;
  /** Two nodes that were members of one hyperedge with an earlier since are no pair, whatever the filter says. */
  readonly sinceBefore: number;
  readonly limit: number;
  /** By node: where it stands in the order that decides between equals; no two alike. */
  readonly ranks: Int32Array;
  /** What a common neighbour with so many neighbours (2 or more) counts; never rises with their number. */
  readonly weigh?: (degree: number) => number;
}

/** The weight of a common neighbour after Adamic and Adar. */
export function adamicAdarWeight(degree: number): number {
  return 1 / Math.log(degree);
}

/**
 * The weight of a common neighbour in resource allocation: T. Zhou, L. Lü and Y.-C. Zhang, "Predicting missing
 * links via local information", European Physical Journal B 71 (2009), 623-630.
 */
export function resourceAllocationWeight(degree: number): number {
  return 1 / degree;
}

/**
 * Finds the `limit` pairs of members with the highest Adamic-Adar scores (or those that `weigh` gives) over
 * the filtered network, equal scores by ranks, that no hyperedge ever brought together. Pairs without a common neighbour are left out.
 *
 * Exact: only pairs that cannot be among the best are skipped. A score is summed over the common neighbours
 * with the most neighbours first, so it depends on their numbers alone, to the last bit.
 * O(sum over the members' neighbours of the members next to them) at worst; memory O(arcs of the members).
 */
export function topAdamicAdar(
  projection: Projection,
  question: AdamicAdarQuestion,
  workspace: Workspace,
): ScoredPairs {
  const { filter, limit, ranks } = question;
  const members =
    filter.nodes === null ? question.members : question.members.filter((node) => filter.nodes?.[node]);
  const best = new BestPairs(limit, ranks);
  const weigh = question.weigh ?? adamicAdarWeight;
  const shared = shareNeighbours(projection, members, filter, workspace, weigh);

  // The score of a pair is at most what either member's neighbours are worth together. Each member is paired
  // with those before it; those worth most come first, so that soon few of the rest are worth enough.
  const together = new ShareMarks(projection, question.sinceBefore);
  const scores = new Float64Array(members.length);
  const found = new Int32Array(members.length);
  const { worths } = shared;
  for (let member = 0; member < members.length; member++) {
    if (worths[member] === 0 || worths[member] * slack < best.threshold) continue;
    const count = addWeights(shared, member, scores, found);
    let isSelected = false;
    for (let i = 0; i < count; i++) {
      const other = found[i];
      const score = scores[other];
      scores[other] = 0;
      if (score * slack < best.threshold) continue;
      // Most members have no pair that comes this far.
      if (!isSelected) together.select(shared.members[member]);
      isSelected = true;
      if (!together.has(shared.members[other]))
        best.offer(shared.members[member], shared.members[other], scorePair(shared, member, other));
    }
  }
  return best.drain();
}

/** Finds the passing nodes that passing hyperedges link to both of two nodes, ascending. O(both rows). */
export function commonNeighbours(projection: Projection, a: number, b: number, filter: Filter): Int32Array {
  const { starts, ends, targets } = projection.arcs;
  const arcFilter = toArcFilter(filter);
  const common: number[] = [];
  let i = starts[a];
  let j = starts[b];
  while (i < ends[a] && j < ends[b]) {
    const target = targets[i];
    if (target < targets[j]) i++;
    else if (targets[j] < target) j++;
    else {
      const isPassing = filter.nodes === null || filter.nodes[target] === 1;
      if (isPassing && anyPasses(projection, arcFilter, a, i) && anyPasses(projection, arcFilter, b, j))
        common.push(target);
      while (i < ends[a] && targets[i] === target) i++;
      while (j < ends[b] && targets[j] === target) j++;
    }
  }
  return Int32Array.from(common);
}

/** Says whether any of the parallel arcs that begin with this one passes. */
function anyPasses(projection: Projection, filter: ArcFilter, node: number, first: number): boolean {
  const { ends, targets } = projection.arcs;
  for (let arc = first; arc < ends[node] && targets[arc] === targets[first]; arc++)
    if (arcPasses(projection, filter, arc)) return true;
  return false;
}

/**
 * Adds the weights of a member's neighbours to the scores of the members before it that share them, all 0 so far.
 * Puts these into `found` and returns how many they are.
 */
function addWeights(
  { weights, neighbours, sharers }: SharedNeighbours,
  member: number,
  scores: Float64Array,
  found: Int32Array,
): number {
  const { offsets, entries } = sharers;
  let count = 0;
  for (let i = neighbours.offsets[member], end = neighbours.offsets[member + 1]; i < end; i++) {
    const neighbour = neighbours.entries[i];
    const weight = weights[neighbour];
    // The member itself stands in the row and ends the loop.
    for (let j = offsets[neighbour]; entries[j] < member; j++) {
      const other = entries[j];
      if (scores[other] === 0) found[count++] = other;
      scores[other] += weight;
    }
  }
  return count;
}

/** Adds up the weights of the neighbours two members share, in their order. */
function scorePair(shared: SharedNeighbours, member: number, other: number): number {
  const { weights } = shared;
  const { offsets, entries } = shared.neighbours;
  let score = 0;
  let i = offsets[member];
  let j = offsets[other];
  while (i < offsets[member + 1] && j < offsets[other + 1]) {
    const difference = entries[i] - entries[j];
    if (difference === 0) score += weights[entries[i]];
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return score;
}
