/** What links nodes directly: one pair, all pairs of a set, or how many each node has. */
import {
  type ArcFilter,
  arcPasses,
  type Filter,
  narrowingFilter,
  restrictsHyperedges,
  toArcFilter,
} from "./filter.js";
import type { Projection } from "./projection.js";
import type { Workspace } from "./workspace.js";

/** Linked pairs as columns, in one order. */
export interface LinkedPairs {
  /** Positions in the nodes asked about; `from` is the lower one. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Hyperedges that link the pair. */
  readonly count: Int32Array;
  /** Bit set of their kinds. */
  readonly kinds: Int32Array;
  /** The least of their costs, earliest of their sinces, latest of their untils. */
  readonly cost: Int32Array;
  readonly since: Int32Array;
  readonly until: Int32Array;
  /** There are more pairs than were asked for. */
  readonly truncated: boolean;
}

/**
 * Finds the hyperedges that link two nodes and pass the filter, ascending. None link a node to itself.
 *
 * Asks nothing of the nodes themselves. O(log row + answer), by the shorter of the two rows.
 */
export function hyperedgesBetween(projection: Projection, a: number, b: number, filter: Filter): Int32Array {
  const { arcs } = projection;
  const [node, target] = inShorterRow(projection, a, b);
  const first = arcs.firstTo(node, target);
  const arcFilter = toArcFilter(filter);
  const found: number[] = [];
  for (let arc = first; arc < arcs.ends[node] && arcs.targets[arc] === target; arc++)
    if (arcPasses(projection, arcFilter, arc)) found.push(arcs.hyperedges[arc]);
  return Int32Array.from(found);
}

/**
 * Finds the linked pairs of a set of nodes: the cheapest `limit` of them, then by `from`, then by `to`.
 *
 * `nodes` holds each node once; they pass whatever `filter.nodes` says. O(arcs of the nodes), and the
 * answer is sorted.
 */
export function pairsAmong(
  projection: Projection,
  nodes: Int32Array,
  filter: Filter,
  limit: number,
  workspace: Workspace,
): LinkedPairs {
  const stamp = workspace.placeNodes(projection, nodes);
  const positions: Positions = { marks: workspace.marks, stamp, places: workspace.parents };
  const arcFilter = restrictsHyperedges(projection, filter) ? toArcFilter(filter) : null;

  // How many pairs there are of each cost says which costs will be needed at all.
  const pairsByCost = new Int32Array(128);
  let pairCount = 0;
  visitPairs(projection, nodes, positions, arcFilter, 127, (_from, _to, cost) => {
    pairsByCost[cost]++;
    pairCount++;
  });
  const wanted = Math.min(limit, pairCount);
  let highest = 0;
  let cheaper = 0;
  while (cheaper + pairsByCost[highest] < wanted) cheaper += pairsByCost[highest++];

  // Pairs come by ascending `from`, but a row's far ends in no order of positions; so those of the highest
  // cost are enough once a whole row ends with enough of them.
  const keys: number[] = [];
  let atHighest = 0;
  let lastFrom = -1;
  let isFull = wanted === 0;
  visitPairs(projection, nodes, positions, arcFilter, highest, (from, to, cost) => {
    if (from !== lastFrom) isFull = atHighest >= wanted - cheaper;
    lastFrom = from;
    if (cost === highest && isFull) return;
    if (cost === highest) atHighest++;
    // Exact: 128 × nodes² stays below 2^53 up to eight million nodes.
    keys.push((cost * nodes.length + from) * nodes.length + to);
  });
  const order = Float64Array.from(keys).sort().subarray(0, wanted);
  return { ...describePairs(projection, nodes, arcFilter, order), truncated: pairCount > wanted };
}

/** Where nodes stand among those asked about, which bear the stamp. */
interface Positions {
  readonly marks: Int32Array;
  readonly stamp: number;
  readonly places: Int32Array;
}

