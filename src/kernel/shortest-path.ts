/**
 * The best path between two sets of nodes, in the order of fewest hops, then least cost, then lowest ranks.
 *
 * Two searches grow towards each other, a whole level at a time, the one with the shorter rim first. Both
 * know of each node the least cost of reaching it in as few hops as it takes. As soon as the rims of the two
 * touch, every path of the fewest hops crosses one of the arcs between them; the best crossings are
 * collected, and the path of the lowest ranks is read off.
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
 * path of no hops; of several such nodes the one of the lowest rank is it.
 *
 * O(nodes + arcs) at worst, far less when the ends are close, O(sources × targets) between components.
 * Allocates nothing that grows with the network.
 */
export function shortestPath(
  projection: Projection,
  question: ShortestPathQuestion,
  workspace: Workspace,
): NodePath | null {
  const { sources, targets, maxHops, ranks } = question;
  const search = beginSearch(projection, question, workspace);
  const shared = lowestMarked(targets, workspace.marks, search.forward.stamp, ranks);
  if (shared !== -1) return { nodes: Int32Array.of(shared), cost: 0 };
  if (!mayConnect(projection, sources, targets)) return null;

  const { forward, backward } = search;
  enter(workspace, forward, sources);
  enter(workspace, backward, targets);
  while (forward.level + backward.level < maxHops) {
    const near = forward.end - forward.start <= backward.end - backward.start ? forward : backward;
    const cost = meet(search, near);
    if (cost !== noCrossing) return { nodes: readPath(search, cost), cost };
    // What the last hop finds would not be gone on from.
    if (forward.level + backward.level + 1 === maxHops) return null;

    const end = search.filter === null ? growOpen(search, near) : growFiltered(search, search.filter, near);
    near.start = near.end;
    near.end = end;
    near.level++;
    if (near.start === near.end) return null;
  }
  return null;
}

interface Search {
  readonly projection: Projection;
  readonly workspace: Workspace;
  /** `null` where everything passes. */
  readonly filter: ArcFilter | null;
  readonly ranks: Int32Array;
  readonly forward: Side;
  readonly backward: Side;
  /** A mark below this is from an earlier search. */
  readonly firstStamp: number;
  /** The stamp of nodes on a best path, less its cost: a cheaper one found later makes new stamps. */
  readonly bestStamp: number;
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
  /** The stamp of level 0; that of each next level is two higher. */
  readonly stamp: number;
}

const noCrossing = -1;

/** A row so many times longer than the other rim is searched for the rim's nodes, not read through. */
const longRow = 16;

function beginSearch(
  projection: Projection,
  { sources, maxHops, filter, ranks }: ShortestPathQuestion,
  workspace: Workspace,
): Search {
  workspace.fit(projection);
  // A stamp for each level of either side, and for each cost that a path of so many hops may have.
  const levels = Math.min(maxHops, projection.nodeCount) + 2;
  const firstStamp = workspace.takeStamps(130 * levels);
  for (const source of sources) workspace.marks[source] = firstStamp;

  const isOpen = filter.nodes === null && !restrictsHyperedges(projection, filter);
  return {
    projection,
    workspace,
    filter: isOpen ? null : toArcFilter(filter),
    ranks,
    forward: { found: workspace.forward, start: 0, end: 0, level: 0, stamp: firstStamp },
    backward: { found: workspace.backward, start: 0, end: 0, level: 0, stamp: firstStamp + 1 },
    firstStamp,
    bestStamp: firstStamp + 2 * levels,
  };
}

/** The node of the lowest rank that bears a mark, or −1. */
function lowestMarked(nodes: Int32Array, marks: Int32Array, mark: number, ranks: Int32Array): number {
  let lowest = -1;
  for (const node of nodes)
    if (marks[node] === mark && (lowest === -1 || ranks[node] < ranks[lowest])) lowest = node;
  return lowest;
}

/** Says whether a source and a target may have a path: never no where they have one. O(sources × targets). */
export function mayConnect(projection: Projection, sources: Int32Array, targets: Int32Array): boolean {
  for (const source of sources)
    for (const target of targets) if (projection.mayConnect(source, target)) return true;
  return false;
}

/** Makes nodes the first level of a side. */
function enter({ marks, costs }: Workspace, side: Side, nodes: Int32Array): void {
  for (const node of nodes) {
    marks[node] = side.stamp;
    costs[node] = 0;
    side.found[side.end++] = node;
  }
}

