/** Missing links from one set of nodes to another, told by common neighbours. */
import { BestPairs, type ScoredPairs } from "./best-pairs.js";
import { type ArcFilter, arcPasses, type Filter, narrowingFilter } from "./filter.js";
import { linkedCountOf } from "./links.js";
import type { Projection } from "./projection.js";
import { ShareMarks } from "./share-marks.js";
import type { Workspace } from "./workspace.js";

export interface LinksBetweenQuestion {
  /** Each once. Those that `filter.nodes` rejects take no part. */
  readonly from: Int32Array;
  /** Likewise; may overlap with `from`. */
  readonly to: Int32Array;
  readonly filter: Filter;
  /** Two nodes that were members of one hyperedge with an earlier since are no pair, whatever the filter says. */
  readonly sinceBefore: number;
  readonly limit: number;
  /** By node: where it stands in the order that decides between equals; no two alike. */
  readonly ranks: Int32Array;
  /** What a common neighbour with so many neighbours (2 or more) counts. */
  readonly weigh: (degree: number) => number;
}

/**
 * Finds the `limit` pairs of a node of one set and a node of the other with the highest sums over their
 * common neighbours, equal ones by ranks, that no hyperedge ever brought together. Pairs without a common
 * neighbour are left out; one that both sets hold counts once.
 *
 * O(sum over the neighbours of `from` of their arcs); memory 4 B a node, and of `to` 12 B each.
 */
export function topLinksBetween(
  projection: Projection,
  question: LinksBetweenQuestion,
  workspace: Workspace,
): ScoredPairs {
  const { from, to, filter, sinceBefore, weigh, ranks } = question;
  const arcFilter = narrowingFilter(projection, filter);
  const best = new BestPairs(question.limit, ranks);
  const isFrom = new Set(from);
  const isTo = workspace.placeNodes(projection, to);
  const { marks, parents: places } = workspace;
  const together = new ShareMarks(projection, sinceBefore);
  // Of each of `to`: its score with the one of `from` that is at hand; and which of them have one.
  const scores = new Float64Array(to.length);
  const found = new Int32Array(to.length);
  const degrees = new Map<number, number>();
  const degreeOf = (node: number): number => {
    const known = degrees.get(node);
    if (known !== undefined) return known;
    const degree = linkedCountOf(projection, filter, node);
    degrees.set(node, degree);
    return degree;
  };

  for (const node of from) {
    if (filter.nodes !== null && filter.nodes[node] === 0) continue;
    together.select(node);
    const isInTo = marks[node] === isTo;
    let count = 0;
    // Those with the most neighbours first, so that a sum depends on their numbers alone, to the last bit.
    const neighbours = neighboursOf(projection, node, arcFilter);
    for (const neighbour of neighbours.sort((v, w) => degreeOf(w) - degreeOf(v))) {
      const weight = degreeOf(neighbour) > 1 ? weigh(degreeOf(neighbour)) : 0;
      for (const other of neighboursOf(projection, neighbour, arcFilter)) {
        if (marks[other] !== isTo || other === node) continue;
        // A pair that both sets hold either way round is met twice.
        if (isInTo && ranks[other] < ranks[node] && isFrom.has(other)) continue;
        const place = places[other];
        if (scores[place] === 0) found[count++] = place;
        scores[place] += weight;
      }
    }
    for (let i = 0; i < count; i++) {
      const other = to[found[i]];
      if (!together.has(other)) best.offer(node, other, scores[found[i]]);
      scores[found[i]] = 0;
    }
  }
  return best.drain();
}

/** The distinct passing nodes that a node is linked to, ascending. */
function neighboursOf(projection: Projection, node: number, filter: ArcFilter | null): number[] {
  const { starts, ends, targets } = projection.arcs;
  const nodes = filter === null ? null : filter.nodes;
  const neighbours: number[] = [];
  let latest = -1;
  for (let arc = starts[node]; arc < ends[node]; arc++) {
    const target = targets[arc];
    if (target === latest || (nodes !== null && nodes[target] === 0)) continue;
    if (filter !== null && !arcPasses(projection, filter, arc)) continue;
    latest = target;
    neighbours.push(target);
  }
  return neighbours;
}
