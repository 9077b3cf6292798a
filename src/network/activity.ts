/** When the organisations of a region were last party to an active partnership. */
import { dateOf, dayOf, type CalendarDate } from "../domain/calendar-date.js";
import type { NetworkFilter } from "../domain/filter.js";
import type { OrganisationId, RegionCode } from "../domain/ids.js";
import { hyperedgePasses, type Filter } from "../kernel/filter.js";
import type { Projection } from "../kernel/projection.js";
import { membersOf } from "./members.js";
import type { State } from "./state.js";

export interface Activity {
  readonly organisation: OrganisationId;
  readonly active: boolean;
  /** The last day up to the day asked on which it had an active partnership; null if never. */
  readonly lastActive: CalendarDate | null;
  /** Its partnerships under the filter that began by the day, running or not. */
  readonly partnershipCount: number;
}

export interface ActivityQuestion {
  readonly region: RegionCode;
  readonly where: NetworkFilter;
  readonly asOf: CalendarDate;
}

/** In NAME order. O(organisations + the members' partnerships and their parties). */
export function activityOf(state: State, { region, where, asOf }: ActivityQuestion): Activity[] {
  const { organisations, partnerships } = state.tables;
  const { projection } = partnerships;
  const day = dayOf(asOf);
  const counts = countingTest(projection, state.filters.ofNetworkBegunBefore(day + 1, where).filter);

  return Array.from(membersOf(state, region, where), (node) => {
    let partnershipCount = 0;
    let last = -Infinity;
    for (const hyperedge of projection.hyperedgesOf(node)) {
      if (!counts(hyperedge)) continue;
      partnershipCount++;
      last = Math.max(last, Math.min(day, projection.untilOf(hyperedge) - 1));
    }
    return {
      organisation: organisations.idOf(node),
      active: last === day,
      lastActive: partnershipCount === 0 ? null : dateOf(last),
      partnershipCount,
    };
  });
}

/** Tells whether a partnership passes and at least two of its parties do; judges each once. */
function countingTest(projection: Projection, filter: Filter): (hyperedge: number) => boolean {
  const { nodes } = filter;
  if (nodes === null) return (hyperedge) => hyperedgePasses(projection, filter, hyperedge);
  const verdicts = new Map<number, boolean>();
  return (hyperedge) => {
    let verdict = verdicts.get(hyperedge);
    if (verdict === undefined) {
      const passing = (): number =>
        projection.membersOf(hyperedge).reduce((sum, node) => sum + nodes[node], 0);
      verdict = hyperedgePasses(projection, filter, hyperedge) && passing() >= 2;
      verdicts.set(hyperedge, verdict);
    }
    return verdict;
  };
}
