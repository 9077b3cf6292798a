/**
 * The best path between two sets of nodes, in the order of fewest hops, then least cost, then lowest ranks.
 *
 * Two searches grow towards each other, a whole level at a time, the one with less before it first. Both
 * know of each node the least cost of reaching it in as few hops as it takes. When a level of the one
 * touches the outermost level of the other, every path of the fewest hops crosses one of the arcs between
 * those two levels; the best crossings are collected, and the path of the lowest ranks is read off.
 */
import { type ArcFilter, arcPasses, type Filter, restrictsHyperedges, toArcFilter } from "./filter.js";
import type { Projection } from "./projection.js";
import { askDays, fails, testWord } from "./word.js";
import type { Workspace } from "./workspace.js";

export interface ShortestPathQuestion {
  /** One or more nodes; they count whatever `filter.nodes` says. */
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly maxHops: number;
  readonly filter: Filter;
  /** By node: where it stands in the order that decides between equals; no two alike. */
  readonly ranks: Int32Array;
}

export interface NodePath {
  /** From a source to a target, both included. */
  readonly nodes: Int32Array;
  /** The sum over its hops of the least cost of a hyperedge that passes. */
  readonly cost: number;
}

/**
 * Finds the best path from any source to any target under the filter: of the fewest hops, then the least
 * cost, then the one whose nodes, compared one by one from the source's end, have the lowest ranks.
 *
 * Returns `null` when there is none of at most `maxHops` hops. A node that is both source and target is a
 * path of no hops; of several such nodes the one of the lowest rank.
 *
 * O(nodes + arcs) at worst, far less when the ends are close; O(1) between components. Allocates the answer
 * and nothing that grows with the network.
 */
export function shortestPath(
  projection: Projection,
  question: ShortestPathQuestion,
  workspace: Workspace,
): NodePath | null {
  const { sources, targets, maxHops, filter, ranks } = question;
  workspace.fit(projection);
  const levels = Math.min(maxHops, projection.nodeCount) + 2;
  // Each level of either side has a stamp of its own, even ones forward and odd ones backward; after them
  // comes one for each cost that a path may have.
  const base = workspace.takeStamps(130 * levels);
  const stamps: Stamps = { base, costs: base + 2 * levels };

  const forward = startAt(sources, workspace.forward, workspace, base);
  const shared = lowestMarked(targets, workspace, base, ranks);
  if (shared !== -1) return { nodes: Int32Array.of(shared), cost: 0 };
  if (!mayConnect(projection, sources, targets)) return null;
  const backward = startAt(targets, workspace.backward, workspace, base + 1);
  const isOpen = filter.nodes === null && !restrictsHyperedges(projection, filter);
  const arcFilter = isOpen ? null : toArcFilter(filter);

  while (forward.level + backward.level < maxHops) {
    const near = forward.end - forward.start <= backward.end - backward.start ? forward : backward;
    const far = near === forward ? backward : forward;
    // Nothing found on the last hop would be gone on from: then only crossings matter.
    const isLast = forward.level + backward.level + 1 === maxHops;
    const end = isLast
      ? ~near.start
      : grow(projection, arcFilter, workspace, near, stampOf(far), base, ranks);
    if (end < 0) {
      // What lies before the first crossing of the rim touches nothing.
      near.start = ~end;
      const cost = meet(projection, arcFilter, workspace, near, far, near === forward, stamps, ranks);
      if (cost === noCrossing) return null;
      return {
        nodes: readPath(projection, arcFilter, workspace, forward, backward, stamps, cost, ranks),
        cost,
      };
    }
    near.start = near.end;
    near.end = end;
    near.level++;
    if (near.start === near.end) return null;
  }
  return null;
}

interface Stamps {
  /** What is below has not been seen by this search. */
  readonly base: number;
  /** Of the nodes on a best path, were it one of no cost. */
  readonly costs: number;
}

/** One of the two searches. */
interface Side {
  /** The nodes found, level by level. */
  readonly found: Int32Array;
  /** Where the outermost level, the rim, begins and ends in `found`. */
  start: number;
  end: number;
  /** Hops from this side's ends to the rim. */
  level: number;
  /** The stamp of level 0. */
  readonly stamp: number;
}

/** The stamp of a side's rim. */
function stampOf(side: Side): number {
  return side.stamp + 2 * side.level;
}

const noCrossing = -1;

function startAt(nodes: Int32Array, found: Int32Array, workspace: Workspace, stamp: number): Side {
  let end = 0;
  for (const node of nodes) {
    if (workspace.marks[node] === stamp) continue;
    workspace.marks[node] = stamp;
    workspace.costs[node] = 0;
    found[end++] = node;
  }
  return { found, start: 0, end, level: 0, stamp };
}

/** The node of the lowest rank that bears a mark, or −1. */
function lowestMarked(nodes: Int32Array, workspace: Workspace, mark: number, ranks: Int32Array): number {
  let lowest = -1;
  for (const node of nodes)
    if (workspace.marks[node] === mark && (lowest === -1 || ranks[node] < ranks[lowest])) lowest = node;
  return lowest;
}

