import { afterEach, expect, test } from "@jest/globals";
import { operator } from "../../../src/domain/access.js";
import type { CalendarDate } from "../../../src/domain/calendar-date.js";
import { gapKinds, type Gap } from "../../../src/domain/gap.js";
import type { RegionCode, SectorCode } from "../../../src/domain/ids.js";
import type { OrganisationContent } from "../../../src/domain/organisation.js";
import type { PartnershipContent } from "../../../src/domain/partnership.js";
import { reason } from "../../../src/service/gap/closeness.js";
import type { FindGaps } from "../../../src/service/services.js";
import {
  firstRows,
  makeOrganisation,
  makePartnership,
  makeRegion,
  openTestServices,
  organisationIdOf,
  type TestServices,
} from "../../support/make.js";

const inside = "GM1" as RegionCode;
const welding = "x:welding" as SectorCode;
const care = "x:care" as SectorCode;
const asOf = "2026-01-01" as CalendarDate;

let opened: TestServices;

afterEach(() => opened.close());

/** Opens a region R with GM1 and GM2 in it, and GM3 outside. */
async function open(organisations: OrganisationContent[], partnerships: PartnershipContent[]): Promise<void> {
  const R = "R" as RegionCode;
  opened = await openTestServices({
    region: [
      makeRegion("R", { name: "The Region", division: "PROVINCE" }),
      makeRegion("GM1", { within: [R] }),
      makeRegion("GM2", { within: [R] }),
      makeRegion("GM3"),
    ],
    organisation: organisations,
    partnership: partnerships,
  });
}

function here(value: string, given: Partial<OrganisationContent> = {}): OrganisationContent {
  return makeOrganisation(value, { region: inside, ...given });
}

function find(question: Partial<FindGaps> = {}) {
  return opened.services.findGaps(operator, {
    region: "R",
    asOf,
    ranker: "ADAMIC_ADAR",
    page: firstRows(500),
    ...question,
  });
}

async function gapsOf(question: Partial<FindGaps> = {}): Promise<Gap[]> {
  return (await find(question)).rows.map(({ item }) => item);
}

// ---- missing links

/** a and d share the partners b and c; nobody else lacks a link but b and c, who share a and d. */
async function openSquare(): Promise<void> {
  await open(
    ["a", "b", "c", "d"].map((value) => here(value)),
    [
      makePartnership("1", ["a", "b"]),
      makePartnership("2", ["a", "c"]),
      makePartnership("3", ["d", "b"]),
      makePartnership("4", ["d", "c"]),
    ],
  );
}

test("findGaps() finds the pair that shares partners, and says which", async () => {
  await open(
    [
      here("a", { sectors: [welding], location: { latitude: 52.38, longitude: 4.64, postcode: null } }),
      here("d", { sectors: [care, welding], location: { latitude: 52.46, longitude: 4.62, postcode: null } }),
      makeOrganisation("b"),
      makeOrganisation("c"),
    ],
    [
      makePartnership("1", ["a", "b"]),
      makePartnership("2", ["a", "c"]),
      makePartnership("3", ["d", "b"]),
      makePartnership("4", ["d", "c"]),
    ],
  );
  const gaps = await gapsOf({ kinds: ["MISSING_LINK"] });
  const pair = [organisationIdOf("a"), organisationIdOf("d")].sort();
  const shared = [organisationIdOf("b"), organisationIdOf("c")].sort();
  expect(gaps).toHaveLength(1);
  const [gap] = gaps;
  // Adamic-Adar by hand: b and c have two partners each.
  expect(gap.score).toBeCloseTo(2 / Math.log(2), 12);
  expect(gap).toMatchObject({ kind: "MISSING_LINK", organisations: pair, sharedPartners: shared });
  expect(gap.reasons).toEqual([
    reason("SHARED_PARTNERS", { value: 2, organisations: shared }),
    reason("SAME_REGION", { value: 1, organisations: pair, region: inside }),
    reason("SAME_SECTOR", { value: 1, organisations: pair, sectors: [welding] }),
    reason("NEAR", { value: 9, organisations: pair }),
  ]);
  expect(gap.suggestions).toEqual([{ organisations: pair, score: gap.score, reasons: gap.reasons }]);
});

