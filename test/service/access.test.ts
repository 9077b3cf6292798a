import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Viewer } from "../../src/domain/access.js";
import type { CalendarDate } from "../../src/domain/calendar-date.js";
import type { Services } from "../../src/service/services.js";
import {
  firstRows,
  makeOrganisation,
  makePartnership,
  makeRegion,
  openTestServices,
  organisationIdOf,
  type TestServices,
} from "../support/make.js";

const nobody: Viewer = { name: "anonymous", anonymous: true, mayRead: false, mayWrite: false };
const reader: Viewer = { name: "rita", anonymous: false, mayRead: true, mayWrite: false };
const outsider: Viewer = { name: "otto", anonymous: false, mayRead: false, mayWrite: false };

let opened: TestServices;

beforeAll(async () => {
  opened = await openTestServices({
    region: [makeRegion("R")],
    organisation: [makeOrganisation("a"), makeOrganisation("b")],
    partnership: [makePartnership("p", ["a", "b"])],
  });
});

afterAll(() => opened.close());

const page = firstRows(1);
const questions: [string, (services: Services, viewer: Viewer) => unknown][] = [
  ["serviceStatus", (services, viewer) => services.serviceStatus(viewer)],
  ["findOrganisation", (services, viewer) => services.findOrganisation(viewer, "test:a")],
  ["listOrganisations", (services, viewer) => services.listOrganisations(viewer, { page })],
  ["listPartners", (services, viewer) => services.listPartners(viewer, { of: organisationIdOf("a"), page })],
  ["readPartnerships", (services, viewer) => services.readPartnerships(viewer, [])],
  ["findPartnership", (services, viewer) => services.findPartnership(viewer, "test:p")],
  ["listPartnerships", (services, viewer) => services.listPartnerships(viewer, { page })],
  ["findRegion", (services, viewer) => services.findRegion(viewer, "R")],
  ["listRegions", (services, viewer) => services.listRegions(viewer, { page })],
  ["listDivisions", (services, viewer) => services.listDivisions(viewer)],
  ["listSectors", (services, viewer) => services.listSectors(viewer, page)],
  [
    "findPaths",
    (services, viewer) => services.findPaths(viewer, { from: ["test:a"], to: ["test:b"], maxHops: 6 }),
  ],
  [
    "viewNeighbourhood",
    (services, viewer) =>
      services.viewNeighbourhood(viewer, { of: "test:a", hops: 1, first: 1, firstLinks: 1 }),
  ],
  ["viewNetwork", (services, viewer) => services.viewNetwork(viewer, { first: 1, firstLinks: 1 })],
  ["findGaps", (services, viewer) => services.findGaps(viewer, { region: "R", page })],
  ["findGap", (services, viewer) => services.findGap(viewer, "gap_x")],
];

const commands: [string, (services: Services, viewer: Viewer) => Promise<unknown>][] = [
  ["recordOrganisation", (services, viewer) => services.recordOrganisation(viewer, { ref: "test:a" })],
  ["removeOrganisation", (services, viewer) => services.removeOrganisation(viewer, { ref: "test:a" })],
  ["recordPartnership", (services, viewer) => services.recordPartnership(viewer, { ref: "test:p" })],
  [
    "endPartnership",
    (services, viewer) =>
      services.endPartnership(viewer, { ref: "test:p", on: "2020-01-01" as CalendarDate }),
  ],
  ["removePartnership", (services, viewer) => services.removePartnership(viewer, { ref: "test:p" })],
];

async function ask(
  question: (services: Services, viewer: Viewer) => unknown,
  viewer: Viewer,
): Promise<unknown> {
  return question(opened.services, viewer);
}

test.each(questions)("%s() is for those who may read", async (_, question) => {
  await expect(ask(question, nobody)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  await expect(ask(question, outsider)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(ask(question, reader)).resolves.toBeDefined();
});

test.each(commands)("%s() is for those who may change what is recorded", async (_, command) => {
  await expect(ask(command, nobody)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  await expect(ask(command, reader)).rejects.toMatchObject({
    code: "FORBIDDEN",
    message: expect.stringContaining('"rita" may not change what is recorded'),
  });
  expect(await opened.store.readRevision()).toBe(1);
});
