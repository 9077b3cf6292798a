/** Which nodes and hyperedges count, in numbers. All conditions must hold. */
import type { Projection } from "./projection.js";
import { monthOf, openSince, openUntil, passes, testWord } from "./word.js";

export interface Filter {
  /** By node: 1 passes. `null` lets every node pass. */
  readonly nodes: Uint8Array | null;
  /** Bit set of kinds that pass. */
  readonly kinds: number;
  readonly minStrength: number;
  /** Passes when since < sinceBefore ... */
  readonly sinceBefore: number;
  /** ... and until > untilAfter. Active on day d: sinceBefore d + 1, untilAfter d. */
  readonly untilAfter: number;
  /** By hyperedge: 1 passes. `null` lets every one pass. */
  readonly hyperedges: Uint8Array | null;
}

/** The filter that lets everything pass. */
export const passAll: Filter = {
  nodes: null,
  kinds: -1,
  minStrength: 1,
  sinceBefore: openUntil,
  untilAfter: openSince,
  hyperedges: null,
};

/** Says whether a hyperedge is there and passes. O(1). */
export function hyperedgePasses(projection: Projection, filter: Filter, hyperedge: number): boolean {
  return (
    projection.isPresent(hyperedge) &&
    ((filter.kinds >>> projection.kindOf(hyperedge)) & 1) === 1 &&
    projection.strengthOf(hyperedge) >= filter.minStrength &&
    projection.sinces[hyperedge] < filter.sinceBefore &&
    projection.untils[hyperedge] > filter.untilAfter &&
    (filter.hyperedges === null || filter.hyperedges[hyperedge] === 1)
  );
}

/** Says whether a filter could keep any hyperedge from passing; where it cannot, a search need not ask. O(1). */
export function restrictsHyperedges(projection: Projection, filter: Filter): boolean {
  return (
    filter.hyperedges !== null ||
    (projection.kindsSeen & ~filter.kinds) !== 0 ||
    filter.minStrength > projection.leastStrength ||
    filter.sinceBefore <= projection.latestSince ||
    filter.untilAfter >= projection.earliestUntil
  );
}

/** A filter with its days as months too, to be compared with the words of arcs. */
export interface ArcFilter extends Filter {
  readonly sinceMonth: number;
  readonly untilMonth: number;
}

export function toArcFilter(filter: Filter): ArcFilter {
  return {
    nodes: filter.nodes,
    kinds: filter.kinds,
    minStrength: filter.minStrength,
    sinceBefore: filter.sinceBefore,
    untilAfter: filter.untilAfter,
    hyperedges: filter.hyperedges,
    sinceMonth: monthOf(filter.sinceBefore),
    untilMonth: monthOf(filter.untilAfter),
  };
}

/** The filter as arcs are asked about it; `null` where everything passes, so that nothing need be asked. O(1). */
export function narrowingFilter(projection: Projection, filter: Filter): ArcFilter | null {
  return filter.nodes === null && !restrictsHyperedges(projection, filter) ? null : toArcFilter(filter);
}

/** Says whether the hyperedge of an arc passes; looks no further than the arc's word where that settles it. */
export function arcPasses(projection: Projection, filter: ArcFilter, arc: number): boolean {
  const { words, hyperedges } = projection.arcs;
  const verdict = testWord(
    words[arc],
    filter.kinds,
    filter.minStrength,
    filter.sinceMonth,
    filter.untilMonth,
  );
  if (verdict === passes) return filter.hyperedges === null || filter.hyperedges[hyperedges[arc]] === 1;
  // An arc of a removed hyperedge does not exist, so the days are all that is left to ask.
  return verdict !== 0 && hyperedgePasses(projection, filter, hyperedges[arc]);
}
