/**
 * A made-up network of any size from one number, for benchmarks and tests: the same number gives the
 * same records on every machine.
 *
 * It has what real ones have: organisations of several kinds in regions within regions, degrees that
 * follow a power law (each end of a partnership is drawn in proportion to a weight: Chung and Lu,
 * 2002), triangles (a share of partnerships is with a partner's partner), partners mostly of the own
 * region, periods that began and ended, a share of consortia of many parties. Every name is invented.
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
  const draw = new Draw(count, regionCount, random);
  const partnership: PartnershipContent[] = [];
  if (count >= 2)
    for (let i = 0; i < partnerships; i++)
      partnership.push(madeUpPartnership(i, draw.parties(consortia), organisation, random));
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

/** A number from 0 up to, not including, 1. */
type Random = () => number;

/** The generator mulberry32: 32 bits of state, good enough to draw networks with. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)];
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

/** Which region an organisation lies in: as many in each, in order. */
function regionOf(organisation: number, count: number, regionCount: number): number {
  return Math.floor((organisation * regionCount) / count);
}

/** Draws the parties of one partnership after another. */
class Draw {
  /** Sums of the weights of organisations up to and including each. */
  private readonly sums: Float64Array;
  /** A few partners of each organisation, the latest ones. */
  private readonly partners: Int32Array;
  private readonly partnerCounts: Int32Array;

  constructor(
    private readonly count: number,
    private readonly regionCount: number,
    private readonly random: Random,
  ) {
    this.sums = new Float64Array(count);
    this.partners = new Int32Array(count * kept);
    this.partnerCounts = new Int32Array(count);
    // Weights of a power law of exponent 2.5, cut off where one organisation would be in everything.
    for (let i = 0, sum = 0; i < count; i++) {
      sum += Math.min((1 - random()) ** (-1 / 1.5), Math.sqrt(count));
      this.sums[i] = sum;
    }
  }

  /** Two or more organisations, each once. */
  parties(consortia: number): number[] {
    const size = this.random() < consortia ? 3 + Math.floor(38 * this.random() ** 3) : 2;
    const wanted = Math.min(size, this.count);
    const parties = [this.weighted(0, this.count)];
    for (let tries = 0; parties.length < wanted && tries < 20 * wanted; tries++) {
      const party = this.partnerFor(pick(parties, this.random));
      if (!parties.includes(party)) parties.push(party);
    }
    // Where chance insists on the same few, the next one along does.
    for (let next = parties[0] + 1; parties.length < wanted; next++)
      if (!parties.includes(next % this.count)) parties.push(next % this.count);
    for (let i = 1; i < parties.length; i++) {
      this.remember(parties[0], parties[i]);
      this.remember(parties[i], parties[0]);
    }
    return parties;
  }

  /** A partner's partner, else one of the same region, else one of anywhere. */
  private partnerFor(organisation: number): number {
    const chance = this.random();
    if (chance < 0.3 && this.partnerCounts[organisation] > 0)
      return this.somePartnerOf(this.somePartnerOf(organisation));
    if (chance < 0.8) {
      const region = regionOf(organisation, this.count, this.regionCount);
      const begin = Math.ceil((region * this.count) / this.regionCount);
      const end = Math.ceil(((region + 1) * this.count) / this.regionCount);
      return this.weighted(begin, end);
    }
    return this.weighted(0, this.count);
  }

  private somePartnerOf(organisation: number): number {
    const most = Math.min(this.partnerCounts[organisation], kept);
    return this.partners[organisation * kept + Math.floor(this.random() * most)];
  }

  private remember(organisation: number, partner: number): void {
    this.partners[organisation * kept + (this.partnerCounts[organisation]++ % kept)] = partner;
  }

  /** One of the organisations from `begin` up to, not including, `end`, in proportion to their weights. */
  private weighted(begin: number, end: number): number {
    const before = begin === 0 ? 0 : this.sums[begin - 1];
    const sought = before + this.random() * (this.sums[end - 1] - before);
    let low = begin;
    let high = end - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.sums[middle] > sought) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** How many partners of an organisation are kept for drawing partners' partners. */
const kept = 8;

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
