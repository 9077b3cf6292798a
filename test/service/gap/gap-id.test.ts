import { expect, test } from "@jest/globals";
import type { CalendarDate } from "../../../src/domain/calendar-date.js";
import { noFilter } from "../../../src/domain/filter.js";
import { gapKinds } from "../../../src/domain/gap.js";
import { partnershipIdFrom, type OrganisationId, type RegionCode } from "../../../src/domain/ids.js";
import { normIdOf } from "../../../src/domain/norm.js";
import { defaultRanker, gapIdOf, longestSubject, readGapId } from "../../../src/service/gap/gap-id.js";
import { limits } from "../../../src/service/limits.js";
import { organisationIdOf } from "../../support/make.js";

const [a, b] = [organisationIdOf("a"), organisationIdOf("b")];
const deal = partnershipIdFrom("test:deal");
const region = "AM28" as RegionCode;
const plain = { region, where: noFilter, asOf: null, ranker: defaultRanker };
const asOf = "2026-01-01" as CalendarDate;

function encoded(value: unknown): string {
  return `gap_${Buffer.from(JSON.stringify(value), "utf8").toString("base64url")}`;
}

test("readGapId() reads back what gapIdOf() spells", () => {
  const where = { ...noFilter, minStrength: 3, without: [b] };
  const id = gapIdOf({ ...plain, where, asOf, ranker: "RESOURCE_ALLOCATION" }, "ISOLATED_ORGANISATION", [a]);
  expect(readGapId(id)).toEqual({
    kind: "ISOLATED_ORGANISATION",
    region,
    subject: [a],
    ranker: "RESOURCE_ALLOCATION",
    asOf,
    where: { minStrength: 3, without: [b] },
  });
  expect(readGapId(gapIdOf(plain, "MISSING_LINK", [a, b]))).toEqual({
    kind: "MISSING_LINK",
    region,
    subject: [a, b],
    ranker: defaultRanker,
    asOf: null,
    where: {},
  });
});

test("readGapId() reads back the id of the longest subject of each kind under the longest question", () => {
  const longest = { ...plain, where: { ...noFilter, without: [] as OrganisationId[] } };
  const fits = () => gapIdOf(longest, "MISSING_LINK", []).length + longestSubject <= limits.gapId;
  while (fits()) longest.where.without.push(a);
  longest.where.without.pop();
  const wide = "\u{1F527}";
  const norm = normIdOf("n".repeat(100));
  for (const [kind, subject] of [
    ["MISSING_LINK", [a, b]],
    ["UNMET_NORM", [norm, wide.repeat(50)]],
    ["MISSING_KIND", [`${"s".repeat(50)}:${wide.repeat(200)}`]],
    ["DORMANT_PARTNERSHIP", [deal]],
  ] as const)
    expect(readGapId(gapIdOf(longest, kind, subject))).toMatchObject({ kind, subject });
});

test("gapIdOf() differs by kind, region, subject, day and filter, and by nothing else", () => {
  const ids = [
    gapIdOf(plain, "MISSING_LINK", [a, b]),
    gapIdOf(plain, "ISOLATED_ORGANISATION", [a]),
    gapIdOf(plain, "ISOLATED_ORGANISATION", [b]),
    gapIdOf({ ...plain, region: "AM22" as RegionCode }, "ISOLATED_ORGANISATION", [a]),
    gapIdOf({ ...plain, asOf }, "ISOLATED_ORGANISATION", [a]),
    gapIdOf({ ...plain, where: { ...noFilter, maxParties: 3 } }, "ISOLATED_ORGANISATION", [a]),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  expect(gapIdOf({ ...plain, where: { ...noFilter } }, "MISSING_LINK", [a, b])).toBe(ids[0]);
});

test("ids of gaps outlive this version", () => {
  expect(gapIdOf(plain, "ISOLATED_ORGANISATION", [a])).toBe(encoded(["io", "AM28", [a], 0, {}]));
  expect(gapIdOf(plain, "SPLIT_NETWORK", [a])).toBe(encoded(["sn", "AM28", [a], 0, {}]));
  expect(gapIdOf(plain, "SINGLE_POINT_OF_FAILURE", [a])).toBe(encoded(["sp", "AM28", [a], 0, {}]));
  expect(gapIdOf(plain, "MISSING_KIND", ["x:1"])).toBe(encoded(["mk", "AM28", ["x:1"], 0, {}]));
  expect(gapIdOf(plain, "DORMANT_PARTNERSHIP", [deal])).toBe(encoded(["dp", "AM28", [deal], 0, {}]));
  expect(gapKinds).toEqual([
    "MISSING_LINK",
    "ISOLATED_ORGANISATION",
    "SPLIT_NETWORK",
    "UNMET_NORM",
    "SINGLE_POINT_OF_FAILURE",
    "MISSING_KIND",
    "DORMANT_PARTNERSHIP",
  ]);
});

test.each([
  ["", "nothing"],
  ["gap_", "no body"],
  ["gap_!!!", "no base64url"],
  ["gap_aGVsbG8", "no JSON"],
  [organisationIdOf("a"), "another kind of id"],
  [encoded(null), "null"],
  [encoded({}), "an object"],
  [encoded(["xx", "AM28", [a], 0, {}]), "an unknown kind"],
  [encoded(["constructor", "AM28", [a], 0, {}]), "a kind that objects have"],
  [encoded(["io", 5, [a], 0, {}]), "a region that is a number"],
  [encoded(["io", "AM28", [a, b], 0, {}]), "two subjects for one"],
  [encoded(["io", "AM28", ["a"], 0, {}]), "a subject that is no id"],
  [encoded(["io", "AM28", [a], "2026-02-30", {}]), "a day that is none"],
  [encoded(["io", "AM28", [a], null, {}]), "a day that is null"],
  [encoded(["io", "AM28", [a], 0, []]), "a filter that is a list"],
  [encoded(["io", "AM28", [a], 0, { activeOn: asOf }]), "a filter on time"],
  [encoded(["io", "AM28", [a], 0, { regions: "AM28" }]), "a list that is none"],
  [encoded(["io", "AM28", [a], 0, { __proto__: null, constructor: 1 }]), "a field that objects have"],
  [encoded(["io", "AM28", [a], 0, { maxParties: 3, minStrength: 3 }]), "fields in another order"],
  [encoded(["io", "AM28", [a], 0, {}, "more"]), "something more"],
  [`${encoded(["io", "AM28", [a], 0, {}])}=`, "padding"],
  [encoded(["io", "A".repeat(10_000), [a], 0, {}]), "far too much"],
])("readGapId() answers null for %s: %s", (id) => {
  expect(readGapId(id)).toBeNull();
});
