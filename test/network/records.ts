/** Records for networks: by hand, and at random. */
import fc from "fast-check";
import { nothingPut, type Change } from "../../src/domain/change.js";
import { parseDate, type CalendarDate } from "../../src/domain/calendar-date.js";
import { noFilter, type NetworkFilter } from "../../src/domain/filter.js";
import {
  organisationIdFrom,
  partnershipIdFrom,
  type OrganisationId,
  type PartnershipId,
  type RegionCode,
  type SectorCode,
} from "../../src/domain/ids.js";
import { organisationKinds, type Organisation } from "../../src/domain/organisation.js";
import type { PageRequest } from "../../src/domain/page.js";
import { partnershipKinds, partyRoles, type Party, type Partnership } from "../../src/domain/partnership.js";
import type { Region } from "../../src/domain/region.js";
import type { Sector } from "../../src/domain/sector.js";
import type { NetworkRecords } from "../../src/network/tables.js";

export interface Records extends NetworkRecords {
  readonly partnerships: readonly Partnership[];
}

export function day(text: string): CalendarDate {
  const date = parseDate(text);
  if (date === null) throw new Error(`No date: ${text}`);
  return date;
}

export const code = (text: string): RegionCode => text as RegionCode;
export const sectorCode = (text: string): SectorCode => text as SectorCode;

/** The id of the organisation with the identifier `test:<key>`. */
export const idOf = (key: string): OrganisationId => organisationIdFrom(`test:${key}`);
/** The id of the partnership with the identifier `deal:<key>`. */
export const dealOf = (key: string): PartnershipId => partnershipIdFrom(`deal:${key}`);

export function organisation(key: string, rest: Partial<Organisation> = {}): Organisation {
  return {
    id: idOf(key),
    name: key,
    kind: "OTHER",
    identifiers: [`test:${key}`],
    region: null,
    location: null,
    sectors: [],
    website: null,
    revision: 1,
    ...rest,
  };
}

/** A partnership of the organisations with these keys, each with `/ROLE` or none. */
export function partnership(key: string, parties: string, rest: Partial<Partnership> = {}): Partnership {
  return {
    id: dealOf(key),
    identifiers: [`deal:${key}`],
    title: null,
    kind: "OTHER",
    parties: parties.split(" ").map((text): Party => {
      const [party, role = "PARTICIPANT"] = text.split("/");
      return { organisation: idOf(party), role: role as Party["role"] };
    }),
    since: null,
    until: null,
    strength: null,
    sectors: [],
    source: null,
    revision: 1,
    ...rest,
  };
}

export function region(text: string, within: readonly string[] = [], rest: Partial<Region> = {}): Region {
  return {
    code: code(text),
    name: text,
    division: "MUNICIPALITY",
    within: within.map(code),
    revision: 1,
    ...rest,
  };
}

export function sector(text: string, name: string, nameNl: string | null = null): Sector {
  return { code: sectorCode(text), name, nameNl, revision: 1 };
}

/** Records of revision 1. Organisations that partnerships name and nobody describes are made up. */
export function records(given: Partial<Records>): Records {
  return { revision: 1, regions: [], sectors: [], organisations: [], partnerships: [], ...given };
}

/** A network in which each line of a drawing, `a b c`, is a partnership of its organisations. */
export function drawn(drawing: string): Records {
  const lines = drawing.trim().split(/\s*\n\s*/);
  const keys = [...new Set(lines.join(" ").split(" "))];
  const deals = lines.filter((line) => line.includes(" "));
  return records({
    organisations: keys.map((key) => organisation(key)),
    partnerships: deals.map((line) => partnership(line, line)),
  });
}

export const wholeList: PageRequest = { first: 100_000, after: null, last: null, before: null };

export function where(conditions: Partial<NetworkFilter>): NetworkFilter {
  return { ...noFilter, ...conditions };
}

// ---- at random

/** Two divisions over the same ground; X lies in both, Z in none; E is empty. */
export const someRegions: readonly Region[] = [
  region("NL", [], { name: "Nederland", division: "COUNTRY" }),
  region("A1", ["NL"], { name: "Arnhem", division: "LABOUR_MARKET_REGION" }),
  region("C1", ["NL"], { name: "Zuid", division: "COROP" }),
  region("X", ["A1", "C1"], { name: "Éde" }),
  region("Y", ["A1"], { name: "Ede" }),
  region("E", ["C1"], { name: "Aalten" }),
  region("Z", [], { name: "Zeist" }),
];

const regionCodes = someRegions.map((one) => one.code);
const sectorCodes = ["sbi:1", "sbi:2", "programme:x"].map(sectorCode);
const names = [
  "Technasium",
  "techport",
  "Tech Port",
  "Tata Steel",
  "Stéél",
  "ROC van Oost",
  "van Oost",
  "Museum 1",
  "Ⅻ",
];
const dates = ["1999-12-31", "2020-01-01", "2020-01-31", "2020-02-01", "2021-06-15", "2030-01-01"].map(day);
const keys = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

const arbitraryDate = fc.constantFrom(...dates);
const sometimes = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { freq: 2 });
const someOf = <T>(all: readonly T[]): fc.Arbitrary<T[] | null> =>
  fc.option(fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 3 }), { freq: 1 });

