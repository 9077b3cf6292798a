/** What hangs together under a filter. */
import { type Filter, hyperedgePasses, restrictsHyperedges } from "./filter.js";
import type { Projection } from "./projection.js";

export interface ViewComponents {
  /** By node: the lowest node of its component, −1 where the node does not pass. */
  readonly components: Int32Array;
  /** By that lowest node: how many nodes the component has. */
  readonly sizes: Int32Array;
}

/**
 * Finds the components of the passing nodes over the passing hyperedges; worth it for whoever asks under the
 * same filter again. O(nodes + memberships), near enough; O(nodes) where everything passes.
 */
export function viewComponents(projection: Projection, filter: Filter): ViewComponents {
  const { nodeCount, hyperedgeCount, members, memberStarts } = projection;
  const { nodes } = filter;
  const parents = new Int32Array(nodeCount);
  if (passesAll(projection, filter)) {
    for (let node = 0; node < nodeCount; node++) parents[node] = projection.componentOf(node);
    return { components: parents, sizes: sizesOf(parents) };
  }
  for (let node = 0; node < nodeCount; node++)
    parents[node] = nodes !== null && nodes[node] === 0 ? -1 : node;

  for (let hyperedge = 0; hyperedge < hyperedgeCount; hyperedge++) {
    if (!hyperedgePasses(projection, filter, hyperedge)) continue;
    const leads = projection.leadsOf(hyperedge);
    const start = memberStarts[hyperedge];
    const end = memberStarts[hyperedge + 1];
    // A single lead that passes ties all members that pass together; of those without leads each does.
    let root = -1;
    for (let m = start; m < end && root === -1; m++)
      if (parents[members[m]] !== -1 && (leads === null || leads[m - start] === 1))
        root = rootOf(parents, members[m]);
    if (root === -1) continue;
    for (let m = start; m < end; m++) {
      if (parents[members[m]] === -1) continue;
      const other = rootOf(parents, members[m]);
      if (other < root) parents[root] = other;
      else parents[other] = root;
      root = Math.min(root, other);
    }
  }

  for (let node = 0; node < nodeCount; node++)
    if (parents[node] !== -1) parents[node] = rootOf(parents, node);
  return { components: parents, sizes: sizesOf(parents) };
}

/** Says whether a filter keeps nothing out. */
export function passesAll(projection: Projection, filter: Filter): boolean {
  return filter.nodes === null && !restrictsHyperedges(projection, filter);
}

function sizesOf(components: Int32Array): Int32Array {
  const sizes = new Int32Array(components.length);
  for (const component of components) if (component !== -1) sizes[component]++;
  return sizes;
}

function rootOf(parents: Int32Array, node: number): number {
  // Each step halves the way for those who come after.
  while (parents[node] !== node) node = parents[node] = parents[parents[node]];
  return node;
}
