/** Sorts nodes by a count, the lowest first; those with the same keep their order. By counting: O(nodes + the highest count). */
export function sortedByCount(nodes: Int32Array, countOf: (node: number) => number): Int32Array {
  const counts = Int32Array.from(nodes, countOf);
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  const starts = new Int32Array(most + 2);
  for (const count of counts) starts[count + 1]++;
  for (let count = 0; count <= most; count++) starts[count + 1] += starts[count];
  const sorted = new Int32Array(nodes.length);
  for (let i = 0; i < nodes.length; i++) sorted[starts[counts[i]]++] = nodes[i];
  return sorted;
}
