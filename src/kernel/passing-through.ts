/** Whether a loopless way can lead through a node. */
import { type ArcFilter, arcPasses, type Filter, toArcFilter } from "./filter.js";
import type { Projection } from "./projection.js";
import type { Workspace } from "./workspace.js";

export interface PassingQuestion {
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  /** Neither a source nor a target. */
  readonly through: number;
  readonly filter: Filter;
}

/**
 * Says whether some loopless path leads from a source through a node to a target under the filter, however
 * many hops it takes, with no other source or target inside. Sources and targets are exempt from
 * `filter.nodes`; the node between is not.
 *
 * There is one when two ways that share nothing else lead from that node, one to the sources and one to the
 * targets: a flow of two units, found by two searches of which the second may turn the first aside (Ford and
 * Fulkerson, "Maximal Flow through a Network", 1956). O(nodes + arcs).
 */
export function canPassThrough(
  projection: Projection,
  { sources, targets, through, filter }: PassingQuestion,
  workspace: Workspace,
): boolean {
  if (filter.nodes !== null && filter.nodes[through] === 0) return false;
  workspace.fit(projection);
  const search = { projection, filter: toArcFilter(filter), workspace };

  const wayBack = firstWay(search, through, sources, targets);
  return wayBack !== null && hasSecondWay(search, wayBack, sources, targets);
}

interface Search {
  readonly projection: Projection;
  readonly filter: ArcFilter;
  readonly workspace: Workspace;
}

/** The nodes of a shortest way from a node to a source, the node first, that meets no target; or `null`. */
function firstWay(
  { projection, filter, workspace }: Search,
  through: number,
  sources: Int32Array,
  targets: Int32Array,
): number[] | null {
  const { marks, parents, forward: found } = workspace;
  const { starts, ends, targets: farEnds } = projection.arcs;
  const seen = workspace.takeStamps(2);
  const goal = seen + 1;
  for (const node of targets) marks[node] = seen;
  for (const node of sources) marks[node] = goal;
  marks[through] = seen;
  found[0] = through;
  let tail = 1;
  for (let head = 0; head < tail; head++) {
    const node = found[head];
    for (let arc = starts[node]; arc < ends[node]; arc++) {
      const next = farEnds[arc];
      if (marks[next] === seen || !arcPasses(projection, filter, arc)) continue;
      if (marks[next] === goal) {
        const way = [next];
        for (let at = node; at !== through; at = parents[at]) way.unshift(at);
        return [through, ...way];
      }
      if (filter.nodes !== null && filter.nodes[next] === 0) continue;
      marks[next] = seen;
      parents[next] = node;
      found[tail++] = next;
    }
  }
  return null;
}

/**
 * Says whether a target can be reached beside a first way. A search that runs into that way takes it over
 * from there: it goes back along it, and the first way goes on by where the search came from. So a node of
 * the way can be come into, or left, or both, each once.
 */
function hasSecondWay(
  { projection, filter, workspace }: Search,
  way: readonly number[],
  sources: Int32Array,
  targets: Int32Array,
): boolean {
  const { marks, bestMarks, meets, forward: found } = workspace;
  const { starts, ends, targets: farEnds } = projection.arcs;
  const seen = workspace.takeStamps(4);
  const [goal, source, onWay] = [seen + 1, seen + 2, seen + 3];
  const end = way[way.length - 1];
  for (const node of sources) marks[node] = source;
  for (const node of targets) if (node !== end) marks[node] = goal;
  const endsAtTarget = targets.includes(end);
  for (let i = 1; i < way.length - 1; i++) {
    marks[way[i]] = onWay;
    meets[way[i]] = i;
  }
  marks[way[0]] = seen;
  let tail = 0;
  found[tail++] = way[0];

  // `found` holds nodes to be left by any arc; those of the way are marked in `bestMarks` once they are.
  const leaveBefore = (position: number): void => {
    for (let i = position - 1; i > 0 && bestMarks[way[i]] !== seen; i--) {
      bestMarks[way[i]] = seen;
      found[tail++] = way[i];
    }
  };
  for (let head = 0; head < tail; head++) {
    const node = found[head];
    for (let arc = starts[node]; arc < ends[node]; arc++) {
      const next = farEnds[arc];
      const mark = marks[next];
      if (mark === seen || !arcPasses(projection, filter, arc)) continue;
      if (mark === goal) return true;
      if (mark === source) {
        // The first way may end here instead of where it does, which may be a target for this one.
        if (endsAtTarget && next !== end) return true;
        leaveBefore(way.length - 1);
        continue;
      }
      if (mark === onWay) {
        // The way itself leads from each of its nodes to the next: that arc is taken.
        if (way[meets[next] - 1] !== node) leaveBefore(meets[next]);
        continue;
      }
      if (filter.nodes !== null && filter.nodes[next] === 0) continue;
      marks[next] = seen;
      found[tail++] = next;
    }
  }
  return false;
}
