import { afterEach, expect, test } from "@jest/globals";
import { operator } from "../../../src/domain/access.js";
import { organisationIdFrom } from "../../../src/domain/ids.js";
import type { OrganisationContent } from "../../../src/domain/organisation.js";
import {
  makeOrganisation,
  makeRegion,
  makeSector,
  openTestServices,
  type TestServices,
} from "../../support/make.js";

const alkmaar = makeOrganisation("alkmaar", {
  identifiers: ["test:alkmaar", "kvk:1"],
  region: makeRegion("GM0361").code,
  location: { latitude: 52.6, longitude: 4.7, postcode: "1811 AA" },
  website: "https://alkmaar.example",
});

let opened: TestServices;

async function open(...organisations: OrganisationContent[]): Promise<TestServices> {
  opened = await openTestServices({ region: [makeRegion("GM0361")], organisation: organisations });
  return opened;
}

afterEach(() => opened.close());

async function stored(id: string): Promise<OrganisationContent | undefined> {
  const key = id as OrganisationContent["id"];
  const record = (await opened.store.read("organisation", [key])).get(key);
  if (record === undefined) return undefined;
  const { revision, ...content } = record;
  expect(revision).toBeGreaterThan(0);
  return content;
}

test("recordOrganisation() makes a new one, its id a hash of the first identifier", async () => {
  const { services } = await open();
  const done = await services.recordOrganisation(operator, {
    identifiers: ["kvk:12345678", "brin:21AB"],
    name: "Technasium",
    kind: "EDUCATION",
    region: "GM0361",
    location: { postcode: "1811 AA" },
    sectors: ["x:2", "x:1", "x:2"],
  });
  expect(done).toEqual({ id: organisationIdFrom("kvk:12345678"), revision: 2 });
  expect(await stored(done.id)).toEqual({
    id: done.id,
    name: "Technasium",
    kind: "EDUCATION",
    identifiers: ["kvk:12345678", "brin:21AB"],
    region: "GM0361",
    location: { latitude: null, longitude: null, postcode: "1811 AA" },
    sectors: ["x:1", "x:2"],
    website: null,
  });
});

test("recordOrganisation() answers once the network has it", async () => {
  const { services } = await open();
  const { id, revision } = await services.recordOrganisation(operator, { name: "Museum", kind: "OTHER" });
  expect(services.revision()).toBe(revision);
  expect(services.findOrganisation(operator, id)?.name).toBe("Museum");
});

test("recordOrganisation() gives one without identifiers a random id, by which schakel:<id> names it", async () => {
  const { services } = await open();
  const first = await services.recordOrganisation(operator, { name: "Museum", kind: "OTHER" });
  const second = await services.recordOrganisation(operator, { name: "Museum", kind: "OTHER" });
  expect(second.id).not.toBe(first.id);
  const amended = await services.recordOrganisation(operator, {
    ref: `schakel:${first.id}`,
    name: "Het Museum",
  });
  expect(amended.id).toBe(first.id);
  expect(services.findOrganisation(operator, `schakel:${first.id}`)?.name).toBe("Het Museum");
});

test("recordOrganisation() refuses schakel: as an identifier", async () => {
  const { services } = await open();
  await expect(
    services.recordOrganisation(operator, { identifiers: ["schakel:org_a"], name: "A", kind: "OTHER" }),
  ).rejects.toThrow(
    'identifiers is "schakel:org_a", wanted another scheme: schakel is reserved for records without identifiers',
  );
});

test("recordOrganisation() keeps absent fields, clears null ones and replaces lists", async () => {
  const { services } = await open({
    ...alkmaar,
    sectors: [makeSector("x:1", "A").code, makeSector("x:2", "B").code],
  });
  await services.recordOrganisation(operator, {
    ref: "kvk:1",
    website: null,
    region: null,
    sectors: ["x:3"],
  });
  expect(await stored(alkmaar.id)).toEqual({ ...alkmaar, website: null, region: null, sectors: ["x:3"] });
  await services.recordOrganisation(operator, {
    ref: "kvk:1",
    location: { latitude: null, postcode: "1811 BB" },
  });
  expect((await stored(alkmaar.id))?.location).toEqual({
    latitude: null,
    longitude: 4.7,
    postcode: "1811 BB",
  });
  await services.recordOrganisation(operator, { ref: "kvk:1", location: null, sectors: null });
  expect(await stored(alkmaar.id)).toMatchObject({ location: null, sectors: [] });
});

test("recordOrganisation() amends the one that bears an identifier, and replaces its identifiers", async () => {
  const { services } = await open(alkmaar);
  const { id } = await services.recordOrganisation(operator, {
    identifiers: ["kvk:1", "brin:2"],
    name: "Gemeente",
  });
  expect(id).toBe(alkmaar.id);
  expect(await stored(id)).toEqual({ ...alkmaar, name: "Gemeente", identifiers: ["kvk:1", "brin:2"] });
});

test("recordOrganisation() keeps the revision when nothing changes", async () => {
  const { services, store } = await open(alkmaar);
  const same = {
    ref: alkmaar.id,
    name: alkmaar.name,
    identifiers: alkmaar.identifiers,
    location: alkmaar.location,
  };
  expect(await services.recordOrganisation(operator, same)).toEqual({ id: alkmaar.id, revision: 1 });
  expect(await services.recordOrganisation(operator, { ...same, requestKey: "k" })).toEqual({
    id: alkmaar.id,
    revision: 1,
  });
  expect(await store.readRevision()).toBe(1);
});

