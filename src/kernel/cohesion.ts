/** How closely the neighbours of each node hang together, and what that leaves it to bring together. */
import type { Csr } from "./csr.js";

export interface Cohesion {
  /** By node: of the pairs of its neighbours, the share that is linked; 0 below two neighbours. */
  readonly clustering: Float64Array;
  /** By node: Burt's effective size, its neighbours less the links among them per neighbour; NaN without neighbours. */
  readonly effectiveSize: Float64Array;
  /** By node: Burt's constraint, how much its neighbours lead back to each other; NaN without neighbours. */
  readonly constraint: Float64Array;
}

/**
 * Clustering, effective size and constraint of every node.
 *
 * Burt, Structural Holes (1992), for links that count the same: effective size as n - 2t / n, with t links among n
 * neighbours (Borgatti, Structural Holes: Unpacking Burt's Redundancy Measures, Connections 20, 1997); constraint as the sum
 * over neighbours j of (p(i,j) + sum over q of p(i,q) p(q,j))^2, where p(i,j) is 1 / neighbours of i.
 * O(sum over nodes of their neighbours' neighbours).
 */
export function cohesion({ nodeCount, offsets, targets }: Csr): Cohesion {
  const clustering = new Float64Array(nodeCount);
  const effectiveSize = new Float64Array(nodeCount);
  const constraint = new Float64Array(nodeCount);
  const isNeighbour = new Uint8Array(nodeCount);
  const indirect = new Float64Array(nodeCount);

  for (let node = 0; node < nodeCount; node++) {
    const begin = offsets[node];
    const end = offsets[node + 1];
    const degree = end - begin;
    if (degree === 0) {
      effectiveSize[node] = constraint[node] = NaN;
      continue;
    }
    for (let i = begin; i < end; i++) isNeighbour[targets[i]] = 1;

    // Each link among the neighbours is met from both its ends.
    let met = 0;
    for (let i = begin; i < end; i++) {
      const between = targets[i];
      const share = 1 / degree / (offsets[between + 1] - offsets[between]);
      for (let j = offsets[between]; j < offsets[between + 1]; j++) {
        if (isNeighbour[targets[j]] === 0) continue;
        met++;
        indirect[targets[j]] += share;
      }
    }
    let sum = 0;
    for (let i = begin; i < end; i++) {
      sum += (1 / degree + indirect[targets[i]]) ** 2;
      indirect[targets[i]] = isNeighbour[targets[i]] = 0;
    }
    clustering[node] = degree < 2 ? 0 : met / (degree * (degree - 1));
    effectiveSize[node] = degree - met / degree;
    constraint[node] = sum;
  }
  return { clustering, effectiveSize, constraint };
}

/**
 * The core number of every node: the largest k for which it lies in a part of the network where each has k neighbours
 * or more. By taking away the node with the fewest neighbours left, again and again (Batagelj and Zaversnik, An O(m)
 * algorithm for cores decomposition of networks, 2003). O(nodes + links).
 */
export function coreNumbers({ nodeCount, offsets, targets }: Csr): Int32Array {
  const left = Int32Array.from({ length: nodeCount }, (_, node) => offsets[node + 1] - offsets[node]);
  const most = left.reduce((a, b) => Math.max(a, b), 0);

  // The nodes by how many neighbours they have left; `starts[d]` is where those with d begin.
  const starts = new Int32Array(most + 2);
  for (const degree of left) starts[degree + 1]++;
  for (let degree = 0; degree <= most; degree++) starts[degree + 1] += starts[degree];
  const order = new Int32Array(nodeCount);
  const places = new Int32Array(nodeCount);
  const next = starts.slice();
  for (let node = 0; node < nodeCount; node++) {
    places[node] = next[left[node]]++;
    order[places[node]] = node;
  }

  for (let place = 0; place < nodeCount; place++) {
    const node = order[place];
    for (let i = offsets[node]; i < offsets[node + 1]; i++) {
      const target = targets[i];
      if (left[target] <= left[node]) continue;
      // It trades places with the first of its kind, which then has one neighbour fewer.
      const first = Math.max(starts[left[target]], place + 1);
      const other = order[first];
      order[places[target]] = other;
      places[other] = places[target];
      order[first] = target;
      places[target] = first;
      starts[left[target]] = first + 1;
      left[target]--;
    }
  }
  return left;
}
