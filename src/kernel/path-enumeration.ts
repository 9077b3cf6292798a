/**
 * Paths of a given number of hops and a given cost, grown from the sources node by node, lowest rank first,
 * and left as soon as no walk could complete them.
 *
 * Lower bounds come from a ball round the targets, or with nodes to be passed from `ViaBounds`. Paths of the
 * same hops that cost less have been found before, so that all ways but those that a walk completes with a loop
 * are paid for by a path. Where such ways take long, a ball that keeps clear of the path so far tells which of
 * them any path completes: a walk of the least cost within so many hops has no loop.
 */
import { arcPasses, narrowingFilter } from "./filter.js";
import type { CostBall } from "./cost-ball.js";
import { growCosts, type HopBall, longRow, slotMask, unreached, type Walkable } from "./hop-ball.js";
import type { Projection } from "./projection.js";
import type { NodePath, ShortestPathQuestion } from "./shortest-path.js";
import type { ViaBounds } from "./via-bounds.js";

export interface PathsQuestion extends ShortestPathQuestion {
  readonly rankBy: "HOPS" | "COST";
  /** At most so many paths, 1 or more. */
  readonly count: number;
  /** Up to three nodes that every path passes, in any order; an end of a path is passed too. */
  readonly via: Int32Array;
  /** About how many arcs may be looked at. */
  readonly budget: number;
}

export interface Enumeration extends Walkable {
  /** In the order of their ranks, each once. */
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly ranks: Int32Array;
  readonly bounds: HopBall;
  /** What reaching a node costs at least, where paths go by cost. */
  readonly reached: CostBall | null;
  /** `null` where nothing need be passed. */
  readonly via: ViaBounds | null;
  /** For balls that keep clear of a path. */
  readonly spare: HopBall;
  /** The work at which the search last came to an end of a path, or found out that it may; nodes tried since. */
  usefulWork: number;
  vainTries: number;
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
  /** What a path may go on to from a node with so many hops left after the next; to be cleared when bounds change. */
  readonly continuations: Map<number, Continuations>;
  /** All nodes one hop on from a node. */
  readonly neighbours: Map<number, Continuations>;
}

/** Three numbers for each node one may go on to, by rank: the node, the least cost of a hop to it, where its bounds begin. */
interface Continuations {
  readonly hops: Int32Array;
  /** The least that a path over any node left out would cost. */
  readonly nextCost: number;
}

interface EnumerationBounds {
  readonly bounds: HopBall;
  readonly reached?: CostBall | null;
  readonly via?: ViaBounds | null;
  readonly spare: HopBall;
}

export function beginEnumeration(
  projection: Projection,
  { sources, targets, maxHops, filter, ranks, count, budget }: PathsQuestion,
  found: NodePath[],
  { bounds, reached = null, via = null, spare }: EnumerationBounds,
): Enumeration {
  return {
    projection,
    filter: narrowingFilter(projection, filter),
    work: 0,
    budget,
    sources: Int32Array.from(new Set(sources)).sort((a, b) => ranks[a] - ranks[b]),
    targets,
    ranks,
    bounds,
    reached,
    via,
    spare,
    usefulWork: 0,
    vainTries: 0,
    count,
    found,
    hops: 0,
    cost: 0,
    nextCost: unreached,
    path: new Int32Array(maxHops + 1),
    continuations: new Map(),
    neighbours: new Map(),
  };
}

/** Says whether nothing more is to be looked for. */
export function isDone(search: Enumeration): boolean {
  return search.found.length >= search.count || search.work > search.budget;
}

/** Finds the paths of some numbers of hops by their cost, of equal ones the fewest hops first, until it is done. */
export function findInOrderOfCost(search: Enumeration, fewest: number, most: number): void {
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
  noteUse(search);
  for (const source of search.sources) {
    if (isDone(search)) return;
    const bound = boundAtSource(search, source, hops);
    search.path[0] = source;
    if (bound > cost) search.nextCost = Math.min(search.nextCost, bound);
    else if (search.via === null) extend(search, 0, 0);
    else extendVia(search, search.via, 0, 0, search.via.unpassedBy(source));
  }
}

function boundAtSource({ bounds, via }: Enumeration, source: number, hops: number): number {
  return via === null ? bounds.costOf(source, hops) : via.boundOf(source, via.unpassedBy(source), hops);
}

