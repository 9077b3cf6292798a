import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { operator } from "../../../src/domain/access.js";
import type { CalendarDate } from "../../../src/domain/calendar-date.js";
import { partnershipIdFrom } from "../../../src/domain/ids.js";
import {
  makeOrganisation,
  makePartnership,
  openTestServices,
  organisationIdOf,
  type TestServices,
} from "../../support/make.js";

const since = "2014-08-01" as CalendarDate;
const until = "2020-01-01" as CalendarDate;
const techport = makePartnership("techport", ["a", "b"], {
  title: "Techport",
  since,
  strength: 4,
  source: "A letter",
});

let opened: TestServices;

beforeEach(async () => {
  opened = await openTestServices({
    organisation: ["a", "b", "c"].map((value) => makeOrganisation(value)),
    partnership: [techport],
  });
});

afterEach(() => opened.close());

function partiesOf(...refs: string[]) {
  return refs.map((organisation) => ({ organisation, role: "PARTICIPANT" as const }));
}

async function found(ref: string) {
  return opened.services.findPartnership(operator, ref);
}

test("recordPartnership() makes a new one, its kind OTHER where none is given", async () => {
  const done = await opened.services.recordPartnership(operator, {
    identifiers: ["cordis:1"],
    parties: [
      { organisation: "test:c", role: "COORDINATOR" },
      { organisation: organisationIdOf("a"), role: "FACILITATOR" },
    ],
    since,
  });
  expect(done).toEqual({ id: partnershipIdFrom("cordis:1"), revision: 2 });
  expect(await found("cordis:1")).toEqual({
    id: done.id,
    identifiers: ["cordis:1"],
    title: null,
    kind: "OTHER",
    parties: [
      { organisation: organisationIdOf("c"), role: "COORDINATOR" },
      { organisation: organisationIdOf("a"), role: "FACILITATOR" },
    ],
    since,
    until: null,
    strength: null,
    sectors: [],
    source: null,
    revision: 2,
  });
});

test("recordPartnership() links its parties at once", async () => {
  const { services } = opened;
  await services.recordPartnership(operator, {
    parties: partiesOf("test:b", `schakel:${organisationIdOf("c")}`),
  });
  expect(await services.findPaths(operator, { from: ["test:a"], to: ["test:c"], maxHops: 6 })).toMatchObject({
    kind: "paths",
    paths: [{ organisations: [organisationIdOf("a"), organisationIdOf("b"), organisationIdOf("c")] }],
  });
});

test("recordPartnership() keeps absent fields, clears null ones and replaces the parties", async () => {
  await opened.services.recordPartnership(operator, {
    ref: "test:techport",
    title: null,
    kind: null,
    strength: null,
    parties: partiesOf("test:b", "test:c"),
  });
  expect(await found("test:techport")).toEqual({
    ...techport,
    title: null,
    kind: "OTHER",
    strength: null,
    parties: [
      { organisation: organisationIdOf("b"), role: "PARTICIPANT" },
      { organisation: organisationIdOf("c"), role: "PARTICIPANT" },
    ],
    revision: 2,
  });
});

test("recordPartnership() keeps the revision when nothing changes", async () => {
  const same = {
    identifiers: ["test:techport"],
    title: "Techport",
    parties: partiesOf("test:a", "test:b"),
    since,
  };
  expect(await opened.services.recordPartnership(operator, same)).toEqual({ id: techport.id, revision: 1 });
});

test("recordPartnership() names every party that it does not know", async () => {
  const parties = partiesOf("test:a", "test:x", "org_aaaaaaaaaaaaaaaaaaaaaaaa", "no ref at all");
  await expect(opened.services.recordPartnership(operator, { parties })).rejects.toMatchObject({
    code: "NOT_FOUND",
    message:
      "Cannot record partnership: no organisation is known as " +
      '"test:x", "org_aaaaaaaaaaaaaaaaaaaaaaaa", "no ref at all"',
  });
});