export function arbitraryOrganisation(key: string): fc.Arbitrary<Organisation> {
  return fc
    .record({
      name: fc.constantFrom(...names),
      kind: fc.constantFrom(...organisationKinds.slice(0, 3)),
      region: sometimes(fc.constantFrom(...regionCodes)),
      sectors: fc.uniqueArray(fc.constantFrom(...sectorCodes), { maxLength: 2 }),
      website: sometimes(fc.constant("https://example.org")),
    })
    .map((rest) => organisation(key, { ...rest, sectors: rest.sectors.toSorted() }));
}

export function arbitraryPartnership(
  key: string,
  among: readonly string[] = keys,
): fc.Arbitrary<Partnership> {
  return fc
    .record({
      parties: fc.uniqueArray(fc.constantFrom(...among), {
        minLength: 2,
        maxLength: Math.min(5, among.length),
      }),
      roles: fc.array(fc.constantFrom(...partyRoles), { minLength: 5, maxLength: 5 }),
      kind: fc.constantFrom(...partnershipKinds.slice(0, 3)),
      days: fc.tuple(sometimes(arbitraryDate), sometimes(arbitraryDate)),
      strength: sometimes(fc.integer({ min: 1, max: 5 })),
      sectors: fc.uniqueArray(fc.constantFrom(...sectorCodes), { maxLength: 2 }),
      title: sometimes(fc.constantFrom(...names)),
    })
    .map(({ parties, roles, days: [one, other], sectors, ...rest }) => {
      const isPeriod = one !== null && other !== null;
      const [since, until] =
        isPeriod && one > other ? [other, one] : [one, isPeriod && one === other ? null : other];
      const listed = parties.map((party, i) => `${party}/${roles[i]}`).join(" ");
      return partnership(key, listed, { ...rest, since, until, sectors: sectors.toSorted() });
    });
}

export const arbitraryRecords: fc.Arbitrary<Records> = fc
  .tuple(
    fc.tuple(...keys.map(arbitraryOrganisation)),
    fc.integer({ min: 0, max: 14 }).chain((count) => {
      const deals = Array.from({ length: count }, (_, i) => arbitraryPartnership(`p${i}`));
      return fc.tuple(...deals);
    }),
  )
  .map(([organisations, partnerships]) =>
    records({
      regions: someRegions,
      sectors: [sector("sbi:1", "One"), sector("sbi:9", "Borne by none")],
      organisations,
      partnerships,
    }),
  );

export const arbitraryId = fc.constantFrom(...keys).map(idOf);
export const arbitraryRegion = fc.constantFrom(...regionCodes);
export const arbitraryDay = arbitraryDate;
export const arbitraryKinds = someOf(organisationKinds.slice(0, 3));
export const arbitraryDealKinds = someOf(partnershipKinds.slice(0, 3));
export const arbitraryRegions = someOf(regionCodes);
export const arbitrarySectors = someOf(sectorCodes);
export const arbitraryPeriod = sometimes(
  fc.record({ since: sometimes(arbitraryDate), until: sometimes(arbitraryDate) }),
);
export const arbitrarySearch = fc.constantFrom(
  "tech",
  "t",
  "van oost",
  "oost van",
  "steel",
  "a",
  "xii",
  "techport",
  "!",
);

/** Without conditions on time: what gaps may be asked under. */
export const arbitraryTimelessFilter: fc.Arbitrary<NetworkFilter> = fc
  .record({
    organisationKinds: arbitraryKinds,
    regions: arbitraryRegions,
    organisationSectors: fc.option(fc.constant([sectorCodes[0]]), { freq: 1 }),
    without: fc.option(fc.uniqueArray(arbitraryId, { minLength: 1, maxLength: 2 }), { freq: 1 }),
    partnershipKinds: arbitraryDealKinds,
    partnershipSectors: arbitrarySectors,
    minStrength: sometimes(fc.integer({ min: 1, max: 4 })),
    maxParties: sometimes(fc.integer({ min: 2, max: 5 })),
    // Most of the conditions at once let nothing pass: keep two or three.
    kept: fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 3 }),
  })
  .map(({ kept, ...conditions }) =>
    where(Object.fromEntries(Object.entries(conditions).filter((_, i) => kept.includes(i)))),
  );

export const arbitraryFilter: fc.Arbitrary<NetworkFilter> = fc
  .tuple(arbitraryTimelessFilter, sometimes(arbitraryDate), arbitraryPeriod)
  .map(([timeless, activeOn, activeBetween]) => ({ ...timeless, activeOn, activeBetween }));

/** The change that takes records away. */
export function removal(
  revision: number,
  organisations: readonly OrganisationId[],
  partnerships: readonly PartnershipId[],
): Change {
  return changeOf(revision, { removed: { organisations, partnerships } });
}

/** A change of some records, and of nothing else. */
export function changeOf(revision: number, difference: Partial<Change>): Change {
  return {
    revision,
    at: "2026-11-24T12:00:00Z",
    actor: "test",
    operation: "test",
    whole: false,
    put: nothingPut,
    removed: { organisations: [], partnerships: [] },
    ...difference,
  };
}
