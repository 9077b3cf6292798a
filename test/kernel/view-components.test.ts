import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { ballAround } from "../../src/kernel/ball.js";
import { passAll, type Filter } from "../../src/kernel/filter.js";
import { canPassAll } from "../../src/kernel/passing-all.js";
import { Projection } from "../../src/kernel/projection.js";
import { hopsBetween, reachOf } from "../../src/kernel/reach.js";
import { viewComponents } from "../../src/kernel/view-components.js";
import { createWorkspace } from "../../src/kernel/workspace.js";

const nodeCount = 9;
const ranks = Int32Array.from({ length: nodeCount }, (_, node) => 7 * ((5 * node) % nodeCount));

const drawn = fc.record({
  groups: fc.array(
    fc.record({
      members: fc.uniqueArray(fc.nat(nodeCount - 1), { minLength: 2, maxLength: 4 }),
      leads: fc.option(fc.array(fc.nat(1), { minLength: 4, maxLength: 4 })),
      kind: fc.nat(2),
    }),
    { maxLength: 9 },
  ),
  passing: fc.option(fc.array(fc.constantFrom(0, 1, 1), { minLength: nodeCount, maxLength: nodeCount })),
  kinds: fc.constantFrom(-1, 3, 5),
  sources: fc.uniqueArray(fc.nat(nodeCount - 1), { minLength: 1, maxLength: 2 }),
  targets: fc.uniqueArray(fc.nat(nodeCount - 1), { minLength: 1, maxLength: 2 }),
  passed: fc.uniqueArray(fc.nat(nodeCount - 1), { maxLength: 3 }),
});

type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function made({ groups, passing, kinds }: Drawn) {
  const hyperedges = groups.map(({ members, leads, kind }) => ({
    members: Int32Array.from(members),
    leads: leads === null ? null : Uint8Array.from(leads.slice(0, members.length)),
    kind,
    since: -(2 ** 31),
    until: 2 ** 31 - 1,
    strength: 3,
    cost: 3,
  }));
  const projection = Projection.build(nodeCount, hyperedges);
  const nodes = passing === null ? null : Uint8Array.from(passing);
  const filter: Filter = { ...passAll, kinds, nodes };
  return { projection, filter, workspace: createWorkspace(projection) };
}

/** Whether a group that passes ties two nodes. */
function areLinked({ groups, kinds }: Drawn, a: number, b: number): boolean {
  return groups.some(({ members, leads, kind }) => {
    const [i, j] = [members.indexOf(a), members.indexOf(b)];
    if (a === b || i === -1 || j === -1 || ((kinds >>> kind) & 1) === 0) return false;
    return leads === null || leads[i] === 1 || leads[j] === 1;
  });
}

/** All loopless ways from the sources on, none going on from an end. */
function waysFrom(given: Drawn): number[][] {
  const { sources, targets, passing } = given;
  const isEnd = (node: number): boolean => sources.includes(node) || targets.includes(node);
  const ways = sources.map((node) => [node]);
  for (const way of ways) {
    const last = way[way.length - 1];
    if (way.length > 1 && isEnd(last)) continue;
    for (let next = 0; next < nodeCount; next++)
      if (!way.includes(next) && areLinked(given, last, next) && (isEnd(next) || passing?.[next] !== 0))
        ways.push([...way, next]);
  }
  return ways;
}

function nodesOf({ sources, targets }: Drawn) {
  return { sources: Int32Array.from(sources), targets: Int32Array.from(targets) };
}

test("hopsBetween() counts the hops of the shortest way, and canPassAll() says whether one leads through nodes", () => {
  fc.assert(
    fc.property(drawn, (given) => {
      const { projection, filter, workspace } = made(given);
      const { passed, targets, sources } = given;
      const ends = nodesOf(given);
      const ways = waysFrom(given).filter((way) => targets.includes(way[way.length - 1]));
      const fewest = ways.length === 0 ? null : Math.min(...ways.map((way) => way.length - 1));
      expect(hopsBetween(projection, { ...ends, filter }, workspace)).toBe(fewest);
      if (sources.some((node) => targets.includes(node))) return;
      const via = Int32Array.from(
        passed.filter((node) => !sources.includes(node) && !targets.includes(node)),
      );
      const expected = ways.some((way) => via.every((node) => way.includes(node)));
      const question = { ...ends, via, filter, budget: 100_000 };
      expect(canPassAll(projection, question, workspace)).toBe(expected);
    }),
    { numRuns: 1_500 },
  );
});

test("viewComponents() puts together what reaches each other, passing nodes only", () => {
  fc.assert(
    fc.property(drawn, (given) => {
      const { projection, filter, workspace } = made(given);
      const { components, sizes } = viewComponents(projection, filter);
      for (let node = 0; node < nodeCount; node++) {
        if (filter.nodes?.[node] === 0) expect(components[node]).toBe(-1);
        else {
          const question = { sources: Int32Array.of(node), blocked: new Int32Array(0), filter };
          expect(sizes[components[node]]).toBe(reachOf(projection, question, workspace) + 1);
          expect(components[components[node]]).toBe(components[node]);
        }
      }
    }),
  );
});

test("ballAround() finds what lies within some hops, nearest first, then by rank, with a way to each", () => {
  fc.assert(
    fc.property(drawn, fc.nat(4), fc.integer({ min: 2, max: 9 }), (given, hops, limit) => {
      const { projection, filter, workspace } = made(given);
      const { sources: centres, targets } = nodesOf(given);
      const blocked = targets.filter((node) => !centres.includes(node));
      const asked = { centres, blocked, hops, filter, limit, ranks };
      const ball = ballAround(projection, asked, workspace);

      const distances = new Map<number, number>(given.sources.map((node) => [node, 0]));
      for (const [node, distance] of distances)
        for (let next = 0; next < nodeCount && distance < hops; next++)
          if (!distances.has(next) && !blocked.includes(next) && filter.nodes?.[next] !== 0)
            if (areLinked(given, node, next)) distances.set(next, distance + 1);
      const expected = [...distances].sort(([a, x], [b, y]) => x - y || ranks[a] - ranks[b]).slice(0, limit);
      expect(Array.from(ball.nodes, (node, i) => [node, ball.hops[i]])).toEqual(expected);
      ball.parents.forEach((parent, i) => {
        expect(parent === -1).toBe(ball.hops[i] === 0);
        if (parent !== -1) expect(areLinked(given, ball.nodes[parent], ball.nodes[i])).toBe(true);
      });
    }),
  );
});
