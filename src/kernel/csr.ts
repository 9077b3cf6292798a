/** The network of some nodes alone as compressed rows, with one entry for each linked pair whatever ties it. */
import { type Filter, passingHyperedges } from "./filter.js";
import type { Projection } from "./projection.js";

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
export function csrAmong(projection: Projection, members: Int32Array, filter: Filter): Csr {
  const { starts, ends, targets: arcTargets, hyperedges } = projection.arcs;
  const places = new Int32Array(projection.nodeCount).fill(-1);
  members.forEach((node, place) => (places[node] = place));
  const passing = passingHyperedges(projection, filter);

  const offsets = new Int32Array(members.length + 1);
  const targets: number[] = [];
  const row: number[] = [];
  for (let place = 0; place < members.length; place++) {
    row.length = 0;
    // Parallel arcs lie next to each other.
    let last = -1;
    for (let arc = starts[members[place]], end = ends[members[place]]; arc < end; arc++) {
      const target = arcTargets[arc];
      if (target === last || places[target] === -1) continue;
      if (passing[hyperedges[arc]] === 0) continue;
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
