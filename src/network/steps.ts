/** Which partnerships a hop goes over, the closest first. */
import type { OrganisationId, PartnershipId } from "../domain/ids.js";
import type { PathStep } from "../domain/path.js";
import { compareCodePoints } from "../domain/text-order.js";
import type { PartnershipTable } from "./partnerships.js";
import type { State } from "./state.js";

/** The hop between two linked organisations over some hyperedges, one or more. */
export function stepOver(
  { tables }: State,
  from: OrganisationId,
  to: OrganisationId,
  hyperedges: Int32Array,
): PathStep {
  const { partnerships } = tables;
  const { projection } = partnerships;
  let cost = Infinity;
  for (const hyperedge of hyperedges) cost = Math.min(cost, projection.costOf(hyperedge));
  return { from, to, cost, partnerships: cheapestFirst(partnerships, hyperedges) };
}

/** The ids of some partnerships, cheapest first, then by id. O(n log n). */
export function cheapestFirst(partnerships: PartnershipTable, hyperedges: Int32Array): PartnershipId[] {
  const { projection } = partnerships;
  if (hyperedges.length === 1) return [partnerships.idOf(hyperedges[0])];
  const costed = Array.from(hyperedges, (hyperedge) => ({
    id: partnerships.idOf(hyperedge),
    cost: projection.costOf(hyperedge),
  }));
  return costed.sort((a, b) => a.cost - b.cost || compareCodePoints(a.id, b.id)).map(({ id }) => id);
}
