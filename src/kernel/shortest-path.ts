/**
 * The best path between two sets of nodes, in the order of fewest hops, then least cost, then lowest ranks.
 *
 * Two searches grow towards each other, a whole level at a time, the one with the shorter rim first. Both
 * label each node with the level they found it on and the least cost of reaching it in so few hops. As soon
 * as the rims of the two touch, every path of the fewest hops crosses one of the arcs between them; the best
 * crossings are collected, and the path of the lowest ranks is read off.
 */
import { type ArcFilter, arcPasses, type Filter, narrowingFilter } from "./filter.js";
import type { Projection } from "./projection.js";
import { type ArcRows, grown } from "./rows.js";
import { askDays, fails, testWord } from "./word.js";
import type { Workspace } from "./workspace.js";

export interface ShortestPathQuestion {
  /** One or more nodes; they count whatever `filter.nodes` says. */
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  /** 0 to 15. */
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
  if (!mayConnect(projection, sources, targets)) return null;
  const search = beginSearch(projection, question, workspace);
  enter(search, search.forward, sources);
  const shared = lowestLabelled(targets, workspace.labels, ranks);
  const path =
    shared === -1 ? growTogether(search, targets, maxHops) : { nodes: Int32Array.of(shared), cost: 0 };
  forget(workspace.labels, search.forward);
  forget(workspace.labels, search.backward);
  return path;
}

interface Search {
  readonly projection: Projection;
  readonly workspace: Workspace;
  /** `null` where everything passes. */
  readonly filter: ArcFilter | null;
  readonly ranks: Int32Array;
  readonly forward: Side;
  readonly backward: Side;
}

/** One of the two searches. */
interface Side {
  /** The nodes found: those `l` hops from the side's ends stand from `bounds[l]` up to, not including, `bounds[l + 1]`. */
  readonly found: Int32Array;
  readonly bounds: Int32Array;
  /** How far the outermost level, the rim, is from the ends. */
  rim: number;
  /** The least cost of reaching a node of the rim. */
  least: number;
  /** The label of its ends. */
  readonly firstLabel: number;
}

// A label has the cost in its lower bits, then the side, then the level, counted from 1. A hop costs up to 127
// and a side has up to 14 levels beyond its ends, so that costs take 11 bits and the rest the other 5.
const sideLabel = 1 << 11;
const levelLabel = 2 * sideLabel;
const costMask = sideLabel - 1;

/** More than any path costs. */
const noCrossing = 2 * sideLabel;

/** A row so many times longer than a level has nodes is searched for those, not read through. */
const longRow = 16;

/** Says whether a source and a target may have a path: never no where they have one. O(sources × targets). */
export function mayConnect(projection: Projection, sources: Int32Array, targets: Int32Array): boolean {
  for (const source of sources)
    for (const target of targets) if (projection.mayConnect(source, target)) return true;
  return false;
}

function beginSearch(
  projection: Projection,
  { filter, ranks }: ShortestPathQuestion,
  workspace: Workspace,
): Search {
  workspace.fit(projection);
  return {
    projection,
    workspace,
    filter: narrowingFilter(projection, filter),
    ranks,
    forward: sideOf(workspace.forward, workspace.forwardBounds, levelLabel),
    backward: sideOf(workspace.backward, workspace.backwardBounds, levelLabel + sideLabel),
  };
}

function sideOf(found: Int32Array, bounds: Int32Array, firstLabel: number): Side {
  return { found, bounds, rim: -1, least: 0, firstLabel };
}

/** Makes nodes the first level of a side. */
function enter({ workspace }: Search, side: Side, nodes: Int32Array): void {
  const { found, bounds, firstLabel } = side;
  let count = 0;
  for (const node of nodes) {
    if (workspace.labels[node] === firstLabel) continue;
    workspace.labels[node] = firstLabel;
    found[count++] = node;
  }
  bounds[1] = count;
  side.rim = 0;
}

/** The node of the lowest rank that has a label, or −1. */
function lowestLabelled(nodes: Int32Array, labels: Uint16Array, ranks: Int32Array): number {
  let lowest = -1;
  for (const node of nodes)
    if (labels[node] !== 0 && (lowest === -1 || ranks[node] < ranks[lowest])) lowest = node;
  return lowest;
}

