/** What the oracle works on: plain records, and which of them a filter lets pass, as domain.md says it. */
import type { NetworkFilter } from "../../src/domain/filter.js";
import type { OrganisationId, RegionCode } from "../../src/domain/ids.js";
import type { Organisation } from "../../src/domain/organisation.js";
import { largestClique, type Partnership, unratedStrength } from "../../src/domain/partnership.js";
import type { Region } from "../../src/domain/region.js";

export interface Records {
  readonly regions: readonly Region[];
  readonly organisations: readonly Organisation[];
  readonly partnerships: readonly Partnership[];
  /** The largest partnership that links every pair of its parties; as the domain says where absent. */
  readonly largestClique?: number;
}

/** Says whether an organisation lies in a region, however far up. */
export function liesIn(records: Records, organisation: Organisation, code: RegionCode): boolean {
  const isWithin = (inner: RegionCode | null): boolean =>
    inner === code ||
    (records.regions.find((region) => region.code === inner)?.within ?? []).some((outer) => isWithin(outer));
  return isWithin(organisation.region);
}

export function organisationPasses(
  records: Records,
  filter: NetworkFilter,
  organisation: Organisation,
): boolean {
  const { organisationKinds, regions, organisationSectors, without } = filter;
  return (
    (organisationKinds === null || organisationKinds.includes(organisation.kind)) &&
    (regions === null || regions.some((region) => liesIn(records, organisation, region))) &&
    (organisationSectors === null ||
      organisationSectors.some((sector) => organisation.sectors.includes(sector))) &&
    (without === null || !without.includes(organisation.id))
  );
}

export function partnershipPasses(filter: NetworkFilter, partnership: Partnership): boolean {
  const { partnershipKinds, partnershipSectors, activeOn, activeBetween, minStrength, maxParties } = filter;
  const startsBefore = (day: string | null) =>
    day === null || partnership.since === null || partnership.since < day;
  const endsAfter = (day: string | null) =>
    day === null || partnership.until === null || partnership.until > day;
  return (
    (partnershipKinds === null || partnershipKinds.includes(partnership.kind)) &&
    (partnershipSectors === null ||
      partnershipSectors.some((sector) => partnership.sectors.includes(sector))) &&
    (activeOn === null ||
      ((startsBefore(activeOn) || partnership.since === activeOn) && endsAfter(activeOn))) &&
    (activeBetween === null || (startsBefore(activeBetween.until) && endsAfter(activeBetween.since))) &&
    (minStrength === null || (partnership.strength ?? unratedStrength) >= minStrength) &&
    (maxParties === null || partnership.parties.length <= maxParties)
  );
}

/** Says whether a partnership links two different organisations: the projection rule. */
export function linksPair(
  records: Records,
  partnership: Partnership,
  a: OrganisationId,
  b: OrganisationId,
): boolean {
  const one = partnership.parties.find((party) => party.organisation === a);
  const other = partnership.parties.find((party) => party.organisation === b);
  if (a === b || one === undefined || other === undefined) return false;
  if (partnership.parties.length <= (records.largestClique ?? largestClique)) return true;
  return [one, other].some(({ role }) => role === "COORDINATOR" || role === "CONNECTOR");
}

/** The partnerships that link two organisations and pass the filter. */
export function linkingPartnerships(
  records: Records,
  filter: NetworkFilter,
  a: OrganisationId,
  b: OrganisationId,
): Partnership[] {
  return records.partnerships.filter(
    (partnership) => partnershipPasses(filter, partnership) && linksPair(records, partnership, a, b),
  );
}

/** The organisations that an organisation is linked to under the filter and that pass it or are exempt. */
export function partnersOf(
  records: Records,
  filter: NetworkFilter,
  id: OrganisationId,
  exempt: readonly OrganisationId[] = [],
): OrganisationId[] {
  return records.organisations
    .filter((other) => exempt.includes(other.id) || organisationPasses(records, filter, other))
    .filter((other) => linkingPartnerships(records, filter, id, other.id).length > 0)
    .map((other) => other.id);
}
