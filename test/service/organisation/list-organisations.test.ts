import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { operator } from "../../../src/domain/access.js";
import type { RegionCode } from "../../../src/domain/ids.js";
import type { ListOrganisations } from "../../../src/service/services.js";
import {
  firstRows,
  makeOrganisation,
  makePartnership,
  makeRegion,
  openTestServices,
  organisationIdOf,
  type TestServices,
} from "../../support/make.js";

let opened: TestServices;

beforeAll(async () => {
  const within = ["AM1" as RegionCode];
  opened = await openTestServices({
    region: [
      makeRegion("AM1", { division: "LABOUR_MARKET_REGION" }),
      makeRegion("AM2", { division: "LABOUR_MARKET_REGION" }),
      makeRegion("GM1", { within }),
      makeRegion("GM2", { within }),
      makeRegion("GM3", { within: ["AM2" as RegionCode] }),
    ],
    organisation: [
      makeOrganisation("ash", { region: "GM1" as RegionCode }),
      makeOrganisation("beech", { region: "GM2" as RegionCode }),
      makeOrganisation("cedar", { region: "GM3" as RegionCode }),
      makeOrganisation("date", { region: "AM1" as RegionCode }),
      ...Array.from({ length: 60 }, (_, i) => makeOrganisation(`zz ${i}`)),
    ],
    partnership: [makePartnership("1", ["ash", "beech"])],
  });
});

afterAll(() => opened.close());

function namesOf(question: Partial<ListOrganisations>) {
  const { rows } = opened.services.listOrganisations(operator, { page: firstRows(), ...question });
  return rows.map(({ item }) => opened.services.organisationOf(item)?.name);
}

test("listOrganisations() gives fifty where no number is asked", () => {
  expect(namesOf({})).toHaveLength(50);
});

test("listOrganisations() takes in every region within a region", () => {
  expect(namesOf({ where: { regions: ["AM1"] } })).toEqual(["ash", "beech", "date"]);
});

test("listOrganisations() within a region keeps to it, whatever regions the filter names", () => {
  expect(namesOf({ within: "AM1" })).toEqual(["ash", "beech", "date"]);
  expect(namesOf({ within: "AM1", where: { regions: ["GM2", "GM3"] } })).toEqual(["beech"]);
  expect(namesOf({ within: "GM1", where: { regions: ["AM1", "GM3"] } })).toEqual(["ash"]);
  expect(namesOf({ within: "AM1", where: { regions: ["AM2"] } })).toEqual([]);
  expect(() => namesOf({ within: "AM9" })).toThrow('no region has the code "AM9"');
});

test("listOrganisations() finds nothing in a sector that nothing bears", () => {
  expect(namesOf({ where: { sectors: ["x:1"] } })).toEqual([]);
});

test("listPartners() exempts the organisation itself from the filter", () => {
  const page = firstRows();
  const of = organisationIdOf("ash");
  const partners = opened.services.listPartners(operator, { of, where: { regions: ["GM2"] }, page });
  expect(partners.rows.map(({ item }) => item.organisation)).toEqual([organisationIdOf("beech")]);
});

test("listRegions() lists what lies within, however far up", () => {
  const { rows } = opened.services.listRegions(operator, { within: "AM1", page: firstRows() });
  expect(rows.map(({ item }) => item)).toEqual(["GM1", "GM2"]);
});

test("serviceStatus() counts what is there", () => {
  expect(opened.services.serviceStatus(operator)).toEqual({
    version: "0.0.0-test",
    store: "sqlite",
    revision: 1,
    organisations: 64,
    partnerships: 1,
  });
});