test("findGaps() does not find a pair that was ever together up to the day, filtered or not", async () => {
  const together = makePartnership("5", ["a", "d"], {
    since: "2025-01-01" as CalendarDate,
    until: "2025-02-01" as CalendarDate,
    kind: "VISIT",
  });
  await open(
    ["a", "b", "d"].map((value) => here(value)),
    [makePartnership("1", ["a", "b"]), makePartnership("3", ["d", "b"]), together],
  );
  expect(await gapsOf({ kinds: ["MISSING_LINK"] })).toEqual([]);
  expect(await gapsOf({ kinds: ["MISSING_LINK"], where: { partnershipKinds: ["PROJECT"] } })).toEqual([]);
  expect(await gapsOf({ kinds: ["MISSING_LINK"], asOf: "2024-12-31" as CalendarDate })).toHaveLength(1);
});

test("listSharedPartners() pages them, each with its partnerships with either", async () => {
  await openSquare();
  const [gap] = await gapsOf({ kinds: ["MISSING_LINK"] });
  if (gap.kind !== "MISSING_LINK") throw new Error("not a missing link");
  const first = opened.services.listSharedPartners(operator, { gap, page: firstRows(1) });
  expect(first.rows[0].item).toMatchObject({ organisation: gap.sharedPartners[0] });
  expect(first.rows[0].item.partnerships).toHaveLength(2);
  expect([first.hasNext, first.hasPrevious, first.count()]).toEqual([true, false, 2]);
  const second = opened.services.listSharedPartners(operator, {
    gap,
    page: firstRows(5, first.rows[0].keyset),
  });
  expect(second.rows.map(({ item }) => item.organisation)).toEqual([gap.sharedPartners[1]]);
  expect([second.hasNext, second.hasPrevious]).toEqual([false, true]);
});

// ---- isolated organisations

test("findGaps() finds who has no active partnership, in or outside the region", async () => {
  await open(
    [here("alone"), here("ended"), here("outward"), makeOrganisation("far", { region: "GM3" as RegionCode })],
    [
      makePartnership("1", ["ended", "far"], { until: "2025-07-01" as CalendarDate }),
      makePartnership("2", ["outward", "far"]),
      makePartnership("3", ["alone", "far"], { since: "2026-01-02" as CalendarDate }),
    ],
  );
  const gaps = await gapsOf({ kinds: ["ISOLATED_ORGANISATION"] });
  const told = gaps.map((gap) => gap.kind === "ISOLATED_ORGANISATION" && [gap.organisation, gap.lastActive]);
  expect(told).toHaveLength(2);
  expect(told).toContainEqual([organisationIdOf("ended"), "2025-06-30"]);
  expect(told).toContainEqual([organisationIdOf("alone"), null]);
  const ended = gaps.find(({ organisations }) => organisations[0] === organisationIdOf("ended"));
  expect(ended?.reasons).toMatchObject([{ code: "NO_ACTIVE_PARTNERSHIP", value: 1 }]);
});

test("findGaps() scores the isolated by the organisations of the region in their sectors", async () => {
  await open(
    [
      here("welder", { sectors: [welding] }),
      here("other", { sectors: [welding] }),
      here("by partnership"),
      here("nurse", { sectors: [care] }),
      here("none"),
      makeOrganisation("far", { sectors: [welding] }),
    ],
    [
      makePartnership("1", ["by partnership", "other"], { sectors: [welding] }),
      makePartnership("2", ["none", "far"], { sectors: [welding], since: "2026-06-01" as CalendarDate }),
    ],
  );
  const scores = (await gapsOf({ kinds: ["ISOLATED_ORGANISATION"] })).map(({ organisations, score }) => [
    opened.services.organisationOf(organisations[0])?.name,
    score,
  ]);
  expect(scores[0]).toEqual(["welder", 2]);
  expect(scores).toContainEqual(["nurse", 0]);
  expect(scores).toContainEqual(["none", 0]);
});

test("findGaps() suggests those that share most sectors, then those with most partners, then the nearest", async () => {
  const at = (latitude: number) => ({ latitude, longitude: 4.6, postcode: null });
  await open(
    [
      here("alone", { sectors: [care, welding], location: at(52) }),
      here("both", { sectors: [care, welding] }),
      here("linked", { sectors: [care] }),
      here("near", { sectors: [care], location: at(52.01) }),
      here("nearer", { sectors: [care], location: at(52.001) }),
      here("only near", { location: at(52.1) }),
      here("neither", { location: at(53) }),
    ],
    [makePartnership("1", ["linked", "neither"])],
  );
  const gap = (await gapsOf({ kinds: ["ISOLATED_ORGANISATION"] })).find(
    ({ organisations }) => organisations[0] === organisationIdOf("alone"),
  )!;
  const name = (id: Gap["organisations"][number]) => opened.services.organisationOf(id)!.name;
  expect(gap.suggestions.map(({ organisations }) => organisations.map(name))).toEqual([
    ["alone", "both"],
    ["alone", "linked"],
    ["alone", "nearer"],
    ["alone", "near"],
    ["alone", "only near"],
  ]);
  expect(gap.suggestions[0].reasons.map(({ code }) => code)).toEqual(["SAME_REGION", "SAME_SECTOR"]);
  expect(gap.suggestions[2].reasons).toMatchObject([{}, { sectors: [care] }, { code: "NEAR", value: 0.1 }]);
});

