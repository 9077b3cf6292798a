/**
 * Paths of a given number of hops and a given cost, grown from the sources node by node, lowest rank first,
 * and left as soon as no walk could complete them.
 *
 * Lower bounds come from a ball round the targets, or with nodes to be passed from `ViaBounds`. Each path of
 * the same hops that costs less has then been found before, so that all but the ways that end in a loop are
 * paid for by a path.
 */
import { arcPasses } from "./filter.js";
import { type HopBall, longRow, slotMask, unreached, type Walkable } from "./hop-ball.js";
import type { NodePath } from "./shortest-path.js";
import type { ViaBounds } from "./via-bounds.js";

export interface Enumeration extends Walkable {
  /** In the order of their ranks, each once. */
  readonly sources: Int32Array;
  readonly ranks: Int32Array;
  readonly bounds: HopBall;
  /** `null` where nothing need be passed. */
  via: ViaBounds | null;
  /** So many paths are wanted. */
  readonly count: number;
  readonly found: NodePath[];
  /** What paths are grown to. */
  hops: number;
  cost: number;
  /** The least bound above `cost` met on the way: no path of these hops costs anything in between. */
  nextCost: number;
  /** The path so far. */
  readonly path: Int32Array;
  /** What the path may go on to, for each of its nodes in turn; see `toKey`. */
  children: Float64Array;
  childCount: number;
}

/** Says whether nothing more is to be looked for. */
export function isDone(search: Enumeration): boolean {
  return search.found.length >= search.count || search.work > search.budget;
}

/** The least that a path of so many hops may cost; `unreached` where there is none. */
export function leastCostOf(search: Enumeration, hops: number): number {
  let least = unreached;
  for (const source of search.sources) least = Math.min(least, boundAtSource(search, source, hops));
  return least;
}

/** Finds every path of exactly so many hops and exactly such a cost, the lowest ranks first, until it is done. */
export function findPathsOf(search: Enumeration, hops: number, cost: number): void {
  search.hops = hops;
  search.cost = cost;
  search.nextCost = unreached;
  search.childCount = 0;
  for (const source of search.sources) {
    if (isDone(search)) return;
    const bound = boundAtSource(search, source, hops);
    search.path[0] = source;
    if (bound <= cost) extend(search, 0, 0, search.via === null ? 0 : search.via.unpassedBy(source));
    else search.nextCost = Math.min(search.nextCost, bound);
  }
}

function boundAtSource({ bounds, via }: Enumeration, source: number, hops: number): number {
  return via === null ? bounds.costOf(source, hops) : via.boundOf(source, via.unpassedBy(source), hops);
}

/** Grows the path from its node at `depth`, which costs so much up to there; `unpassed` are the bits of via still to come. */
function extend(search: Enumeration, depth: number, cost: number, unpassed: number): void {
  const { path, via } = search;
  if (depth === search.hops) {
    if (cost === search.cost) search.found.push({ nodes: path.slice(0, depth + 1), cost });
    return;
  }
  const first = search.childCount;
  if (via === null) addChildren(search, depth, cost);
  else addChildrenVia(search, via, depth, cost, unpassed);
  const last = search.childCount;
  if (last - first > 1) search.children.subarray(first, last).sort();
  for (let i = first; i < last && !isDone(search); i++) {
    const key = search.children[i];
    const node = nodeOfKey(key);
    path[depth + 1] = node;
    extend(search, depth + 1, cost + costOfKey(key), via === null ? 0 : unpassed & ~via.bitOf(node));
  }
  search.childCount = first;
}

// Rank, node and cost of a hop in one number that sorts by rank: 23 + 23 + 7 bits, exact in a double.
const keyNodes = 2 ** 23;
const keyCosts = 2 ** 7;

function toKey(rank: number, node: number, cost: number): number {
  return (rank * keyNodes + node) * keyCosts + cost;
}

function nodeOfKey(key: number): number {
  return Math.floor(key / keyCosts) % keyNodes;
}

function costOfKey(key: number): number {
  return key % keyCosts;
}