/** Finds the next level of a side where everything passes; returns where it ends in `found`. */
function growOpen({ projection, workspace, ranks, firstStamp }: Search, side: Side): number {
  const { starts, ends, targets, costs: hopCosts } = projection.arcs;
  const { marks, costs, parents } = workspace;
  const { found, start, end } = side;
  const stamp = stampOf(side) + 2;
  let tail = end;
  for (let i = start; i < end; i++) {
    const node = found[i];
    const nodeCost = costs[node];
    for (let arc = starts[node], last = ends[node]; arc < last; arc++) {
      const target = targets[arc];
      const mark = marks[target];
      if (mark < firstStamp) {
        marks[target] = stamp;
        costs[target] = nodeCost + hopCosts[arc];
        parents[target] = node;
        found[tail++] = target;
      } else if (mark === stamp) {
        const cost = nodeCost + hopCosts[arc];
        if (cost <= costs[target]) relax(workspace, ranks, target, node, cost);
      }
    }
  }
  return tail;
}

/** Finds the next level of a side under a filter; returns where it ends in `found`. */
function growFiltered(search: Search, filter: ArcFilter, side: Side): number {
  const { projection, workspace, ranks, firstStamp } = search;
  const { sinces, untils } = projection;
  const { starts, ends, targets, words, hyperedges, costs: hopCosts } = projection.arcs;
  const { marks, costs, parents } = workspace;
  const { nodes, kinds, minStrength, sinceMonth, untilMonth, sinceBefore, untilAfter } = filter;
  const passing = filter.hyperedges;
  const { found, start, end } = side;
  const stamp = stampOf(side) + 2;
  let tail = end;
  for (let i = start; i < end; i++) {
    const node = found[i];
    const nodeCost = costs[node];
    for (let arc = starts[node], last = ends[node]; arc < last; arc++) {
      // The words lie in a row, the marks do not: what the word says is asked first.
      const verdict = testWord(words[arc], kinds, minStrength, sinceMonth, untilMonth);
      if (verdict === fails) continue;
      const target = targets[arc];
      const mark = marks[target];
      if (mark >= firstStamp && mark !== stamp) continue;
      const hyperedge = hyperedges[arc];
      if (verdict === askDays && (sinces[hyperedge] >= sinceBefore || untils[hyperedge] <= untilAfter))
        continue;
      if (passing !== null && passing[hyperedge] !== 1) continue;
      const cost = nodeCost + hopCosts[arc];
      if (mark === stamp) {
        if (cost <= costs[target]) relax(workspace, ranks, target, node, cost);
      } else if (nodes === null || nodes[target] === 1) {
        marks[target] = stamp;
        costs[target] = cost;
        parents[target] = node;
        found[tail++] = target;
      }
    }
  }
  return tail;
}

/**
 * Notes a way to reach a node that costs no more than the best so far. Of ways of equal cost the parent of
 * the lowest rank is kept, as its complement (`~`), which says that there are others.
 */
function relax(
  { costs, parents }: Workspace,
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
  const known = lowestParent(parents, node);
  if (known !== parent) parents[node] = ~(ranks[parent] < ranks[known] ? parent : known);
}

/** The parent of the lowest rank over which a node is reached at the least cost. */
function lowestParent(parents: Int32Array, node: number): number {
  const parent = parents[node];
  return parent < 0 ? ~parent : parent;
}

/** The stamp of a side's rim. */
function stampOf(side: Side): number {
  return side.stamp + 2 * side.level;
}

/**
 * Collects the best crossings between the rims, read from the near side: leaves their nodes on the forward
 * side in `workspace.best`, and with each of these the far end of the lowest rank in `workspace.meets`.
 * Returns the cost of a path over them, or `noCrossing`.
 */
function meet(search: Search, near: Side): number {
  const { starts, ends } = search.projection.arcs;
  const { costs } = search.workspace;
  const far = near === search.forward ? search.backward : search.forward;
  const long = longRow * (far.end - far.start);
  const least = leastCost(costs, far);
  let best = Infinity;
  for (let i = near.start; i < near.end; i++) {
    const node = near.found[i];
    if (costs[node] + least > best) continue;
    best =
      ends[node] - starts[node] > long
        ? searchRow(search, near, far, node, best)
        : readRow(search, near, far, node, best);
  }
  return best === Infinity ? noCrossing : best;
}

/** The least cost of reaching a node of a side's rim. */
function leastCost(costs: Int32Array, side: Side): number {
  let least = Infinity;
  for (let i = side.start; i < side.end; i++) least = Math.min(least, costs[side.found[i]]);
  return least;
}

/** Reads a row through for nodes of the far rim. Takes the best cost so far and returns the best now. */
function readRow(search: Search, near: Side, far: Side, node: number, best: number): number {
  const { starts, ends, targets } = search.projection.arcs;
  const { marks } = search.workspace;
  const facing = stampOf(far);
  for (let arc = starts[node], last = ends[node]; arc < last; arc++)
    if (marks[targets[arc]] === facing) best = noteCrossing(search, near, node, arc, best);
  return best;
}

