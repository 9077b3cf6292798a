import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { UndirectedGraph } from "graphology";
import betweenness from "graphology-metrics/centrality/betweenness.js";
import closeness from "graphology-metrics/centrality/closeness.js";
import { readFileSync } from "node:fs";

import { passAll } from "../../src/kernel/filter.js";
import { csrAmong, groupSizes } from "../../src/kernel/csr.js";
import { measures, type Measures } from "../../src/kernel/measures.js";
import { measuresOf, type Neighbours, type OracleMeasures } from "../oracle/measures.js";
import { linksPair, organisationPasses, partnershipPasses, type Records } from "../oracle/records.js";
import { draw, randomFilters, randomNetworks } from "../support/draw.js";
import { NumberedNetwork } from "./number.js";

// These are functions as modules, which their types do not say.
const betweennessCentrality = betweenness as unknown as typeof betweenness.default;
const closenessCentrality = closeness as unknown as typeof closeness.default;

const names = [
  "degree",
  "betweenness",
  "closeness",
  "clustering",
  "core",
  "constraint",
  "effectiveSize",
] as const;

/** The measures of every organisation of a drawing, by name. */
function measured(drawing: string): Map<string, OracleMeasures> {
  const network = new NumberedNetwork(draw(drawing));
  const members = Int32Array.from(network.ranks.keys());
  return new Map(
    rowsOf(measures(network.projection, { members, filter: passAll }, network.workspace), members.length).map(
      (row, i) => [network.names([i])[0], row],
    ),
  );
}

function rowsOf(columns: Measures, count: number): OracleMeasures[] {
  return Array.from({ length: count }, (_, place) =>
    Object.fromEntries(names.map((name) => [name, columns[name][place]])),
  ) as unknown as OracleMeasures[];
}

function expectClose(found: readonly OracleMeasures[], wanted: readonly OracleMeasures[]): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((row, i) => {
    for (const name of names) {
      if (Number.isNaN(wanted[i][name])) expect([name, i, row[name]]).toEqual([name, i, NaN]);
      else expect(row[name]).toBeCloseTo(wanted[i][name], 9);
    }
  });
}

test("measures() of a star: the middle is between all, and constrained by none together", () => {
  const star = measured("Middle -- A\nMiddle -- B\nMiddle -- C\nMiddle -- D");
  expect(star.get("Middle")).toEqual({
    degree: 4,
    betweenness: 1,
    closeness: 1,
    clustering: 0,
    core: 1,
    constraint: 0.25,
    effectiveSize: 4,
  });
  expect(star.get("A")).toMatchObject({ betweenness: 0, closeness: 4 / 7, constraint: 1, effectiveSize: 1 });
});

test("measures() of a consortium: all are alike, and each leads back to the others", () => {
  const clique = measured("{A, B, C, D}");
  for (const row of clique.values())
    expect(row).toMatchObject({
      degree: 3,
      betweenness: 0,
      closeness: 1,
      clustering: 1,
      core: 3,
      effectiveSize: 1,
    });
  expect(clique.get("A")!.constraint).toBeCloseTo(3 * (1 / 3 + 2 / 9) ** 2, 12);
});

test("measures() gives someone alone no constraint and no effective size, and parallel links count once", () => {
  const network = measured("A -- B\nB -- A\nLonely");
  expect(network.get("Lonely")).toEqual({
    degree: 0,
    betweenness: 0,
    closeness: 0,
    clustering: 0,
    core: 0,
    constraint: NaN,
    effectiveSize: NaN,
  });
  expect(network.get("A")).toMatchObject({ degree: 1, closeness: 0.5, core: 1, constraint: 1 });
});

