/** Who lies in a region and passes a filter. */
import type { NetworkFilter } from "../domain/filter.js";
import type { RegionCode } from "../domain/ids.js";
import type { State } from "./state.js";

/** The nodes of a region's organisations that pass, in NAME order. O(organisations). */
export function membersOf({ tables, filters }: State, region: RegionCode, where: NetworkFilter): Int32Array {
  const { nodes: marks } = filters.ofNetwork(where).filter;
  const regionPasses = tables.regions.marksOf([region]);
  const { byName, regions } = tables.organisations;
  return byName.items.filter(
    (node) => regionPasses[regions[node]] === 1 && (marks === null || marks[node] === 1),
  );
}
