/** The partnerships of a region that ended lately and were not renewed. */
import { dateOf, dayOf, type CalendarDate } from "../domain/calendar-date.js";
import type { OrganisationId, PartnershipId } from "../domain/ids.js";
import { dormantHyperedges } from "../kernel/dormant-hyperedges.js";
import { isLongWork, type HeavyWork } from "./heavy-work.js";
import { membersOf } from "./members.js";
import type { RegionalQuestion } from "./regional-network.js";
import type { State } from "./state.js";

export interface DormantQuestion extends RegionalQuestion {
  /** Ended later than this day, and no later than `asOf`. */
  readonly endedAfter: CalendarDate;
}

export interface Dormant {
  readonly partnership: PartnershipId;
  /** The first day on which it no longer ran. */
  readonly endedOn: CalendarDate;
  /** Its parties that lie in the region and pass, in the recorded order. */
  readonly parties: readonly OrganisationId[];
  /** Its parties that pass, wherever they lie, in the recorded order. */
  readonly passingParties: readonly OrganisationId[];
  /** Pairs of `parties` that share no active partnership on the day: one or more. */
  readonly pairCount: number;
}

/** As of the moment it was asked, but without what was removed or altered meanwhile; a large network is gone through in a worker. */
export async function dormantPartnershipsOf(
  state: State,
  heavyWork: HeavyWork,
  { region, where, asOf, endedAfter }: DormantQuestion,
): Promise<Dormant[]> {
  const { organisations, partnerships } = state.tables;
  const { projection } = partnerships;
  const { filter } = state.filters.ofNetwork(where);
  const members = membersOf(state, region, where);
  const inRegion = new Set(members);
  const question = {
    members,
    filter,
    active: state.filters.ofNetwork({ ...where, activeOn: asOf }).filter,
    untilAfter: dayOf(endedAfter),
    untilBy: dayOf(asOf),
  };
  const found = isLongWork(projection)
    ? await heavyWork.run("dormantHyperedges", question, { isSlow: true })
    : dormantHyperedges(projection, question);
  return Array.from(found.hyperedges).flatMap((hyperedge, i): Dormant[] => {
    if (!projection.isPresent(hyperedge)) return [];
    const passing = Array.from(projection.membersOf(hyperedge)).filter(
      (node) => filter.nodes === null || filter.nodes[node] === 1,
    );
    const toIds = (nodes: readonly number[]): OrganisationId[] =>
      nodes.map((node) => organisations.idOf(node));
    return [
      {
        partnership: partnerships.idOf(hyperedge),
        endedOn: dateOf(projection.untilOf(hyperedge)),
        parties: toIds(passing.filter((node) => inRegion.has(node))),
        passingParties: toIds(passing),
        pairCount: found.pairCounts[i],
      },
    ];
  });
}
