/** The network at one revision, with what is derived from it kept until the next. */
import type { RegionCode } from "../domain/ids.js";
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
  #byRegion: { readonly recordsRevision: number; readonly nodes: ReadonlyMap<number, Int32Array> } | null =
    null;
  #byPartnerCount: { readonly recordsRevision: number; readonly nodes: Int32Array } | null = null;

  /** Makes the network of some records, in steps. */
  static *of(records: NetworkRecords): InSteps<State> {
    return new State(yield* Tables.of(records));
  }

  private constructor(tables: Tables) {
    this.tables = tables;
    this.filters = new Filters(this.tables);
    this.workspace = createWorkspace(this.tables.partnerships.projection);
  }

  /** The nodes that lie in some regions or within them, by NAME. Borrowed. O(organisations) after a change, then of those found. */
  nodesIn(codes: readonly RegionCode[]): Int32Array {
    const { organisations, regions } = this.tables;
    const { items, places } = organisations.byName;
    const nodesByRegion = this.#nodesByRegion();
    const marks = regions.marksOf(codes);
    const parts: Int32Array[] = [];
    for (let number = 0; number < marks.length; number++) {
      const nodes = marks[number] === 1 ? nodesByRegion.get(number) : undefined;
      if (nodes !== undefined) parts.push(nodes);
    }
    if (parts.length === 1) return parts[0];
    const count = parts.reduce((sum, { length }) => sum + length, 0);
    // Sorting many takes longer than going through all, which are in order.
    if (count * 16 > items.length) return items.filter((node) => marks[organisations.regions[node]] === 1);
    const nodes = new Int32Array(count);
    let filled = 0;
    for (const part of parts) {
      nodes.set(part, filled);
      filled += part.length;
    }
    return nodes.sort((a, b) => places[a] - places[b]);
  }

  /** By region number: the nodes whose own region it is, by NAME. */
  #nodesByRegion(): ReadonlyMap<number, Int32Array> {
    const { recordsRevision, organisations } = this.tables;
    if (this.#byRegion?.recordsRevision !== recordsRevision) {
      const lists = new Map<number, number[]>();
      for (const node of organisations.byName.items) {
        const number = organisations.regions[node];
        const list = lists.get(number);
        if (list === undefined) lists.set(number, [node]);
        else list.push(node);
      }
      const nodes = new Map(Array.from(lists, ([number, list]) => [number, Int32Array.from(list)]));
      this.#byRegion = { recordsRevision, nodes };
    }
    return this.#byRegion.nodes;
  }

  /** The nodes by how many partners they have, fewest first, then by id. Borrowed. O(organisations) after a change. */
  byPartnerCount(): Int32Array {
    const { recordsRevision } = this.tables;
    if (this.#byPartnerCount?.recordsRevision !== recordsRevision) {
      const { projection } = this.tables.partnerships;
      const nodes = sortedByCount(this.tables.organisations.byId.items, (node) =>
        projection.partnerCountOf(node),
      );
      this.#byPartnerCount = { recordsRevision, nodes };
    }
    return this.#byPartnerCount.nodes;
  }
}

/** A state's projection as it stands, for work in threads: that of the network may be another by then. */
export function presentOf({ tables }: State): Present {
  return { projection: tables.partnerships.projection, recordsRevision: tables.recordsRevision };
}
