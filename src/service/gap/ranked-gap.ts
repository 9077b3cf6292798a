/** Gaps in a ranking: enough to order them; their facts are gathered when they are shown. */
import type { Gap } from "../../domain/gap.js";
import type { GapId } from "../../domain/ids.js";

/** What gaps of one kind are ordered by. */
export interface Ranked {
  readonly id: GapId;
  readonly score: number;
}

export interface RankedGap extends Ranked {
  /** Gathers its facts from the network, which must stand at the revision of the ranking. */
  describe(): Gap;
}

/** The order of gaps of one kind: most worth mending first, equal ones by id. */
export function compareGaps(a: Ranked, b: Ranked): number {
  // Ids of gaps are ASCII.
  return b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
