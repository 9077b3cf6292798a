/** How much runs by way of each node, and how near it is to the others. */
import type { Csr } from "./csr.js";

export interface Centralities {
  /** By node: of the pairs of two others, the share of whose shortest paths it lies on; 0 to 1. */
  readonly betweenness: Float64Array;
  /** By node: how near those are that it reaches, times the share of the others that it reaches; 0 to 1. */
  readonly closeness: Float64Array;
}

/**
 * Betweenness and closeness of every node, by one breadth-first search from each.
 *
 * A pair with several shortest paths gives each inner node its share of them (Brandes, A faster algorithm for
 * betweenness centrality, J. Math. Sociology 25, 2001). Closeness is that of Wasserman and Faust, which compares across
 * groups: reached / sum of distances x reached / (nodes - 1). In networks of fewer than three nodes no pair of others
 * is, and betweenness is 0. O(nodes x (nodes + links)).
 */
export function centralities({ nodeCount, offsets, targets }: Csr): Centralities {
  const betweenness = new Float64Array(nodeCount);
  const closeness = new Float64Array(nodeCount);
  const order = new Int32Array(nodeCount);
  const distances = new Int32Array(nodeCount).fill(-1);
  const pathCounts = new Float64Array(nodeCount);
  const dependencies = new Float64Array(nodeCount);

  for (let source = 0; source < nodeCount; source++) {
    // Out from the source, counting the shortest paths to each node.
    let tail = 0;
    let sum = 0;
    order[tail++] = source;
    distances[source] = 0;
    pathCounts[source] = 1;
    for (let head = 0; head < tail; head++) {
      const node = order[head];
      const next = distances[node] + 1;
      for (let i = offsets[node]; i < offsets[node + 1]; i++) {
        const target = targets[i];
        if (distances[target] === -1) {
          distances[target] = next;
          pathCounts[target] = 0;
          order[tail++] = target;
          sum += next;
        }
        if (distances[target] === next) pathCounts[target] += pathCounts[node];
      }
    }

    // Back again, handing to each node what depends on those behind it.
    for (let place = tail - 1; place > 0; place--) {
      const node = order[place];
      const share = (1 + dependencies[node]) / pathCounts[node];
      for (let i = offsets[node]; i < offsets[node + 1]; i++) {
        const target = targets[i];
        if (distances[target] === distances[node] - 1) dependencies[target] += pathCounts[target] * share;
      }
      betweenness[node] += dependencies[node];
    }

    const reached = tail - 1;
    if (reached > 0) closeness[source] = (reached / sum) * (reached / (nodeCount - 1));
    for (let place = 0; place < tail; place++) {
      distances[order[place]] = -1;
      dependencies[order[place]] = 0;
    }
  }

  // Every pair was met from both its ends.
  const pairs = (nodeCount - 1) * (nodeCount - 2);
  if (pairs > 0) for (let node = 0; node < nodeCount; node++) betweenness[node] /= pairs;
  return { betweenness, closeness };
}
