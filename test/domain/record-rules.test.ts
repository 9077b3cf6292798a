import { expect, test } from "@jest/globals";
import { organisationIdFrom } from "../../src/domain/ids.js";
import { faultsOfOrganisation } from "../../src/domain/record-rules.js";
import type { OrganisationContent } from "../../src/domain/organisation.js";

const school: OrganisationContent = {
  id: organisationIdFrom("brin:00AA"),
  name: "School",
  kind: "EDUCATION",
  identifiers: ["brin:00AA"],
  region: null,
  location: null,
  sectors: [],
  website: null,
};

test("a website is an address or a host, never something that a browser would run", () => {
  for (const website of [
    "https://school.example/a",
    "http://school.example",
    "www.school.example/b",
    "school.example:8080/c",
  ])
    expect(faultsOfOrganisation({ ...school, website })).toEqual([]);
  for (const website of ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "vbscript:x"])
    expect(faultsOfOrganisation({ ...school, website })).toMatchObject([
      { field: "website", value: website },
    ]);
});

test("a name holds no marks that make it read as another", () => {
  expect(faultsOfOrganisation({ ...school, name: "Sch\u202Eloo" })).toMatchObject([{ field: "name" }]);
  expect(faultsOfOrganisation({ ...school, name: "Schóól \u200D \u{1F3EB}" })).toEqual([]);
});
