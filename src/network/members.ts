/** Who lies in a region and passes a filter. */
import type { NetworkFilter } from "../domain/filter.js";
import type { RegionCode } from "../domain/ids.js";
import type { ReadyFilter } from "./filter.js";
import type { State } from "./state.js";

const membersByFilter = new WeakMap<ReadyFilter, Map<RegionCode, Int32Array>>();

/** The nodes of a region's organisations that pass, in NAME order. Borrowed. O(organisations) when they are first asked for. */
export function membersOf({ tables, filters }: State, region: RegionCode, where: NetworkFilter): Int32Array {
  const ready = filters.ofNetwork(where);
  const byRegion = membersByFilter.get(ready) ?? new Map<RegionCode, Int32Array>();
  membersByFilter.set(ready, byRegion);
  const known = byRegion.get(region);
  if (known !== undefined) return known;

  const { nodes: marks } = ready.filter;
  const regionPasses = tables.regions.marksOf([region]);
  const { byName, regions } = tables.organisations;
  const members = byName.items.filter(
    (node) => regionPasses[regions[node]] === 1 && (marks === null || marks[node] === 1),
  );
  byRegion.set(region, members);
  return members;
}
