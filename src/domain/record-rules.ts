/**
 * What a record must be, once for every door: an import reports each fault with its column, a
 * mutation refuses the first one.
 */
import { ownScheme } from "./ids.js";
import type { OrganisationContent } from "./organisation.js";
import { largestClique, type Party, type PartnershipContent } from "./partnership.js";
import type { RegionContent } from "./region.js";
import type { SectorContent } from "./sector.js";

/** One thing wrong with a record: the field, the value as given, and what was wanted. */
export interface Fault {
  readonly field: string;
  readonly value: string;
  /** The value is how many the field holds, not what. */
  readonly isCount?: boolean;
  readonly wanted: string;
}

export const limits = {
  /** Characters of a name or title. */
  name: 500,
  /** Characters of any other text. */
  text: 2000,
  postcode: 20,
  division: 50,
  parties: 5000,
  identifiers: 50,
  sectors: 100,
} as const;

/** Says whether a text is an identifier, `scheme:value`, that a record may bear. */
export function isIdentifier(text: string): boolean {
  return isCode(text) && !text.startsWith(`${ownScheme}:`);
}

/** Says whether a text has the form `scheme:value`: what sectors and identifiers are written as. */
export function isCode(text: string): boolean {
  return /^[a-z][a-z0-9_.-]{0,49}:[^\s;\p{C}]{1,200}$/u.test(text);
}

export const identifierWanted = "scheme:value without white space or ;, for example kvk:12345678";
const otherSchemeWanted = `another scheme: ${ownScheme} is reserved for records without identifiers`;
export const sectorWanted = "scheme:code without white space or ;, for example sbi2008:28";

export function faultsOfOrganisation(organisation: OrganisationContent): Fault[] {
  const faults: Fault[] = [];
  checkText(faults, "name", organisation.name, limits.name, true);
  checkIdentifiers(faults, organisation.identifiers);
  checkSectors(faults, organisation.sectors);
  checkText(faults, "website", organisation.website, limits.text, false);
  checkWebsite(faults, organisation.website);
  const { latitude, longitude, postcode } = organisation.location ?? {};
  checkNumber(faults, "latitude", latitude, -90, 90);
  checkNumber(faults, "longitude", longitude, -180, 180);
  checkText(faults, "postcode", postcode, limits.postcode, false);
  return faults;
}

export function faultsOfPartnership(partnership: PartnershipContent): Fault[] {
  const faults: Fault[] = [];
  checkText(faults, "title", partnership.title, limits.name, false);
  checkIdentifiers(faults, partnership.identifiers);
  checkSectors(faults, partnership.sectors);
  checkText(faults, "source", partnership.source, limits.text, false);
  checkParties(faults, partnership.parties);
  const { since, until, strength } = partnership;
  if (since !== null && until !== null && since >= until)
    faults.push({ field: "until", value: until, wanted: `a day after since, ${since}` });
  if (strength !== null && !(Number.isInteger(strength) && strength >= 1 && strength <= 5))
    faults.push({ field: "strength", value: String(strength), wanted: "a whole number from 1 to 5" });
  return faults;
}

/** Judges how many parties there are, which can be known before who they are. */
export function faultsOfPartyCount(count: number): Fault[] {
  if (count >= 2 && count <= limits.parties) return [];
  const wanted = `2 to ${limits.parties} organisations`;
  return [{ field: "parties", value: String(count), isCount: true, wanted }];
}

export function faultsOfRegion(region: RegionContent): Fault[] {
  const faults: Fault[] = [];
  if (!/^[^\s;\p{C}]{1,50}$/u.test(region.code))
    faults.push({ field: "code", value: region.code, wanted: "1 to 50 characters without white space or ;" });
  checkText(faults, "name", region.name, limits.name, true);
  if (!/^[A-Z][A-Z0-9_]*$/.test(region.division) || region.division.length > limits.division)
    faults.push({
      field: "division",
      value: region.division,
      wanted: "an upper-case word such as MUNICIPALITY",
    });
  return faults;
}

