/** A question for the best ways between organisations, its answer either way, and what would change it. */
import type { CalendarDate } from "./calendar-date.js";
import { noFilter, type NetworkFilter } from "./filter.js";
import type { OrganisationId, PartnershipId } from "./ids.js";
import type { PartnershipKind } from "./partnership.js";

/**
 * What makes one path better than another. HOPS: fewest hops, then least cost. COST: least cost, then
 * fewest hops. Last, the sequence of organisations' ids decides.
 */
export const pathRanks = ["HOPS", "COST"] as const;
export type PathRank = (typeof pathRanks)[number];

export interface PathQuestion {
  /** Each once; not empty. */
  readonly from: readonly OrganisationId[];
  readonly to: readonly OrganisationId[];
  readonly where: NetworkFilter;
  readonly rankBy: PathRank;
  /** Organisations that each path passes, in whatever order is best: each once, three at most. */
  readonly via: readonly OrganisationId[];
  /** Whether the paths share no inner organisation; not together with `via`. */
  readonly disjoint: boolean;
  /** How many paths at most. */
  readonly first: number;
  /** 0 to `mostHops`. */
  readonly maxHops: number;
}

/** The most hops that a question may allow. */
export const mostHops = 8;

/** One hop: the partnerships that pass the filter, cheapest first, then by id. */
export interface PathStep {
  readonly from: OrganisationId;
  readonly to: OrganisationId;
  readonly cost: number;
  readonly partnerships: readonly PartnershipId[];
}

export interface Path {
  /** hops + 1, ends included. */
  readonly organisations: readonly OrganisationId[];
  readonly cost: number;
  readonly steps: readonly PathStep[];
}

/** The position of a path's first dearest step; null where it has none. */
export function weakestStepOf({ steps }: Path): number | null {
  if (steps.length === 0) return null;
  const dearest = Math.max(...steps.map(({ cost }) => cost));
  return steps.findIndex(({ cost }) => cost === dearest);
}

/** What one inner organisation of a path is asked: to bring the first organisation to the next one. */
export interface IntroductionStep {
  /** The first organisation of the path. */
  readonly forWhom: OrganisationId;
  readonly asked: OrganisationId;
  readonly about: OrganisationId;
  /** How many partnerships of the two pass the filter, and which of them runs the longest: the closest of several. */
  readonly partnershipCount: number;
  readonly latest: {
    readonly id: PartnershipId;
    readonly kind: PartnershipKind;
    readonly since: CalendarDate | null;
    readonly until: CalendarDate | null;
  } | null;
  /** The last day on which one of them ran; null while one is open, and where none is left. */
  readonly lastActive: CalendarDate | null;
  /** Organisations linked to `asked` over all time, unfiltered. */
  readonly askedPartnerCount: number;
}

/** In order of precedence: the first that holds is the reason. */
export const noPathReasons = [
  "NO_PARTNERS",
  "NOT_CONNECTED",
  "TOO_FAR",
  "VIA_UNREACHABLE",
  "FILTERED_OUT",
] as const;
export type NoPathReason = (typeof noPathReasons)[number];

export interface Paths {
  readonly kind: "paths";
  /** Best first. */
  readonly paths: readonly Path[];
  /** The work budget ran out: there may be more. */
  readonly truncated: boolean;
  /** The revision of the network that was searched. */
  readonly revision: number;
}

export interface NoPath {
  readonly kind: "no-path";
  readonly question: PathQuestion;
  readonly reason: NoPathReason;
  /** Whether the reason is proven; else the work budget ran out, and a longer path through all of `via` may be there. */
  readonly isSettled: boolean;
  /** Of a path that is too long: no fewer hops are enough. Null for another reason. */
  readonly leastHops: number | null;
  /** How many hops are enough, where that is known. */
  readonly hops: number | null;
  /** Organisations that `from` can reach under the filter, however many hops; ends not counted, no way through one. */
  readonly fromReach: number;
  readonly toReach: number;
  readonly revision: number;
}

export type PathAnswer = Paths | NoPath;

export const relaxationKinds = ["DROP_CONDITION", "RAISE_MAX_HOPS", "DROP_VIA"] as const;
export type RelaxationKind = (typeof relaxationKinds)[number];

export type FilterField = keyof NetworkFilter;
/** The conditions of a filter, in one order. */
export const filterFields = Object.keys(noFilter) as readonly FilterField[];

/** A small change of a question without a path that gives one. */
export interface Relaxation {
  /** One, or two where no one alone gives a path. */
  readonly changes: readonly RelaxationKind[];
  /** The question as it was asked. */
  readonly question: PathQuestion;
  /** The conditions that are dropped, one or two, in the filter's order; none without DROP_CONDITION. */
  readonly filterFields: readonly FilterField[];
  /** The least number of hops that gives a path; null without RAISE_MAX_HOPS. */
  readonly maxHops: number | null;
  /** The best one then. */
  readonly path: Path;
}
