/** A region's summary by going through all records. */
import { organisationKinds } from "../../src/domain/organisation.js";
import type { RegionSummary } from "../../src/domain/region-summary.js";
import { groupsAmong } from "./regional-network.js";
import { membersOf, sectorsOf, type OracleQuestion } from "./gaps.js";
import { organisationPasses, partnersOf, partnershipPasses, type Records } from "./records.js";

export function regionSummary(records: Records, question: OracleQuestion): RegionSummary {
  const { where, asOf } = question;
  const members = membersOf(records, question);
  const byId = new Map(records.organisations.map((one) => [one.id, one]));
  const theirs = records.partnerships.filter(
    (one) =>
      partnershipPasses(where, one) && one.parties.some(({ organisation }) => members.includes(organisation)),
  );

  const ends = members.map((id) => partnersOf(records, where, id));
  const inside = ends.map((partners) => partners.filter((id) => members.includes(id)).length);
  const links = inside.reduce((a, b) => a + b, 0) / 2;
  const touching = ends.reduce((sum, partners) => sum + partners.length, 0) - links;
  const count = members.length;

  const passing = records.partnerships.filter((one) => partnershipPasses(where, one));
  const groups = groupsAmong(records, passing, members).filter(({ length }) => length > 1);
  const sectors = [...new Set(members.flatMap((id) => sectorsOf(records, byId.get(id)!, asOf)))].sort();
  return {
    organisations: count,
    partnerships: theirs.length,
    links,
    organisationsByKind: organisationKinds.map((kind) => ({
      kind,
      count: members.filter((id) => byId.get(id)!.kind === kind).length,
    })),
    coverage: sectors.flatMap((sector) =>
      organisationKinds.map((kind) => {
        const inCell = members.filter(
          (id) => byId.get(id)!.kind === kind && sectorsOf(records, byId.get(id)!, asOf).includes(sector),
        );
        return {
          sector,
          kind,
          organisations: inCell.length,
          partnerships: theirs.filter(({ parties }) =>
            parties.some(({ organisation }) => inCell.includes(organisation)),
          ).length,
        };
      }),
    ),
    density: count < 2 ? 0 : links / ((count * (count - 1)) / 2),
    groups: groups.length,
    largestGroupShare: count === 0 ? 0 : Math.max(0, ...groups.map(({ length }) => length)) / count,
    insideShare: touching === 0 ? 0 : links / touching,
  };
}

/** The linked pairs of a region's members under the filter, from either end. */
export function neighboursIn(
  records: Records,
  question: OracleQuestion,
): ReadonlyMap<string, ReadonlySet<string>> {
  const members = membersOf(records, question);
  const passes = (id: string): boolean =>
    organisationPasses(
      records,
      question.where,
      records.organisations.find((one) => one.id === id)!,
    );
  return new Map(
    members.map((id) => [
      id,
      new Set(
        partnersOf(records, question.where, id).filter((other) => members.includes(other) && passes(other)),
      ),
    ]),
  );
}