/** Takes the labels off again. */
function forget(labels: Uint16Array, { found, bounds, rim }: Side): void {
  for (let i = 0, end = bounds[rim + 1]; i < end; i++) labels[found[i]] = 0;
}

/** Grows from both ends until the rims meet. */
function growTogether(search: Search, targets: Int32Array, maxHops: number): NodePath | null {
  const { forward, backward } = search;
  enter(search, backward, targets);
  for (let hops = 1; hops <= maxHops; hops++) {
    const isForward = rimCount(forward) <= rimCount(backward);
    const near = isForward ? forward : backward;
    const cost = meet(search, near, isForward ? backward : forward);
    if (cost !== noCrossing) return { nodes: readPath(search), cost };
    // What the last hop finds would not be gone on from.
    if (hops === maxHops || !grow(search, near)) return null;
  }
  return null;
}

function rimCount({ bounds, rim }: Side): number {
  return bounds[rim + 1] - bounds[rim];
}

/**
 * Collects the best crossings between the rims, read from the near side, in `workspace.crossings`. Returns the
 * cost of a path over them, or `noCrossing`.
 */
function meet(search: Search, near: Side, far: Side): number {
  const { workspace } = search;
  const { labels } = workspace;
  const { targets, costs } = search.projection.arcs;
  const { found, bounds } = near;
  const [start, end] = [bounds[near.rim], bounds[near.rim + 1]];
  const level = far.rim;
  let best = noCrossing;
  workspace.touched = touchRows(search.projection.arcs, found, start, end);
  for (let i = start; i < end; i++) {
    const node = found[i];
    // A hop costs 1 at least.
    if ((labels[node] & costMask) + far.least >= best) continue;
    const count = findArcs(search, node, far, level);
    for (let k = 0; k < count; k++) {
      const arc = workspace.hits[k];
      const target = targets[arc];
      const cost = (labels[node] & costMask) + costs[arc] + (labels[target] & costMask);
      if (cost > best || !passes(search, arc)) continue;
      if (cost < best) workspace.crossingCount = 0;
      best = cost;
      if (near === search.forward) noteCrossing(workspace, node, target);
      else noteCrossing(workspace, target, node);
    }
  }
  return best;
}

/**
 * Reads the first and the last arc of each row, so that memory delivers the rows all together and not one after
 * another: a tenth of the time of a search. The sum is there for the reading not to be optimised away.
 */
function touchRows(
  { starts, ends, targets }: ArcRows,
  nodes: Int32Array,
  start: number,
  end: number,
): number {
  let sum = 0;
  for (let i = start; i < end; i++) {
    const node = nodes[i];
    if (starts[node] < ends[node]) sum = (sum + targets[starts[node]] + targets[ends[node] - 1]) | 0;
  }
  return sum;
}

/** Finds the arcs from a node to those on a level, whether or not they pass: `workspace.hits`. Returns how many. */
function findArcs({ projection, workspace }: Search, node: number, side: Side, level: number): number {
  const { arcs } = projection;
  const { found, bounds, firstLabel } = side;
  const start = arcs.starts[node];
  const end = arcs.ends[node];
  if (end - start > workspace.hits.length) workspace.hits = new Int32Array(2 * (end - start));
  const { labels, hits } = workspace;
  if (end - start <= longRow * (bounds[level + 1] - bounds[level])) {
    const label = firstLabel + level * levelLabel;
    return scanRow(arcs.targets, start, end, labels, label, hits);
  }
  let count = 0;
  for (let i = bounds[level]; i < bounds[level + 1]; i++)
    for (let arc = arcs.firstTo(node, found[i]); arc < end && arcs.targets[arc] === found[i]; arc++)
      hits[count++] = arc;
  return count;
}

