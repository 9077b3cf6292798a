import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { type CalendarDate, dayOf } from "../../src/domain/calendar-date.js";
import { noFilter } from "../../src/domain/filter.js";
import { commonNeighbours, topAdamicAdar } from "../../src/kernel/adamic-adar.js";
import { passAll } from "../../src/kernel/filter.js";
import { missingLinks } from "../oracle/missing-links.js";
import { partnersOf, type Records } from "../oracle/records.js";
import {
  draw,
  type DrawnNetwork,
  organisationId,
  randomDays,
  randomFilters,
  randomNetworks,
} from "../support/draw.js";
import { NumberedNetwork } from "./number.js";

/** The best pairs among organisations, over all time. */
function best(records: DrawnNetwork, members: string[], limit = 10) {
  const network = new NumberedNetwork(records);
  const question = {
    members: Int32Array.from(members, (name) => network.node(name)),
    filter: passAll,
    sinceBefore: 2147483647,
    limit,
    ranks: Int32Array.from(network.ranks.keys()),
  };
  const { a, b, scores } = topAdamicAdar(network.projection, question, network.workspace);
  return Array.from(scores, (score, i) => [...network.names([a[i], b[i]]), score]);
}

test("topAdamicAdar() adds 1/ln(degree) over common neighbours", () => {
  const square = draw("A -- X -- B\nA -- Y -- B\nY -- C");
  expect(best(square, ["A", "B"])).toEqual([["A", "B", 1 / Math.log(3) + 1 / Math.log(2)]]);
});

test("topAdamicAdar() ranks equal scores by the lower of the pair, then the higher", () => {
  const star = draw("A\nB\nC\nD\nHub -- D -- Hub\nHub -- C\nHub -- B\nHub -- A");
  expect(best(star, ["D", "C", "B", "A"], 4).map(([a, b]) => `${a}${b}`)).toEqual(["AB", "AC", "AD", "BC"]);
});

test("topAdamicAdar() leaves out pairs that were ever in one partnership, linked by it or not", () => {
  const records = { ...draw("A -- X -- B\n{A, B, C, D/COORDINATOR}"), largestClique: 3 };
  expect(best(records, ["A", "B"])).toEqual([]);
});

test("topAdamicAdar() counts a partnership that begins later as not there", () => {
  const network = new NumberedNetwork(draw("A -- X -- B\nA -- B : 2030-01-01.."));
  const sinceBefore = dayOf("2030-01-01" as CalendarDate);
  const question = {
    members: Int32Array.of(0, 1, 2),
    filter: { ...passAll, sinceBefore },
    sinceBefore,
    limit: 5,
    ranks: network.ranks,
  };
  expect(topAdamicAdar(network.projection, question, network.workspace).scores.length).toBe(1);
  const later = { ...question, sinceBefore: sinceBefore + 1 };
  expect(topAdamicAdar(network.projection, later, network.workspace).scores.length).toBe(0);
});

test("topAdamicAdar() gives nothing for nobody, for no pairs, and for nobody in common", () => {
  const chain = draw("A -- B -- C -- D");
  expect(best(chain, [])).toEqual([]);
  expect(best(chain, ["A", "C"], 0)).toEqual([]);
  expect(best(chain, ["A", "D"])).toEqual([]);
});

const questions = (networks: fc.Arbitrary<DrawnNetwork>) =>
  networks.chain((drawn) => {
    const ids = drawn.organisations.map(({ id }) => id);
    return fc.record({
      records: fc.constantFrom<Records[]>({ ...drawn, largestClique: 4 }, drawn),
      members: fc.oneof(fc.constant(ids), fc.shuffledSubarray(ids)),
      where: fc.oneof(fc.constant(noFilter), randomFilters(ids)),
      asOf: randomDays,
      limit: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(1000)),
    });
  });

test("topAdamicAdar() agrees to the last bit with sets on random networks, whatever it prunes", () => {
  let scored = 0;
  fc.assert(
    fc.property(questions(randomNetworks(24)), ({ records, members, where, asOf, limit }) => {
      const network = new NumberedNetwork(records);
      const passing = network.filterOf(where);
      const sinceBefore = dayOf(asOf) + 1;
      const filter = { ...passing, sinceBefore: Math.min(passing.sinceBefore, sinceBefore) };
      const inFilter = members.filter(
        (id) => filter.nodes === null || filter.nodes[network.nodeOf(id)] === 1,
      );
      const question = {
        members: network.nodesOf(members),
        filter,
        sinceBefore,
        limit,
        ranks: network.ranks,
      };
      const { a, b, scores } = topAdamicAdar(network.projection, question, network.workspace);
      const expected = missingLinks(records, where, inFilter, asOf).slice(0, limit);
      expect(Array.from(scores, (score, i) => ({ pair: network.idsOf([a[i], b[i]]), score }))).toEqual(
        expected.map(({ pair, score }) => ({ pair, score })),
      );
      scored += scores.length;

      for (let i = 0; i < Math.min(scores.length, 3); i++) {
        const shared = network.idsOf(commonNeighbours(network.projection, a[i], b[i], filter));
        expect(shared.sort()).toEqual([...expected[i].sharedPartners].sort());
      }
    }),
    { numRuns: 1000 },
  );
  expect(scored).toBeGreaterThan(500);
});

test("commonNeighbours() agrees with sets on random networks", () => {
  fc.assert(
    fc.property(questions(randomNetworks()), ({ records, where }) => {
      const network = new NumberedNetwork(records);
      const filter = network.filterOf(where);
      const [a, b] = [records.organisations[0].id, records.organisations[1].id];
      const shared = commonNeighbours(network.projection, network.nodeOf(a), network.nodeOf(b), filter);
      const partners = partnersOf(records, where, b);
      expect(network.idsOf(shared)).toEqual(
        partnersOf(records, where, a).filter((id) => partners.includes(id)),
      );
    }),
    { numRuns: 500 },
  );
});

test("commonNeighbours() of a node with itself are its neighbours", () => {
  const network = new NumberedNetwork(draw("A -- B\nA -- C\nA -- C"));
  const node = network.nodeOf(organisationId("A"));
  expect(network.names(commonNeighbours(network.projection, node, node, passAll))).toEqual(["B", "C"]);
});
