import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { passAll } from "../../src/kernel/filter.js";
import { reachOf } from "../../src/kernel/reach.js";
import { reach } from "../oracle/paths.js";
import { draw, randomFilters, randomNetworks } from "../support/draw.js";
import { NumberedNetwork } from "./number.js";

const network = new NumberedNetwork(draw("A -- B -- C -- D\n{D, E, F}\nLonely"));

function reachFrom(sources: string[], blocked: string[], nodes: Uint8Array | null = null): number {
  const numbers = (names: string[]) => Int32Array.from(names, (name) => network.node(name));
  const question = { sources: numbers(sources), blocked: numbers(blocked), filter: { ...passAll, nodes } };
  return reachOf(network.projection, question, network.workspace);
}

test("reachOf() counts all that lies in reach, without the sources", () => {
  expect(reachFrom(["A"], [])).toBe(5);
  expect(reachFrom(["A", "F"], [])).toBe(4);
  expect(reachFrom(["Lonely"], ["A"])).toBe(0);
});

test("reachOf() neither counts nor passes a blocked node", () => {
  expect(reachFrom(["A"], ["D"])).toBe(2);
});

test("reachOf() exempts sources from the filter and nothing else", () => {
  expect(reachFrom(["A"], [], Uint8Array.of(0, 1, 0, 1, 1, 1, 1))).toBe(1);
});

test("reachOf() agrees with the records on random networks", () => {
  const questions = randomNetworks().chain((drawn) => {
    const ids = drawn.organisations.map(({ id }) => id);
    return fc.record({
      records: fc.constantFrom({ ...drawn, largestClique: 3 }, drawn),
      ends: fc.shuffledSubarray(ids, { minLength: 2 }),
      cut: fc.integer({ min: 1, max: 3 }),
      where: randomFilters(),
    });
  });
  fc.assert(
    fc.property(questions, ({ records, ends, cut, where }) => {
      const from = ends.slice(0, cut);
      const to = ends.slice(cut, 2 * cut);
      const numbered = new NumberedNetwork(records);
      const question = {
        sources: numbered.nodesOf(from),
        blocked: numbered.nodesOf(to),
        filter: numbered.filterOf(where),
      };
      const found = reachOf(numbered.projection, question, numbered.workspace);
      expect(found).toBe(reach(records, where, from, to).length);
    }),
    { numRuns: 2000 },
  );
});
