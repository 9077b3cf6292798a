/** Unmet norms by going through all records, and all ways to share parties out, as domain.md says them. */
import { kilometresBetween } from "../../src/domain/distance.js";
import type { RegionCode } from "../../src/domain/ids.js";
import { expectedOf, type Condition, type Norm, type Wanted } from "../../src/domain/norm.js";
import type { Organisation } from "../../src/domain/organisation.js";
import { sectorsOf, type OracleQuestion } from "./gaps.js";
import { liesIn, linksPair, organisationPasses, type Records } from "./records.js";
import { activePartnerships } from "./regional-network.js";

export interface OracleUnmet {
  readonly subject: readonly [norm: string, judged: string];
  readonly expected: number;
  readonly observed: number;
}

export function unmetNorms(
  records: Records,
  norms: readonly Norm[],
  question: OracleQuestion,
): OracleUnmet[] {
  return norms.flatMap((norm) =>
    judgedBy(records, norm, question).flatMap(([judged, isWithin]) => {
      const expected = expectedOf(norm);
      const observed = observe(records, norm, question, judged, isWithin);
      return observed < expected ? [{ subject: [norm.id, judged] as const, expected, observed }] : [];
    }),
  );
}

type IsWithin = (one: Organisation) => boolean;

function judgedBy(
  records: Records,
  { appliesTo, expects: { within } }: Norm,
  { region, where, asOf }: OracleQuestion,
): [string, IsWithin][] {
  if ("division" in appliesTo) {
    const ofDivision = records.regions.filter(({ division }) => division === appliesTo.division);
    const inside = ofDivision.filter(({ code }) => isPartOf(records, code, region));
    const judged =
      inside.length > 0 ? inside : ofDivision.filter(({ code }) => isPartOf(records, region, code));
    return judged.map(({ code }) => {
      const division = within !== null && "division" in within ? within.division : null;
      const places =
        division === null
          ? [code]
          : records.regions
              .filter((one) => one.division === division && isPartOf(records, code, one.code))
              .map((one) => one.code);
      return [code, (one) => places.some((place) => liesIn(records, one, place))];
    });
  }
  return records.organisations
    .filter((one) => liesIn(records, one, region) && organisationPasses(records, where, one))
    .filter((one) => matches(records, one, appliesTo.organisations, asOf))
    .flatMap((one): [string, IsWithin][] => {
      if (within === null) return [[one.id, () => true]];
      if ("kilometres" in within) {
        const distanceTo = (other: Organisation) => kilometresBetween(one.location, other.location);
        return distanceTo(one) === null
          ? []
          : [[one.id, (other) => (distanceTo(other) ?? Infinity) <= within.kilometres]];
      }
      const places = records.regions.filter(
        ({ code, division }) => division === within.division && liesIn(records, one, code),
      );
      return places.length === 0
        ? []
        : [[one.id, (other) => places.some(({ code }) => liesIn(records, other, code))]];
    });
}

function observe(
  records: Records,
  { expects }: Norm,
  { where, asOf }: OracleQuestion,
  judged: string,
  isWithin: IsWithin,
): number {
  const byId = new Map(records.organisations.map((one) => [one.id, one]));
  const active = activePartnerships(records, where, asOf);
  const counts = (one: Organisation, wanted: Wanted) =>
    one.id !== judged && matches(records, one, wanted, asOf) && isWithin(one);
  const self = records.organisations.find(({ id }) => id === judged);

  if ("partners" in expects) {
    const partners = records.organisations.filter(
      (one) =>
        organisationPasses(records, where, one) &&
        counts(one, expects.partners) &&
        active.some((partnership) => linksPair(records, partnership, one.id, self!.id)),
    );
    return Math.min(partners.length, expects.partners.atLeast);
  }
  const together = active
    .map(({ parties }) => parties.map(({ organisation }) => byId.get(organisation)!))
    .filter((parties) => self === undefined || parties.includes(self))
    .map((parties) => parties.filter((one) => organisationPasses(records, where, one)))
    .map((parties) =>
      mostPlaced(
        parties.map((one) => expects.parties.map((wanted) => counts(one, wanted))),
        expects.parties.map(({ atLeast }) => atLeast),
      ),
    );
  return Math.max(0, ...together);
}

/** The most that find a place, each going without or taking any that it fits: all ways are tried. */
function mostPlaced(fits: readonly (readonly boolean[])[], places: readonly number[]): number {
  if (fits.length === 0) return 0;
  const [first, ...rest] = fits;
  const ways = first.flatMap((does, i) =>
    does && places[i] > 0 ? [1 + mostPlaced(rest, places.with(i, places[i] - 1))] : [],
  );
  return Math.max(mostPlaced(rest, places), ...ways);
}

function matches(
  records: Records,
  one: Organisation,
  { kinds, sectors }: Condition,
  asOf: OracleQuestion["asOf"],
): boolean {
  return (
    (kinds === null || kinds.includes(one.kind)) &&
    (sectors === null || sectorsOf(records, one, asOf).some((sector) => sectors.includes(sector)))
  );
}

function isPartOf({ regions }: Records, inner: RegionCode, outer: RegionCode): boolean {
  if (inner === outer) return true;
  const within = regions.find(({ code }) => code === inner)?.within ?? [];
  return within.some((next) => isPartOf({ regions, organisations: [], partnerships: [] }, next, outer));
}
