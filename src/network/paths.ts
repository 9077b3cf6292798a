/** The best way between organisations, or why there is none. */
import type { OrganisationId } from "../domain/ids.js";
import type { NoPathReason, Path, PathAnswer, PathQuestion } from "../domain/path.js";
import type { Filter } from "../kernel/filter.js";
import { reachOf } from "../kernel/reach.js";
import { shortestPath } from "../kernel/shortest-path.js";
import type { State } from "./state.js";
import { stepBetween } from "./steps.js";

export function findPath(state: State, question: PathQuestion): PathAnswer {
  const { tables, workspace } = state;
  const { projection } = tables.partnerships;
  const { filter } = state.filters.ofNetwork(question.where);
  const sources = nodesOf(state, question.from);
  const targets = nodesOf(state, question.to);
  const { revision } = tables;

  const ways = { sources, targets, filter, ranks: tables.organisations.byId.places };
  const found = shortestPath(projection, { ...ways, maxHops: question.maxHops }, workspace);
  if (found !== null)
    return { kind: "paths", paths: [toPath(state, found.nodes, filter)], truncated: false, revision };
  return {
    kind: "no-path",
    question,
    reason: reasonOf(state, ways),
    fromReach: reachOf(projection, { sources, blocked: targets, filter }, workspace),
    toReach: reachOf(projection, { sources: targets, blocked: sources, filter }, workspace),
    revision,
  };
}

function nodesOf({ tables }: State, ids: readonly OrganisationId[]): Int32Array {
  return Int32Array.from(ids, (id) => tables.organisations.knownNodeOf(id));
}

function toPath(state: State, nodes: Int32Array, filter: Filter): Path {
  const steps = Array.from(nodes.subarray(1), (node, i) => stepBetween(state, nodes[i], node, filter));
  return {
    organisations: Array.from(nodes, (node) => state.tables.organisations.idOf(node)),
    cost: steps.reduce((sum, step) => sum + step.cost, 0),
    steps,
  };
}

interface Ways {
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly filter: Filter;
  readonly ranks: Int32Array;
}

/** The first of the reasons that holds, given that there is no path. */
function reasonOf({ tables, workspace }: State, ways: Ways): NoPathReason {
  const { projection } = tables.partnerships;
  const { sources, targets } = ways;
  const hasPartnership = (node: number): boolean => projection.hyperedgesOf(node).length > 0;
  if (!sources.some(hasPartnership) || !targets.some(hasPartnership)) return "NO_PARTNERS";

  // Where two ends share a component there is a path between some two ends through none.
  const components = new Set(Array.from(sources, (node) => projection.componentOf(node)));
  if (!targets.some((node) => components.has(projection.componentOf(node)))) return "NOT_CONNECTED";

  // A loopless path has fewer hops than there are nodes.
  const farther = shortestPath(projection, { ...ways, maxHops: projection.nodeCount }, workspace);
  return farther === null ? "FILTERED_OUT" : "TOO_FAR";
}
