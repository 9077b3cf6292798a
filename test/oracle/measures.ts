/** Measures of a network by sets and by trying everything. */

export interface OracleMeasures {
  readonly degree: number;
  readonly betweenness: number;
  readonly closeness: number;
  readonly clustering: number;
  readonly core: number;
  readonly constraint: number;
  readonly effectiveSize: number;
}

/** Neighbours by node, each link from both its ends. */
export type Neighbours = ReadonlyMap<string, ReadonlySet<string>>;

/** The measures of every node, in the order of the map. */
export function measuresOf(neighbours: Neighbours): OracleMeasures[] {
  const nodes = [...neighbours.keys()];
  const near = (node: string): string[] => [...neighbours.get(node)!];
  const linked = (a: string, b: string): boolean => neighbours.get(a)!.has(b);
  const distances = new Map(nodes.map((node) => [node, distancesFrom(neighbours, node)]));
  const distance = (a: string, b: string): number => distances.get(a)!.get(b) ?? Infinity;

  /** How many shortest paths there are: by the last step of each. */
  const counts = new Map<string, number>();
  const pathCount = (a: string, b: string): number => {
    if (a === b) return 1;
    const key = `${a} ${b}`;
    if (!counts.has(key)) {
      const before = near(b).filter((last) => distance(a, last) === distance(a, b) - 1);
      counts.set(
        key,
        before.reduce((sum, last) => sum + pathCount(a, last), 0),
      );
    }
    return counts.get(key)!;
  };

  return nodes.map((node) => {
    const alters = near(node);
    const n = alters.length;
    const ties = alters.flatMap((a) => alters.filter((b) => linked(a, b))).length / 2;

    const others = nodes.filter((other) => other !== node);
    let between = 0;
    for (const a of others)
      for (const b of others)
        if (a < b && distance(a, node) + distance(node, b) === distance(a, b) && distance(a, b) < Infinity)
          between += (pathCount(a, node) * pathCount(node, b)) / pathCount(a, b);
    const pairs = (others.length * (others.length - 1)) / 2;

    const reached = others.map((other) => distance(node, other)).filter((hops) => hops < Infinity);
    const sum = reached.reduce((a, b) => a + b, 0);

    const p = (a: string, b: string): number => (linked(a, b) ? 1 / neighbours.get(a)!.size : 0);
    const constraint = alters
      .map(
        (j) => p(node, j) + alters.filter((q) => q !== j).reduce((all, q) => all + p(node, q) * p(q, j), 0),
      )
      .reduce((all, part) => all + part ** 2, 0);
    return {
      degree: n,
      betweenness: pairs === 0 ? 0 : between / pairs,
      closeness: sum === 0 ? 0 : (reached.length / sum) * (reached.length / others.length),
      clustering: n < 2 ? 0 : ties / ((n * (n - 1)) / 2),
      core: coreOf(neighbours, node),
      constraint: n === 0 ? NaN : constraint,
      effectiveSize: n === 0 ? NaN : n - (2 * ties) / n,
    };
  });
}

function distancesFrom(neighbours: Neighbours, from: string): Map<string, number> {
  const distances = new Map([[from, 0]]);
  for (const [node, hops] of distances)
    for (const next of neighbours.get(node)!) if (!distances.has(next)) distances.set(next, hops + 1);
  return distances;
}

/** The largest k for which the node outlasts the removal of all that have fewer than k neighbours left. */
function coreOf(neighbours: Neighbours, node: string): number {
  for (let k = 1; ; k++) {
    const left = new Set(neighbours.keys());
    for (let before = -1; before !== left.size;) {
      before = left.size;
      for (const one of [...left])
        if ([...neighbours.get(one)!].filter((other) => left.has(other)).length < k) left.delete(one);
    }
    if (!left.has(node)) return k - 1;
  }
}
