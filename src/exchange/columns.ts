/**
 * The exchange format: a folder of up to four CSV files, and the columns of each.
 *
 * UTF-8, RFC 4180, a header row, an optional byte order mark; each file plain or gzipped (`.gz`).
 * Columns come in any order. An absent column leaves values as they are, an empty cell clears.
 * Texts that a spreadsheet would run are written with an apostrophe before them (spreadsheet-guard.ts).
 * `schema/exchange/columns.json` says the same for other programs; a test holds the two equal.
 */
import type { RecordKind } from "../domain/change.js";
import { organisationKinds } from "../domain/organisation.js";
import { partnershipKinds } from "../domain/partnership.js";
import { identifierWanted, sectorWanted } from "../domain/record-rules.js";

export interface Column {
  readonly name: string;
  readonly required: boolean;
  /** How a cell is written. */
  readonly format: string;
  readonly meaning: string;
}

export interface ExchangeFile {
  readonly kind: RecordKind;
  readonly name: string;
  /** In the order in which they are written, required ones first. */
  readonly columns: readonly Column[];
}

/** What holds for every file. */
export const exchangeRules = {
  folder: "Up to four files, each plain or gzipped (.gz), never both; what is in none of them stays as it is",
  encoding: "UTF-8, RFC 4180, a header row, an optional byte order mark; columns in any order",
  cells:
    "An absent column leaves values as they are; an empty cell clears, and is refused in a required column",
  lists: "Items are separated by ; without spaces",
  parties: "ref or ref/ROLE; /ROLE only before PARTICIPANT, COORDINATOR, FACILITATOR or CONNECTOR",
  formulas:
    "A text that begins, apostrophes and white space aside, with = + - or @ (or a full-width one) is written " +
    "with one more apostrophe before it, which reading takes off; other texts keep their apostrophes",
} as const;

/** What a cell that names a record must look like. */
export const idWanted = `${identifierWanted}, or schakel:<id> for a record without an identifier`;

/** What a cell of a partnership's parties must look like. */
const partiesWanted = "two or more organisations, ;-separated, each as ref or ref/ROLE";

const organisationKindFormat = organisationKinds.join(" | ");
const partnershipKindFormat = partnershipKinds.join(" | ");

/** The files in the order in which they are read: none refers to a later one. */
export const exchangeFiles: readonly ExchangeFile[] = [
  {
    kind: "region",
    name: "regions.csv",
    columns: [
      required(
        "code",
        "1 to 50 characters without white space or ;",
        "The area's code as its statistics office writes it",
      ),
      required("name", "text", "The area's name"),
      required("division", "an upper-case word", "The scheme it belongs to, such as MUNICIPALITY"),
      optional("within", "region codes, ;-separated", "The regions it lies in directly; never a cycle"),
    ],
  },
  {
    kind: "sector",
    name: "sectors.csv",
    columns: [
      required("code", sectorWanted, "The sector's code"),
      required("name", "text", "The name in English"),
      optional("nameNl", "text", "The name in Dutch"),
    ],
  },
  {
    kind: "organisation",
    name: "organisations.csv",
    columns: [
      required("id", idWanted, "The first identifier: a new record's id derives from it"),
      required("name", "text", "The organisation's name"),
      required("kind", organisationKindFormat, "What sort of organisation it is"),
      optional("region", "a region code", "The smallest known area it lies in"),
      optional("latitude", "a number from -90 to 90", "Degrees north, WGS 84"),
      optional("longitude", "a number from -180 to 180", "Degrees east, WGS 84"),
      optional("postcode", "text of at most 20 characters", "The postcode of its address"),
      optional("sectors", "scheme:code, ;-separated", "The sectors it works in"),
      optional("website", "text", "The address of its website"),
      optional("identifiers", "scheme:value, ;-separated", "Further identifiers, after the one in id"),
    ],
  },
  {
    kind: "partnership",
    name: "partnerships.csv",
    columns: [
      required("id", idWanted, "The first identifier: a new record's id derives from it"),
      required(
        "parties",
        partiesWanted,
        "Who takes part; ROLE is COORDINATOR, FACILITATOR, CONNECTOR or PARTICIPANT",
      ),
      optional("title", "text", "The title; without one readers make it of the parties' names"),
      optional("kind", partnershipKindFormat, "What sort of partnership it is; OTHER where empty"),
      optional("since", "YYYY-MM-DD", "The first day on which it runs; empty where it has always run"),
      optional("until", "YYYY-MM-DD", "The first day on which it no longer runs; empty where it still runs"),
      optional("strength", "a whole number from 1 to 5", "How close it is; empty where it is not rated"),
      optional("sectors", "scheme:code, ;-separated", "The sectors it is about"),
      optional("source", "text", "Where the fact comes from"),
      optional("identifiers", "scheme:value, ;-separated", "Further identifiers, after the one in id"),
    ],
  },
];

/** The file that records of a kind are kept in. */
export function fileOf(kind: RecordKind): ExchangeFile {
  return exchangeFiles.find((file) => file.kind === kind)!;
}

function required(name: string, format: string, meaning: string): Column {
  return { name, required: true, format, meaning };
}

function optional(name: string, format: string, meaning: string): Column {
  return { name, required: false, format, meaning };
}
