/** The network of a region by sets: its groups by walking, its cut points by taking each away in turn. */
import type { CalendarDate } from "../../src/domain/calendar-date.js";
import type { NetworkFilter } from "../../src/domain/filter.js";
import type { OrganisationId, PartnershipId } from "../../src/domain/ids.js";
import type { Partnership } from "../../src/domain/partnership.js";
import { linksPair, organisationPasses, partnershipPasses, type Records } from "./records.js";

export interface OracleCut {
  readonly lost: OrganisationId | PartnershipId;
  /** The pieces cut off from the largest that remains: the largest first, equal ones by their lowest id. */
  readonly pieces: readonly (readonly OrganisationId[])[];
}

/** The partnerships that run on the day, pass, and have two parties or more that pass; with those parties alone. */
export function activePartnerships(
  records: Records,
  where: NetworkFilter,
  asOf: CalendarDate,
): Partnership[] {
  const passing = new Set(
    records.organisations.filter((one) => organisationPasses(records, where, one)).map(({ id }) => id),
  );
  const isActive = (partnership: Partnership): boolean =>
    partnershipPasses({ ...where, activeOn: asOf }, partnership) &&
    partnership.parties.filter(({ organisation }) => passing.has(organisation)).length >= 2;
  return records.partnerships.filter(isActive);
}

/** The connected groups of some organisations under some partnerships, lone ones too: the largest first, equal ones by lowest id. */
export function groupsAmong(
  records: Records,
  partnerships: readonly Partnership[],
  organisations: readonly OrganisationId[],
): OrganisationId[][] {
  const left = new Set(organisations.toSorted());
  const groups: OrganisationId[][] = [];
  for (const first of left) {
    const group = new Set([first]);
    for (const id of group)
      for (const other of left)
        if (partnerships.some((partnership) => linksPair(records, partnership, id, other))) group.add(other);
    for (const id of group) left.delete(id);
    groups.push([...group].sort());
  }
  return groups.sort(compareGroups);
}

/** What cuts two or more others off from what remains of the largest group. */
export function cuts(
  records: Records,
  partnerships: readonly Partnership[],
  organisations: readonly OrganisationId[],
): OracleCut[] {
  const largest = groupsAmong(records, partnerships, organisations)[0] ?? [];
  const without = (lost: OracleCut["lost"]): OracleCut => {
    const remaining = groupsAmong(
      records,
      partnerships.filter(({ id }) => id !== lost),
      largest.filter((id) => id !== lost),
    );
    return { lost, pieces: remaining.slice(1) };
  };
  return [...largest, ...partnerships.map(({ id }) => id)]
    .map(without)
    .filter(({ pieces }) => pieces.flat().length >= 2);
}

function compareGroups(a: readonly OrganisationId[], b: readonly OrganisationId[]): number {
  return b.length - a.length || (a[0] < b[0] ? -1 : 1);
}
