import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { PageRequest } from "../../src/domain/page.js";
import { networkOf } from "../../src/network/memory-network.js";
import { holds, walk } from "./agreement.js";
import { Plain } from "./plain.js";
import {
  arbitraryRecords,
  arbitraryRegion,
  code,
  organisation,
  idOf,
  records,
  region,
  sectorCode,
  someRegions,
} from "./records.js";

test("listRegions() agrees with filtering and sorting everything", () => {
  const question = fc.record({
    division: fc.constantFrom(null, "MUNICIPALITY", "COROP", "NONE"),
    within: fc.option(arbitraryRegion, { freq: 2 }),
    size: fc.integer({ min: 1, max: 4 }),
    backwards: fc.boolean(),
  });
  const drawnRecords = records({ regions: someRegions });
  const network = networkOf(drawnRecords);
  holds(question, ({ division, within, size, backwards }) => {
    const list = (page: PageRequest) => network.listRegions({ division, within, search: null, page });
    expect(walk(list, size, backwards)).toEqual(new Plain(drawnRecords).listRegions(division, within));
  });
});

test("listRegions() finds by the words that begin those of a name, and by a code in either case", () => {
  const network = networkOf(
    records({
      regions: [
        region("AM28", [], { name: "Zuidoost-Brabant" }),
        region("PV30", [], { name: "Noord-Brabant" }),
        region("GM0772", [], { name: "Eindhoven" }),
      ],
    }),
  );
  const page = { first: 10, after: null, last: null, before: null };
  const found = (search: string) =>
    network.listRegions({ division: null, within: null, search, page }).rows.map(({ item }) => item);
  expect(found("brab")).toEqual(["PV30", "AM28"]);
  expect(found("BRABANT zuid")).toEqual(["AM28"]);
  expect(found("am28")).toEqual(["AM28"]);
  expect(found("rabant")).toEqual([]);
  expect(found(" ")).toEqual([]);
});

test("listSectors() counts who bears each, described or not", () => {
  holds(arbitraryRecords, (drawnRecords) => {
    const sectors = walk((page) => networkOf(drawnRecords).listSectors(page), 2);
    const counts = sectors.map((use) => [use.sector.code, use.organisationCount, use.partnershipCount]);
    expect(counts).toEqual(new Plain(drawnRecords).listSectors());
  });
});

test("sectorOf() names a sector that nothing describes by its code, and knows none that nothing bears", () => {
  const network = networkOf(
    records({ organisations: [organisation("a", { sectors: [sectorCode("sbi:2")] })], sectors: [] }),
  );
  expect(network.sectorOf(sectorCode("sbi:2"))).toEqual({ code: "sbi:2", name: "sbi:2", nameNl: null });
  expect(network.sectorOf(sectorCode("sbi:3"))).toBeNull();
});

test("regionsWithin() goes down through every division, and a cycle ends where it began", () => {
  const network = networkOf(records({ regions: someRegions }));
  expect([...network.regionsWithin(code("A1"))].sort()).toEqual(["A1", "X", "Y"]);
  expect([...network.regionsWithin(code("NL"))].sort()).toEqual(["A1", "C1", "E", "NL", "X", "Y"]);
  const round = networkOf(
    records({
      regions: [region("1", ["2"]), region("2", ["3"]), region("3", ["1"])],
      organisations: [organisation("a", { region: code("1") })],
    }),
  );
  expect([...round.regionsWithin(code("2"))].sort()).toEqual(["1", "2", "3"]);
  expect(round.liesIn(idOf("a"), code("3"))).toBe(true);
});

test("liesIn() holds for the own region and all around it, and for no other", () => {
  const network = networkOf(
    records({
      regions: someRegions,
      organisations: [organisation("a", { region: code("X") }), organisation("b")],
    }),
  );
  const around = someRegions.filter((one) => network.liesIn(idOf("a"), one.code)).map((one) => one.code);
  expect(around).toEqual(["NL", "A1", "C1", "X"]);
  expect(network.liesIn(idOf("b"), code("NL"))).toBe(false);
});

test("divisions() counts the regions of each, by name", () => {
  expect(networkOf(records({ regions: someRegions })).divisions()).toEqual([
    { division: "COROP", regionCount: 1 },
    { division: "COUNTRY", regionCount: 1 },
    { division: "LABOUR_MARKET_REGION", regionCount: 1 },
    { division: "MUNICIPALITY", regionCount: 4 },
  ]);
});

test("Regions nested a hundred thousand deep are read like any others", () => {
  const deep = Array.from({ length: 100_000 }, (_, i) => region(`r${i}`, i === 0 ? [] : [`r${i - 1}`]));
  const network = networkOf(
    records({ regions: deep, organisations: [organisation("a", { region: code("r99999") })] }),
  );
  expect(network.liesIn(idOf("a"), code("r0"))).toBe(true);
});
