/**
 * The k best ways between nodes: k shortest loopless paths.
 *
 * Balls round both ends give, for each node that matters, the least cost of a walk of exactly so many hops to
 * a target. With those bounds paths are enumerated in their final order, and however many are asked for, no
 * search is ever begun anew (as in Yen, "Finding the K Shortest Loopless Paths in a Network", 1971). Walks may
 * have loops that no path avoids at their price: that is what the budget is for.
 */
import { restrictsHyperedges, toArcFilter } from "./filter.js";
import { growCosts, growHops, growToward, type HopBall, unreached } from "./hop-ball.js";
import { type Enumeration, findPathsOf, isDone, leastCostOf } from "./path-enumeration.js";
import type { Projection } from "./projection.js";
import { mayConnect, type NodePath, type ShortestPathQuestion } from "./shortest-path.js";
import { ViaBounds } from "./via-bounds.js";
import type { Workspace } from "./workspace.js";

export interface PathsQuestion extends ShortestPathQuestion {
  readonly rankBy: "HOPS" | "COST";
  /** At most so many paths, 1 or more. */
  readonly count: number;
  /** Up to three nodes that every path passes, in any order; an end of a path is passed too. */
  readonly via: Int32Array;
  /** About how many arcs may be looked at. */
  readonly budget: number;
}

export interface PathsFound {
  /** Best first. */
  readonly paths: NodePath[];
  /** The budget ran out before there were as many as asked for: these are the best, and there may be more. */
  readonly truncated: boolean;
  /** Arcs looked at. */
  readonly work: number;
}

/**
 * Finds the best loopless paths from any source to any target under the filter. By HOPS: those of the fewest
 * hops first, then of the least cost; by COST the other way round; then those whose nodes, compared one by one
 * from the source's end, have the lowest ranks.
 *
 * No path has more than `maxHops` hops, 8 at most. Paths are told apart by their nodes: a hop costs the least
 * of the arcs that pass, and parallel ones make no further paths. No inner node is a source or a target. Ends
 * count whatever `filter.nodes` says; nodes of `via` must pass it unless they are ends. A node that is both
 * source and target is a path of no hops.
 *
 * Stops shortly after `budget` arcs; what it then returns is where the full answer begins. Allocates the
 * answer and, the first time, the balls' 8 B a node.
 */
export function findPaths(projection: Projection, question: PathsQuestion, workspace: Workspace): PathsFound {
  const via = unique(question.via);
  const found = ownPaths(question, via);
  if (found.length >= question.count || !mayHavePaths(projection, question, via))
    return { paths: found, truncated: false, work: 0 };

  const bounds = via.length === 0 ? null : new ViaBounds(projection, { ...question, via }, workspace);
  const search = beginSearch(projection, question, bounds, found, workspace);
  if (bounds !== null) findVia(search, question, bounds);
  else if (question.rankBy === "HOPS") findByHops(search, question, workspace);
  else findByCost(search, question, workspace);
  const truncated = search.work > search.budget && found.length < search.count;
  return { paths: found, truncated, work: search.work };
}

function unique(nodes: Int32Array): Int32Array {
  return Int32Array.from(new Set(nodes));
}

/** The nodes that are both source and target, and all that need be passed. */
function ownPaths({ sources, targets, ranks, count }: PathsQuestion, via: Int32Array): NodePath[] {
  const isTarget = new Set(targets);
  const own = unique(sources).filter((node) => isTarget.has(node) && via.every((other) => other === node));
  const first = own.sort((a, b) => ranks[a] - ranks[b]).subarray(0, count);
  return Array.from(first, (node) => ({ nodes: Int32Array.of(node), cost: 0 }));
}

function beginSearch(
  projection: Projection,
  { sources, maxHops, filter, ranks, count, budget }: PathsQuestion,
  via: ViaBounds | null,
  found: NodePath[],
  workspace: Workspace,
): Enumeration {
  const isOpen = filter.nodes === null && !restrictsHyperedges(projection, filter);
  return {
    projection,
    filter: isOpen ? null : toArcFilter(filter),
    work: 0,
    budget,
    sources: unique(sources).sort((a, b) => ranks[a] - ranks[b]),
    ranks,
    bounds: workspace.ballAt(0),
    via,
    count,
    found,
    hops: 0,
    cost: 0,
    nextCost: unreached,
    path: new Int32Array(maxHops + 1),
    continuations: new Map(),
  };
}

