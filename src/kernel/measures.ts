/** All that is measured of the nodes of a regional network. */
import { centralities, type Centralities } from "./centrality.js";
import { cohesion, coreNumbers, type Cohesion } from "./cohesion.js";
import { csrAmong } from "./csr.js";
import type { Filter } from "./filter.js";
import type { Projection } from "./projection.js";
import type { Workspace } from "./workspace.js";

export interface MeasuresQuestion {
  /** Each once. They pass the filter. */
  readonly members: Int32Array;
  readonly filter: Filter;
}

/** Columns by place among the members. */
export interface Measures extends Centralities, Cohesion {
  readonly degree: Int32Array;
  readonly core: Int32Array;
}

/** Measures some nodes within the network of them alone. O(members x (members + their links)). */
export function measures(
  projection: Projection,
  { members, filter }: MeasuresQuestion,
  workspace: Workspace,
): Measures {
  const csr = csrAmong(projection, members, filter, workspace);
  return {
    degree: Int32Array.from(members, (_, place) => csr.offsets[place + 1] - csr.offsets[place]),
    ...centralities(csr),
    ...cohesion(csr),
    core: coreNumbers(csr),
  };
}
