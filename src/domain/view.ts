/** The network as a drawing needs it: organisations, and the links among them by position. */
import type { CalendarDate } from "./calendar-date.js";
import type { OrganisationId } from "./ids.js";
import type { PartnershipKind } from "./partnership.js";

/** One linked pair; the indexes are positions in the view's organisations, the lower one first. */
export interface NetworkLink {
  readonly fromIndex: number;
  readonly toIndex: number;
  readonly partnershipCount: number;
  /** In the order of the enum, each once. */
  readonly kinds: readonly PartnershipKind[];
  /** The least over its partnerships. */
  readonly cost: number;
  /** Spans all its partnerships; null where one is open. */
  readonly since: CalendarDate | null;
  readonly until: CalendarDate | null;
}

export interface NetworkView {
  readonly organisations: readonly OrganisationId[];
  /** Cheapest first, then by position. */
  readonly links: readonly NetworkLink[];
  /** There are more organisations or links than were asked for. */
  readonly truncated: boolean;
  readonly revision: number;
}
