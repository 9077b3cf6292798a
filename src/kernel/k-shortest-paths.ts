/**
 * The k best ways between nodes: k shortest loopless paths.
 *
 * Balls round both ends give, for each node that matters, the least cost of a walk of exactly so many hops to
 * a target. With those bounds paths are enumerated in their final order, and however many are asked for, no
 * search is ever begun anew (as in Yen, "Finding the K Shortest Loopless Paths in a Network", 1971). Walks may
 * have loops that no path avoids at their price: that is what the budget is for.
 */
import { isDone, beginEnumeration, findInOrderOfCost, type PathsQuestion } from "./path-enumeration.js";
import { findByCost } from "./paths-by-cost.js";
import { findByHops } from "./paths-by-hops.js";
import type { Projection } from "./projection.js";
import { mayConnect, type NodePath } from "./shortest-path.js";
import { ViaBounds } from "./via-bounds.js";
import type { Workspace } from "./workspace.js";

export type { PathsQuestion } from "./path-enumeration.js";

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
 * No path has more than `maxHops` hops, `mostHops` at most. Paths are told apart by their nodes: a hop costs the least
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

  const find = via.length > 0 ? findVia : question.rankBy === "HOPS" ? findByHops : findByCost;
  const work = find(projection, { ...question, via }, found, workspace);
  return { paths: found, truncated: work > question.budget && found.length < question.count, work };
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

/** Says at no great price when there is no path for certain. */
function mayHavePaths(
  projection: Projection,
  { sources, targets, filter, maxHops }: PathsQuestion,
  via: Int32Array,
): boolean {
  const isLoop = sources.every((source) => targets.every((target) => source === target));
  if (maxHops === 0 || isLoop) return false;
  const isBarred = (node: number): boolean =>
    filter.nodes !== null && filter.nodes[node] === 0 && !sources.includes(node) && !targets.includes(node);
  return !via.some(isBarred) && mayConnect(projection, sources, targets);
}

/** Finds paths that pass nodes, in either order, adding to what was found. Returns the arcs looked at. */
function findVia(
  projection: Projection,
  question: PathsQuestion,
  found: NodePath[],
  workspace: Workspace,
): number {
  const { maxHops, rankBy } = question;
  const via = new ViaBounds(projection, question, workspace);
  const search = beginEnumeration(projection, question, found, {
    bounds: workspace.ballAt(0),
    via,
    spare: workspace.ballAt(5),
  });
  // By cost, the bounds for the most hops will do for fewer.
  const first = rankBy === "HOPS" ? via.fewestHops : Math.max(via.fewestHops, maxHops);
  for (let hops = first; hops <= maxHops && !isDone(search); hops++) {
    if (!via.grow(search, hops)) break;
    findInOrderOfCost(search, rankBy === "HOPS" ? hops : 1, hops);
  }
  return search.work;
}
