import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { dateOf } from "../../src/domain/calendar-date.js";
import { partnershipKinds } from "../../src/domain/partnership.js";
import type { NetworkLink } from "../../src/domain/view.js";
import { passAll } from "../../src/kernel/filter.js";
import { hyperedgesBetween, linkedCountOf, type LinkedPairs, pairsAmong } from "../../src/kernel/links.js";
import { linksAmong } from "../oracle/links.js";
import { linkingPartnerships, organisationPasses, partnersOf } from "../oracle/records.js";
import { draw, randomFilters, randomNetworks } from "../support/draw.js";
import { NumberedNetwork } from "./number.js";

const questions = randomNetworks().chain((drawn) => {
  const ids = drawn.organisations.map(({ id }) => id);
  return fc.record({
    records: fc.constantFrom({ ...drawn, largestClique: 4 }, drawn),
    where: randomFilters(ids),
    some: fc.shuffledSubarray(ids),
    limit: fc.oneof(fc.nat(8), fc.constant(1000)),
  });
});

test("hyperedgesBetween() finds parallel links, whichever end is asked first", () => {
  const network = new NumberedNetwork(draw("A -- B\nB -- A\n{A, B, C}\nB -- C"));
  const [a, b] = [network.node("A"), network.node("B")];
  expect(Array.from(hyperedgesBetween(network.projection, a, b, passAll))).toEqual([0, 1, 2]);
  expect(Array.from(hyperedgesBetween(network.projection, b, a, passAll))).toEqual([0, 1, 2]);
  expect(Array.from(hyperedgesBetween(network.projection, a, a, passAll))).toEqual([]);
});

test("hyperedgesBetween() agrees with the records on random networks", () => {
  fc.assert(
    fc.property(questions, ({ records, where }) => {
      const network = new NumberedNetwork(records);
      const filter = network.filterOf(where);
      for (const { id: a } of records.organisations.slice(0, 4))
        for (const { id: b } of records.organisations) {
          const found = hyperedgesBetween(network.projection, network.nodeOf(a), network.nodeOf(b), filter);
          expect(Array.from(found, (number) => records.partnerships[number])).toEqual(
            linkingPartnerships(records, where, a, b),
          );
        }
    }),
    { numRuns: 500 },
  );
});

test("pairsAmong() puts the cheapest pairs first and says when there are more", () => {
  const network = new NumberedNetwork(
    draw("A -- B : *1\nA -- C : *5\nB -- C : *3\nB -- C : *4\nC -- D : *5"),
  );
  const nodes = Int32Array.of(network.node("C"), network.node("B"), network.node("A"));
  const pairs = pairsAmong(network.projection, nodes, passAll, 2, network.workspace);
  expect(Array.from(pairs.from)).toEqual([0, 0]);
  expect(Array.from(pairs.to)).toEqual([2, 1]);
  expect(Array.from(pairs.cost)).toEqual([1, 2]);
  expect(Array.from(pairs.count)).toEqual([1, 2]);
  expect(pairs.truncated).toBe(true);
  expect(pairsAmong(network.projection, nodes, passAll, 3, network.workspace).truncated).toBe(false);
  expect(pairsAmong(network.projection, nodes, passAll, 0, network.workspace).truncated).toBe(true);
  expect(pairsAmong(network.projection, new Int32Array(0), passAll, 5, network.workspace).truncated).toBe(
    false,
  );
});

test("pairsAmong() agrees with looking at every pair on random networks", () => {
  fc.assert(
    fc.property(questions, ({ records, where, some, limit }) => {
      const network = new NumberedNetwork(records);
      const pairs = pairsAmong(
        network.projection,
        network.nodesOf(some),
        network.filterOf(where),
        limit,
        network.workspace,
      );
      const all = linksAmong(records, where, some);
      expect(toLinks(pairs)).toEqual(all.slice(0, limit));
      expect(pairs.truncated).toBe(all.length > limit);
    }),
    { numRuns: 2000 },
  );
});

function toLinks({ from, to, count, kinds, cost, since, until }: LinkedPairs): NetworkLink[] {
  return Array.from(from, (_, i) => ({
    fromIndex: from[i],
    toIndex: to[i],
    partnershipCount: count[i],
    kinds: partnershipKinds.filter((_kind, bit) => (kinds[i] >>> bit) & 1),
    cost: cost[i],
    since: since[i] === -2147483648 ? null : dateOf(since[i]),
    until: until[i] === 2147483647 ? null : dateOf(until[i]),
  }));
}

test("linkedCountOf() agrees with counting partners on random networks", () => {
  fc.assert(
    fc.property(questions, ({ records, where }) => {
      const network = new NumberedNetwork(records);
      const filter = network.filterOf(where);
      const expected = records.organisations.map((organisation) =>
        organisationPasses(records, where, organisation)
          ? partnersOf(records, where, organisation.id).length
          : 0,
      );
      expect(expected.map((_, node) => linkedCountOf(network.projection, filter, node))).toEqual(expected);
    }),
    { numRuns: 1000 },
  );
});
