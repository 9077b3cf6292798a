import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { egoNetwork } from "../../src/kernel/ego-network.js";
import { passAll } from "../../src/kernel/filter.js";
import { surroundings } from "../oracle/paths.js";
import { draw, randomFilters, randomNetworks } from "../support/draw.js";
import { NumberedNetwork } from "./number.js";

const chain = new NumberedNetwork(draw("A -- B -- C -- D\nA -- E\nLonely"));

function around(name: string, hops: number, nodes: Uint8Array | null = null) {
  const question = { source: chain.node(name), hops, filter: { ...passAll, nodes } };
  const found = egoNetwork(chain.projection, question, chain.workspace);
  return { names: chain.names(found.nodes), hops: Array.from(found.hops) };
}

test("egoNetwork() tells how far each node is, nearest first", () => {
  expect(around("A", 2)).toEqual({ names: ["A", "B", "E", "C"], hops: [0, 1, 1, 2] });
});

test("egoNetwork() of no hops, or of a node without links, is the node alone", () => {
  expect(around("A", 0)).toEqual({ names: ["A"], hops: [0] });
  expect(around("Lonely", 4)).toEqual({ names: ["Lonely"], hops: [0] });
});

test("egoNetwork() exempts its source from the filter and nothing else", () => {
  expect(around("A", 4, Uint8Array.of(0, 0, 1, 1, 1, 1)).names).toEqual(["A", "E"]);
});

test("egoNetwork() agrees with the records on random networks", () => {
  const questions = randomNetworks().chain((drawn) =>
    fc.record({
      records: fc.constantFrom({ ...drawn, largestClique: 4 }, drawn),
      of: fc.constantFrom(...drawn.organisations.map(({ id }) => id)),
      hops: fc.integer({ min: 0, max: 4 }),
      where: randomFilters(),
    }),
  );
  fc.assert(
    fc.property(questions, ({ records, of, hops, where }) => {
      const network = new NumberedNetwork(records);
      const question = { source: network.nodeOf(of), hops, filter: network.filterOf(where) };
      const found = egoNetwork(network.projection, question, network.workspace);
      const distances = network.idsOf(found.nodes).map((id, i) => [id, found.hops[i]] as const);
      expect(new Map(distances)).toEqual(surroundings(records, where, of, hops));
      expect(Array.from(found.hops)).toEqual(Array.from(found.hops).sort((a, b) => a - b));
    }),
    { numRuns: 2000 },
  );
});
