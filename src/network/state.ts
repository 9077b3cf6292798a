/** The network at one revision, with what is derived from it kept until the next. */
import { createWorkspace, type Workspace } from "../kernel/workspace.js";
import { Filters } from "./filter.js";
import { Tables, type NetworkRecords } from "./tables.js";

export class State {
  readonly tables: Tables;
  readonly filters: Filters;
  /** For one computation at a time; all of them run to their end within one call. */
  readonly workspace: Workspace;
  #byPartnerCount: { readonly revision: number; readonly nodes: Int32Array } | null = null;

  constructor(records: NetworkRecords) {
    this.tables = new Tables(records);
    this.filters = new Filters(this.tables);
    this.workspace = createWorkspace(this.tables.partnerships.projection);
  }

  /** The nodes by how many partners they have, fewest first, then by id. Borrowed. O(organisations) after a change. */
  byPartnerCount(): Int32Array {
    const { revision } = this.tables;
    if (this.#byPartnerCount?.revision !== revision) {
      const { projection } = this.tables.partnerships;
      const nodes = sortedByCount(this.tables.organisations.byId.items, (node) =>
        projection.partnerCountOf(node),
      );
      this.#byPartnerCount = { revision, nodes };
    }
    return this.#byPartnerCount.nodes;
  }
}

/** Sorts nodes by a count, the lowest first; those with the same keep their order. By counting: O(nodes + the highest count). */
export function sortedByCount(nodes: Int32Array, countOf: (node: number) => number): Int32Array {
  const counts = Int32Array.from(nodes, countOf);
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  const starts = new Int32Array(most + 2);
  for (const count of counts) starts[count + 1]++;
  for (let count = 0; count <= most; count++) starts[count + 1] += starts[count];
  const sorted = new Int32Array(nodes.length);
  for (let i = 0; i < nodes.length; i++) sorted[starts[counts[i]]++] = nodes[i];
  return sorted;
}
