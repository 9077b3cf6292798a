/** A question for paths and its answer in numbers, as it is worked out on whatever thread. */
import { disjointPaths } from "../kernel/disjoint-paths.js";
import type { Filter } from "../kernel/filter.js";
import { findPaths } from "../kernel/k-shortest-paths.js";
import { hyperedgesBetween } from "../kernel/links.js";
import { canPassAll } from "../kernel/passing-all.js";
import type { Projection } from "../kernel/projection.js";
import { hopsBetween, reachOf } from "../kernel/reach.js";
import { shortestPath, type NodePath } from "../kernel/shortest-path.js";
import { viewComponents, type ViewComponents } from "../kernel/view-components.js";
import type { Workspace } from "../kernel/workspace.js";
import { mostHops, type NoPathReason, type PathRank } from "../domain/path.js";

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

export interface FoundNone extends WhyNone {
  readonly kind: "none";
  readonly fromReach: number;
  readonly toReach: number;
}

/** Why there is no path, as the domain has it. */
export interface WhyNone {
  readonly reason: NoPathReason;
  readonly isSettled: boolean;
  readonly leastHops: number | null;
  readonly hops: number | null;
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
  // A search that was cut short proves nothing; that there is none, however long, does.
  const isProven = none.leastHops === null ? none.isSettled : (none.hops ?? 0) > question.maxHops;
  return isProven || !found.truncated ? none : found;
}

/**
 * Answers a question of which it is known that it has no path within its hops, and tells the components of the view, by
 * which `noneBetween()` answers the next one under the same filter. O(nodes + memberships), and what `answerPaths()` costs
 * where the two sides share a component.
 */
export function explainNone(
  projection: Projection,
  question: NumberedQuestion,
  workspace: Workspace,
): { readonly answer: FoundPaths | FoundNone; readonly components: ViewComponents } {
  const components = viewComponents(projection, question.filter);
  const answer =
    noneBetween(projection, question, components) ?? answerPaths(projection, question, workspace);
  return { answer, components };
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

/** Says why there is no path, given that there is none. O(memberships), with `via` up to the budget once more. */
export function whyNone(projection: Projection, question: NumberedQuestion, workspace: Workspace): FoundNone {
  const { sources, targets, filter } = question;
  return {
    kind: "none",
    ...whyOf(projection, question, workspace),
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
    ...because(apartReason(projection, sources, targets) ?? "FILTERED_OUT"),
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

/** The first of the reasons that holds. */
function whyOf(projection: Projection, question: NumberedQuestion, workspace: Workspace): WhyNone {
  const { sources, targets, via } = question;
  const apart = apartReason(projection, sources, targets);
  if (apart !== null) return because(apart);
  const hops = fewestHops(projection, question, workspace);
  if (hops === null) return because("FILTERED_OUT");
  return via.length === 0 ? tooFar(hops, hops) : whyNotVia(projection, question, workspace);
}

/** The fewest hops, however many it takes; `null` where there is no way. Ways of up to 15 are found from both ends, in far less time. */
function fewestHops(
  projection: Projection,
  { sources, targets, filter, ranks }: NumberedQuestion,
  workspace: Workspace,
): number | null {
  const path = shortestPath(projection, { sources, targets, filter, ranks, maxHops: 15 }, workspace);
  if (path !== null) return path.nodes.length - 1;
  return hopsBetween(projection, { sources, targets, filter }, workspace);
}

function because(reason: NoPathReason, isSettled = true): WhyNone {
  return { reason, isSettled, leastHops: null, hops: null };
}

function tooFar(leastHops: number, hops: number | null): WhyNone {
  return { reason: "TOO_FAR", isSettled: true, leastHops, hops };
}

/** Tells a path that is too long from one that is not there, where there is one that need not pass anyone. */
function whyNotVia(projection: Projection, question: NumberedQuestion, workspace: Workspace): WhyNone {
  // What is settled at all is mostly settled soon; an answer should not wait for the rest as long again.
  const budget = Math.ceil(question.budget / 4);
  let passes: boolean | null = false;
  for (const narrowed of narrow(projection, question)) {
    const found = canPassAll(projection, { ...narrowed, budget }, workspace);
    if (found === true) passes = true;
    if (found === true) break;
    if (found === null) passes = null;
  }
  if (passes === false) return because("VIA_UNREACHABLE");

  const { maxHops } = question;
  if (maxHops < mostHops) {
    const asked = {
      ...question,
      count: 1,
      disjoint: false,
      rankBy: "HOPS" as const,
      maxHops: mostHops,
      budget,
    };
    const { paths, truncated } = findPaths(projection, asked, workspace);
    if (paths.length > 0) return tooFar(paths[0].nodes.length - 1, paths[0].nodes.length - 1);
    if (passes && !truncated) return tooFar(mostHops + 1, null);
  }
  return passes ? tooFar(maxHops + 1, null) : because("VIA_UNREACHABLE", false);
}

/** The reason why there is no path whatever else is asked; `null` where there is one without filter, limit and `via`. */
function apartReason(projection: Projection, sources: Int32Array, targets: Int32Array): NoPathReason | null {
  const hasPartnership = (node: number): boolean => projection.hyperedgesOf(node).length > 0;
  if (!sources.some(hasPartnership) || !targets.some(hasPartnership)) return "NO_PARTNERS";

  // Where two ends share a component there is a path between some two ends through none.
  const components = new Set(Array.from(sources, (node) => projection.componentOf(node)));
  return targets.some((node) => components.has(projection.componentOf(node))) ? null : "NOT_CONNECTED";
}

/** A question whose ends share nothing, and of whose nodes to pass none is an end. */
export type Narrowed = Pick<NumberedQuestion, "sources" | "targets" | "via" | "filter">;

/**
 * Takes ends out of the nodes to pass: a path that passes an end begins or ends there, so that the others of its
 * side are left out. An organisation on both sides is taken for either in turn. Answers none where more ends would
 * have to be passed than a path has.
 */
export function narrow(projection: Projection, { sources, targets, via, filter }: Narrowed): Narrowed[] {
  const [isSource, isTarget] = [new Set(sources), new Set(targets)];
  const isEnd = (node: number): boolean => isSource.has(node) || isTarget.has(node);
  const passed = via.filter(isEnd);
  const inner = via.filter((node) => !isEnd(node));
  const others = without(projection, filter, [...sources, ...targets]);
  const pairs = [
    [sources.filter((node) => !isTarget.has(node)), targets],
    ...Array.from(
      sources.filter((node) => isTarget.has(node)),
      (node) => [Int32Array.of(node), targets.filter((other) => other !== node)],
    ),
  ];
  return pairs.flatMap(([first, last]) => {
    const [begins, ends] = [
      passed.filter((node) => first.includes(node)),
      passed.filter((node) => last.includes(node)),
    ];
    if (begins.length > 1 || ends.length > 1 || begins.length + ends.length < passed.length) return [];
    const narrowed = {
      sources: begins.length === 1 ? begins : first,
      targets: ends.length === 1 ? ends : last,
      via: inner,
      filter: others,
    };
    return narrowed.sources.length === 0 || narrowed.targets.length === 0 ? [] : [narrowed];
  });
}

/** The same filter, under which some nodes do not pass. */
export function without(projection: Projection, filter: Filter, nodes: Iterable<number>): Filter {
  const marks = filter.nodes === null ? new Uint8Array(projection.nodeCount).fill(1) : filter.nodes.slice();
  for (const node of nodes) marks[node] = 0;
  return { ...filter, nodes: marks };
}
