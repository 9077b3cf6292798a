import { describe, expect, test } from "@jest/globals";
import { GraphQLError, Kind, type GraphQLScalarType } from "graphql";

import { type SchakelError } from "../../src/domain/errors.js";
import { organisationIdFrom, partnershipIdFrom } from "../../src/domain/ids.js";
import {
  DateScalar,
  OrganisationRefScalar,
  PartnershipRefScalar,
  RegionCodeScalar,
  SectorCodeScalar,
} from "../../src/graphql/scalars.js";

const cases: readonly {
  readonly scalar: GraphQLScalarType<string, string>;
  readonly good: readonly string[];
  readonly bad: readonly unknown[];
  readonly wanted: string;
}[] = [
  {
    scalar: DateScalar,
    good: ["1900-01-01", "2024-02-29", "2199-12-31"],
    bad: ["1899-12-31", "2200-01-01", "2023-02-29", "2024-1-1", "2024-01-01T00:00:00Z", 20240101, null],
    wanted: "a date of the calendar, written YYYY-MM-DD, from 1900-01-01 to 2199-12-31",
  },
  {
    scalar: OrganisationRefScalar,
    good: [
      "kvk:12345678",
      "pic:999991431",
      "schakel:org_x",
      organisationIdFrom("kvk:1"),
      "kvk:__proto__",
      "kvk:a:b",
    ],
    bad: [
      "12345678",
      "kvk:",
      ":1",
      "kvk: 1",
      "KVK:1",
      "org_",
      "org_a b",
      partnershipIdFrom("a:1"),
      `a:${"1".repeat(201)}`,
      5,
      {},
    ],
    wanted: "the id of an organisation, or an identifier scheme:value, for example kvk:12345678",
  },
  {
    scalar: PartnershipRefScalar,
    good: ["cordis:193181", partnershipIdFrom("cordis:193181")],
    bad: ["193181", organisationIdFrom("kvk:1"), ["cordis:1"]],
    wanted: "the id of a partnership, or an identifier scheme:value, for example cordis:193181",
  },
  {
    scalar: RegionCodeScalar,
    good: ["GM0599", "AM22", "NL", "constructor"],
    bad: ["", "GM 0599", "a;b", "x".repeat(51), 12],
    wanted: "the code of a region, for example GM0599 or AM22",
  },
  {
    scalar: SectorCodeScalar,
    good: ["sbi2008:28", "programme:health"],
    bad: ["28", "sbi2008:", "sbi2008:2 8"],
    wanted: "scheme:code without white space or ;, for example sbi2008:28",
  },
];

function refusalBy(read: () => unknown): unknown {
  try {
    read();
  } catch (error) {
    return error;
  }
  return null;
}

for (const { scalar, good, bad, wanted } of cases)
  describe(scalar.name, () => {
    test.each(good)("takes %j as a variable and as a literal", (value) => {
      expect(scalar.parseValue(value)).toBe(value);
      expect(scalar.parseLiteral({ kind: Kind.STRING, value })).toBe(value);
    });

    test.each(bad)("refuses %j as BAD_USER_INPUT and says what was wanted", (value) => {
      const error = refusalBy(() => scalar.parseValue(value)) as GraphQLError;
      expect(error).toBeInstanceOf(GraphQLError);
      expect(error.message).toContain(`as ${scalar.name}: wanted ${wanted}`);
      expect((error.originalError as SchakelError).code).toBe("BAD_USER_INPUT");
    });

    test("refuses a literal that is no text", () => {
      expect(() => scalar.parseLiteral({ kind: Kind.INT, value: "12" })).toThrow("a value that is no text");
    });
  });
