/** What two organisations have in common besides partners: facts that make it likely that they would find each other. */
import type { CalendarDate } from "../../domain/calendar-date.js";
import { noFilter } from "../../domain/filter.js";
import type { Reason, ReasonCode } from "../../domain/gap.js";
import type { OrganisationId, SectorCode } from "../../domain/ids.js";
import type { Location } from "../../domain/organisation.js";
import { compareCodePoints } from "../../domain/text-order.js";
import type { Network } from "../../network/network.js";
import { limits } from "../limits.js";

/** The sectors of an organisation: its own and those of its partnerships up to a day, by code. */
export function sectorsOf(network: Network, id: OrganisationId, asOf: CalendarDate): SectorCode[] {
  const sectors = new Set<SectorCode>(network.organisationOf(id)!.sectors);
  for (const partnership of network.partnershipsOf(id, noFilter)) {
    const facts = network.partnershipOf(partnership)!;
    if (facts.since === null || facts.since <= asOf) for (const sector of facts.sectors) sectors.add(sector);
  }
  return [...sectors].sort(compareCodePoints);
}

/** `sectorsOf()` for one network and day, which looks each organisation up once. */
export function sectorsOnce(
  network: Network,
  asOf: CalendarDate,
): (id: OrganisationId) => readonly SectorCode[] {
  const known = new Map<OrganisationId, readonly SectorCode[]>();
  return (id) => {
    const kept = known.get(id) ?? sectorsOf(network, id, asOf);
    known.set(id, kept);
    return kept;
  };
}

/** A reason with nothing but a code, completed by what is given. */
export function reason(code: ReasonCode, given: Partial<Reason>): Reason {
  const nothing = { value: null, organisations: [], partnerships: [], sectors: [] };
  return { code, ...nothing, region: null, organisationKind: null, ...given };
}

/** The reasons SAME_REGION, SAME_SECTOR and NEAR that hold for a pair, in that order. */
export function closenessOf(
  network: Network,
  pair: readonly [OrganisationId, OrganisationId],
  sharedSectors: readonly SectorCode[],
): Reason[] {
  const [a, b] = pair.map((id) => network.organisationOf(id)!);
  const reasons: Reason[] = [];
  if (a.region !== null && a.region === b.region)
    reasons.push(reason("SAME_REGION", { value: 1, organisations: pair, region: a.region }));
  if (sharedSectors.length > 0)
    reasons.push(
      reason("SAME_SECTOR", { value: sharedSectors.length, organisations: pair, sectors: sharedSectors }),
    );
  const distance = kilometresBetween(a.location, b.location);
  if (distance !== null && distance <= limits.nearKilometres)
    reasons.push(reason("NEAR", { value: distance, organisations: pair }));
  return reasons;
}

/** Those of two lists, each ordered by code, that are in both. */
export function inBoth<T>(a: readonly T[], b: readonly T[]): T[] {
  const others = new Set(b);
  return a.filter((value) => others.has(value));
}

/** In kilometres. */
const earthRadius = 6371;

/** The distance as the crow flies, rounded to 0.1 km; null where either is not known. Haversine. */
export function kilometresBetween(a: Location | null, b: Location | null): number | null {
  if (a === null || a.latitude === null || a.longitude === null) return null;
  if (b === null || b.latitude === null || b.longitude === null) return null;
  const across = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const along = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const half = across + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * along;
  // Opposite ends of the globe may round to just above 1.
  return Math.round(2 * earthRadius * Math.asin(Math.sqrt(Math.min(1, half))) * 10) / 10;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
