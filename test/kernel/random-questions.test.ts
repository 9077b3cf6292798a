/** Ten thousand questions for paths, of every kind there is, against trying every way. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";

import type { OrganisationId } from "../../src/domain/ids.js";
import { disjointPaths } from "../../src/kernel/disjoint-paths.js";
import { egoNetwork } from "../../src/kernel/ego-network.js";
import { findPaths } from "../../src/kernel/k-shortest-paths.js";
import { shortestPath, type NodePath } from "../../src/kernel/shortest-path.js";
import { allPaths, bestDisjoint, comparePaths, type ManyPathsQuestion } from "../oracle/all-paths.js";
import { bestPath, type OraclePath, surroundings } from "../oracle/paths.js";
import type { Records } from "../oracle/records.js";
import { filtersOfFewConditions, randomNetworks } from "../support/draw.js";
import { NumberedNetwork } from "./number.js";

interface Case {
  readonly records: Records;
  readonly question: ManyPathsQuestion;
  readonly count: number;
}

const cases: fc.Arbitrary<Case> = randomNetworks(7).chain((drawn) => {
  const ids = drawn.organisations.map(({ id }) => id);
  const upTo = (maxLength: number) =>
    fc.subarray(ids, { minLength: 1, maxLength: Math.min(maxLength, ids.length) });
  const ends = fc.oneof({ weight: 3, arbitrary: upTo(1) }, { weight: 1, arbitrary: upTo(3) });
  return fc.record({
    records: fc.constantFrom({ ...drawn, largestClique: 4 }, drawn),
    count: fc.constantFrom(1, 2, 3, 10, 100),
    question: fc.record({
      from: ends,
      to: ends,
      where: filtersOfFewConditions(ids),
      maxHops: fc.integer({ min: 1, max: 8 }),
      rankBy: fc.constantFrom("HOPS" as const, "COST" as const),
      via: upTo(3),
    }),
  });
});

/** Each asks one question of a case, holds the answer against the oracle's, and says whether anything was found. */
const kinds: Readonly<Record<string, (network: NumberedNetwork, one: Case) => boolean>> = {
  "the best path": (network, { records, question }) => {
    const path = shortestPath(network.projection, numbered(network, question), network.workspace);
    expect(path === null ? null : named(network, path)).toEqual(bestPath(records, question));
    return path !== null;
  },
  "the best paths": (network, { records, question, count }) =>
    expectPaths(network, { records, question: { ...question, via: [] }, count }),
  "the best paths through some": expectPaths,
  "disjoint paths": (network, { records, question, count }) => {
    // All of a best set may be longer than some limit: it is the oracle's set without one.
    const asked = { ...numbered(network, question), maxHops: 8, count: Math.min(count, 10) };
    const { paths, truncated } = disjointPaths(network.projection, asked, network.workspace);
    const sum = (of: (path: NodePath) => number) => paths.reduce((total, path) => total + of(path), 0);
    const ours = {
      size: paths.length,
      hops: sum(({ nodes }) => nodes.length - 1),
      cost: sum(({ cost }) => cost),
    };
    expect(ours).toEqual(bestDisjoint(records, question, asked.count));
    expect(truncated).toBe(false);
    const ways = paths.map((path) => named(network, path));
    expect(ways).toEqual(ways.toSorted((a, b) => comparePaths(question.rankBy, a, b)));
    expect(allPaths(records, { ...question, maxHops: 8, via: [] })).toEqual(expect.arrayContaining(ways));
    const inner = ways.flatMap(({ organisations }) => organisations.slice(1, -1));
    expect(new Set(inner).size).toBe(inner.length);
    return paths.length > 0;
  },
  "what lies near": (network, { records, question: { from, where, maxHops } }) => {
    const source = network.nodeOf(from[0]);
    const ours = egoNetwork(
      network.projection,
      { source, hops: maxHops, filter: network.filterOf(where) },
      network.workspace,
    );
    const found = network.idsOf(ours.nodes).map((id, i): [OrganisationId, number] => [id, ours.hops[i]]);
    expect(new Map(found)).toEqual(surroundings(records, where, from[0], maxHops));
    return ours.nodes.length > 1;
  },
};

const questionsOfEachKind = 2_000;

for (const [kind, ask] of Object.entries(kinds))
  test(`The kernel finds ${kind} as trying every way does, under no condition, each, and each pair`, () => {
    let found = 0;
    fc.assert(
      fc.property(cases, (one) => {
        if (ask(new NumberedNetwork(one.records), one)) found++;
      }),
      { numRuns: questionsOfEachKind },
    );
    // The test is worth something only while there are answers to disagree on.
    expect(found).toBeGreaterThan(questionsOfEachKind / 10);
  });

function expectPaths(network: NumberedNetwork, { records, question, count }: Case): boolean {
  const asked = { ...numbered(network, question), count };
  const { paths, truncated } = findPaths(network.projection, asked, network.workspace);
  expect(paths.map((path) => named(network, path))).toEqual(allPaths(records, question).slice(0, count));
  expect(truncated).toBe(false);
  return paths.length > 0;
}

/** A question in the kernel's numbers. */
function numbered(network: NumberedNetwork, { from, to, via, where, maxHops, rankBy }: ManyPathsQuestion) {
  return {
    sources: network.nodesOf(from),
    targets: network.nodesOf(to),
    via: network.nodesOf(via),
    filter: network.filterOf(where),
    ranks: network.ranks,
    maxHops,
    rankBy,
    budget: 10_000_000,
  };
}

/** An answer in the oracle's words. */
function named(network: NumberedNetwork, { nodes, cost }: NodePath): OraclePath {
  return { organisations: network.idsOf(nodes), cost };
}
