/** A question for the best way between organisations, and its answer either way. */
import type { NetworkFilter } from "./filter.js";
import type { OrganisationId, PartnershipId } from "./ids.js";

export interface PathQuestion {
  /** Each once; not empty. */
  readonly from: readonly OrganisationId[];
  readonly to: readonly OrganisationId[];
  readonly where: NetworkFilter;
  /** 0 to 8. */
  readonly maxHops: number;
}

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
  readonly paths: readonly Path[];
  readonly truncated: boolean;
  /** The revision of the network that was searched. */
  readonly revision: number;
}

export interface NoPath {
  readonly kind: "no-path";
  readonly question: PathQuestion;
  readonly reason: NoPathReason;
  /** Organisations that `from` can reach under the filter, however many hops; ends not counted, no way through one. */
  readonly fromReach: number;
  readonly toReach: number;
  readonly revision: number;
}

export type PathAnswer = Paths | NoPath;