/** Searches a row for each node of the far rim: as `readRow`, O(rim × log row). */
function searchRow(search: Search, near: Side, far: Side, node: number, best: number): number {
  const { arcs } = search.projection;
  const { costs } = search.workspace;
  const last = arcs.ends[node];
  for (let i = far.start; i < far.end; i++) {
    const target = far.found[i];
    if (costs[node] + costs[target] > best) continue;
    for (let arc = arcs.firstTo(node, target); arc < last && arcs.targets[arc] === target; arc++)
      best = noteCrossing(search, near, node, arc, best);
  }
  return best;
}

/** Keeps a crossing if it passes and is none the worse than the best so far; returns the best cost now. */
function noteCrossing(search: Search, near: Side, node: number, arc: number, best: number): number {
  const { projection, workspace, filter, ranks } = search;
  const { costs, bestMarks, meets } = workspace;
  const target = projection.arcs.targets[arc];
  const cost = costs[node] + projection.arcs.costs[arc] + costs[target];
  if (cost > best || (filter !== null && !arcPasses(projection, filter, arc))) return best;

  if (cost < best) workspace.bestCount = 0;
  const stamp = search.bestStamp + cost;
  const source = near === search.forward ? node : target;
  const facing = source === node ? target : node;
  if (bestMarks[source] !== stamp) {
    bestMarks[source] = stamp;
    meets[source] = facing;
    workspace.best[workspace.bestCount++] = source;
  } else if (ranks[facing] < ranks[meets[source]]) meets[source] = facing;
  return cost;
}

/** Reads off the path of the lowest ranks, once the best crossings are known. */
function readPath(search: Search, cost: number): Int32Array {
  const { workspace, ranks, forward, backward } = search;
  const { best, marks, meets, parents } = workspace;
  const path = new Int32Array(forward.level + backward.level + 2);

  // Back from the crossings to the sources, so that only nodes on a best path are left to choose from ...
  let start = 0;
  for (let level = forward.level; level > 0; level--) {
    const end = workspace.bestCount;
    for (let i = start; i < end; i++)
      addParents(search, best[i], forward.stamp + 2 * (level - 1), search.bestStamp + cost);
    start = end;
  }

  // ... then forth again, the lowest rank first. The levels stand in `best` from the outermost to the sources.
  let position = workspace.bestCount;
  for (let level = 0; level <= forward.level; level++) {
    let lowest = -1;
    for (; position > 0 && marks[best[position - 1]] === forward.stamp + 2 * level; position--) {
      const node = best[position - 1];
      if (lowest !== -1 && ranks[node] > ranks[lowest]) continue;
      if (level === 0 || isParent(search, path[level - 1], node)) lowest = node;
    }
    path[level] = lowest;
  }

  // Beyond the crossing the lowest parent of each node leads on to the target.
  path[forward.level + 1] = meets[path[forward.level]];
  for (let i = forward.level + 2; i < path.length; i++) path[i] = lowestParent(parents, path[i - 1]);
  return path;
}

/** Adds to the nodes on a best path those, on the level with that stamp, over which a node is reached at the least cost. */
function addParents(search: Search, node: number, levelStamp: number, stamp: number): void {
  const { starts, ends, targets, costs: hopCosts } = search.projection.arcs;
  const { marks, costs, parents, best, bestMarks } = search.workspace;
  const only = parents[node];
  if (only >= 0) {
    if (bestMarks[only] !== stamp) best[search.workspace.bestCount++] = only;
    bestMarks[only] = stamp;
    return;
  }
  for (let arc = starts[node]; arc < ends[node]; arc++) {
    const parent = targets[arc];
    if (marks[parent] !== levelStamp || bestMarks[parent] === stamp) continue;
    if (costs[parent] + hopCosts[arc] !== costs[node]) continue;
    if (search.filter !== null && !arcPasses(search.projection, search.filter, arc)) continue;
    bestMarks[parent] = stamp;
    best[search.workspace.bestCount++] = parent;
  }
}

/** Says whether a node is reached at the least cost over another of the level before. */
function isParent({ projection, workspace, filter }: Search, parent: number, node: number): boolean {
  const { arcs } = projection;
  const { costs, parents } = workspace;
  if (parents[node] >= 0) return parents[node] === parent;
  for (let arc = arcs.firstTo(node, parent); arc < arcs.ends[node] && arcs.targets[arc] === parent; arc++)
    if (costs[parent] + arcs.costs[arc] === costs[node])
      if (filter === null || arcPasses(projection, filter, arc)) return true;
  return false;
}
