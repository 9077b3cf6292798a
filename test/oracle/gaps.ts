/** Gaps by going through all records, as domain.md says them. */
import { type CalendarDate, dayOf } from "../../src/domain/calendar-date.js";
import type { NetworkFilter } from "../../src/domain/filter.js";
import type { OrganisationId, PartnershipId, RegionCode, SectorCode } from "../../src/domain/ids.js";
import { type Organisation, type OrganisationKind } from "../../src/domain/organisation.js";
import { liesIn, organisationPasses, partnershipPasses, type Records } from "./records.js";
import { activePartnerships, cuts, groupsAmong } from "./regional-network.js";

export interface OracleQuestion {
  readonly region: RegionCode;
  readonly where: NetworkFilter;
  readonly asOf: CalendarDate;
}

export interface OracleGap {
  readonly subject: string;
  readonly score: number;
  readonly details: unknown;
}

/** The organisations that lie in the region and pass, by id. */
export function membersOf(records: Records, { region, where }: OracleQuestion): OrganisationId[] {
  return records.organisations
    .filter((one) => liesIn(records, one, region) && organisationPasses(records, where, one))
    .map(({ id }) => id)
    .sort();
}

export function splitNetworks(records: Records, question: OracleQuestion): OracleGap[] {
  const members = membersOf(records, question);
  const active = activePartnerships(records, question.where, question.asOf);
  const passing = records.organisations
    .filter((one) => organisationPasses(records, question.where, one))
    .map(({ id }) => id);
  const whole = groupsAmong(records, active, passing);
  const [largest, ...others] = groupsAmong(records, active, members);
  return others
    .filter((group) => group.length >= 2)
    .map((group) => ({
      subject: group[0],
      score: group.length,
      details: {
        organisations: group,
        largestGroupSize: largest.length,
        tiedOutside: whole.some((all) => all.includes(group[0]) && all.includes(largest[0])),
      },
    }));
}

export function singlePointsOfFailure(records: Records, question: OracleQuestion): OracleGap[] {
  const active = activePartnerships(records, question.where, question.asOf);
  return cuts(records, active, membersOf(records, question)).map(({ lost, pieces }) => ({
    subject: lost,
    score: pieces.flat().length,
    details: { cutsOff: pieces.flat() },
  }));
}

export function missingKinds(records: Records, question: OracleQuestion): OracleGap[] {
  const { where, asOf } = question;
  const members = membersOf(records, question);
  const byId = new Map(records.organisations.map((one) => [one.id, one]));
  const kinds: OrganisationKind[] = ["EDUCATION", "COMPANY", "GOVERNMENT"];
  const sectors = new Set(members.flatMap((id) => sectorsOf(records, byId.get(id)!, asOf)));
  return [...sectors].flatMap((sector) => {
    const inIt = members.filter((id) => sectorsOf(records, byId.get(id)!, asOf).includes(sector));
    const theirs = activePartnerships(records, where, asOf).filter(({ parties }) =>
      parties.some(({ organisation }) => inIt.includes(organisation)),
    );
    const present = theirs
      .flatMap(({ parties }) => parties.map(({ organisation }) => byId.get(organisation)!))
      .filter((one) => organisationPasses(records, where, one))
      .map(({ kind }) => kind);
    const missing = kinds.filter((kind) => !present.includes(kind));
    if (inIt.length < 2 || theirs.length === 0 || missing.length === 0) return [];
    return [{ subject: sector, score: inIt.length, details: { organisations: inIt, missing } }];
  });
}

/** Its own sectors and those of its partnerships up to the day. */
export function sectorsOf(records: Records, organisation: Organisation, asOf: CalendarDate): SectorCode[] {
  const theirs = records.partnerships.filter(
    ({ since, parties }) =>
      (since === null || since <= asOf) && parties.some((party) => party.organisation === organisation.id),
  );
  return [...organisation.sectors, ...theirs.flatMap(({ sectors }) => sectors)];
}

export function dormantPartnerships(records: Records, question: OracleQuestion): OracleGap[] {
  const { where, asOf } = question;
  const members = membersOf(records, question);
  const active = activePartnerships(records, where, asOf);
  const share = (a: OrganisationId, b: OrganisationId): boolean =>
    active.some(({ parties }) => [a, b].every((id) => parties.some((party) => party.organisation === id)));
  return records.partnerships.flatMap((partnership) => {
    const { id, until, parties } = partnership;
    if (until === null || !partnershipPasses(where, partnership)) return [];
    if (until > asOf || until <= twoYearsBefore(asOf)) return [];
    const here = parties.map(({ organisation }) => organisation).filter((one) => members.includes(one));
    const apart = here.flatMap((a, i) => here.slice(i + 1).filter((b) => !share(a, b))).length;
    if (apart === 0) return [];
    const score = apart * 0.5 ** ((dayOf(asOf) - dayOf(until)) / 365.25);
    return [{ subject: id as PartnershipId, score, details: { organisations: here, endedOn: until } }];
  });
}

function twoYearsBefore(date: CalendarDate): CalendarDate {
  const year = Number(date.slice(0, 4)) - 2;
  // The 29th of February has a day two years before only as the 28th.
  return `${year}${date.slice(4) === "-02-29" ? "-02-28" : date.slice(4)}` as CalendarDate;
}
