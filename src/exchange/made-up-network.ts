/**
 * A made-up network of any size from one number, for benchmarks and tests: the same number gives the
 * same records on every machine.
 *
 * It has what real ones have: organisations of several kinds in regions within regions, degrees that
 * follow a power law, triangles, partners mostly of the own region (`PartyDraw`), periods that began and
 * ended, a share of consortia of many parties. Every name is invented.
 */
import { dateOf, dayOf, type CalendarDate } from "../domain/calendar-date.js";
import type { Contents, RecordKind } from "../domain/change.js";
import {
  keyOf,
  organisationIdFrom,
  partnershipIdFrom,
  type RegionCode,
  type SectorCode,
} from "../domain/ids.js";
import { organisationKinds, type OrganisationContent } from "../domain/organisation.js";
import { partnershipKinds, type Party, type PartnershipContent } from "../domain/partnership.js";
import type { RegionContent } from "../domain/region.js";
import type { SectorContent } from "../domain/sector.js";
import { PartyDraw, pick, type Random, randomFrom, regionOf } from "./party-draw.js";
import { openFolderWriter } from "./write-folder.js";

export interface MadeUpSize {
  readonly organisations: number;
  /** By default three for each organisation, which makes about six links for each. */
  readonly partnerships?: number;
  /** Regions that organisations lie in; by default one for each 250 organisations. */
  readonly regions?: number;
  /** The share of partnerships of three to forty parties; 0.01 by default. */
  readonly consortia?: number;
  /** Another number, another network. */
  readonly seed?: number;
}

export type MadeUpRecords = { readonly [K in RecordKind]: Contents[K][] };

/** Makes the records of a network. The organisations come region by region. O(organisations + parties), times a binary search. */
export function madeUpNetwork(size: MadeUpSize): MadeUpRecords {
  const { organisations: count, partnerships = 3 * count, consortia = 0.01, seed = 1 } = size;
  const regionCount = Math.max(1, Math.min(size.regions ?? Math.ceil(count / 250), count));
  const random = randomFrom(seed);
  const sector = madeUpSectors();
  const region = madeUpRegions(regionCount);
  const organisation = madeUpOrganisations(count, regionCount, sector, random);
  const draw = new PartyDraw(count, regionCount, random);
  const partnership: PartnershipContent[] = [];
  if (count >= 2)
    for (let i = 0; i < partnerships; i++)
      partnership.push(madeUpPartnership(i, draw.parties(consortia, 40), organisation, random));
  return { region, sector, organisation, partnership };
}

/** Writes a made-up network as a folder in the exchange format, in the order of an export. */
export async function writeMadeUpNetwork(directory: string, size: MadeUpSize): Promise<void> {
  const records = madeUpNetwork(size);
  const keys = new Map(records.organisation.map((organisation) => [organisation.id, keyOf(organisation)]));
  const writer = await openFolderWriter(directory, { force: true });
  try {
    for (const kind of ["region", "sector", "organisation", "partnership"] as const)
      for (let i = 0; i < records[kind].length; i += 1000)
        await writer.write(kind, records[kind].slice(i, i + 1000), (id) => keys.get(id)!);
    await writer.finish();
  } finally {
    await writer.discard();
  }
}

const sectorNames = [
  ["care", "Care", "Zorg"],
  ["construction", "Construction", "Bouw"],
  ["energy", "Energy", "Energie"],
  ["food", "Food", "Voeding"],
  ["ict", "Information technology", "Informatietechnologie"],
  ["logistics", "Logistics", "Logistiek"],
  ["maintenance", "Maintenance", "Onderhoud"],
  ["metal", "Metal", "Metaal"],
] as const;

function madeUpSectors(): SectorContent[] {
  return sectorNames.map(([code, name, nameNl]) => ({ code: `made-up:${code}` as SectorCode, name, nameNl }));
}