/** Finds the arcs to nodes with a label, whatever their cost. Most of the time of most searches is spent here. */
function scanRow(
  targets: Int32Array,
  start: number,
  end: number,
  labels: Uint16Array,
  label: number,
  found: Int32Array,
): number {
  let count = 0;
  for (let arc = start; arc < end; arc++)
    if ((labels[targets[arc]] & ~costMask) === label) found[count++] = arc;
  return count;
}

function passes({ projection, filter }: Search, arc: number): boolean {
  return filter === null || arcPasses(projection, filter, arc);
}

function noteCrossing(workspace: Workspace, source: number, target: number): void {
  const at = 2 * workspace.crossingCount++;
  if (at === workspace.crossings.length) workspace.crossings = grown(workspace.crossings, 2 * at);
  workspace.crossings[at] = source;
  workspace.crossings[at + 1] = target;
}

/** Finds the next level of a side; returns whether there is any. */
function grow(search: Search, side: Side): boolean {
  const end = search.filter === null ? growOpen(search, side) : growFiltered(search, search.filter, side);
  side.rim++;
  side.bounds[side.rim + 1] = end;
  return rimCount(side) > 0;
}

/** Finds the next level of a side where everything passes; returns where it ends in `found`. */
function growOpen({ projection, workspace }: Search, side: Side): number {
  const { starts, ends, targets, costs } = projection.arcs;
  const { labels } = workspace;
  const { found, bounds, firstLabel } = side;
  const level = side.rim;
  const end = bounds[level + 1];
  const beyond = firstLabel + (level + 1) * levelLabel + sideLabel;
  let least = beyond;
  let tail = end;
  for (let i = bounds[level]; i < end; i++) {
    const node = found[i];
    const next = labels[node] + levelLabel;
    for (let arc = starts[node], last = ends[node]; arc < last; arc++) {
      const target = targets[arc];
      const label = labels[target];
      if (label === 0) found[tail++] = target;
      else if (label >= beyond || label <= next + costs[arc]) continue;
      labels[target] = next + costs[arc];
      if (next + costs[arc] < least) least = next + costs[arc];
    }
  }
  side.least = least & costMask;
  return tail;
}

/** Finds the next level of a side under a filter; returns where it ends in `found`. */
function growFiltered({ projection, workspace }: Search, filter: ArcFilter, side: Side): number {
  const { sinces, untils } = projection;
  const { starts, ends, targets, words, hyperedges, costs } = projection.arcs;
  const { labels } = workspace;
  const { nodes, kinds, minStrength, sinceMonth, untilMonth, sinceBefore, untilAfter } = filter;
  const passing = filter.hyperedges;
  const { found, bounds, firstLabel } = side;
  const level = side.rim;
  const end = bounds[level + 1];
  const beyond = firstLabel + (level + 1) * levelLabel + sideLabel;
  let least = beyond;
  let tail = end;
  for (let i = bounds[level]; i < end; i++) {
    const node = found[i];
    const next = labels[node] + levelLabel;
    for (let arc = starts[node], last = ends[node]; arc < last; arc++) {
      // The words lie in a row, the labels do not: what the word says is asked first.
      const verdict = testWord(words[arc], kinds, minStrength, sinceMonth, untilMonth);
      if (verdict === fails) continue;
      const target = targets[arc];
      const label = labels[target];
      if (label !== 0 && (label >= beyond || label <= next + costs[arc])) continue;
      const hyperedge = hyperedges[arc];
      if (verdict === askDays && (sinces[hyperedge] >= sinceBefore || untils[hyperedge] <= untilAfter))
        continue;
      if (passing !== null && passing[hyperedge] !== 1) continue;
      if (label === 0) {
        if (nodes !== null && nodes[target] !== 1) continue;
        found[tail++] = target;
      }
      labels[target] = next + costs[arc];
      if (next + costs[arc] < least) least = next + costs[arc];
    }
  }
  side.least = least & costMask;
  return tail;
}

