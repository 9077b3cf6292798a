/** The scalars of the API: texts of a certain form, refused with what was wanted. */
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";

import { dateWanted, parseDate } from "../domain/calendar-date.js";
import { SchakelError } from "../domain/errors.js";
import { clip, isCode, sectorWanted } from "../domain/record-rules.js";
import {
  isOrganisationRef,
  isPartnershipRef,
  organisationRefWanted,
  partnershipRefWanted,
} from "../domain/refs.js";

export const DateScalar = textScalar({
  name: "Date",
  description:
    "A calendar date, written YYYY-MM-DD, from 1900-01-01 to 2199-12-31. It has no time of day and no time zone.",
  wanted: dateWanted,
  isValid: (text) => parseDate(text) !== null,
});

export const DateTimeScalar = textScalar({
  name: "DateTime",
  description: "A moment in UTC, written as in ISO 8601: 2026-05-01T10:00:00.000Z.",
  wanted: "a moment written YYYY-MM-DDThh:mm:ss.sssZ",
  isValid: (text) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text)),
});

export const OrganisationRefScalar = textScalar({
  name: "OrganisationRef",
  description:
    "An organisation: its global `id`, or one of its identifiers written `scheme:value`, for example " +
    "`kvk:12345678` or `pic:999991431`.",
  wanted: organisationRefWanted,
  isValid: isOrganisationRef,
});

export const PartnershipRefScalar = textScalar({
  name: "PartnershipRef",
  description:
    "A partnership: its global `id`, or an identifier it bears, written `scheme:value`, for example " +
    "`cordis:193181`.",
  wanted: partnershipRefWanted,
  isValid: isPartnershipRef,
});

export const RegionCodeScalar = textScalar({
  name: "RegionCode",
  description:
    "A region as its statistics office writes it: `GM0599` (a municipality), `AM22` (a labour-market region), " +
    "`CR29`, `PV28`, `NL366` or `NL`.",
  wanted: "the code of a region, for example GM0599 or AM22",
  isValid: (text) => /^[^\s;\p{C}]{1,50}$/u.test(text),
});

export const SectorCodeScalar = textScalar({
  name: "SectorCode",
  description:
    "A field of work or study, written `scheme:code`: `sbi2008:28`, `programme:health`, `education:vmbo`. The " +
    "list is open: one that nothing bears matches nothing.",
  wanted: sectorWanted,
  isValid: isCode,
});

interface TextScalar {
  readonly name: string;
  readonly description: string;
  readonly wanted: string;
  isValid(text: string): boolean;
}

function textScalar({ name, description, wanted, isValid }: TextScalar): GraphQLScalarType<string, string> {
  const read = (value: unknown, node?: ValueNode): string => {
    if (typeof value === "string" && isValid(value)) return value;
    const given = typeof value === "string" ? `"${clip(value)}"` : `a value that is no text`;
    throw badInput(`Cannot read ${given} as ${name}: wanted ${wanted}`, node);
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (value) => value as string,
    parseValue: (value) => read(value),
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : null, node),
  });
}

// GraphQL reports an error of its own class as it stands; the cause tells the mask whose code it has.
function badInput(message: string, node: ValueNode | undefined): GraphQLError {
  return new GraphQLError(message, {
    nodes: node,
    originalError: new SchakelError("BAD_USER_INPUT", message),
  });
}