test("recordOrganisation() refuses identifiers of two records as CONFLICT", async () => {
  const { services } = await open(alkmaar, makeOrganisation("hoorn"));
  await expect(
    services.recordOrganisation(operator, { identifiers: ["kvk:1", "test:hoorn"], name: "Both" }),
  ).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringContaining("the identifiers belong to more than one organisation"),
  });
  await expect(
    services.recordOrganisation(operator, { ref: "kvk:1", identifiers: ["test:hoorn"] }),
  ).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining('bears "test:hoorn"') });
});

test("recordOrganisation() refuses a derived id that is taken as CONFLICT", async () => {
  const { services } = await open(alkmaar);
  await services.recordOrganisation(operator, { ref: alkmaar.id, identifiers: ["kvk:1"] });
  await expect(
    services.recordOrganisation(operator, { identifiers: ["test:alkmaar"], name: "New", kind: "OTHER" }),
  ).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringContaining("belongs to another organisation"),
  });
});

test("recordOrganisation() refuses another revision than expected, naming both", async () => {
  const { services } = await open(alkmaar);
  const command = { ref: "kvk:1", name: "New", expectedRevision: 1 };
  expect((await services.recordOrganisation(operator, command)).revision).toBe(2);
  await expect(services.recordOrganisation(operator, command)).rejects.toMatchObject({
    code: "CONFLICT",
    message:
      'Cannot record organisation "kvk:1": revision 1 was expected, but it was last changed at revision 2',
  });
  await expect(
    services.recordOrganisation(operator, { name: "A", kind: "OTHER", expectedRevision: 2 }),
  ).rejects.toMatchObject({ code: "CONFLICT" });
});

test.each([
  ["a new one without a name", { kind: "OTHER" }, "name is not given"],
  ["a new one without a kind", { name: "A" }, "kind is not given"],
  ["a cleared name", { ref: "kvk:1", name: null }, "name is not given"],
  ["a blank name", { ref: "kvk:1", name: " " }, 'name is " ", wanted 1 to 500 characters'],
  ["a long name", { ref: "kvk:1", name: "é".repeat(501) }, "wanted 1 to 500 characters"],
  ["half a surrogate pair", { ref: "kvk:1", name: "A\ud800" }, "wanted text without control characters"],
  ["a latitude off the globe", { ref: "kvk:1", location: { latitude: 95 } }, 'latitude is "95", wanted'],
  ["an identifier twice", { ref: "kvk:1", identifiers: ["a:1", "a:1"] }, "each identifier once"],
  ["a sector without a scheme", { ref: "kvk:1", sectors: ["28"] }, 'sectors is "28", wanted scheme:code'],
  ["an empty request key", { ref: "kvk:1", requestKey: "" }, "requestKey"],
] as const)("recordOrganisation() refuses %s", async (_, command, message) => {
  const { services, store } = await open(alkmaar);
  await expect(services.recordOrganisation(operator, command)).rejects.toMatchObject({
    code: "BAD_USER_INPUT",
    message: expect.stringContaining(message),
  });
  expect(await store.readRevision()).toBe(1);
});

test("recordOrganisation() names what it does not know", async () => {
  const { services } = await open(alkmaar);
  await expect(services.recordOrganisation(operator, { ref: "kvk:9", name: "A" })).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: 'Cannot record organisation "kvk:9": no organisation is known as "kvk:9"',
  });
  await expect(
    services.recordOrganisation(operator, { ref: "kvk:1", region: "GM9999" }),
  ).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: expect.stringContaining('no region has the code "GM9999"'),
  });
});

test("removeOrganisation() answers the id of what is gone", async () => {
  const { services } = await open(alkmaar);
  expect(await services.removeOrganisation(operator, { ref: "kvk:1" })).toEqual({
    id: alkmaar.id,
    revision: 2,
  });
  expect(services.findOrganisation(operator, "kvk:1")).toBeNull();
  await expect(services.removeOrganisation(operator, { ref: "kvk:1" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("an id that was removed can be recorded again", async () => {
  const { services } = await open(alkmaar);
  await services.removeOrganisation(operator, { ref: "kvk:1" });
  const done = await services.recordOrganisation(operator, {
    identifiers: ["test:alkmaar"],
    name: "A",
    kind: "OTHER",
  });
  expect(done.id).toBe(alkmaar.id);
});

test("removeOrganisation() refuses a party, saying of how many partnerships", async () => {
  const { services } = await open(alkmaar, makeOrganisation("hoorn"));
  const parties = [
    { organisation: "kvk:1", role: "PARTICIPANT" },
    { organisation: "test:hoorn", role: "PARTICIPANT" },
  ] as const;
  await services.recordPartnership(operator, { parties });
  await services.recordPartnership(operator, { parties });
  await expect(services.removeOrganisation(operator, { ref: "kvk:1" })).rejects.toMatchObject({
    code: "CONFLICT",
    message: 'Cannot remove organisation "kvk:1": it is party to 2 partnerships; remove or amend those first',
  });
});
