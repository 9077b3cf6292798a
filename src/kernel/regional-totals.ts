/** What there is of links among some nodes, and how these hang together. */
import { csrAmong, groupSizes } from "./csr.js";
import type { Filter } from "./filter.js";
import { linkedCountOf } from "./links.js";
import type { Projection } from "./projection.js";
import type { Workspace } from "./workspace.js";

export interface RegionalTotals {
  /** Linked pairs among them. */
  readonly links: number;
  /** Linked pairs with one or both ends among them. */
  readonly touching: number;
  /** Connected groups of two or more among them, and the size of the largest; 0 without any. */
  readonly groups: number;
  readonly largestGroup: number;
}

/** Counts for `members`, each once, which pass the filter. O(arcs of the members), and each row is sorted. */
export function regionalTotals(
  projection: Projection,
  { members, filter }: { readonly members: Int32Array; readonly filter: Filter },
  workspace: Workspace,
): RegionalTotals {
  const csr = csrAmong(projection, members, filter, workspace);
  const links = csr.targets.length / 2;
  let ends = 0;
  for (const node of members) ends += linkedCountOf(projection, filter, node);
  const groups = groupSizes(csr).filter((size) => size > 1);
  return {
    links,
    // Those inside were counted from both their ends.
    touching: ends - links,
    groups: groups.length,
    largestGroup: groups.reduce((a, b) => Math.max(a, b), 0),
  };
}