/**
 * Calls back for each linked pair that costs at most `most`, with its positions, lower one first, and its
 * cost; by ascending lower position. `filter` is `null` where every hyperedge passes.
 */
function visitPairs(
  projection: Projection,
  nodes: Int32Array,
  { marks, stamp, places }: Positions,
  filter: ArcFilter | null,
  most: number,
  visit: (from: number, to: number, cost: number) => void,
): void {
  const { starts, ends, targets, costs } = projection.arcs;
  for (let from = 0; from < nodes.length; from++) {
    // The pair whose parallel arcs are being read, and the least cost among them.
    let target = -1;
    let to = -1;
    let least = most + 1;
    for (let arc = starts[nodes[from]], end = ends[nodes[from]]; arc < end; arc++) {
      const cost = costs[arc];
      if (cost > most) continue;
      if (targets[arc] !== target) {
        if (least <= most) visit(from, to, least);
        target = targets[arc];
        to = marks[target] === stamp ? places[target] : -1;
        least = most + 1;
      }
      if (to > from && cost < least && (filter === null || arcPasses(projection, filter, arc))) least = cost;
    }
    if (least <= most) visit(from, to, least);
  }
}

/** Fills the columns for pairs told by their keys. */
function describePairs(
  projection: Projection,
  nodes: Int32Array,
  filter: ArcFilter | null,
  keys: Float64Array,
): Omit<LinkedPairs, "truncated"> {
  const { arcs, sinces, untils } = projection;
  const pairs = {
    from: new Int32Array(keys.length),
    to: new Int32Array(keys.length),
    count: new Int32Array(keys.length),
    kinds: new Int32Array(keys.length),
    cost: new Int32Array(keys.length).fill(127),
    since: new Int32Array(keys.length).fill(2147483647),
    until: new Int32Array(keys.length).fill(-2147483648),
  };
  for (let i = 0; i < keys.length; i++) {
    const to = (pairs.to[i] = keys[i] % nodes.length);
    const from = (pairs.from[i] = Math.floor(keys[i] / nodes.length) % nodes.length);
    const [node, target] = inShorterRow(projection, nodes[from], nodes[to]);
    for (let arc = arcs.firstTo(node, target); arc < arcs.ends[node] && arcs.targets[arc] === target; arc++) {
      if (filter !== null && !arcPasses(projection, filter, arc)) continue;
      const hyperedge = arcs.hyperedges[arc];
      pairs.count[i]++;
      pairs.kinds[i] |= 1 << projection.kindOf(hyperedge);
      pairs.cost[i] = Math.min(pairs.cost[i], arcs.costs[arc]);
      pairs.since[i] = Math.min(pairs.since[i], sinces[hyperedge]);
      pairs.until[i] = Math.max(pairs.until[i], untils[hyperedge]);
    }
  }
  return pairs;
}

/** Counts the distinct passing nodes that a passing node is linked to under the filter; 0 for others. O(row), O(1) where nothing is filtered. */
export function linkedCountOf(projection: Projection, filter: Filter, node: number): number {
  const arcFilter = narrowingFilter(projection, filter);
  if (arcFilter === null) return projection.partnerCounts[node];
  const { nodes } = arcFilter;
  if (nodes !== null && nodes[node] === 0) return 0;

  const { starts, ends, targets } = projection.arcs;
  let count = 0;
  let counted = -1;
  for (let arc = starts[node], end = ends[node]; arc < end; arc++) {
    const target = targets[arc];
    if (target === counted || (nodes !== null && nodes[target] === 0)) continue;
    if (!arcPasses(projection, arcFilter, arc)) continue;
    counted = target;
    count++;
  }
  return count;
}

/** The two nodes, the one with the shorter row first. */
function inShorterRow(projection: Projection, a: number, b: number): [number, number] {
  const { starts, ends } = projection.arcs;
  return ends[a] - starts[a] <= ends[b] - starts[b] ? [a, b] : [b, a];
}