test("findGaps() suggests none that the filter leaves out", async () => {
  await open([here("alone", { sectors: [care] }), here("left out", { sectors: [care] })], []);
  const gaps = await gapsOf({ kinds: ["ISOLATED_ORGANISATION"], where: { without: ["test:left out"] } });
  expect(gaps).toHaveLength(1);
  expect(gaps[0].suggestions).toEqual([]);
});

// ---- the list

test("findGaps() lists kinds in the order asked, and counts each", async () => {
  await open(
    ["a", "b", "d", "e", "f"].map((value) => here(value)),
    [makePartnership("1", ["a", "b"]), makePartnership("3", ["d", "b"])],
  );
  const page = await find({ kinds: ["ISOLATED_ORGANISATION", "MISSING_LINK", "ISOLATED_ORGANISATION"] });
  expect(page.rows.map(({ item }) => item.kind)).toEqual([
    "ISOLATED_ORGANISATION",
    "ISOLATED_ORGANISATION",
    "MISSING_LINK",
  ]);
  expect(page.countsByKind()).toEqual([
    { kind: "ISOLATED_ORGANISATION", count: 2 },
    { kind: "MISSING_LINK", count: 1 },
  ]);
  expect(page.count()).toBe(3);
  expect((await find()).countsByKind().map(({ kind }) => kind)).toEqual(gapKinds);
});

test("findGaps() pages without skipping or repeating, forward and back", async () => {
  await open(
    Array.from({ length: 25 }, (_, i) => here(`o${i}`, { sectors: i % 3 === 0 ? [care] : [] })),
    [makePartnership("1", ["o1", "o2"]), makePartnership("2", ["o2", "o4"])],
  );
  const all = (await gapsOf()).map(({ id }) => id);
  expect(all.length).toBe(23);

  const forward: string[] = [];
  for (let after: FindGaps["page"]["after"] = null; ;) {
    const page = await find({ page: firstRows(7, after) });
    forward.push(...page.rows.map(({ item }) => item.id));
    expect(page.hasPrevious).toBe(after !== null);
    if (!page.hasNext) break;
    after = page.rows[page.rows.length - 1].keyset;
  }
  expect(forward).toEqual(all);

  const back: string[] = [];
  for (let before: FindGaps["page"]["before"] = null; ;) {
    const page = await find({ page: { first: null, after: null, last: 7, before } });
    back.unshift(...page.rows.map(({ item }) => item.id));
    expect(page.hasNext).toBe(before !== null);
    if (!page.hasPrevious) break;
    before = page.rows[0].keyset;
  }
  expect(back).toEqual(all);
});

test.each<[string, Partial<FindGaps>]>([
  ["other kinds", { kinds: ["MISSING_LINK"] }],
  ["the ranker whose scores are others", { ranker: "RESOURCE_ALLOCATION" }],
  ["another filter", { where: { maxParties: 5 } }],
  ["another day", { asOf: "2025-12-31" as CalendarDate }],
  ["no day", { asOf: null }],
  ["another region", { region: inside }],
])("findGaps() refuses to continue, under %s, a list that was begun without", async (_, question) => {
  await openSquare();
  const { keyset } = (await find()).rows[0];
  expect((await find({ page: firstRows(1, keyset) })).rows).toHaveLength(1);
  const refused = find({ ...question, page: firstRows(1, keyset) });
  await expect(refused).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
  await expect(refused).rejects.toThrow("cursor is of another list");
});

test("listSharedPartners() refuses to continue the list of another gap", async () => {
  await openSquare();
  const [gap, other] = await gapsOf({ kinds: ["MISSING_LINK"] });
  if (gap.kind !== "MISSING_LINK" || other.kind !== "MISSING_LINK") throw new Error("not missing links");
  const { keyset } = opened.services.listSharedPartners(operator, { gap, page: firstRows(1) }).rows[0];
  expect(() =>
    opened.services.listSharedPartners(operator, { gap: other, page: firstRows(1, keyset) }),
  ).toThrow(expect.objectContaining({ code: "BAD_USER_INPUT" }));
});

test("findGaps() orders equal scores by id", async () => {
  await open(
    Array.from({ length: 30 }, (_, i) => here(`o${i}`)),
    [],
  );
  const ids = (await gapsOf()).map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
});

