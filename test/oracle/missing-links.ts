/** Adamic-Adar by sets. */
import type { CalendarDate } from "../../src/domain/calendar-date.js";
import type { NetworkFilter } from "../../src/domain/filter.js";
import type { OrganisationId } from "../../src/domain/ids.js";
import { partnersOf, type Records } from "./records.js";

export interface OraclePair {
  /** The one with the lower id first. */
  readonly pair: readonly [OrganisationId, OrganisationId];
  readonly score: number;
  readonly sharedPartners: readonly OrganisationId[];
}

/**
 * Every pair of members that no partnership, filtered or not, brought together up to `asOf`, and that share
 * a partner in the filtered network up to that day: best first, equal scores by ids.
 */
export function missingLinks(
  records: Records,
  filter: NetworkFilter,
  members: readonly OrganisationId[],
  asOf: CalendarDate,
): OraclePair[] {
  const hasBegun = ({ since }: { since: CalendarDate | null }) => since === null || since <= asOf;
  const past = { ...records, partnerships: records.partnerships.filter(hasBegun) };
  const partners = new Map(
    records.organisations.map(({ id }) => [id, new Set(partnersOf(past, filter, id))]),
  );

  const pairs: OraclePair[] = [];
  for (const a of members)
    for (const b of members) {
      if (a >= b || past.partnerships.some(({ parties }) => bringsTogether(parties, a, b))) continue;
      const shared = [...partners.get(a)!].filter((id) => partners.get(b)!.has(id));
      if (shared.length > 0)
        pairs.push({ pair: [a, b], score: scoreOf(shared, partners), sharedPartners: shared });
    }
  return pairs.sort((p, q) => q.score - p.score || (p.pair.join() < q.pair.join() ? -1 : 1));
}

/** Adds up with the most partners first, so that the last bit depends on nothing but the numbers of partners. */
function scoreOf(
  shared: readonly OrganisationId[],
  partners: Map<OrganisationId, Set<OrganisationId>>,
): number {
  const degrees = shared.map((id) => partners.get(id)!.size).sort((m, n) => n - m);
  return degrees.reduce((sum, degree) => sum + 1 / Math.log(degree), 0);
}

function bringsTogether(
  parties: readonly { readonly organisation: OrganisationId }[],
  a: OrganisationId,
  b: OrganisationId,
): boolean {
  return (
    parties.some(({ organisation }) => organisation === a) &&
    parties.some(({ organisation }) => organisation === b)
  );
}
