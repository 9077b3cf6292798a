/** Which partnerships a hop goes over, the closest first. */
import type { PartnershipId } from "../domain/ids.js";
import type { PathStep } from "../domain/path.js";
import { compareCodePoints } from "../domain/text-order.js";
import type { Filter } from "../kernel/filter.js";
import { hyperedgesBetween } from "../kernel/links.js";
import type { PartnershipTable } from "./partnerships.js";
import type { State } from "./state.js";

/** The hop between two linked nodes. */
export function stepBetween({ tables }: State, from: number, to: number, filter: Filter): PathStep {
  const { organisations, partnerships } = tables;
  const { projection } = partnerships;
  const hyperedges = hyperedgesBetween(projection, from, to, filter);
  return {
    from: organisations.idOf(from),
    to: organisations.idOf(to),
    cost: hyperedges.reduce((least, hyperedge) => Math.min(least, projection.costOf(hyperedge)), Infinity),
    partnerships: cheapestFirst(partnerships, hyperedges),
  };
}

/** The ids of some partnerships, cheapest first, then by id. O(n log n). */
export function cheapestFirst(partnerships: PartnershipTable, hyperedges: Int32Array): PartnershipId[] {
  const { projection } = partnerships;
  const costed = Array.from(hyperedges, (hyperedge) => ({
    id: partnerships.idOf(hyperedge),
    cost: projection.costOf(hyperedge),
  }));
  return costed.sort((a, b) => a.cost - b.cost || compareCodePoints(a.id, b.id)).map(({ id }) => id);
}
