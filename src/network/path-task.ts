/** A question for paths and its answer in numbers, as it is worked out on whatever thread. */
import { disjointPaths } from "../kernel/disjoint-paths.js";
import type { Filter } from "../kernel/filter.js";
import { findPaths } from "../kernel/k-shortest-paths.js";
import { hyperedgesBetween } from "../kernel/links.js";
import { canPassThrough } from "../kernel/passing-through.js";
import type { Projection } from "../kernel/projection.js";
import { connects, reachOf } from "../kernel/reach.js";
import { shortestPath, type NodePath } from "../kernel/shortest-path.js";
import type { ViewComponents } from "../kernel/view-components.js";
import type { Workspace } from "../kernel/workspace.js";
import type { NoPathReason, PathRank } from "../domain/path.js";

export interface NumberedQuestion {
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly via: Int32Array;
  readonly maxHops: number;
  readonly filter: Filter;
  readonly ranks: Int32Array;
  readonly rankBy: PathRank;
  readonly disjoint: boolean;
  readonly count: number;
  /** How many arcs a search for several paths may look at. */
  readonly budget: number;
}

/** A path with the hyperedges that pass of each of its hops. */
export interface FoundPath extends NodePath {
  readonly hyperedges: readonly Int32Array[];
}

export interface FoundPaths {
  readonly kind: "paths";
  readonly paths: readonly FoundPath[];
  readonly truncated: boolean;
}

export interface FoundNone {
  readonly kind: "none";
  readonly reason: NoPathReason;
  readonly fromReach: number;
  readonly toReach: number;
}

/** Answers a question whole: the paths there are, or why there is none. */
export function answerPaths(
  projection: Projection,
  question: NumberedQuestion,
  workspace: Workspace,
): FoundPaths | FoundNone {
  const found = searchPaths(projection, question, workspace);
  if (found.paths.length > 0) return found;
  const none = whyNone(projection, question, workspace);
  // A search that was cut short proves nothing; that a node cannot be passed, however long the way, does.
  return found.truncated && none.reason === "TOO_FAR" ? found : none;
}

/** Finds the paths there are, none included. One shortest path is found the fast way. */
export function searchPaths(
  projection: Projection,
  question: NumberedQuestion,
  workspace: Workspace,
): FoundPaths {
  const { filter } = question;
  const { paths, truncated } = bestPaths(projection, question, workspace);
  return { kind: "paths", paths: paths.map((path) => withHops(projection, path, filter)), truncated };
}

function bestPaths(
  projection: Projection,
  question: NumberedQuestion,
  workspace: Workspace,
): { readonly paths: readonly NodePath[]; readonly truncated: boolean } {
  const { count, via, rankBy } = question;
  if (count === 1 && via.length === 0 && rankBy === "HOPS") {
    const path = shortestPath(projection, question, workspace);
    return { paths: path === null ? [] : [path], truncated: false };
  }
  if (question.disjoint && count > 1) {
    const found = disjointPaths(projection, question, workspace);
    // Where all of a best set are too long, one path alone may be short enough.
    if (found.paths.length > 0 || found.truncated) return found;
    return findPaths(projection, { ...question, count: 1 }, workspace);
  }
  return findPaths(projection, question, workspace);
}

function withHops(projection: Projection, { nodes, cost }: NodePath, filter: Filter): FoundPath {
  const hyperedges: Int32Array[] = [];
  for (let i = 1; i < nodes.length; i++)
    hyperedges.push(hyperedgesBetween(projection, nodes[i - 1], nodes[i], filter));
  return { nodes, cost, hyperedges };
}

/** Says why there is no path, given that there is none. O(memberships), with `via` O(arcs). */
export function whyNone(projection: Projection, question: NumberedQuestion, workspace: Workspace): FoundNone {
  const { sources, targets, filter } = question;
  return {
    kind: "none",
    reason: reasonOf(projection, question, workspace),
    fromReach: reachOf(projection, { sources, blocked: beside(targets, sources), filter }, workspace),
    toReach: reachOf(projection, { sources: targets, blocked: beside(sources, targets), filter }, workspace),
  };
}

