/** The surroundings of a node. */
import { type ArcFilter, arcPasses, type Filter, toArcFilter } from "./filter.js";
import type { Projection } from "./projection.js";
import type { Workspace } from "./workspace.js";

/**
 * Finds the nodes within some hops of a source, breadth first: the source itself, then those one hop away,
 * and so on; those of one hop ascending.
 *
 * The source counts whatever `filter.nodes` says. `hops` is 0 to 255. O(arcs of the nodes found before the
 * last hop).
 */
export function egoNetwork(
  projection: Projection,
  question: { readonly source: number; readonly hops: number; readonly filter: Filter },
  workspace: Workspace,
): { nodes: Int32Array; hops: Uint8Array } {
  const { source } = question;
  workspace.fit(projection);
  const filter = toArcFilter(question.filter);
  const stamp = workspace.takeStamps(1);
  const found = workspace.forward;
  found[0] = source;
  workspace.marks[source] = stamp;

  const rims = [0, 1];
  for (let hop = 1; hop <= question.hops && rims[hop - 1] < rims[hop]; hop++) {
    const end = growRim(projection, filter, workspace, stamp, rims[hop - 1], rims[hop]);
    found.subarray(rims[hop], end).sort();
    rims.push(end);
  }

  const nodes = found.slice(0, rims[rims.length - 1]);
  const hops = new Uint8Array(nodes.length);
  for (let hop = 1; hop + 1 < rims.length; hop++) hops.fill(hop, rims[hop], rims[hop + 1]);
  return { nodes, hops };
}

/** Finds what is one hop from the nodes found from `start` to `end` and was not found before; returns the new end. */
function growRim(
  projection: Projection,
  filter: ArcFilter,
  workspace: Workspace,
  stamp: number,
  start: number,
  end: number,
): number {
  const { starts, ends, targets } = projection.arcs;
  const { marks, forward: found } = workspace;
  const { nodes } = filter;
  let tail = end;
  for (let i = start; i < end; i++) {
    const node = found[i];
    for (let arc = starts[node], last = ends[node]; arc < last; arc++) {
      const target = targets[arc];
      if (marks[target] === stamp || (nodes !== null && nodes[target] === 0)) continue;
      if (!arcPasses(projection, filter, arc)) continue;
      marks[target] = stamp;
      found[tail++] = target;
    }
  }
  return tail;
}