/** Grows the path from its node at `depth`, up to which it costs so much. */
function extend(search: Enumeration, depth: number, cost: number): void {
  const { path, bounds } = search;
  if (depth === search.hops) {
    addFound(search, depth, cost);
    return;
  }
  const left = search.hops - depth - 1;
  const { hops: next, nextCost } = continuationsOf(search, path[depth], left);
  search.nextCost = Math.min(search.nextCost, nextCost);
  search.work += next.length / 3;
  // Once they are known: by position, the least cost of a path from there that keeps clear of this one.
  let clear: Int32Array | null = null;
  for (let i = 0; i < next.length; i += 3) {
    if (clear === null && search.vainTries > patience) clear = costsClearOf(search, depth, cost, next, i);
    const soFar = cost + next[i + 1];
    const rest = bounds.costs[next[i + 2] + left];
    const total = soFar + (clear === null ? rest : Math.max(rest, clear[i / 3]));
    if (total > search.cost && total >= search.nextCost) continue;
    if (isOnPath(path, depth, next[i])) continue;
    if (total > search.cost) {
      search.nextCost = total;
      continue;
    }
    path[depth + 1] = next[i];
    search.vainTries++;
    extend(search, depth + 1, soFar);
    if (isDone(search)) return;
  }
}

/** So many nodes tried without an end of a path call for a closer look. */
const patience = 100;

function noteUse(search: Enumeration): void {
  search.usefulWork = search.work;
  search.vainTries = 0;
}

/**
 * Works out what a path from each continuation on costs at least, within the hops left and clear of the path so
 * far; `null` where that takes more work than has been in vain.
 */
function costsClearOf(
  search: Enumeration,
  depth: number,
  cost: number,
  next: Int32Array,
  first: number,
): Int32Array | null {
  const { projection, filter, spare, targets, sources, path } = search;
  const left = search.hops - depth - 1;
  const ground = { projection, filter, work: 0, budget: search.work - search.usefulWork };
  const goals = targets.filter((node) => node !== path[0]);
  spare.begin(projection.nodeCount, goals, [sources, path.subarray(0, depth + 1)], left + 1);
  let lasted = true;
  while (lasted && spare.radius < left) lasted = growCosts(ground, spare);
  search.work += ground.work;
  if (!lasted) {
    noteUse(search);
    return null;
  }

  const clear = new Int32Array(next.length / 3).fill(unreached);
  let mayLead = false;
  for (let i = first; i < next.length; i += 3) {
    for (let hops = 0; hops <= left; hops++)
      clear[i / 3] = Math.min(clear[i / 3], spare.costOf(next[i], hops));
    if (cost + next[i + 1] + clear[i / 3] <= search.cost && !isOnPath(path, depth, next[i])) mayLead = true;
  }
  // Where nothing leads on, the nodes before this one are due for the same.
  if (mayLead) noteUse(search);
  return clear;
}

/** As `extend`; `unpassed` are the bits of those still to be passed. */
function extendVia(search: Enumeration, via: ViaBounds, depth: number, cost: number, unpassed: number): void {
  const { path } = search;
  if (depth === search.hops) {
    addFound(search, depth, cost);
    return;
  }
  const left = search.hops - depth - 1;
  const { hops: next } = neighboursOf(search, path[depth]);
  search.work += next.length / 3;
  for (let i = 0; i < next.length; i += 3) {
    const soFar = cost + next[i + 1];
    const total = soFar + via.boundAfter(next[i], unpassed, left);
    if (total > search.cost && total >= search.nextCost) continue;
    if (isOnPath(path, depth, next[i])) continue;
    if (total > search.cost) {
      search.nextCost = total;
      continue;
    }
    path[depth + 1] = next[i];
    extendVia(search, via, depth + 1, soFar, unpassed & ~via.bitOf(next[i]));
    if (isDone(search)) return;
  }
}

function addFound(search: Enumeration, depth: number, cost: number): void {
  noteUse(search);
  if (cost === search.cost) search.found.push({ nodes: search.path.slice(0, depth + 1), cost });
}

function isOnPath(path: Int32Array, depth: number, node: number): boolean {
  for (let i = 0; i < depth; i++) if (path[i] === node) return true;
  return false;
}

function continuationsOf(search: Enumeration, node: number, left: number): Continuations {
  const key = node * 16 + left;
  let known = search.continuations.get(key);
  if (known === undefined) {
    const { reached } = search;
    known =
      reached === null
        ? { hops: sortedByRank(search, candidates(search, node, left)), nextCost: unreached }
        : affordable(search, node, left, reached);
    search.continuations.set(key, known);
  }
  return known;
}

function neighboursOf(search: Enumeration, node: number): Continuations {
  let known = search.neighbours.get(node);
  if (known === undefined) {
    known = { hops: sortedByRank(search, neighbours(search, node)), nextCost: unreached };
    search.neighbours.set(node, known);
  }
  return known;
}