/**
 * Says that there is no path, and why, where the two sides lie in different components of the view; `null`
 * where they share one, or an end does not pass the filter and so lies in none. O(ends).
 */
export function noneBetween(
  projection: Projection,
  { sources, targets }: NumberedQuestion,
  view: ViewComponents,
): FoundNone | null {
  const [near, far] = [componentsOf(view, sources), componentsOf(view, targets)];
  if (near.has(-1) || far.has(-1)) return null;
  for (const component of near) if (far.has(component)) return null;
  const others = (components: ReadonlySet<number>, ends: Int32Array): number =>
    [...components].reduce((sum, component) => sum + view.sizes[component], -ends.length);
  return {
    kind: "none",
    reason: apartReason(projection, sources, targets) ?? "FILTERED_OUT",
    fromReach: others(near, sources),
    toReach: others(far, targets),
  };
}

function componentsOf({ components }: ViewComponents, ends: Int32Array): ReadonlySet<number> {
  return new Set(Array.from(ends, (node) => components[node]));
}

/** The nodes of one side that are not on the other as well. */
function beside(nodes: Int32Array, others: Int32Array): Int32Array {
  return nodes.filter((node) => !others.includes(node));
}

/** The first of the reasons that holds. Of several nodes to pass each is judged alone. */
function reasonOf(projection: Projection, question: NumberedQuestion, workspace: Workspace): NoPathReason {
  const apart = apartReason(projection, question.sources, question.targets);
  if (apart !== null) return apart;
  if (!connects(projection, question, workspace)) return "FILTERED_OUT";
  const narrowed = narrow(projection, question);
  if (narrowed === null || !connects(projection, narrowed, workspace)) return "VIA_UNREACHABLE";
  const passes = (through: number): boolean =>
    canPassThrough(projection, { ...narrowed, through }, workspace);
  return narrowed.via.every(passes) ? "TOO_FAR" : "VIA_UNREACHABLE";
}

/** The reason why there is no path whatever else is asked; `null` where there is one without filter, limit and `via`. */
function apartReason(projection: Projection, sources: Int32Array, targets: Int32Array): NoPathReason | null {
  const hasPartnership = (node: number): boolean => projection.hyperedgesOf(node).length > 0;
  if (!sources.some(hasPartnership) || !targets.some(hasPartnership)) return "NO_PARTNERS";

  // Where two ends share a component there is a path between some two ends through none.
  const components = new Set(Array.from(sources, (node) => projection.componentOf(node)));
  return targets.some((node) => components.has(projection.componentOf(node))) ? null : "NOT_CONNECTED";
}

/**
 * Takes ends out of the nodes to pass: a path that passes an end begins or ends there, so that the others of
 * its side are left out. Answers `null` where two of a side would have to be passed, which no path does.
 */
export function narrow(
  projection: Projection,
  { sources, targets, via, filter }: Pick<NumberedQuestion, "sources" | "targets" | "via" | "filter">,
): Pick<NumberedQuestion, "sources" | "targets" | "via" | "filter"> | null {
  const [isSource, isTarget] = [new Set(sources), new Set(targets)];
  const first = via.filter((node) => isSource.has(node) && !isTarget.has(node));
  const last = via.filter((node) => isTarget.has(node) && !isSource.has(node));
  if (first.length > 1 || last.length > 1) return null;
  const narrowed = {
    sources: first.length === 1 ? first : sources,
    targets: last.length === 1 ? last : targets,
    via: via.filter((node) => !isSource.has(node) && !isTarget.has(node)),
  };
  if (first.length + last.length === 0) return { ...narrowed, filter };
  return { ...narrowed, filter: without(projection, filter, [...sources, ...targets]) };
}

/** The same filter, under which some nodes do not pass. */
export function without(projection: Projection, filter: Filter, nodes: Iterable<number>): Filter {
  const marks = filter.nodes === null ? new Uint8Array(projection.nodeCount).fill(1) : filter.nodes.slice();
  for (const node of nodes) marks[node] = 0;
  return { ...filter, nodes: marks };
}