/** One country, provinces of about ten regions, and the regions within them. */
function madeUpRegions(count: number): RegionContent[] {
  const provinces = Math.ceil(count / 10);
  const country = codeOf("C", 0);
  const regions: RegionContent[] = [{ code: country, name: "Nergensland", division: "COUNTRY", within: [] }];
  for (let i = 0; i < provinces; i++)
    regions.push({
      code: codeOf("P", i),
      name: `Provincie ${i + 1}`,
      division: "PROVINCE",
      within: [country],
    });
  for (let i = 0; i < count; i++)
    regions.push({
      code: codeOf("R", i),
      name: `Streek ${i + 1}`,
      division: "LABOUR_MARKET_REGION",
      within: [codeOf("P", Math.floor(i / 10))],
    });
  return regions;
}

function codeOf(letter: string, number: number): RegionCode {
  return `${letter}${padded(number, 5)}` as RegionCode;
}

function padded(number: number, digits: number): string {
  return String(number).padStart(digits, "0");
}

const first = ["Noord", "Zuid", "Ooster", "Wester", "Nieuw", "Oud", "Groot", "Klein", "Hoog", "Laag"];
const second = ["veld", "haven", "brug", "dijk", "berg", "meer", "horst", "wijk", "broek", "poort"];
const what = {
  EDUCATION: ["College", "Vakschool", "Lyceum"],
  COMPANY: ["Techniek", "Metaal", "Bouw", "Logistiek"],
  GOVERNMENT: ["Gemeente", "Waterschap"],
  RESEARCH: ["Instituut", "Laboratorium"],
  INTERMEDIARY: ["Netwerk", "Platform"],
  OTHER: ["Stichting", "Vereniging"],
} as const;

// Companies and schools are many, governments and intermediaries few.
const kindShares = [0.25, 0.8, 0.84, 0.93, 0.96, 1];

function madeUpOrganisations(
  count: number,
  regionCount: number,
  sectors: readonly SectorContent[],
  random: Random,
): OrganisationContent[] {
  return Array.from({ length: count }, (_, i): OrganisationContent => {
    const region = regionOf(i, count, regionCount);
    const share = random();
    const kind = organisationKinds[kindShares.findIndex((upTo) => share < upTo)];
    const identifier = `made-up:o${padded(i, 7)}`;
    const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
    // Regions on a grid of about 20 km, organisations anywhere in theirs.
    const latitude = rounded(50.8 + Math.floor(region / 16) * 0.18 + random() * 0.18);
    const longitude = rounded(3.6 + (region % 16) * 0.22 + random() * 0.22);
    return {
      id: organisationIdFrom(identifier),
      name: `${pick(what[kind], random)} ${pick(first, random)}${pick(second, random)} ${i}`,
      kind,
      identifiers: [identifier],
      region: codeOf("R", region),
      location: latitude > 89 ? null : { latitude, longitude, postcode: null },
      sectors: random() < 0.8 ? [pick(sectors, random).code] : [],
      website: null,
    };
  });
}

const earliest = dayOf("2012-01-01" as CalendarDate);
const dayCount = 5000;

function madeUpPartnership(
  number: number,
  parties: readonly number[],
  organisations: readonly OrganisationContent[],
  random: Random,
): PartnershipContent {
  const identifier = `made-up:p${padded(number, 8)}`;
  const since = earliest + Math.floor(random() * dayCount);
  const until = since + 180 + Math.floor(random() * 1800);
  const { sectors } = organisations[parties[0]];
  return {
    id: partnershipIdFrom(identifier),
    identifiers: [identifier],
    title: `${pick(first, random)}${pick(second, random)} ${number}`,
    kind: pick(partnershipKinds, random),
    parties: parties.map((party, i): Party => {
      const role = i > 0 ? "PARTICIPANT" : parties.length > 2 ? "COORDINATOR" : "PARTICIPANT";
      return { organisation: organisations[party].id, role };
    }),
    since: random() < 0.05 ? null : dateOf(since),
    until: random() < 0.3 ? null : dateOf(until),
    strength: random() < 0.4 ? 1 + Math.floor(random() * 5) : null,
    sectors,
    source: null,
  };
}