/** Says at no great price when there is no path for certain. */
function mayHavePaths(
  projection: Projection,
  { sources, targets, filter, maxHops }: PathsQuestion,
  via: Int32Array,
): boolean {
  if (maxHops === 0) return false;
  const isBarred = (node: number): boolean =>
    filter.nodes !== null && filter.nodes[node] === 0 && !sources.includes(node) && !targets.includes(node);
  return !via.some(isBarred) && mayConnect(projection, sources, targets);
}

/** Goes from one number of hops to the next, growing the side with less at its rim. */
function findByHops(search: Enumeration, question: PathsQuestion, workspace: Workspace): void {
  const toTargets = search.bounds;
  const fromSources = beginBalls(search, question, workspace);
  for (let hops = 1; hops <= question.maxHops && !isDone(search); hops++) {
    if (!growBalls(search, fromSources, toTargets, hops)) return;
    search.continuations.clear();
    findInOrderOfCost(search, hops, hops);
  }
}

/** Goes from one cost to the next. */
function findByCost(search: Enumeration, question: PathsQuestion, workspace: Workspace): void {
  const { maxHops } = question;
  const fromSources = beginBalls(search, question, workspace);
  for (let hops = 1; hops <= maxHops; hops++)
    if (!growBalls(search, fromSources, search.bounds, hops)) return;
  findInOrderOfCost(search, 1, maxHops);
}

/** Finds paths that pass nodes, in either order. */
function findVia(search: Enumeration, { maxHops, rankBy }: PathsQuestion, via: ViaBounds): void {
  if (rankBy === "COST") {
    if (via.grow(search, maxHops)) findInOrderOfCost(search, 1, maxHops);
    return;
  }
  for (let hops = via.fewestHops; hops <= maxHops && !isDone(search); hops++) {
    if (!via.grow(search, hops)) return;
    findInOrderOfCost(search, hops, hops);
  }
}

function beginBalls(search: Enumeration, question: PathsQuestion, workspace: Workspace): HopBall {
  const { sources, targets, maxHops } = question;
  const { nodeCount } = search.projection;
  const fromSources = workspace.ballAt(1);
  fromSources.begin(nodeCount, sources, [targets], 0);
  search.bounds.begin(nodeCount, targets, [sources], maxHops + 1);
  return fromSources;
}

/** Makes the bounds hold for paths of so many hops; for those of one less they do. Returns whether the budget lasted. */
function growBalls(search: Enumeration, fromSources: HopBall, toTargets: HopBall, hops: number): boolean {
  // The two balls and one hop between them make the path.
  if (hops > 1) {
    const isNearer = fromSources.levelCounts[fromSources.radius] <= toTargets.levelCounts[toTargets.radius];
    const lasted = isNearer ? growHops(search, fromSources) : growCosts(search, toTargets);
    if (!lasted) return false;
  }
  for (let level = toTargets.radius + 1; level <= hops; level++)
    if (!growToward(search, toTargets, level, fromSources, hops - level)) return false;
  return true;
}

/** Finds the paths of some numbers of hops by their cost, of equal ones the fewest hops first. */
function findInOrderOfCost(search: Enumeration, fewest: number, most: number): void {
  const nextCosts: number[] = [];
  for (let hops = fewest; hops <= most; hops++) nextCosts[hops] = leastCostOf(search, hops);
  for (;;) {
    let cost = unreached;
    for (let hops = fewest; hops <= most; hops++) cost = Math.min(cost, nextCosts[hops]);
    if (cost === unreached) return;
    for (let hops = fewest; hops <= most; hops++) {
      if (nextCosts[hops] > cost) continue;
      findPathsOf(search, hops, cost);
      if (isDone(search)) return;
      nextCosts[hops] = search.nextCost;
    }
  }
}