function mayConnect(projection: Projection, sources: Int32Array, targets: Int32Array): boolean {
  for (const source of sources)
    for (const target of targets) if (projection.mayConnect(source, target)) return true;
  return false;
}

/**
 * Finds the next level of a side. Returns where it ends in `found`; or, as soon as the rim touches the
 * other side's, the complement (`~`) of where in `found` the node stands that does.
 */
function grow(
  projection: Projection,
  filter: ArcFilter | null,
  workspace: Workspace,
  near: Side,
  facing: number,
  base: number,
  ranks: Int32Array,
): number {
  const { found, start, end } = near;
  const stamp = stampOf(near) + 2;
  return filter === null
    ? growOpen(projection, workspace, found, start, end, stamp, facing, base, ranks)
    : growFiltered(projection, filter, workspace, found, start, end, stamp, facing, base, ranks);
}

function growOpen(
  projection: Projection,
  workspace: Workspace,
  found: Int32Array,
  start: number,
  end: number,
  stamp: number,
  facing: number,
  base: number,
  ranks: Int32Array,
): number {
  const { starts, ends, targets, costs: hopCosts } = projection.arcs;
  const { marks, costs, parents } = workspace;
  let tail = end;
  for (let i = start; i < end; i++) {
    const node = found[i];
    const nodeCost = costs[node];
    for (let arc = starts[node], last = ends[node]; arc < last; arc++) {
      const target = targets[arc];
      const mark = marks[target];
      if (mark < base) {
        marks[target] = stamp;
        costs[target] = nodeCost + hopCosts[arc];
        parents[target] = node;
        found[tail++] = target;
      } else if (mark === stamp) {
        const cost = nodeCost + hopCosts[arc];
        if (cost <= costs[target]) relax(costs, parents, ranks, target, node, cost);
      } else if (mark === facing) return ~i;
    }
  }
  return tail;
}

function growFiltered(
  projection: Projection,
  filter: ArcFilter,
  workspace: Workspace,
  found: Int32Array,
  start: number,
  end: number,
  stamp: number,
  facing: number,
  base: number,
  ranks: Int32Array,
): number {
  const { starts, ends, targets, words, hyperedges, costs: hopCosts } = projection.arcs;
  const { sinces, untils } = projection;
  const { marks, costs, parents } = workspace;
  const { nodes, kinds, minStrength, sinceMonth, untilMonth, sinceBefore, untilAfter } = filter;
  const passing = filter.hyperedges;
  let tail = end;
  for (let i = start; i < end; i++) {
    const node = found[i];
    const nodeCost = costs[node];
    for (let arc = starts[node], last = ends[node]; arc < last; arc++) {
      const verdict = testWord(words[arc], kinds, minStrength, sinceMonth, untilMonth);
      if (verdict === fails) continue;
      const target = targets[arc];
      const mark = marks[target];
      if (mark >= base && mark !== stamp && mark !== facing) continue;
      const hyperedge = hyperedges[arc];
      if (verdict === askDays && (sinces[hyperedge] >= sinceBefore || untils[hyperedge] <= untilAfter))
        continue;
      if (passing !== null && passing[hyperedge] !== 1) continue;
      if (mark < base) {
        if (nodes !== null && nodes[target] !== 1) continue;
        marks[target] = stamp;
        costs[target] = nodeCost + hopCosts[arc];
        parents[target] = node;
        found[tail++] = target;
      } else if (mark === stamp) {
        const cost = nodeCost + hopCosts[arc];
        if (cost <= costs[target]) relax(costs, parents, ranks, target, node, cost);
      } else return ~i;
    }
  }
  return tail;
}

/**
 * Notes a way to reach a node that costs no more than the best so far. Of ways of equal cost the parent
 * of the lowest rank is kept, as its complement (`~`), which says that there are others.
 */
function relax(
  costs: Int32Array,
  parents: Int32Array,
  ranks: Int32Array,
  node: number,
  parent: number,
  cost: number,
): void {
  if (cost < costs[node]) {
    costs[node] = cost;
    parents[node] = parent;
    return;
  }
  const known = parentOf(parents, node);
  if (known !== parent) parents[node] = ~(ranks[parent] < ranks[known] ? parent : known);
}

/** The parent of the lowest rank over which a node is reached at the least cost. */
function parentOf(parents: Int32Array, node: number): number {
  const parent = parents[node];
  return parent < 0 ? ~parent : parent;
}

/**
 * Collects the best crossings between the rims: leaves their nodes on the forward side in `workspace.best`,
 * with each node's best far end in `workspace.meets`. Returns the cost of a path over them, or `noCrossing`.
 */
