import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { operator } from "../../../src/domain/access.js";
import { partnershipIdFrom } from "../../../src/domain/ids.js";
import {
  firstRows,
  makeOrganisation,
  makePartnership,
  openTestServices,
  type TestServices,
} from "../../support/make.js";

let opened: TestServices;

beforeAll(async () => {
  const identified = (identifier: string, title: string | null = null) =>
    makePartnership(identifier, ["ash", "beech"], {
      id: partnershipIdFrom(identifier),
      identifiers: [identifier],
      title,
    });
  opened = await openTestServices({
    organisation: [makeOrganisation("ash"), makeOrganisation("beech")],
    partnership: [
      identified("cordis:193181", "Nuclear physics"),
      identified("nwo:9", "After 193181 days"),
      identified("nwo:193182", "Other"),
    ],
  });
});

afterAll(() => opened.close());

test.each([
  ["193181", ["cordis:193181", "nwo:9"]],
  [" 193181 ", ["cordis:193181", "nwo:9"]],
  ["cordis:193181", ["cordis:193181"]],
  ["19318", ["nwo:9"]],
  ["9", ["nwo:9"]],
])("listPartnerships() finds %j by identifier first, then by title", async (search, expected) => {
  const { rows } = await opened.services.listPartnerships(operator, { search, page: firstRows() });
  expect(rows.map(({ item }) => item)).toEqual(expected.map(partnershipIdFrom));
});