/** Reads off the path of the lowest ranks, once the best crossings are known. */
function readPath(search: Search): Int32Array {
  const { workspace, ranks, forward, backward } = search;
  const { best, meets, labels } = workspace;
  const [near, far] = [forward.rim, backward.rim];
  const path = new Int32Array(near + far + 2);

  // Back from the crossings to the sources, so that only nodes on a best path are left to choose from ...
  const stamp = workspace.takeStamps(1);
  let end = keepCrossings(search, stamp);
  for (let level = near, start = 0; level > 0; level--) {
    const next = keepParents(search, start, end, level, stamp);
    start = end;
    end = next;
  }

  // ... then forth again, the lowest rank first. The levels stand in `best` from the outermost to the sources.
  for (let level = 0; level <= near; level++) {
    const label = forward.firstLabel + level * levelLabel;
    let lowest = -1;
    for (; end > 0 && (labels[best[end - 1]] & ~costMask) === label; end--) {
      const node = best[end - 1];
      if (lowest !== -1 && ranks[node] > ranks[lowest]) continue;
      if (level === 0 || isParent(search, path[level - 1], node)) lowest = node;
    }
    path[level] = lowest;
  }

  // Beyond the crossing the lowest parent of each node leads on to the target.
  path[near + 1] = meets[path[near]];
  for (let level = far; level > 0; level--)
    path[path.length - level] = lowestParent(search, path[path.length - level - 1], level);
  return path;
}

/** Puts each source's side of the crossings into `best` once, and in `meets` the lowest it goes on to. Returns how many. */
function keepCrossings({ workspace, ranks }: Search, stamp: number): number {
  const { best, bestMarks, meets, crossings, crossingCount } = workspace;
  let end = 0;
  for (let i = 0; i < 2 * crossingCount; i += 2) {
    const node = crossings[i];
    if (bestMarks[node] !== stamp) best[end++] = node;
    if (bestMarks[node] !== stamp || ranks[crossings[i + 1]] < ranks[meets[node]])
      meets[node] = crossings[i + 1];
    bestMarks[node] = stamp;
  }
  return end;
}

/** Adds to `best` the parents of those of a level that it holds from `start` to `end`. Returns its new end. */
function keepParents(search: Search, start: number, end: number, level: number, stamp: number): number {
  const { workspace, forward } = search;
  const { best, bestMarks } = workspace;
  let tail = end;
  for (let i = start; i < end; i++) {
    const count = findParents(search, best[i], forward, level);
    for (let k = 0; k < count; k++) {
      const parent = workspace.hits[k];
      if (bestMarks[parent] !== stamp) best[tail++] = parent;
      bestMarks[parent] = stamp;
    }
  }
  return tail;
}

/** The parent of the lowest rank of a node on the backward side. */
function lowestParent(search: Search, node: number, level: number): number {
  const { workspace, ranks, backward } = search;
  const count = findParents(search, node, backward, level);
  let lowest = workspace.hits[0];
  for (let k = 1; k < count; k++) if (ranks[workspace.hits[k]] < ranks[lowest]) lowest = workspace.hits[k];
  return lowest;
}

/** Finds the nodes one level down over which a node is reached at the least cost, in `workspace.hits`. Returns how many. */
function findParents(search: Search, node: number, side: Side, level: number): number {
  const { workspace } = search;
  if (level === 1 && side.bounds[1] === 1) {
    workspace.hits[0] = side.found[0];
    return 1;
  }
  const count = findArcs(search, node, side, level - 1);
  const { hits } = workspace;
  let kept = 0;
  for (let k = 0; k < count; k++)
    if (isWay(search, node, hits[k])) hits[kept++] = search.projection.arcs.targets[hits[k]];
  return kept;
}

/** Says whether an arc from a node to one a level down is a way to reach it at the least cost. */
function isWay(search: Search, node: number, arc: number): boolean {
  const { targets, costs } = search.projection.arcs;
  const { labels } = search.workspace;
  const cost = (labels[targets[arc]] & costMask) + costs[arc];
  return cost === (labels[node] & costMask) && passes(search, arc);
}

/** Says whether a node is reached at the least cost over another one level down. */
function isParent(search: Search, parent: number, node: number): boolean {
  const { arcs } = search.projection;
  for (let arc = arcs.firstTo(node, parent); arc < arcs.ends[node] && arcs.targets[arc] === parent; arc++)
    if (isWay(search, node, arc)) return true;
  return false;
}
