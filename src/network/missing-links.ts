/** The pairs of a region's organisations that shared partners suggest and no partnership has joined. */
import { dayOf, type CalendarDate } from "../domain/calendar-date.js";
import type { NetworkFilter } from "../domain/filter.js";
import type { OrganisationId, RegionCode } from "../domain/ids.js";
import { commonNeighbours, topAdamicAdar } from "../kernel/adamic-adar.js";
import { membersOf } from "./members.js";
import type { State } from "./state.js";

export interface RankedPair {
  /** The one with the lower id first. */
  readonly pair: readonly [OrganisationId, OrganisationId];
  readonly score: number;
  /** Distinct partners of both, those with the fewest partners first, then by id. */
  readonly sharedPartners: readonly OrganisationId[];
}

export interface MissingLinksQuestion {
  readonly region: RegionCode;
  readonly where: NetworkFilter;
  readonly asOf: CalendarDate;
  readonly limit: number;
}

export function findMissingLinks(state: State, question: MissingLinksQuestion): RankedPair[] {
  const { organisations, partnerships } = state.tables;
  const { projection } = partnerships;
  const sinceBefore = dayOf(question.asOf) + 1;
  const ready = state.filters.ofNetworkBegunBefore(sinceBefore, question.where);
  const { filter } = ready;
  const members = membersOf(state, question.region, question.where);
  const ranks = organisations.byId.places;
  const { limit } = question;
  const best = topAdamicAdar(projection, { members, filter, sinceBefore, limit, ranks }, state.workspace);

  const counts = best.a.length === 0 ? null : ready.linkedCounts();
  return Array.from(best.scores, (score, i) => {
    const [a, b] = ranks[best.a[i]] < ranks[best.b[i]] ? [best.a[i], best.b[i]] : [best.b[i], best.a[i]];
    const shared = commonNeighbours(projection, a, b, filter).toSorted(
      (x, y) => (counts?.[x] ?? 0) - (counts?.[y] ?? 0) || ranks[x] - ranks[y],
    );
    return {
      pair: [organisations.idOf(a), organisations.idOf(b)],
      score,
      sharedPartners: Array.from(shared, (node) => organisations.idOf(node)),
    };
  });
}