export function faultsOfSector(sector: SectorContent): Fault[] {
  const faults: Fault[] = [];
  if (!isCode(sector.code)) faults.push({ field: "code", value: sector.code, wanted: sectorWanted });
  checkText(faults, "name", sector.name, limits.name, true);
  checkText(faults, "nameNl", sector.nameNl, limits.name, false);
  return faults;
}

function checkText(
  faults: Fault[],
  field: string,
  value: string | null | undefined,
  most: number,
  required: boolean,
): void {
  if (value === null || value === undefined) return;
  const wanted = required ? `1 to ${most} characters` : `at most ${most} characters`;
  // Code points, as people count, and a cheap bound first: a cell may hold a million of them.
  const length = value.length > 2 * most ? value.length : Array.from(value).length;
  if (length > most || (required && value.trim() === "")) faults.push({ field, value: clip(value), wanted });
  // A lone half of a surrogate pair has no bytes in UTF-8: no store could give it back. Marks that turn
  // the direction of what follows make a name read as another.
  else if (/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u.test(value))
    faults.push({ field, value: clip(value), wanted: "text without control characters" });
}

// A front end makes a link of it, so nothing may stand here that a browser would run.
function checkWebsite(faults: Fault[], website: string | null): void {
  if (website === null || !/^\s*[a-z][a-z0-9+.-]*:(?!\d)/i.test(website) || /^https?:\/\//i.test(website))
    return;
  faults.push({
    field: "website",
    value: clip(website),
    wanted: "an address that begins with https://, http:// or a host",
  });
}

function checkNumber(
  faults: Fault[],
  field: string,
  value: number | null | undefined,
  least: number,
  most: number,
): void {
  if (value === null || value === undefined) return;
  if (!(value >= least && value <= most))
    faults.push({ field, value: String(value), wanted: `a number from ${least} to ${most}` });
}

function checkIdentifiers(faults: Fault[], identifiers: readonly string[]): void {
  if (identifiers.length > limits.identifiers)
    faults.push({
      field: "identifiers",
      value: String(identifiers.length),
      isCount: true,
      wanted: `at most ${limits.identifiers}`,
    });
  identifiers.forEach((identifier, i) => {
    if (!isIdentifier(identifier))
      faults.push({
        field: "identifiers",
        value: clip(identifier),
        wanted: isCode(identifier) ? otherSchemeWanted : identifierWanted,
      });
    else if (identifiers.indexOf(identifier) < i)
      faults.push({ field: "identifiers", value: clip(identifier), wanted: "each identifier once" });
  });
}

function checkSectors(faults: Fault[], sectors: readonly string[]): void {
  if (sectors.length > limits.sectors)
    faults.push({
      field: "sectors",
      value: String(sectors.length),
      isCount: true,
      wanted: `at most ${limits.sectors}`,
    });
  for (const sector of sectors)
    if (!isCode(sector)) faults.push({ field: "sectors", value: clip(sector), wanted: sectorWanted });
}

function checkParties(faults: Fault[], parties: readonly Party[]): void {
  const field = "parties";
  faults.push(...faultsOfPartyCount(parties.length));
  const seen = new Set<string>();
  for (const { organisation } of parties) {
    if (seen.has(organisation)) faults.push({ field, value: organisation, wanted: "each organisation once" });
    seen.add(organisation);
  }
  const leads = parties.some(({ role }) => role === "COORDINATOR" || role === "CONNECTOR");
  if (parties.length > largestClique && !leads)
    faults.push({
      field,
      value: String(parties.length),
      isCount: true,
      wanted: `a COORDINATOR or CONNECTOR among more than ${largestClique} parties`,
    });
}

/** The beginning of a value, short enough for a message. */
export function clip(value: string): string {
  return value.length > 80 ? `${value.slice(0, 80)}...` : value;
}
