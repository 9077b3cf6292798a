/** How likely it is that the two of a pair would become partners, by the partners they share. */
import type { OrganisationId } from "../domain/ids.js";
import { noFilter } from "../domain/filter.js";
import { adamicAdarWeight, commonNeighbours } from "../kernel/adamic-adar.js";
import type { State } from "./state.js";

export interface PairScore {
  /** Not below 0. */
  readonly score: number;
  /** Distinct partners of both over all time, those with the fewest partners first, then by id. */
  readonly sharedPartners: readonly OrganisationId[];
}

/** Scores pairs by exact Adamic-Adar over all partnerships there are. O(partners of the two) a pair. */
export function scorePairs(
  { tables, filters }: State,
  pairs: readonly (readonly [OrganisationId, OrganisationId])[],
): PairScore[] {
  const { organisations, partnerships } = tables;
  const { projection } = partnerships;
  const ranks = organisations.byId.places;
  const { filter } = filters.ofNetwork(noFilter);
  return pairs.map(([one, other]) => {
    const [a, b] = [organisations.nodeOf(one), organisations.nodeOf(other)];
    if (a === null || b === null) return { score: 0, sharedPartners: [] };
    const degreeOf = (node: number): number => projection.partnerCountOf(node);
    const shared = commonNeighbours(projection, a, b, filter).toSorted(
      (x, y) => degreeOf(x) - degreeOf(y) || ranks[x] - ranks[y],
    );
    // The smallest terms first: equal scores are equal to the last bit.
    const score = shared.reduceRight((sum, node) => sum + adamicAdarWeight(degreeOf(node)), 0);
    return { score, sharedPartners: Array.from(shared, (node) => organisations.idOf(node)) };
  });
}
