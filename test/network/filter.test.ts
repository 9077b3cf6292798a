import { expect, test } from "@jest/globals";
import { nothingPut } from "../../src/domain/change.js";
import { noFilter, type NetworkFilter } from "../../src/domain/filter.js";
import type { GapId } from "../../src/domain/ids.js";
import { atOnce } from "../../src/kernel/in-steps.js";
import { networkOf } from "../../src/network/memory-network.js";
import { State } from "../../src/network/state.js";
import {
  changeOf,
  code,
  day,
  dealOf,
  idOf,
  organisation,
  partnership,
  records,
  removal,
  sectorCode,
  someRegions,
  where,
  type Records,
} from "./records.js";

const place: Records = records({
  regions: someRegions,
  organisations: [
    organisation("a"),
    organisation("b", { region: code("X"), kind: "COMPANY", sectors: [sectorCode("sbi:1")] }),
  ],
  partnerships: [
    partnership("always", "a b", { strength: 1 }),
    partnership("spring", "a b", { since: day("2020-03-01"), until: day("2020-06-01"), kind: "FUNDING" }),
    partnership("open", "a b", { since: day("2020-06-01"), strength: 5, sectors: [sectorCode("sbi:2")] }),
    partnership("over", "a b", { until: day("2020-03-01") }),
  ],
});

/** The keys of the partnerships of `a` that pass, in the drawing's order. */
function passing(conditions: Partial<NetworkFilter>): string[] {
  const ids = networkOf(place).partnershipsOf(idOf("a"), where(conditions));
  return place.partnerships
    .filter(({ id }) => ids.includes(id))
    .map(({ identifiers }) => identifiers[0].replace("deal:", ""));
}

test("A filter without conditions on time lets ended partnerships pass", () => {
  expect(passing({})).toEqual(["always", "spring", "open", "over"]);
});

test("activeOn counts the first day of a partnership in and the day of until out", () => {
  expect(passing({ activeOn: day("2020-02-29") })).toEqual(["always", "over"]);
  expect(passing({ activeOn: day("2020-03-01") })).toEqual(["always", "spring"]);
  expect(passing({ activeOn: day("2020-05-31") })).toEqual(["always", "spring"]);
  expect(passing({ activeOn: day("2020-06-01") })).toEqual(["always", "open"]);
});

test("activeBetween wants one day of the period, its until not one of them", () => {
  const between = (since: string | null, until: string | null) =>
    passing({
      activeBetween: { since: since === null ? null : day(since), until: until === null ? null : day(until) },
    });
  expect(between("2020-02-29", "2020-03-01")).toEqual(["always", "over"]);
  expect(between("2020-02-29", "2020-03-02")).toEqual(["always", "spring", "over"]);
  expect(between("2020-05-31", null)).toEqual(["always", "spring", "open"]);
  expect(between(null, "2020-06-01")).toEqual(["always", "spring", "over"]);
  expect(between(null, null)).toEqual(["always", "spring", "open", "over"]);
});

test("activeOn and activeBetween must both hold", () => {
  const activeBetween = { since: day("2020-07-01"), until: day("2020-08-01") };
  expect(passing({ activeOn: day("2020-03-01"), activeBetween })).toEqual(["always"]);
});

test("minStrength counts partnerships that are not rated as 3", () => {
  expect(passing({ minStrength: 3 })).toEqual(["spring", "open", "over"]);
  expect(passing({ minStrength: 4 })).toEqual(["open"]);
});

test("Kinds, sectors and sizes of partnerships: any of a list, all of the conditions", () => {
  expect(passing({ partnershipKinds: ["FUNDING", "VISIT"] })).toEqual(["spring"]);
  expect(passing({ partnershipSectors: [sectorCode("sbi:2"), sectorCode("sbi:9")] })).toEqual(["open"]);
  expect(passing({ partnershipKinds: ["FUNDING"], partnershipSectors: [sectorCode("sbi:2")] })).toEqual([]);
  expect(passing({ maxParties: 1 })).toEqual([]);
  expect(passing({ maxParties: 2 })).toHaveLength(4);
});

test("Organisations pass by kind, region however far up, own sectors, and unless left out", async () => {
  const partners = async (conditions: Partial<NetworkFilter>) => {
    const asked = { of: idOf("a"), hops: 1, where: where(conditions), first: 9, firstLinks: 9 };
    return (await networkOf(place).neighbourhood(asked)).organisations.length - 1;
  };
  expect(await partners({ organisationKinds: ["COMPANY"] })).toBe(1);
  expect(await partners({ organisationKinds: ["EDUCATION"] })).toBe(0);
  expect(await partners({ regions: [code("Z"), code("NL")] })).toBe(1);
  expect(await partners({ regions: [code("E")] })).toBe(0);
  expect(await partners({ organisationSectors: [sectorCode("sbi:1")] })).toBe(1);
  expect(await partners({ organisationSectors: [sectorCode("sbi:2")] })).toBe(0);
  expect(await partners({ without: [idOf("b")] })).toBe(0);
});

test("A filter made ready outlives decisions on gaps, and no change of records", () => {
  const { tables, filters } = atOnce(State.of(place));
  const ready = filters.ofNetwork(noFilter);
  const decision = {
    gap: "gap_1" as GapId,
    gapKind: "SPLIT_NETWORK",
    region: code("NL"),
    subject: [idOf("a")],
    kind: "DISMISSED",
    note: null,
    at: "2026-05-01T10:00:00.000Z",
    by: null,
    lastSeen: null,
    revision: 2,
  } as const;
  tables.apply(changeOf(2, { put: { ...nothingPut, decision: [decision] } }));
  expect(filters.ofNetwork(noFilter)).toBe(ready);
  tables.apply(removal(3, [], [dealOf("always")]));
  expect(filters.ofNetwork(noFilter)).not.toBe(ready);
});
