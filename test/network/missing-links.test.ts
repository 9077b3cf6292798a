import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { RankedPair } from "../../src/network/link-ranker.js";
import { networkOf } from "../../src/network/memory-network.js";
import { holds, holdsFor } from "./agreement.js";
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

function withoutContributions({
  pair,
  score,
  sharedPartners,
}: RankedPair): Omit<RankedPair, "contributions"> {
  return { pair, score, sharedPartners };
}

test("rankMissingLinks() agrees with scoring every pair by hand", async () => {
  const question = fc.record({ ...arbitraryQuestion, limit: fc.integer({ min: 1, max: 8 }) });
  await holdsFor(question, async ({ drawnRecords, region, filter, asOf, limit }) => {
    const asked = { where: filter, asOf, ranker: "ADAMIC_ADAR" } as const;
    const found = await networkOf(drawnRecords).rankMissingLinks({ ...asked, region, limit });
    const all = new Plain(drawnRecords).missingLinks(region, filter, asOf);
    expect(found.map(withoutContributions)).toEqual(
      all.slice(0, limit).map((one) => ({ ...one, score: expect.closeTo(one.score, 10) })),
    );
  });
});

test("rankLinksBetween() finds what rankMissingLinks() finds when both sets are the region's members", async () => {
  const question = fc.record({ ...arbitraryQuestion, limit: fc.integer({ min: 1, max: 8 }) });
  await holdsFor(question, async ({ drawnRecords, region, filter, asOf, limit }) => {
    const network = networkOf(drawnRecords);
    const members = network.membersOf(region, filter);
    for (const ranker of ["ADAMIC_ADAR", "RESOURCE_ALLOCATION"] as const) {
      const asked = { where: filter, asOf, ranker, limit };
      expect(await network.rankLinksBetween({ ...asked, region, from: members, to: members })).toEqual(
        await network.rankMissingLinks({ ...asked, region }),
      );
    }
  });
});

test("rankLinksBetween() keeps to pairs of one of either set", async () => {
  const network = networkOf(place);
  const asked = {
    where: where({}),
    asOf: day("2030-01-01"),
    ranker: "RESOURCE_ALLOCATION",
    limit: 9,
  } as const;
  const found = await network.rankLinksBetween({
    ...asked,
    region: code("R"),
    from: [idOf("a")],
    to: [idOf("b"), idOf("c")],
  });
  expect(found.map(({ pair, score }) => ({ pair, score }))).toEqual(
    [
      [idOf("a"), idOf("b")],
      [idOf("a"), idOf("c")],
    ]
      .map((pair) => ({ pair: pair.sort(), score: 1 / 3 }))
      .sort((p, q) => (p.pair.join() < q.pair.join() ? -1 : 1)),
  );
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

test("rankMissingLinks() looks at partners anywhere and of any period, but not at what begins later", async () => {
  const asked = { region: code("R"), where: where({}), ranker: "ADAMIC_ADAR", limit: 10 } as const;
  const found = await networkOf(place).rankMissingLinks({ ...asked, asOf: day("2026-11-24") });
  const pair = [idOf("a"), idOf("b")].sort();
  const score = 1 / Math.log(2);
  const contributions = [{ feature: "SHARED_PARTNERS", value: 1, contribution: score }];
  expect(found).toEqual([{ pair, score, sharedPartners: [idOf("far")], contributions }]);
  expect(await networkOf(place).rankMissingLinks({ ...asked, asOf: day("2030-01-01") })).toHaveLength(3);
});

test("rankMissingLinks() leaves out who were ever together, filtered or not, linked or not", async () => {
  const many = Array.from({ length: 199 }, (_, i) => `m${i}`);
  const together = records({
    ...place,
    organisations: [...place.organisations, ...many.map((key) => organisation(key))],
    partnerships: [
      ...place.partnerships,
      partnership("large", `a b c ${many.join(" ")} far/COORDINATOR`, { kind: "MEMBERSHIP" }),
    ],
  });
  const asked = { region: code("R"), asOf: day("2026-11-24"), ranker: "ADAMIC_ADAR", limit: 10 } as const;
  expect(
    await networkOf(together).rankMissingLinks({ ...asked, where: where({ partnershipKinds: ["OTHER"] }) }),
  ).toEqual([]);
});

test("rankMissingLinks() ranks a large region in a worker, and the event loop goes on", async () => {
  const consortia = ["x", "y", "z"].map((letter) => Array.from({ length: 195 }, (_, i) => `${letter}${i}`));
  const network = networkOf(
    records({
      regions: [region("R")],
      organisations: ["hub", ...consortia.flat()].map((key) => organisation(key, here)),
      partnerships: consortia.map((keys, i) => partnership(`c${i}`, `hub ${keys.join(" ")}`)),
    }),
  );
  const asked = { region: code("R"), where: where({}), asOf: day("2026-11-24"), limit: 3 } as const;
  let turns = 0;
  const turning = setInterval(() => turns++);
  const found = await network.rankMissingLinks({ ...asked, ranker: "ADAMIC_ADAR" });
  clearInterval(turning);
  await network.close();

  expect(turns).toBeGreaterThan(0);
  const letterOf = new Map(consortia.flatMap((keys) => keys.map((key) => [idOf(key), key[0]])));
  const ids = [...letterOf.keys()].sort();
  const strangers = ids.slice(1).filter((id) => letterOf.get(id) !== letterOf.get(ids[0]));
  expect(found.map(withoutContributions)).toEqual(
    strangers
      .slice(0, 3)
      .map((id) => ({ pair: [ids[0], id], score: 1 / Math.log(585), sharedPartners: [idOf("hub")] })),
  );
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
