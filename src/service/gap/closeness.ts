/** What two organisations have in common besides partners: facts that make it likely that they would find each other. */
import type { CalendarDate } from "../../domain/calendar-date.js";
import { kilometresBetween } from "../../domain/distance.js";
import type { Reason, ReasonCode } from "../../domain/gap.js";
import type { OrganisationId, SectorCode } from "../../domain/ids.js";
import type { Network } from "../../network/network.js";
import { limits } from "../limits.js";

/** Tells the sectors of organisations up to a day, looking each one up once. */
export function sectorsOnce(
  network: Network,
  asOf: CalendarDate,
): (id: OrganisationId) => readonly SectorCode[] {
  const known = new Map<OrganisationId, readonly SectorCode[]>();
  return (id) => {
    const kept = known.get(id) ?? network.sectorsOf(id, asOf);
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