test.each([
  ["one party", { parties: partiesOf("test:a") }, "parties has 1, wanted 2 to 5000 organisations"],
  ["an empty list of parties", { parties: [] }, "parties has 0, wanted 2 to 5000 organisations"],
  ["no parties", {}, "parties is not given, wanted two or more organisations"],
  ["cleared parties", { ref: "test:techport", parties: null }, "parties is not given"],
  ["a party twice", { parties: partiesOf("test:a", organisationIdOf("a")) }, "each organisation once"],
  [
    "an end before the beginning",
    { ref: "test:techport", until: "2014-01-01" as CalendarDate },
    'until is "2014-01-01"',
  ],
  [
    "a strength of 6",
    { ref: "test:techport", strength: 6 },
    'strength is "6", wanted a whole number from 1 to 5',
  ],
] as const)("recordPartnership() refuses %s", async (_, command, message) => {
  await expect(opened.services.recordPartnership(operator, command)).rejects.toMatchObject({
    code: "BAD_USER_INPUT",
    message: expect.stringContaining(message),
  });
});

test("endPartnership() makes the day its until, and again changes nothing", async () => {
  const { services } = opened;
  expect(await services.endPartnership(operator, { ref: "test:techport", on: until })).toEqual({
    id: techport.id,
    revision: 2,
  });
  expect(await found("test:techport")).toEqual({ ...techport, until, revision: 2 });
  expect((await services.endPartnership(operator, { ref: "test:techport", on: until })).revision).toBe(2);
});

test("endPartnership() refuses a day that is not after since", async () => {
  const { services } = opened;
  await expect(
    services.endPartnership(operator, { ref: "test:techport", on: "2014-01-01" as CalendarDate }),
  ).rejects.toMatchObject({
    code: "BAD_USER_INPUT",
    message:
      'Cannot end partnership "test:techport": until 2014-01-01 is before since 2014-08-01, wanted a later day',
  });
  await expect(services.endPartnership(operator, { ref: "test:techport", on: since })).rejects.toMatchObject({
    code: "BAD_USER_INPUT",
  });
});

test("removePartnership() takes it and its links away", async () => {
  const { services } = opened;
  expect(await services.removePartnership(operator, { ref: "test:techport" })).toEqual({
    id: techport.id,
    revision: 2,
  });
  expect(await found("test:techport")).toBeNull();
  expect(await services.findPaths(operator, { from: ["test:a"], to: ["test:b"], maxHops: 6 })).toMatchObject({
    kind: "no-path",
    reason: "NO_PARTNERS",
  });
  await expect(services.removePartnership(operator, { ref: "test:techport" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("readPartnerships() answers in the order asked, null where unknown", async () => {
  const unknown = partnershipIdFrom("cordis:9");
  const read = await opened.services.readPartnerships(operator, [unknown, techport.id, techport.id]);
  expect(read.map((partnership) => partnership?.title)).toEqual([undefined, "Techport", "Techport"]);
});

test("readPartnerships() hands out one version of a record, also where the store is ahead of the network", async () => {
  const { services, store, network } = opened;
  const amended = makePartnership("techport", ["a", "b", "c"], {
    ...techport,
    title: "Techport Zuid",
    parties: makePartnership("techport", ["a", "b", "c"]).parties,
    strength: 5,
  });
  const [before] = await services.readPartnerships(operator, [techport.id]);
  expect(before).toEqual({ ...techport, revision: 1 });
  await store.write({
    id: "another process",
    basis: 1,
    operation: "test",
    actor: "test",
    at: "2026-01-02T00:00:00Z",
    put: { partnership: [amended] },
  });
  const [after] = await services.readPartnerships(operator, [techport.id]);
  expect(after).toEqual({ ...amended, revision: 2 });
  expect(network.network.revision).toBe(2);
  // What was handed out stays as it was.
  expect(before).toEqual({ ...techport, revision: 1 });
  expect(await services.readPartnerships(operator, [techport.id])).toEqual([after]);
});

test("listPartnerships() finds recorded titles by the beginnings of words", async () => {
  const { services } = opened;
  const { id } = await services.recordPartnership(operator, {
    identifiers: ["cordis:193181"],
    title: "Energie in de haven",
    parties: partiesOf("test:a", "test:c"),
  });
  const search = async (text: string) => {
    const page = { first: 10, after: null, last: null, before: null };
    const found = await services.listPartnerships(operator, { search: text, page });
    return found.rows.map(({ item }) => item);
  };
  expect(await search("HAV ener")).toEqual([id]);
  expect(await search("techport")).toEqual([techport.id]);
  expect(await search("nothing")).toEqual([]);
});
