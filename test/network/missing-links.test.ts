import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { networkOf } from "../../src/network/memory-network.js";
import { holds } from "./agreement.js";
import { Plain } from "./plain.js";
import {
  arbitraryDay,
  arbitraryRecords,
  arbitraryRegion,
  arbitraryTimelessFilter,
  code,
  day,
  idOf,
  organisation,
  partnership,
  records,
  region,
  where,
} from "./records.js";

const arbitraryQuestion = {
  drawnRecords: arbitraryRecords,
  region: arbitraryRegion,
  filter: arbitraryTimelessFilter,
  asOf: arbitraryDay,
};

test("findMissingLinks() agrees with scoring every pair by hand", () => {
  const question = fc.record({ ...arbitraryQuestion, limit: fc.integer({ min: 1, max: 8 }) });
  holds(question, ({ drawnRecords, region, filter, asOf, limit }) => {
    const found = networkOf(drawnRecords).findMissingLinks({ region, where: filter, asOf, limit });
    const all = new Plain(drawnRecords).missingLinks(region, filter, asOf);
    expect(found).toEqual(
      all.slice(0, limit).map((one) => ({ ...one, score: expect.closeTo(one.score, 10) })),
    );
  });
});

const here = { region: code("R") };
const place = records({
  regions: [region("R")],
  organisations: [...["a", "b", "c"].map((key) => organisation(key, here)), organisation("far")],
  partnerships: [
    partnership("a far", "a far", { until: day("2010-01-01") }),
    partnership("b far", "b far"),
    partnership("c far", "c far", { since: day("2030-01-01") }),
  ],
});

test("findMissingLinks() looks at partners anywhere and of any period, but not at what begins later", () => {
  const asked = { region: code("R"), where: where({}), limit: 10 };
  const found = networkOf(place).findMissingLinks({ ...asked, asOf: day("2026-11-24") });
  const pair = [idOf("a"), idOf("b")].sort();
  expect(found).toEqual([{ pair, score: 1 / Math.log(2), sharedPartners: [idOf("far")] }]);
  expect(networkOf(place).findMissingLinks({ ...asked, asOf: day("2030-01-01") })).toHaveLength(3);
});

test("findMissingLinks() leaves out who were ever together, filtered or not, linked or not", () => {
  const many = Array.from({ length: 199 }, (_, i) => `m${i}`);
  const together = records({
    ...place,
    organisations: [...place.organisations, ...many.map((key) => organisation(key))],
    partnerships: [
      ...place.partnerships,
      partnership("large", `a b c ${many.join(" ")} far/COORDINATOR`, { kind: "MEMBERSHIP" }),
    ],
  });
  const asked = { region: code("R"), asOf: day("2026-11-24"), limit: 10 };
  expect(
    networkOf(together).findMissingLinks({ ...asked, where: where({ partnershipKinds: ["OTHER"] }) }),
  ).toEqual([]);
});

test("activityOf() agrees with going through every partnership by hand", () => {
  holds(fc.record(arbitraryQuestion), ({ drawnRecords, region, filter, asOf }) => {
    const network = networkOf(drawnRecords);
    const plain = new Plain(drawnRecords);
    expect(network.activityOf({ region, where: filter, asOf })).toEqual(
      plain.activityOf(region, filter, asOf),
    );
    expect(network.membersOf(region, filter)).toEqual(plain.membersOf(region, filter));
  });
});

test("activityOf() ends activity on the day before until, and lets an until that lies ahead still run", () => {
  const at = (asOf: string) => {
    const [a, b, c] = networkOf(place).activityOf({ region: code("R"), where: where({}), asOf: day(asOf) });
    return [a, b, c].map(({ active, lastActive }) => [active, lastActive]);
  };
  expect(at("2009-12-31")).toEqual([
    [true, "2009-12-31"],
    [true, "2009-12-31"],
    [false, null],
  ]);
  expect(at("2010-01-01")).toEqual([
    [false, "2009-12-31"],
    [true, "2010-01-01"],
    [false, null],
  ]);
});

test("activityOf() counts no partnership of which fewer than two parties pass", () => {
  const asked = { region: code("R"), where: where({ without: [idOf("far")] }), asOf: day("2026-11-24") };
  for (const one of networkOf(place).activityOf(asked))
    expect(one).toMatchObject({ active: false, lastActive: null, partnershipCount: 0 });
});