/** Collects the nodes over which the path could be completed at the cost sought, with the least cost of a hop to each. */
function addChildren(search: Enumeration, depth: number, cost: number): void {
  const { bounds, path } = search;
  const { starts, ends } = search.projection.arcs;
  const node = path[depth];
  const left = search.hops - depth - 1;
  const count = bounds.levelCounts[left];
  if (ends[node] - starts[node] <= longRow * count) {
    search.work += ends[node] - starts[node];
    addFromRow(search, depth, cost, left, starts[node], ends[node]);
    return;
  }
  const level = bounds.levels[left];
  search.work += count;
  for (let i = 0; i < count; i++) {
    const start = search.projection.arcs.firstTo(node, bounds.nodes[level[i]]);
    addFromRow(search, depth, cost, left, start, endOfParallels(search, node, start, bounds.nodes[level[i]]));
  }
}

/** Where the arcs from a node to another end, if the first of them is `start`. */
function endOfParallels({ projection }: Enumeration, node: number, start: number, target: number): number {
  const { ends, targets } = projection.arcs;
  let end = start;
  while (end < ends[node] && targets[end] === target) end++;
  return end;
}

function addFromRow(
  search: Enumeration,
  depth: number,
  cost: number,
  left: number,
  start: number,
  end: number,
): void {
  const { projection, filter, bounds, path } = search;
  const { targets, costs: hopCosts } = projection.arcs;
  const { places, stamp, stride, costs, endCount } = bounds;
  const allowance = search.cost - cost;
  let next = search.nextCost - cost;
  // The node added last and the least cost of a hop to it so far: parallel arcs follow each other.
  let latest = -1;
  let latestCost = 0;
  for (let arc = start; arc < end; arc++) {
    const target = targets[arc];
    if (places[2 * target] !== stamp) continue;
    const slot = places[2 * target + 1] & slotMask;
    const hopCost = hopCosts[arc];
    const total = costs[slot * stride + left] + hopCost;
    if (total > allowance && total >= next) continue;
    // No end is passed through, no node twice.
    if ((slot < endCount && left > 0) || isOnPath(path, depth, target)) continue;
    if (filter !== null && !arcPasses(projection, filter, arc)) continue;
    if (total > allowance) next = total;
    else if (target !== latest) addChild(search, target, (latestCost = hopCost));
    else if (hopCost < latestCost) replaceChild(search, target, (latestCost = hopCost));
    if (total <= allowance) latest = target;
  }
  search.nextCost = next + cost;
}

function isOnPath(path: Int32Array, depth: number, node: number): boolean {
  for (let i = 0; i < depth; i++) if (path[i] === node) return true;
  return false;
}

function addChild(search: Enumeration, node: number, cost: number): void {
  if (search.childCount === search.children.length) {
    const longer = new Float64Array(2 * search.childCount);
    longer.set(search.children);
    search.children = longer;
  }
  search.children[search.childCount++] = toKey(search.ranks[node], node, cost);
}

/** Gives the child added last a lower cost. */
function replaceChild(search: Enumeration, node: number, cost: number): void {
  search.children[search.childCount - 1] = toKey(search.ranks[node], node, cost);
}

/** As `addChildren`, where nodes are to be passed on the way. */
function addChildrenVia(
  search: Enumeration,
  via: ViaBounds,
  depth: number,
  cost: number,
  unpassed: number,
): void {
  const { projection, filter, path } = search;
  const { starts, ends, targets, costs: hopCosts } = projection.arcs;
  const node = path[depth];
  const left = search.hops - depth - 1;
  const allowance = search.cost - cost;
  let next = search.nextCost - cost;
  let latest = -1;
  let latestCost = 0;
  let rest = unreached;
  search.work += ends[node] - starts[node];
  for (let arc = starts[node], end = ends[node], read = -1; arc < end; arc++) {
    const target = targets[arc];
    if (target !== read) {
      rest = via.boundAfter(target, unpassed, left);
      read = target;
    }
    const hopCost = hopCosts[arc];
    const total = rest + hopCost;
    if (total > allowance && total >= next) continue;
    if (isOnPath(path, depth, target)) continue;
    if (filter !== null && !arcPasses(projection, filter, arc)) continue;
    if (total > allowance) next = total;
    else if (target !== latest) addChild(search, target, (latestCost = hopCost));
    else if (hopCost < latestCost) replaceChild(search, target, (latestCost = hopCost));
    if (total <= allowance) latest = target;
  }
  search.nextCost = next + cost;
}