function meet(
  projection: Projection,
  filter: ArcFilter | null,
  workspace: Workspace,
  near: Side,
  far: Side,
  isForward: boolean,
  stamps: Stamps,
  ranks: Int32Array,
): number {
  const { starts, ends, targets, costs: hopCosts } = projection.arcs;
  const { marks, costs } = workspace;
  const facing = stampOf(far);
  const least = leastCost(costs, far);
  let best = 2147483647;
  for (let i = near.start; i < near.end; i++) {
    const node = near.found[i];
    const nodeCost = costs[node];
    // A path over this node costs at least so much.
    if (nodeCost + least > best) continue;
    for (let arc = starts[node], last = ends[node]; arc < last; arc++) {
      const target = targets[arc];
      if (marks[target] !== facing) continue;
      const cost = nodeCost + hopCosts[arc] + costs[target];
      if (cost > best || (filter !== null && !arcPasses(projection, filter, arc))) continue;
      if (cost < best) workspace.bestCount = 0;
      best = cost;
      if (isForward) noteCrossing(workspace, node, target, stamps.costs + cost, ranks);
      else noteCrossing(workspace, target, node, stamps.costs + cost, ranks);
    }
  }
  return best === 2147483647 ? noCrossing : best;
}

/** The least cost of reaching a node of a side's rim. */
function leastCost(costs: Int32Array, side: Side): number {
  let least = costs[side.found[side.start]];
  for (let i = side.start + 1; i < side.end; i++) least = Math.min(least, costs[side.found[i]]);
  return least;
}

function noteCrossing(
  workspace: Workspace,
  node: number,
  target: number,
  stamp: number,
  ranks: Int32Array,
): void {
  const { best, bestMarks, meets } = workspace;
  if (bestMarks[node] !== stamp) {
    bestMarks[node] = stamp;
    meets[node] = target;
    best[workspace.bestCount++] = node;
  } else if (ranks[target] < ranks[meets[node]]) meets[node] = target;
}

/** Reads off the path of the lowest ranks, once the best crossings are known. */
function readPath(
  projection: Projection,
  filter: ArcFilter | null,
  workspace: Workspace,
  forward: Side,
  backward: Side,
  stamps: Stamps,
  cost: number,
  ranks: Int32Array,
): Int32Array {
  const { best, marks, meets, parents } = workspace;
  const path = new Int32Array(forward.level + backward.level + 2);

  // Back from the crossings to the sources, so that only nodes on a best path are left to choose from ...
  let start = 0;
  for (let level = forward.level; level > 0; level--) {
    const end = workspace.bestCount;
    for (let i = start; i < end; i++)
      addParents(
        projection,
        filter,
        workspace,
        best[i],
        forward.stamp + 2 * (level - 1),
        stamps.costs + cost,
      );
    start = end;
  }

  // ... then forth again, the lowest rank first: the levels stand in `best` from the outermost to the sources.
  let position = workspace.bestCount;
  for (let level = 0; level <= forward.level; level++) {
    let lowest = -1;
    for (; position > 0 && marks[best[position - 1]] === forward.stamp + 2 * level; position--) {
      const node = best[position - 1];
      if (lowest !== -1 && ranks[node] > ranks[lowest]) continue;
      if (level === 0 || isParent(projection, filter, workspace, node, path[level - 1])) lowest = node;
    }
    path[level] = lowest;
  }

  // Beyond the crossing the lowest parent of each node leads on to the target.
  let node = meets[path[forward.level]];
  for (let i = forward.level + 1; i < path.length; i++) {
    path[i] = node;
    if (i + 1 < path.length) node = parentOf(parents, node);
  }
  return path;
}

/** Adds the nodes over which a node is reached at the least cost to those on a best path. */
function addParents(
  projection: Projection,
  filter: ArcFilter | null,
  workspace: Workspace,
  node: number,
  level: number,
  stamp: number,
): void {
  const { starts, ends, targets, costs: hopCosts } = projection.arcs;
  const { marks, costs, parents, best, bestMarks } = workspace;
  if (parents[node] >= 0) {
    if (bestMarks[parents[node]] !== stamp) best[workspace.bestCount++] = parents[node];
    bestMarks[parents[node]] = stamp;
    return;
  }
  for (let arc = starts[node]; arc < ends[node]; arc++) {
    const parent = targets[arc];
    if (marks[parent] !== level || bestMarks[parent] === stamp) continue;
    if (costs[parent] + hopCosts[arc] !== costs[node]) continue;
    if (filter !== null && !arcPasses(projection, filter, arc)) continue;
    bestMarks[parent] = stamp;
    best[workspace.bestCount++] = parent;
  }
}

/** Says whether a node is reached at the least cost over a node of the level before. */
function isParent(
  projection: Projection,
  filter: ArcFilter | null,
  workspace: Workspace,
  node: number,
  parent: number,
): boolean {
  const { arcs } = projection;
  const { costs, parents } = workspace;
  if (parents[node] >= 0) return parents[node] === parent;
  for (let arc = arcs.firstTo(node, parent); arc < arcs.ends[node] && arcs.targets[arc] === parent; arc++)
    if (costs[parent] + arcs.costs[arc] === costs[node])
      if (filter === null || arcPasses(projection, filter, arc)) return true;
  return false;
}
