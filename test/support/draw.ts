/** Networks for tests: drawn by hand, or made at random for fast-check. */
import fc from "fast-check";

import type { CalendarDate } from "../../src/domain/calendar-date.js";
import { type NetworkFilter, noFilter } from "../../src/domain/filter.js";
import {
  type OrganisationId,
  organisationIdFrom,
  partnershipIdFrom,
  type RegionCode,
  type SectorCode,
} from "../../src/domain/ids.js";
import {
  type Organisation,
  type OrganisationKind,
  organisationKinds,
} from "../../src/domain/organisation.js";
import {
  type Partnership,
  type PartnershipKind,
  partnershipKinds,
  type Party,
  type PartyRole,
  partyRoles,
} from "../../src/domain/partnership.js";
import type { Region } from "../../src/domain/region.js";

export interface DrawnNetwork {
  readonly regions: readonly Region[];
  /** In the order of their first mention. */
  readonly organisations: readonly Organisation[];
  readonly partnerships: readonly Partnership[];
}

/**
 * Reads a drawing, a line at a time, and gives the records it stands for.
 *
 *     A -- B -- C                                          a partnership of A and B, another of B and C
 *     {A, B, C/COORDINATOR}                                one partnership of three, with a role
 *     A -- B : PLACEMENT 2020-01-01..2024-01-01 *4 x:7     kind, period (either end may be left out), strength, sectors
 *     Lonely                                               an organisation without partnerships
 *     Tata Steel (COMPANY AM28 nace:24)                    its kind, region and sectors
 *     region AM28 < AM                                     a region, and those it lies within
 *
 * Names may hold spaces. What is not said is kind OTHER for an organisation, PROJECT for a partnership,
 * no region, no sectors, an open period, strength not rated.
 */
export function draw(drawing: string): DrawnNetwork {
  const regions: Region[] = [];
  const organisations = new Map<string, Organisation>();
  const partnerships: Partnership[] = [];
  const mention = (name: string): OrganisationId => {
    if (!organisations.has(name)) organisations.set(name, drawnOrganisation(name));
    return organisationId(name);
  };

  for (const line of drawing.split("\n").map((text) => text.trim())) {
    if (line === "") continue;
    const [, body, options = ""] = /^(.*?)(?: : (.*))?$/.exec(line)!;
    const region = /^region (\S+)(?: < (.*))?$/.exec(line);
    const described = /^(.*) \((.*)\)$/.exec(line);
    if (region !== null) regions.push(drawnRegion(region[1], region[2] ?? ""));
    else if (described !== null)
      organisations.set(described[1], drawnOrganisation(described[1], described[2]));
    else
      for (const group of groupsOf(body)) {
        const parties = group.map((text) => drawnParty(text, mention));
        if (parties.length > 1)
          partnerships.push(drawnPartnership(partnerships.length + 1, parties, options));
      }
  }
  return { regions, organisations: [...organisations.values()], partnerships };
}

/** The id of an organisation by the name it is drawn with. */
export function organisationId(name: string): OrganisationId {
  return organisationIdFrom(identifierOf(name));
}

function identifierOf(name: string): string {
  return `drawn:${name.replaceAll(" ", "-")}`;
}

/** The names in each partnership of a line; a lone name is a group of one. */
function groupsOf(body: string): string[][] {
  const group = /^\{(.*)\}$/.exec(body);
  if (group !== null) return [group[1].split(",").map((name) => name.trim())];
  const names = body.split("--").map((name) => name.trim());
  return names.length === 1 ? [names] : names.slice(1).map((name, i) => [names[i], name]);
}

function drawnParty(text: string, mention: (name: string) => OrganisationId): Party {
  const [name, role = "PARTICIPANT"] = text.split("/");
  return { organisation: mention(name), role: role as PartyRole };
}