test("measures() agrees with networkx on Zachary's karate club", () => {
  const club = JSON.parse(readFileSync(new URL("karate-club.json", import.meta.url), "utf8")) as Record<
    (typeof names)[number],
    number[]
  > & { readonly links: [number, number][] };
  const name = (node: number): string => `Member ${String(node).padStart(2, "0")}`;
  const found = measured(club.links.map(([a, b]) => `${name(a)} -- ${name(b)}`).join("\n"));
  const inOrder = Array.from(found.keys())
    .sort()
    .map((one) => found.get(one)!);
  expectClose(
    inOrder,
    inOrder.map(
      (_, i) => Object.fromEntries(names.map((one) => [one, club[one][i]])) as unknown as OracleMeasures,
    ),
  );
});

// ---- random networks, of some of their organisations under a filter

const questions = randomNetworks().chain((drawn) => {
  const ids = drawn.organisations.map(({ id }) => id);
  return fc.record({
    records: fc.constantFrom({ ...drawn, largestClique: 4 }, drawn),
    where: randomFilters(ids),
    some: fc.shuffledSubarray(ids),
  });
});
type Question = typeof questions extends fc.Arbitrary<infer T> ? T : never;

/** The linked pairs among those asked about who pass, by going through the records. */
function neighboursIn({ records, where, some }: Question): Neighbours {
  const passing = some.filter((id) =>
    organisationPasses(
      records,
      where,
      records.organisations.find((one) => one.id === id)!,
    ),
  );
  const ties = records.partnerships.filter((one) => partnershipPasses(where, one));
  const linked = (given: Records, a: (typeof passing)[number], b: (typeof passing)[number]) =>
    ties.some((one) => linksPair(given, one, a, b));
  return new Map(passing.map((id) => [id, new Set(passing.filter((other) => linked(records, id, other)))]));
}

describe("on random networks", () => {
  test("measures() agrees with a plain oracle", () => {
    fc.assert(
      fc.property(questions, (question) => {
        const neighbours = neighboursIn(question);
        const network = new NumberedNetwork(question.records);
        const members = network.nodesOf([...neighbours.keys()] as Question["some"]);
        const found = measures(
          network.projection,
          { members, filter: network.filterOf(question.where) },
          network.workspace,
        );
        expectClose(rowsOf(found, members.length), measuresOf(neighbours));
      }),
      { numRuns: 400 },
    );
  });

  test("measures() agrees with graphology on betweenness and closeness", () => {
    fc.assert(
      fc.property(questions, (question) => {
        const neighbours = neighboursIn(question);
        const graph = new UndirectedGraph();
        for (const id of neighbours.keys()) graph.addNode(id);
        for (const [id, others] of neighbours) for (const other of others) graph.mergeEdge(id, other);
        // With fewer than three nodes it divides by nothing.
        if (graph.order < 3) return;
        const between = betweennessCentrality(graph, { normalized: true, getEdgeWeight: null });
        const near = closenessCentrality(graph, { wassermanFaust: true });

        const network = new NumberedNetwork(question.records);
        const members = network.nodesOf([...neighbours.keys()] as Question["some"]);
        const found = measures(
          network.projection,
          { members, filter: network.filterOf(question.where) },
          network.workspace,
        );
        [...neighbours.keys()].forEach((id, place) => {
          expect(found.betweenness[place]).toBeCloseTo(between[id], 9);
          expect(found.closeness[place]).toBeCloseTo(near[id], 9);
        });
      }),
      { numRuns: 200 },
    );
  });

  test("groupSizes() agrees with walking from each", () => {
    fc.assert(
      fc.property(questions, (question) => {
        const neighbours = neighboursIn(question);
        const network = new NumberedNetwork(question.records);
        const members = network.nodesOf([...neighbours.keys()] as Question["some"]);
        const found = groupSizes(
          csrAmong(network.projection, members, network.filterOf(question.where), network.workspace),
        );
        const left = new Set(neighbours.keys());
        const sizes: number[] = [];
        for (const first of left) {
          const group = new Set([first]);
          for (const id of group) for (const next of neighbours.get(id)!) group.add(next);
          for (const id of group) left.delete(id);
          sizes.push(group.size);
        }
        expect(found.sort()).toEqual(sizes.sort());
      }),
    );
  });
});
