/**
 * From the cells of a row to what the row states, one function a kind.
 *
 * What a row leaves open (an absent column) is `undefined`, what it clears (an empty cell) is `null`
 * or an empty list. Refs are not resolved here, and rules that concern a whole record are not judged:
 * both need what is recorded already. A cell that cannot be read is told in `faults`; its place in
 * what is returned then holds something harmless.
 */
import { dateWanted, parseDate, type CalendarDate } from "../domain/calendar-date.js";
import { isOrganisationId, isPartnershipId, ownScheme } from "../domain/ids.js";
import type { RegionCode, SectorCode } from "../domain/ids.js";
import { organisationKinds, type OrganisationKind } from "../domain/organisation.js";
import { partnershipKinds, partyRoles, type PartnershipKind, type PartyRole } from "../domain/partnership.js";
import { clip, isIdentifier, type Fault } from "../domain/record-rules.js";
import { compareCodePoints } from "../domain/text-order.js";
import { idWanted } from "./columns.js";
import { cellOf, type Row } from "./read-table.js";
import { unguard } from "./spreadsheet-guard.js";

export interface StatedRegion {
  readonly code: RegionCode;
  readonly name: string;
  readonly division: string;
  readonly within: readonly RegionCode[] | undefined;
}

export interface StatedSector {
  readonly code: SectorCode;
  readonly name: string;
  readonly nameNl: string | null | undefined;
}

export interface StatedOrganisation {
  /** An identifier, or `schakel:<id>`. */
  readonly ref: string;
  /** Further ones. */
  readonly identifiers: readonly string[] | undefined;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly region: RegionCode | null | undefined;
  readonly latitude: number | null | undefined;
  readonly longitude: number | null | undefined;
  readonly postcode: string | null | undefined;
  readonly sectors: readonly SectorCode[] | undefined;
  readonly website: string | null | undefined;
}

export interface StatedPartnership {
  /** An identifier, or `schakel:<id>`. */
  readonly ref: string;
  /** Further ones. */
  readonly identifiers: readonly string[] | undefined;
  readonly parties: readonly StatedParty[];
  readonly title: string | null | undefined;
  readonly kind: PartnershipKind | undefined;
  readonly since: CalendarDate | null | undefined;
  readonly until: CalendarDate | null | undefined;
  readonly strength: number | null | undefined;
  readonly sectors: readonly SectorCode[] | undefined;
  readonly source: string | null | undefined;
}

export interface StatedParty {
  readonly ref: string;
  readonly role: PartyRole;
}

export function decodeRegion(row: Row): StatedRegion {
  return {
    code: textIn(row, "code") as RegionCode,
    name: textIn(row, "name"),
    division: textIn(row, "division"),
    within: listIn(row, "within", sortedOnce) as RegionCode[] | undefined,
  };
}

export function decodeSector(row: Row): StatedSector {
  return {
    code: textIn(row, "code") as SectorCode,
    name: textIn(row, "name"),
    nameNl: optionalTextIn(row, "nameNl"),
  };
}

export function decodeOrganisation(row: Row, faults: Fault[]): StatedOrganisation {
  return {
    ref: refIn(row, isOrganisationId, faults),
    identifiers: listIn(row, "identifiers"),
    name: textIn(row, "name"),
    kind: wordIn(row, "kind", organisationKinds, faults) ?? "OTHER",
    region: optionalTextIn(row, "region") as RegionCode | null | undefined,
    latitude: parsedIn(row, "latitude", parseNumber, "a number from -90 to 90 with a decimal point", faults),
    longitude: parsedIn(
      row,
      "longitude",
      parseNumber,
      "a number from -180 to 180 with a decimal point",
      faults,
    ),
    postcode: optionalTextIn(row, "postcode"),
    sectors: listIn(row, "sectors", sortedOnce) as SectorCode[] | undefined,
    website: optionalTextIn(row, "website"),
  };
}

export function decodePartnership(row: Row, faults: Fault[]): StatedPartnership {
  return {
    ref: refIn(row, isPartnershipId, faults),
    identifiers: listIn(row, "identifiers"),
    parties: (listIn(row, "parties") ?? []).map(toParty),
    title: optionalTextIn(row, "title"),
    // Empty means the default, which is what clearing comes to.
    kind: cellOf(row, "kind") === "" ? "OTHER" : wordIn(row, "kind", partnershipKinds, faults),
    since: parsedIn(row, "since", parseDate, dateWanted, faults),
    until: parsedIn(row, "until", parseDate, dateWanted, faults),
    strength: parsedIn(row, "strength", parseStrength, "a whole number from 1 to 5", faults),
    sectors: listIn(row, "sectors", sortedOnce) as SectorCode[] | undefined,
    source: optionalTextIn(row, "source"),
  };
}

/** Reads the text of a required column; whether it may be empty is the record's rule to say. */
function textIn(row: Row, column: string): string {
  return unguard(cellOf(row, column) ?? "");
}

function optionalTextIn(row: Row, column: string): string | null | undefined {
  const cell = cellOf(row, column);
  return cell === undefined ? undefined : unguard(cell) || null;
}

/** Reads a list, its items separated by `;`; an empty cell is an empty list. */
function listIn(
  row: Row,
  column: string,
  arrange: (items: string[]) => string[] = (items) => items,
): string[] | undefined {
  const cell = cellOf(row, column);
  if (cell === undefined) return undefined;
  return cell === "" ? [] : arrange(cell.split(";").map(unguard));
}

function sortedOnce(items: string[]): string[] {
  return items.length < 2 ? items : [...new Set(items)].sort(compareCodePoints);
}

function refIn(row: Row, isOwnId: (text: string) => boolean, faults: Fault[]): string {
  const ref = textIn(row, "id");
  const own = ref.startsWith(`${ownScheme}:`) && isOwnId(ref.slice(ownScheme.length + 1));
  if (!own && !isIdentifier(ref)) faults.push({ field: "id", value: clip(ref), wanted: idWanted });
  return ref;
}

function wordIn<Word extends string>(
  row: Row,
  column: string,
  words: readonly Word[],
  faults: Fault[],
): Word | undefined {
  const cell = cellOf(row, column);
  const word = words.find((known) => known === cell);
  if (word === undefined && cell !== undefined)
    faults.push({ field: column, value: clip(cell), wanted: `one of ${words.join(", ")}` });
  return word;
}

/** Reads a cell that `parse` understands: empty is null, and so is, with a fault, what `parse` refuses. */
function parsedIn<Value>(
  row: Row,
  column: string,
  parse: (text: string) => Value | null,
  wanted: string,
  faults: Fault[],
): Value | null | undefined {
  const cell = cellOf(row, column);
  if (cell === undefined) return undefined;
  if (cell === "") return null;
  const value = parse(cell);
  if (value === null) faults.push({ field: column, value: clip(cell), wanted });
  return value;
}

function parseNumber(text: string): number | null {
  if (text.length > 40 || !/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return null;
  // Adding 0 makes -0, which would not be written back as it was read, an ordinary 0.
  return Number(text) + 0;
}

function parseStrength(text: string): number | null {
  return /^[1-5]$/.test(text) ? Number(text) : null;
}

/** Cuts `ref/ROLE`; what follows the last slash is part of the ref unless it is a role. */
function toParty(text: string): StatedParty {
  const slash = text.lastIndexOf("/");
  const role = slash < 0 ? undefined : partyRoles.find((known) => known === text.slice(slash + 1));
  return role === undefined ? { ref: text, role: "PARTICIPANT" } : { ref: text.slice(0, slash), role };
}
