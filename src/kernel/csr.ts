/** The network of some nodes alone as compressed rows, with one entry for each linked pair whatever ties it. */
import { arcPasses, type Filter, toArcFilter } from "./filter.js";
import type { Projection } from "./projection.js";
import type { Workspace } from "./workspace.js";

/**
 * The adjacency of an undirected network. The neighbours of node `u` are `targets[offsets[u]]` up to, not
 * including, `targets[offsets[u + 1]]`, each once and ascending; each link is stored from either end.
 */
export interface Csr {
  readonly nodeCount: number;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
}

/**
 * Takes the links among some nodes out of a projection. The nodes of the answer are places in `members`, which holds
 * each once; they pass whatever `filter.nodes` says. O(arcs of the members), and each row is sorted.
 */
export function csrAmong(
  projection: Projection,
  members: Int32Array,
  filter: Filter,
  workspace: Workspace,
): Csr {
  const { starts, ends, targets: arcTargets } = projection.arcs;
  const arcFilter = toArcFilter(filter);
  const isMember = workspace.placeNodes(projection, members);
  const { marks, parents: places } = workspace;

  const offsets = new Int32Array(members.length + 1);
  const targets: number[] = [];
  const row: number[] = [];
  for (let place = 0; place < members.length; place++) {
    row.length = 0;
    // Parallel arcs lie next to each other.
    let last = -1;
    for (let arc = starts[members[place]], end = ends[members[place]]; arc < end; arc++) {
      const target = arcTargets[arc];
      if (target === last || marks[target] !== isMember) continue;
      if (!arcPasses(projection, arcFilter, arc)) continue;
      last = target;
      row.push(places[target]);
    }
    for (const target of row.sort((a, b) => a - b)) targets.push(target);
    offsets[place + 1] = targets.length;
  }
  return { nodeCount: members.length, offsets, targets: Int32Array.from(targets) };
}

/** The sizes of the connected groups, lone nodes too, in no order. O(nodes + links). */
export function groupSizes({ nodeCount, offsets, targets }: Csr): number[] {
  const seen = new Uint8Array(nodeCount);
  const queue = new Int32Array(nodeCount);
  const sizes: number[] = [];
  for (let first = 0; first < nodeCount; first++) {
    if (seen[first] === 1) continue;
    let tail = 0;
    seen[first] = 1;
    queue[tail++] = first;
    for (let head = 0; head < tail; head++)
      for (let i = offsets[queue[head]]; i < offsets[queue[head] + 1]; i++) {
        if (seen[targets[i]] === 1) continue;
        seen[targets[i]] = 1;
        queue[tail++] = targets[i];
      }
    sizes.push(tail);
  }
  return sizes;
}
