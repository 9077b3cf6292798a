/** Missing links from one set of nodes to another, told by common neighbours. */
import { BestPairs, type ScoredPairs } from "./best-pairs.js";
import { type Filter, passingHyperedges } from "./filter.js";
import { linkedCount } from "./links.js";
import type { Projection } from "./projection.js";
import { ShareMarks } from "./share-marks.js";

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
 * O(sum over the neighbours of `from` of their arcs).
 */
export function topLinksBetween(projection: Projection, question: LinksBetweenQuestion): ScoredPairs {
  const { filter, sinceBefore, weigh, ranks } = question;
  const { nodes } = filter;
  const passing = passingHyperedges(projection, filter);
  const best = new BestPairs(question.limit, ranks);
  const isFrom = marksOf(projection.nodeCount, question.from);
  const isTo = marksOf(projection.nodeCount, question.to);
  const together = new ShareMarks(projection, sinceBefore);
  const scores = new Float64Array(projection.nodeCount);
  const found = new Int32Array(projection.nodeCount);
  const degrees = new Int32Array(projection.nodeCount);
  const degreeOf = (node: number): number =>
    (degrees[node] ||= linkedCount(projection, nodes, passing, node));

  for (const node of question.from) {
    if (nodes !== null && nodes[node] === 0) continue;
    together.select(node);
    let count = 0;
    // Those with the most neighbours first, so that a sum depends on their numbers alone, to the last bit.
    const neighbours = neighboursOf(projection, node, passing, nodes);
    for (const neighbour of neighbours.sort((v, w) => degreeOf(w) - degreeOf(v))) {
      const weight = degreeOf(neighbour) > 1 ? weigh(degreeOf(neighbour)) : 0;
      for (const other of neighboursOf(projection, neighbour, passing, nodes)) {
        if (isTo[other] === 0 || other === node) continue;
        // A pair that both sets hold either way round is met twice.
        if (isFrom[other] === 1 && isTo[node] === 1 && ranks[other] < ranks[node]) continue;
        if (scores[other] === 0) found[count++] = other;
        scores[other] += weight;
      }
    }
    for (let i = 0; i < count; i++) {
      if (!together.has(found[i])) best.offer(node, found[i], scores[found[i]]);
      scores[found[i]] = 0;
    }
  }
  return best.drain();
}

function marksOf(length: number, nodes: Int32Array): Uint8Array {
  const marks = new Uint8Array(length);
  for (const node of nodes) marks[node] = 1;
  return marks;
}

/** The distinct passing nodes that a node is linked to, ascending. */
function neighboursOf(
  projection: Projection,
  node: number,
  passing: Uint8Array,
  nodes: Uint8Array | null,
): number[] {
  const { starts, ends, targets, hyperedges } = projection.arcs;
  const neighbours: number[] = [];
  let latest = -1;
  for (let arc = starts[node]; arc < ends[node]; arc++) {
    const target = targets[arc];
    if (target === latest || passing[hyperedges[arc]] === 0) continue;
    if (nodes !== null && nodes[target] === 0) continue;
    latest = target;
    neighbours.push(target);
  }
  return neighbours;
}
