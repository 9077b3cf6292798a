import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { operator } from "../../../src/domain/access.js";
import type { CalendarDate } from "../../../src/domain/calendar-date.js";
import { partnershipIdFrom } from "../../../src/domain/ids.js";
import type { IntroductionStep, Path } from "../../../src/domain/path.js";
import type { FindPaths } from "../../../src/service/services.js";
import {
  makeOrganisation,
  makePartnership,
  openTestServices,
  organisationIdOf,
  type TestServices,
} from "../../support/make.js";

let opened: TestServices;
const day = (text: string): CalendarDate => text as CalendarDate;

beforeAll(async () => {
  opened = await openTestServices({
    organisation: ["a", "b", "c", "d", "e"].map((value) => makeOrganisation(value)),
    partnership: [
      makePartnership("ab", ["a", "b"]),
      makePartnership("bc", ["b", "c"], {
        kind: "PLACEMENT",
        since: day("2019-01-01"),
        until: day("2021-01-01"),
      }),
      makePartnership("bc2", ["b", "c"], { kind: "VISIT", until: day("2022-07-01"), strength: 1 }),
      makePartnership("cd", ["c", "d"], { strength: 1 }),
      makePartnership("be", ["b", "e"], { since: day("1990-01-01"), until: day("1991-01-01") }),
    ],
  });
});

afterAll(() => opened.close());

async function introduction(question: Partial<FindPaths> = {}): Promise<IntroductionStep[]> {
  return opened.services.introduce(await best(question));
}

async function best(question: Partial<FindPaths>): Promise<Path> {
  const asked = { from: ["test:a"], to: ["test:d"], maxHops: 6, ...question };
  const answer = await opened.services.findPaths(operator, asked);
  if (answer.kind === "no-path") throw new Error(answer.reason);
  return answer.paths[0];
}

test("introduce() asks each inner organisation to bring the first to the next, over what they share", async () => {
  expect(await introduction()).toEqual([
    {
      forWhom: organisationIdOf("a"),
      asked: organisationIdOf("b"),
      about: organisationIdOf("c"),
      partnershipCount: 2,
      latest: { id: partnershipIdFrom("test:bc2"), kind: "VISIT", since: null, until: "2022-07-01" },
      lastActive: "2022-06-30",
      askedPartnerCount: 3,
    },
    {
      forWhom: organisationIdOf("a"),
      asked: organisationIdOf("c"),
      about: organisationIdOf("d"),
      partnershipCount: 1,
      latest: { id: partnershipIdFrom("test:cd"), kind: "PROJECT", since: null, until: null },
      lastActive: null,
      askedPartnerCount: 2,
    },
  ]);
});

test("introduce() speaks of partnerships that pass the filter, and of all partners", async () => {
  const [first] = await introduction({
    where: { activeOn: day("2020-06-01"), minStrength: 3 },
    to: ["test:c"],
  });
  expect(first).toMatchObject({ partnershipCount: 1, lastActive: "2020-12-31", askedPartnerCount: 3 });
});

test("introduce() has nobody to ask where two are partners", async () => {
  expect(await introduction({ to: ["test:b"] })).toEqual([]);
  expect(await introduction({ to: ["test:a"] })).toEqual([]);
});
