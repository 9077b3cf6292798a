/** What each kind of gap is found by: a file a kind in this folder, each with a finder of this shape. */
import type { CalendarDate } from "../../domain/calendar-date.js";
import type { Gap, GapKind, GapQuestion } from "../../domain/gap.js";
import type { GapId, OrganisationId } from "../../domain/ids.js";
import type { Norm } from "../../domain/norm.js";
import type { Network } from "../../network/network.js";

/** What is asked, and the network that is looked at: the one of a single revision. */
export interface Asked {
  readonly network: Network;
  readonly question: GapQuestion;
  /** The day to judge on. */
  readonly asOf: CalendarDate;
}

/** What a finder is asked. */
export interface GapContext extends Asked {
  readonly norms: readonly Norm[];
}

/** Finds the gaps of one kind. */
export interface GapFinder {
  readonly kind: GapKind;
  /** Finds all of a question, in any order. What takes long is left to a worker. */
  find(context: GapContext): readonly FoundGap[] | Promise<readonly FoundGap[]>;
  /** Finds those that some subjects still are, scored as `find()` scores them. Absent where `find()` leaves none out. */
  findAgain?(context: GapContext, subjects: readonly (readonly string[])[]): Promise<readonly FoundGap[]>;
}

/** What gaps of one kind are ordered by. */
export interface Ranked {
  readonly id: GapId;
  readonly score: number;
}

/** A gap in a ranking: enough to order it; its facts are gathered when it is shown. */
export interface FoundGap extends Ranked {
  /** Says whether it concerns an organisation. */
  concerns(organisation: OrganisationId): boolean;
  /** Gathers its facts from the network, which must stand at the revision of the ranking. */
  describe(): Gap | Promise<Gap>;
}

/** The order of gaps of one kind: most worth mending first, equal ones by id. */
export function compareGaps(a: Ranked, b: Ranked): number {
  // Ids of gaps are ASCII.
  return b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
