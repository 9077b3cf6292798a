/** Walks over hyperedges with dense matrices, and the conditional logit by plain ascent. */

export interface PlainHyperedge {
  readonly members: readonly number[];
  /** In years. */
  readonly age: number;
}

/** What all walks of two steps between any two nodes count together, and those of three. */
export function plainWalks(
  nodeCount: number,
  hyperedges: readonly PlainHyperedge[],
): { twos: number[][]; threes: number[][] } {
  const two = closenessOf(nodeCount, hyperedges, 0.5);
  const three = closenessOf(nodeCount, hyperedges, 1);
  const nodes = [...Array(nodeCount).keys()];
  const sumOver = (of: (node: number) => number): number => nodes.reduce((sum, node) => sum + of(node), 0);
  const damping = (closeness: number[][]): number[] =>
    closeness.map((row) => {
      const all = row.reduce((a, b) => a + b, 0);
      return all === 0 ? 0 : 1 / Math.sqrt(all);
    });
  const [d2, d3] = [damping(two), damping(three)];
  return {
    twos: nodes.map((a) => nodes.map((b) => sumOver((w) => two[a][w] * d2[w] * two[w][b]))),
    threes: nodes.map((a) =>
      nodes.map((b) =>
        sumOver((w) => sumOver((x) => three[a][w] * d3[w] * three[w][x] * d3[x] * three[x][b])),
      ),
    ),
  };
}

/** The Adamic-Adar score of any two nodes. */
export function plainSharedScores(nodeCount: number, hyperedges: readonly PlainHyperedge[]): number[][] {
  const nodes = [...Array(nodeCount).keys()];
  const neighbours = nodes.map((node) => {
    const met = hyperedges.filter(({ members }) => members.includes(node)).flatMap(({ members }) => members);
    return new Set(met.filter((member) => member !== node));
  });
  return nodes.map((a) =>
    nodes.map((b) =>
      [...neighbours[a]]
        .filter((node) => neighbours[b].has(node))
        .reduce(
          (sum, node) => sum + (neighbours[node].size < 2 ? 0 : 1 / Math.log(neighbours[node].size)),
          0,
        ),
    ),
  );
}

/** By pair of nodes: what a step from one to the other counts; none leads from a node to itself. */
function closenessOf(nodeCount: number, hyperedges: readonly PlainHyperedge[], power: number): number[][] {
  const closeness = Array.from({ length: nodeCount }, () => Array<number>(nodeCount).fill(0));
  for (const { members, age } of hyperedges)
    for (const a of members)
      for (const b of members)
        if (a !== b) closeness[a][b] += 0.5 ** (age / 2) / (members.length - 1) ** power;
  return closeness;
}
