import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { noFilter } from "../../src/domain/filter.js";
import { type CutPoints, piecesWithout } from "../../src/kernel/cut-points.js";
import { passAll } from "../../src/kernel/filter.js";
import { regionalNetwork } from "../../src/kernel/regional-network.js";
import { activePartnerships, cuts, groupsAmong, type OracleCut } from "../oracle/regional-network.js";
import { organisationPasses, type Records } from "../oracle/records.js";
import { draw, randomDays, randomFilters, randomNetworks } from "../support/draw.js";
import { NumberedNetwork } from "./number.js";

/** What is found in a drawing, by name; equals by the order of their ids. */
function found(drawing: string, largestClique?: number) {
  const records = { ...draw(drawing), ...(largestClique === undefined ? {} : { largestClique }) };
  const network = new NumberedNetwork(records);
  const members = Int32Array.from(network.ranks.keys()).sort((a, b) => network.ranks[a] - network.ranks[b]);
  const answer = regionalNetwork(network.projection, { members, filter: passAll }, network.workspace);
  const names = (places: Iterable<number>): string[] =>
    network.names(Array.from(places, (place) => members[place])).sort();
  const cutsOf = (points: CutPoints) =>
    Array.from(points.places, (place, i) => {
      const point = points.order[place];
      const pieces = piecesWithout(points, i, members.length);
      const lost = point < members.length ? names([point])[0] : answer.hyperedges[point - members.length] + 1;
      expect(points.counts[i]).toBe(pieces.slice(1).reduce((sum, piece) => sum + piece.length, 0));
      return [lost, pieces.slice(1).map(names)] as const;
    });
  const groups = Array.from({ length: answer.groupStarts.length - 1 }, (_, g) =>
    names(answer.groupMembers.subarray(answer.groupStarts[g], answer.groupStarts[g + 1])),
  );
  return { groups, organisations: cutsOf(answer.memberCuts), partnerships: cutsOf(answer.hyperedgeCuts) };
}

test("regionalNetwork() finds groups of two or more, the largest first", () => {
  const { groups } = found("A -- B -- C\nD -- E\nLonely");
  expect(groups).toEqual([
    ["A", "B", "C"],
    ["D", "E"],
  ]);
});

test("regionalNetwork() finds the organisation and the partnership that two sides hang by", () => {
  const { organisations, partnerships } = found(`
    {A, B, C, D}
    D -- Broker
    Broker -- X
    {X, Y, Z}
  `);
  expect(organisations).toContainEqual(["Broker", [["X", "Y", "Z"]]]);
  expect(organisations).toContainEqual(["X", [["Y", "Z"]]]);
  // Losing D leaves A, B and C on one side and four on the other.
  expect(organisations).toContainEqual(["D", [["A", "B", "C"]]]);
  expect(partnerships).toContainEqual([3, [["X", "Y", "Z"]]]);
});

test("regionalNetwork() takes a consortium away with all its links", () => {
  const { organisations, partnerships } = found("{A, B, C, D}");
  expect(organisations).toEqual([]);
  expect(partnerships).toHaveLength(1);
  expect(partnerships[0][1]).toHaveLength(3);
});

test("regionalNetwork() minds nobody who cuts off one other alone", () => {
  expect(found("A -- B -- C")).toMatchObject({ organisations: [], partnerships: [] });
});

test("regionalNetwork() loses with a lone lead what only it ties together", () => {
  const alone = found("{Lead/COORDINATOR, A, B, C}\nA -- Lead", 2);
  expect(alone.organisations.map(([lost, pieces]) => [lost, pieces.length])).toEqual([["Lead", 2]]);
  const shared = found("{Lead/COORDINATOR, Second/CONNECTOR, A, B, C}", 2);
  expect(shared.organisations).toEqual([]);
});

test("regionalNetwork() of nobody is empty", () => {
  expect(found("")).toEqual({ groups: [], organisations: [], partnerships: [] });
  expect(found("A\nB")).toEqual({ groups: [], organisations: [], partnerships: [] });
});

test("regionalNetwork() agrees with taking each organisation and partnership away in turn", () => {
  const questions = fc.record({
    drawn: randomNetworks(),
    largestClique: fc.constantFrom(2, 3, 200),
    where: randomFilters(),
    asOf: randomDays,
    keep: fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }),
  });
  fc.assert(
    fc.property(questions, ({ drawn, largestClique, where: asked, asOf, keep }) => {
      const records: Records = { ...drawn, largestClique };
      const where = { ...noFilter, ...asked, activeOn: null, activeBetween: null };
      const network = new NumberedNetwork(records);
      const region = records.organisations
        .filter((one, i) => keep[i] && organisationPasses(records, where, one))
        .map(({ id }) => id)
        .sort();
      const active = activePartnerships(records, where, asOf);
      const members = network.nodesOf(region);
      const filter = network.filterOf({ ...where, activeOn: asOf });
      const answer = regionalNetwork(network.projection, { members, filter }, network.workspace);

      const groups = groupsAmong(records, active, region).filter((group) => group.length >= 2);
      const ids = (places: Int32Array) => Array.from(places, (place) => region[place]);
      const { groupStarts, groupMembers } = answer;
      const foundGroups = groups.map((_, g) =>
        ids(groupMembers.subarray(groupStarts[g], groupStarts[g + 1])),
      );
      expect(groupStarts.length - 1).toBe(groups.length);
      expect(foundGroups).toEqual(groups);

      const passing = records.organisations.filter((one) => organisationPasses(records, where, one));
      const whole = groupsAmong(
        records,
        active,
        passing.map(({ id }) => id),
      );
      groups.forEach((group, g) => {
        const isTied = g > 0 && whole.some((all) => all.includes(group[0]) && all.includes(groups[0][0]));
        expect(answer.tiedOutside[g]).toBe(Number(isTied));
      });

      const cutsOf = (points: CutPoints): OracleCut[] =>
        Array.from(points.places, (place, i) => {
          const point = points.order[place];
          return {
            lost:
              point < region.length
                ? region[point]
                : records.partnerships[answer.hyperedges[point - region.length]].id,
            pieces: piecesWithout(points, i, region.length).slice(1).map(ids),
          };
        });
      const byLost = (a: OracleCut, b: OracleCut) => (a.lost < b.lost ? -1 : 1);
      const foundCuts = [...cutsOf(answer.memberCuts), ...cutsOf(answer.hyperedgeCuts)].sort(byLost);
      const expected = groups.length === 0 ? [] : cuts(records, active, region).sort(byLost);
      expect(foundCuts).toEqual(expected);
    }),
    { numRuns: 2000 },
  );
});