// ---- ids

test("findGap() asks again: the gap while it is there, null once it is mended", async () => {
  await openSquare();
  const { services } = opened;
  const where = { maxParties: 10, partnershipKinds: ["PROJECT", "VISIT"] } as const;
  for (const gap of [...(await gapsOf()), ...(await gapsOf({ asOf: null })), ...(await gapsOf({ where }))])
    expect(await services.findGap(operator, gap.id)).toEqual(gap);

  const [gap] = await gapsOf({ asOf: null });
  await services.recordPartnership(operator, {
    parties: gap.organisations.map((organisation) => ({ organisation, role: "PARTICIPANT" })),
  });
  expect(await services.findGap(operator, gap.id)).toBeNull();
});

test("a gap keeps its id from one revision to the next, and for filters that mean the same", async () => {
  await openSquare();
  const before = (
    await gapsOf({ where: { partnershipKinds: ["VISIT", "PROJECT"], regions: ["GM1", "R"] } })
  ).map(({ id }) => id);
  await opened.services.recordOrganisation(operator, { ref: "test:a", name: "Another" });
  const after = await gapsOf({
    where: { regions: ["R", "GM1", "R"], partnershipKinds: ["PROJECT", "VISIT"] },
  });
  expect(after.map(({ id }) => id)).toEqual(before);
});

test("findGap() asks again under the longest filter, about the longest subject", async () => {
  const sector = `x:${"\u{1F527}".repeat(200)}` as SectorCode;
  await open(
    [here("a", { sectors: [sector] }), here("b", { sectors: [sector] })],
    [makePartnership("1", ["a", "b"])],
  );
  // As many organisations are left out as an id takes.
  const left = Array.from({ length: 183 }, (_, i) => `left out ${i}`);
  for (let i = 0; i < left.length; i += 50)
    await opened.store.write({
      id: `left out from ${i}`,
      basis: await opened.store.readRevision(),
      operation: "test",
      actor: operator.name,
      at: "2026-01-01T00:00:00Z",
      put: { organisation: left.slice(i, i + 50).map((value) => makeOrganisation(value)) },
    });
  await opened.network.catchUp(await opened.store.readRevision());
  const without = left.map((value) => `test:${value}`);
  const [gap] = await gapsOf({ kinds: ["MISSING_KIND"], where: { without } });
  expect(gap.id.length).toBeGreaterThan(8000);
  expect(await opened.services.findGap(operator, gap.id)).toEqual(gap);
});

test("findGap() answers null for what is no id of a gap", async () => {
  await openSquare();
  expect(await opened.services.findGap(operator, "gap_AAAA")).toBeNull();
  const unknown = Buffer.from(JSON.stringify(["io", "NOWHERE", [organisationIdOf("a")], 0, {}])).toString(
    "base64url",
  );
  expect(await opened.services.findGap(operator, `gap_${unknown}`)).toBeNull();
  const outOfRange = Buffer.from(JSON.stringify(["io", "R", [organisationIdOf("a")], 0, { minStrength: 9 }]));
  expect(await opened.services.findGap(operator, `gap_${outOfRange.toString("base64url")}`)).toBeNull();
});

// ---- refusals

test.each([
  ["activeOn", { where: { activeOn: asOf } }, "where has activeOn, wanted the day in asOf instead"],
  [
    "activeBetween",
    { where: { activeBetween: {} } },
    "where has activeBetween, wanted the day in asOf instead",
  ],
  ["no kinds", { kinds: [] }, "kinds is an empty list"],
  [
    "a filter too long for an id",
    { where: { partnershipSectors: Array.from({ length: 900 }, (_, i) => `sector:${i}`) } },
    "too long",
  ],
  ["a page of 501", { page: firstRows(501) }, "first is 501, wanted a whole number from 1 to 500"],
] as const)("findGaps() refuses %s", async (_, question, message) => {
  await openSquare();
  await expect(find(question)).rejects.toThrow(expect.objectContaining({ code: "BAD_USER_INPUT" }));
  await expect(find(question)).rejects.toThrow(message);
});

test("findGaps() names an unknown region", async () => {
  await openSquare();
  await expect(find({ region: "R9", where: { regions: ["R8", "R"], without: ["kvk:1"] } })).rejects.toThrow(
    'Cannot find gaps: no organisation is known as "kvk:1"; no region has the code "R9", "R8"',
  );
  await expect(find({ region: "r" })).rejects.toThrow(
    'Cannot find gaps: no region has the code "r"; did you mean "R"?',
  );
});
