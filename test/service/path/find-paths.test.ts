import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { operator } from "../../../src/domain/access.js";
import type { FindPaths } from "../../../src/service/services.js";
import {
  makeOrganisation,
  makePartnership,
  makeRegion,
  openTestServices,
  organisationIdOf,
  type TestServices,
} from "../../support/make.js";

let opened: TestServices;

beforeAll(async () => {
  opened = await openTestServices({
    region: [makeRegion("R")],
    organisation: ["a", "b", "c", "d", "alone"].map((value) =>
      makeOrganisation(value, { region: makeRegion("R").code }),
    ),
    partnership: [
      makePartnership("1", ["a", "b"]),
      makePartnership("2", ["b", "c"], { kind: "VISIT" }),
      makePartnership("3", ["c", "d"]),
    ],
  });
});

afterAll(() => opened.close());

function find(question: Partial<FindPaths>) {
  return opened.services.findPaths(operator, { from: ["test:a"], to: ["test:c"], maxHops: 6, ...question });
}

test("findPaths() takes ids, identifiers and schakel: alike", async () => {
  const organisations = [organisationIdOf("a"), organisationIdOf("b"), organisationIdOf("c")];
  for (const ref of ["test:a", organisationIdOf("a"), `schakel:${organisationIdOf("a")}`])
    expect(await find({ from: [ref] })).toMatchObject({ paths: [{ organisations }] });
});

test("findPaths() answers why there is none", async () => {
  expect(await find({ to: ["test:alone"] })).toMatchObject({ kind: "no-path", reason: "NO_PARTNERS" });
  expect(await find({ maxHops: 1 })).toMatchObject({ kind: "no-path", reason: "TOO_FAR" });
  expect(await find({ where: { partnershipKinds: ["PROJECT"] } })).toMatchObject({ reason: "FILTERED_OUT" });
  expect(await find({ via: ["test:alone"] })).toMatchObject({ reason: "VIA_UNREACHABLE" });
});

test("findPaths() counts repeats once, and one organisation on both sides as no hops", async () => {
  expect(
    await find({
      from: ["test:a", organisationIdOf("a")],
      to: ["test:a", "test:c"],
      via: ["test:a", "test:a"],
    }),
  ).toMatchObject({ paths: [{ organisations: [organisationIdOf("a")], cost: 0, steps: [] }] });
});

test("findPaths() finds one path, the fewest hops first, unless more or others are asked for", async () => {
  expect(await find({})).toEqual(await find({ rankBy: null, via: null, disjoint: null, first: null }));
  expect(await find({ rankBy: "COST", via: ["test:b"], first: 100 })).toMatchObject({
    paths: [{ organisations: [organisationIdOf("a"), organisationIdOf("b"), organisationIdOf("c")] }],
    truncated: false,
  });
});

test("findPaths() names every ref and region that is unknown", async () => {
  await expect(
    find({
      from: ["kvk:1", "test:a"],
      to: ["kvk:2", "?"],
      via: ["kvk:4"],
      where: { without: ["kvk:3"], regions: ["GM9"] },
    }),
  ).rejects.toThrow(
    expect.objectContaining({
      code: "NOT_FOUND",
      message:
        'Cannot find paths: no organisation is known as "kvk:1", "kvk:2", "?", "kvk:4", "kvk:3"; no region has the code "GM9"',
    }),
  );
});