function drawnRegion(code: string, within: string): Region {
  const outer = within.split(",").filter((text) => text.trim() !== "") as RegionCode[];
  return {
    code: code as RegionCode,
    name: code,
    division: "AREA",
    within: outer.map((text) => text.trim() as RegionCode).sort(),
    revision: 1,
  };
}

function drawnOrganisation(name: string, options = ""): Organisation {
  const words = options.split(" ").filter((word) => word !== "");
  const isKind = (word: string): word is OrganisationKind =>
    (organisationKinds as readonly string[]).includes(word);
  return {
    id: organisationId(name),
    name,
    kind: words.find(isKind) ?? "OTHER",
    identifiers: [identifierOf(name)],
    region: (words.find((word) => !isKind(word) && !word.includes(":")) ?? null) as RegionCode | null,
    location: null,
    sectors: sectorsAmong(words),
    website: null,
    revision: 1,
  };
}

function drawnPartnership(number: number, parties: readonly Party[], options: string): Partnership {
  const words = options.split(" ").filter((word) => word !== "");
  const isKind = (word: string): word is PartnershipKind =>
    (partnershipKinds as readonly string[]).includes(word);
  const [since, until] = words.find((word) => word.includes(".."))?.split("..") ?? ["", ""];
  const strength = words.find((word) => word.startsWith("*"));
  return {
    id: partnershipIdFrom(`drawn:${number}`),
    identifiers: [`drawn:${number}`],
    title: null,
    kind: words.find(isKind) ?? "PROJECT",
    parties,
    since: since === "" ? null : (since as CalendarDate),
    until: until === "" ? null : (until as CalendarDate),
    strength: strength === undefined ? null : Number(strength.slice(1)),
    sectors: sectorsAmong(words),
    source: null,
    revision: 1,
  };
}

function sectorsAmong(words: readonly string[]): SectorCode[] {
  return words.filter((word) => word.includes(":")).sort() as SectorCode[];
}

// ---- at random

/** Few days, close together and at both edges of months, so that periods and questions often meet on one. */
const days = [
  "2019-12-31",
  "2020-01-01",
  "2020-01-02",
  "2020-01-31",
  "2020-02-01",
  "2024-02-29",
  "2024-03-01",
].map((day) => day as CalendarDate);
const sectors = ["s:1", "s:2", "s:3"] as SectorCode[];

/** A region within two others, one of which lies in the first again, and one apart. */
const regions: readonly Region[] = draw(`
  region R
  region R1 < R
  region R2 < R
  region R12 < R1, R2
  region Q
`).regions;
const regionCodes = regions.map(({ code }) => code);

const someDay = fc.option(fc.constantFrom(...days), { freq: 3 });
const somePeriod = fc.tuple(someDay, someDay).map(([a, b]) => {
  if (a === null || b === null) return { since: a, until: b };
  if (a === b) return { since: a, until: null };
  return a < b ? { since: a, until: b } : { since: b, until: a };
});

/** Any of some values, at least one; `null` most of the time. */
function someOf<T>(values: readonly T[]): fc.Arbitrary<T[] | null> {
  return fc.option(fc.subarray([...values], { minLength: 1 }), { freq: 1 }).chain((some) =>
    // Half of these once more: a filter of ten conditions at once lets nothing through.
    fc.boolean().map((keep) => (keep ? some : null)),
  );
}

/** Networks of up to `most` organisations in a handful of regions, with partnerships of two to eight parties. */
export function randomNetworks(most = 14): fc.Arbitrary<DrawnNetwork> {
  return fc.integer({ min: 2, max: most }).chain((count) => {
    const numbers = Array.from({ length: count }, (_, i) => i);
    const organisations = fc.tuple(...numbers.map((number) => randomOrganisation(number)));
    const partnerships = fc.array(randomPartnership(numbers), { maxLength: 2 * count });
    return fc.record({ organisations, partnerships }).map((network) => ({
      regions,
      organisations: network.organisations,
      partnerships: network.partnerships.map((partnership, i) => ({
        ...partnership,
        id: partnershipIdFrom(`random:${i}`),
        identifiers: [`random:${i}`],
      })),
    }));
  });
}