/** Leaves of the neighbours those over which a path could cost no more than what is sought. */
function affordable(search: Enumeration, node: number, left: number, reached: CostBall): Continuations {
  const { hops } = neighboursOf(search, node);
  const { places, stamp, stride, costs, endCount } = search.bounds;
  const allowance = search.cost - reached.boundOf(node);
  const found: number[] = [];
  let least = unreached;
  search.work += hops.length / 3;
  for (let i = 0; i < hops.length; i += 3) {
    const target = hops[i];
    if (places[2 * target] !== stamp) continue;
    const slot = places[2 * target + 1] & slotMask;
    // No end is passed through.
    if (slot < endCount && left > 0) continue;
    const total = hops[i + 1] + costs[slot * stride + left];
    if (total > allowance) least = Math.min(least, total);
    else found.push(target, hops[i + 1], slot * stride);
  }
  const nextCost = least >= unreached ? unreached : least + search.cost - allowance;
  return { hops: Int32Array.from(found), nextCost };
}

/** Collects the nodes one hop on from which walks of so many hops lead to a target, by number. */
function candidates(search: Enumeration, node: number, left: number): number[] {
  const { projection, bounds } = search;
  const { starts, ends } = projection.arcs;
  const found: number[] = [];
  const count = bounds.levelCounts[left];
  if (ends[node] - starts[node] <= longRow * count) {
    search.work += ends[node] - starts[node];
    addCandidates(search, starts[node], ends[node], left, found);
    return found;
  }
  search.work += count;
  const level = bounds.levels[left];
  for (let i = 0; i < count; i++) {
    const start = projection.arcs.firstTo(node, bounds.nodes[level[i]]);
    addCandidates(search, start, endOfParallels(search, node, start, bounds.nodes[level[i]]), left, found);
  }
  return found;
}

/** Where the arcs from a node to another end, if the first of them is `start`. */
function endOfParallels({ projection }: Enumeration, node: number, start: number, target: number): number {
  const { ends, targets } = projection.arcs;
  let end = start;
  while (end < ends[node] && targets[end] === target) end++;
  return end;
}

function addCandidates(
  { projection, filter, bounds }: Enumeration,
  start: number,
  end: number,
  left: number,
  found: number[],
): void {
  const { targets, costs: hopCosts } = projection.arcs;
  const { places, stamp, stride, costs, endCount } = bounds;
  for (let arc = start; arc < end; arc++) {
    const target = targets[arc];
    if (places[2 * target] !== stamp) continue;
    const slot = places[2 * target + 1] & slotMask;
    if (costs[slot * stride + left] === unreached) continue;
    // No end is passed through.
    if (slot < endCount && left > 0) continue;
    if (filter !== null && !arcPasses(projection, filter, arc)) continue;
    addHop(found, target, hopCosts[arc], slot * stride);
  }
}

/** Adds a hop, or lowers the cost of the last one where it leads to the same node: parallel arcs follow each other. */
function addHop(found: number[], node: number, cost: number, at: number): void {
  const last = found.length - 3;
  if (last < 0 || found[last] !== node) found.push(node, cost, at);
  else if (cost < found[last + 1]) found[last + 1] = cost;
}

/** Collects all nodes one hop on, by number. */
function neighbours(search: Enumeration, node: number): number[] {
  const { projection, filter } = search;
  const { starts, ends, targets, costs } = projection.arcs;
  const found: number[] = [];
  search.work += ends[node] - starts[node];
  for (let arc = starts[node], end = ends[node]; arc < end; arc++)
    if (filter === null || arcPasses(projection, filter, arc)) addHop(found, targets[arc], costs[arc], 0);
  return found;
}

/** Sorts groups of three numbers by the rank of the node that each begins with. */
function sortedByRank({ ranks }: Enumeration, groups: readonly number[]): Int32Array {
  const sorted = Int32Array.from(groups);
  if (groups.length <= 3) return sorted;
  // Rank and place in one number: 31 + 22 bits are exact in a double.
  const places = 2 ** 22;
  const keys = new Float64Array(groups.length / 3);
  for (let i = 0; i < keys.length; i++) keys[i] = ranks[groups[3 * i]] * places + i;
  keys.sort();
  for (let i = 0; i < keys.length; i++) {
    const place = 3 * (keys[i] % places);
    sorted[3 * i] = groups[place];
    sorted[3 * i + 1] = groups[place + 1];
    sorted[3 * i + 2] = groups[place + 2];
  }
  return sorted;
}

/** Negative where `a` is the better path. */
export function comparePaths(rankBy: "HOPS" | "COST", ranks: Int32Array, a: NodePath, b: NodePath): number {
  const byHops = a.nodes.length - b.nodes.length;
  const byCost = a.cost - b.cost;
  const order = rankBy === "HOPS" ? byHops || byCost : byCost || byHops;
  if (order !== 0) return order;
  const i = a.nodes.findIndex((node, at) => node !== b.nodes[at]);
  return i === -1 ? 0 : ranks[a.nodes[i]] - ranks[b.nodes[i]];
}
