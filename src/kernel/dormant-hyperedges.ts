/** Hyperedges that ended lately and whose members nothing has brought together again. */
import { type Filter, hyperedgePasses } from "./filter.js";
import type { Projection } from "./projection.js";

export interface DormantQuestion {
  /** Each once. */
  readonly members: Int32Array;
  /** Of every period. */
  readonly filter: Filter;
  /** The same on one day. */
  readonly active: Filter;
  /** Ended later than this day ... */
  readonly untilAfter: number;
  /** ... and no later than this one. */
  readonly untilBy: number;
}

export interface DormantHyperedges {
  /** Ascending. */
  readonly hyperedges: Int32Array;
  /** By hyperedge found: the pairs of its members among those asked that share no active one; one or more. */
  readonly pairCounts: Int32Array;
}

/**
 * Finds the hyperedges that pass, ended in the time given, and have a pair of the members that is together
 * in no active one now. O(for each member, the members of its active hyperedges and of those that ended).
 */
export function dormantHyperedges(projection: Projection, question: DormantQuestion): DormantHyperedges {
  const { members, filter, active, untilAfter, untilBy } = question;
  const isAsked = new Uint8Array(projection.nodeCount);
  for (const node of members) isAsked[node] = 1;
  const together = new Int32Array(projection.nodeCount).fill(-1);
  const pairCounts = new Map<number, number>();

  for (const node of members) {
    const hyperedges = projection.hyperedgesOf(node);
    const ended = hyperedges.filter((hyperedge) => {
      const until = projection.untils[hyperedge];
      return until > untilAfter && until <= untilBy && hyperedgePasses(projection, filter, hyperedge);
    });
    if (ended.length === 0) continue;
    for (const hyperedge of hyperedges)
      if (hyperedgePasses(projection, active, hyperedge))
        for (const member of projection.membersOf(hyperedge)) together[member] = node;
    for (const hyperedge of ended) {
      let apart = 0;
      // Each pair is met from both ends and counted from the lower one.
      for (const member of projection.membersOf(hyperedge))
        if (member > node && isAsked[member] === 1 && together[member] !== node) apart++;
      if (apart > 0) pairCounts.set(hyperedge, (pairCounts.get(hyperedge) ?? 0) + apart);
    }
  }
  const found = Int32Array.from(pairCounts.keys()).sort();
  return { hyperedges: found, pairCounts: found.map((hyperedge) => pairCounts.get(hyperedge) ?? 0) };
}