function randomOrganisation(number: number): fc.Arbitrary<Organisation> {
  return fc
    .record({
      kind: fc.constantFrom(...organisationKinds),
      region: fc.option(fc.constantFrom(...regionCodes)),
      sectors: fc.subarray(sectors),
    })
    .map((drawn) => ({ ...drawnOrganisation(`Organisation ${number}`), ...drawn }));
}

function randomPartnership(numbers: readonly number[]): fc.Arbitrary<Partnership> {
  const size = fc.oneof({ weight: 3, arbitrary: fc.constant(2) }, { weight: 1, arbitrary: fc.constant(8) });
  return size
    .chain((largest) =>
      fc.record({
        members: fc.shuffledSubarray([...numbers], {
          minLength: 2,
          maxLength: Math.min(largest, numbers.length),
        }),
        roles: fc.array(fc.constantFrom(...partyRoles), { minLength: 8, maxLength: 8 }),
        kind: fc.constantFrom(...partnershipKinds),
        period: somePeriod,
        strength: fc.option(fc.integer({ min: 1, max: 5 })),
        sectors: fc.subarray(sectors),
      }),
    )
    .map(({ members, roles, period, ...drawn }) => ({
      ...drawnPartnership(0, [], ""),
      ...drawn,
      ...period,
      parties: members.map((number, i) => ({
        organisation: organisationId(`Organisation ${number}`),
        role: roles[i],
      })),
    }));
}

/** Filters over what random networks hold; most conditions absent most of the time. */
export function randomFilters(organisations: readonly OrganisationId[] = []): fc.Arbitrary<NetworkFilter> {
  const absent = fc.constant(noFilter);
  const present = fc.record({
    organisationKinds: someOf(organisationKinds),
    regions: someOf(regionCodes),
    organisationSectors: someOf(sectors),
    without: organisations.length === 0 ? fc.constant(null) : someOf(organisations),
    partnershipKinds: someOf(partnershipKinds),
    partnershipSectors: someOf(sectors),
    activeOn: fc.option(fc.constantFrom(...days), { freq: 1 }),
    activeBetween: fc.option(somePeriod, { freq: 1 }),
    minStrength: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 1 }),
    maxParties: fc.option(fc.integer({ min: 2, max: 8 }), { freq: 1 }),
  });
  return fc.oneof({ weight: 1, arbitrary: absent }, { weight: 3, arbitrary: present });
}

/** Filters of two conditions, of one, or of none: each condition and each pair of them comes up. */
export function filtersOfFewConditions(
  organisations: readonly OrganisationId[],
): fc.Arbitrary<NetworkFilter> {
  const most = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
  const conditions: readonly fc.Arbitrary<Partial<NetworkFilter>>[] = [
    fc.record({ organisationKinds: most(organisationKinds) }),
    fc.record({ regions: most(regionCodes) }),
    fc.record({ organisationSectors: most(sectors) }),
    fc.record({
      without: fc.subarray([...organisations], {
        minLength: 1,
        maxLength: Math.min(2, organisations.length),
      }),
    }),
    fc.record({ partnershipKinds: most(partnershipKinds) }),
    fc.record({ partnershipSectors: most(sectors) }),
    fc.record({ activeOn: fc.constantFrom(...days) }),
    fc.record({ activeBetween: somePeriod }),
    fc.record({ minStrength: fc.integer({ min: 2, max: 4 }) }),
    fc.record({ maxParties: fc.integer({ min: 2, max: 5 }) }),
  ];
  return fc
    .subarray([...conditions], { maxLength: 2 })
    .chain((chosen) => fc.tuple(...chosen))
    .map((parts) => Object.assign({}, noFilter, ...parts) as NetworkFilter);
}

/** A day that random periods begin or end on. */
export const randomDays: fc.Arbitrary<CalendarDate> = fc.constantFrom(...days);