test.each([
  ["no ends", { from: [] }, /from is an empty list, wanted at least one value$/],
  ["101 ends", { to: Array.from({ length: 101 }, () => "test:c") }, "to has 101 values, wanted at most 100"],
  [
    "10,000 ends",
    { from: Array.from({ length: 10_000 }, () => "test:a") },
    "from has 10000 values, wanted at most 100",
  ],
  ["maxHops 9", { maxHops: 9 }, "maxHops is 9, wanted a whole number from 0 to 8"],
  ["maxHops 99", { maxHops: 99 }, "maxHops is 99, wanted a whole number from 0 to 8"],
  ["maxHops -1", { maxHops: -1 }, "maxHops is -1"],
  ["maxHops 1.5", { maxHops: 1.5 }, "maxHops is 1.5"],
  ["no paths", { first: 0 }, "first is 0, wanted a whole number from 1 to 100"],
  ["101 paths", { first: 101 }, "first is 101"],
  ["no organisations to pass", { via: [] }, "via is an empty list, wanted at least one value or no via"],
  ["four to pass", { via: ["test:a", "test:b", "test:c", "test:d"] }, "via has 4 values, wanted at most 3"],
  [
    "disjoint paths that all pass one",
    { via: ["test:b"], disjoint: true },
    "via and disjoint are both given, wanted one of them",
  ],
  [
    "an end left out",
    { where: { without: ["test:b", organisationIdOf("c")] } },
    `without names "${organisationIdOf("c")}"`,
  ],
  ["an empty list in the filter", { where: { organisationKinds: [] } }, "organisationKinds is an empty list"],
  ["a strength of 0", { where: { minStrength: 0 } }, "minStrength is 0, wanted a whole number from 1 to 5"],
  ["one party at most", { where: { maxParties: 1 } }, "maxParties is 1, wanted a whole number of 2 or more"],
  [
    "a period that ends before it begins",
    { where: { activeBetween: { since: "2020-01-01", until: "2019-01-01" } } },
    "activeBetween has until 2019-01-01, wanted a day after since 2020-01-01",
  ],
  [
    "a period that ends as it begins",
    { where: { activeBetween: { since: "2020-01-01", until: "2020-01-01" } } },
    "activeBetween has until 2020-01-01, wanted a day after since 2020-01-01",
  ],
])("findPaths() refuses %s", async (_, question, message) => {
  const refused = find(question as Partial<FindPaths>);
  await expect(refused).rejects.toThrow(expect.objectContaining({ code: "BAD_USER_INPUT" }));
  await expect(refused).rejects.toThrow(message);
});

// ---- views and lists share the checks

test("viewNeighbourhood() shows what lies within some hops", async () => {
  const view = await opened.services.viewNeighbourhood(operator, {
    of: "test:a",
    hops: 2,
    first: 10,
    firstLinks: 10,
  });
  expect(view.organisations).toEqual([organisationIdOf("a"), organisationIdOf("b"), organisationIdOf("c")]);
  expect(view.links).toHaveLength(2);
});

test.each([
  [{ hops: 0 }, "hops is 0, wanted a whole number from 1 to 4"],
  [{ hops: 5 }, "hops is 5"],
  [{ first: 5001 }, "first is 5001, wanted a whole number from 1 to 5000"],
  [{ firstLinks: 20_001 }, "firstLinks is 20001, wanted a whole number from 1 to 20000"],
])("viewNeighbourhood() refuses %j", async (given, message) => {
  const question = { of: "test:a", hops: 1, first: 10, firstLinks: 10, ...given };
  await expect(opened.services.viewNeighbourhood(operator, question)).rejects.toThrow(message);
});

test.each([
  [{ first: 0 }, "first is 0, wanted a whole number from 1 to 500"],
  [{ first: 501 }, "first is 501"],
  [{ last: -1 }, "last is -1, wanted a whole number from 1 to 500"],
  [{ first: 1, last: 1 }, "first 1 and last 1 are both given, wanted one of them"],
])("listOrganisations() refuses a page of %j", (given, message) => {
  const page = { first: null, after: null, last: null, before: null, ...given };
  expect(() => opened.services.listOrganisations(operator, { page })).toThrow(message);
});

test.each([
  ["   ", "at least one letter or digit"],
  ["---", "at least one letter or digit"],
  ["a".repeat(501), "at most 500 characters"],
])("listOrganisations() refuses to search for %j", (search, message) => {
  const page = { first: null, after: null, last: null, before: null };
  expect(() => opened.services.listOrganisations(operator, { search, page })).toThrow(message);
});
