/** The network at one revision, with what is derived from it kept until the next. */
import type { InSteps } from "../kernel/in-steps.js";
import { createWorkspace, type Workspace } from "../kernel/workspace.js";
import { Filters } from "./filter.js";
import type { Present } from "./heavy-work.js";
import { sortedByCount } from "./sorted-by-count.js";
import { Tables, type NetworkRecords } from "./tables.js";

export class State {
  readonly tables: Tables;
  readonly filters: Filters;
  /** For one computation at a time; all of them run to their end within one call. */
  readonly workspace: Workspace;
  #byPartnerCount: { readonly revision: number; readonly nodes: Int32Array } | null = null;

  /** Makes the network of some records, in steps. */
  static *of(records: NetworkRecords): InSteps<State> {
    return new State(yield* Tables.of(records));
  }

  private constructor(tables: Tables) {
    this.tables = tables;
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

/** A state's projection as it stands, for work in threads: that of the network may be another by then. */
export function presentOf({ tables }: State): Present {
  return { projection: tables.partnerships.projection, revision: tables.revision };
}
