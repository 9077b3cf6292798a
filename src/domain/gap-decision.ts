/** What people decide about gaps: a decision attaches to the kind, region and subject of a gap, however it was asked for. */
import type { Gap, GapKind } from "./gap.js";
import type { GapId, PartnershipId, RegionCode } from "./ids.js";

/** OPEN: nobody decided, or a decision was taken back. CLOSED: accepted, and a later partnership closed it. */
export const gapDecisionKinds = ["OPEN", "ACCEPTED", "DISMISSED", "CLOSED"] as const;
export type GapDecisionKind = (typeof gapDecisionKinds)[number];

/** What someone may decide. CLOSED is no decision but what the network says later. */
export type DecidableKind = Exclude<GapDecisionKind, "CLOSED">;

/** A decision as it is kept. */
export interface GapDecisionContent {
  /** What it is known by: the id of the gap where nothing but its region is asked, which spells kind, region and subject. */
  readonly gap: GapId;
  readonly gapKind: GapKind;
  readonly region: RegionCode;
  readonly subject: readonly string[];
  readonly kind: DecidableKind;
  readonly note: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Null where nobody said who it was. */
  readonly by: string | null;
  /** Of an accepted gap, what it was when it was accepted: what is shown once it is closed. */
  readonly lastSeen: Gap | null;
}

export interface KeptGapDecision extends GapDecisionContent {
  readonly revision: number;
}

/** A decision as it stands today: kept, or CLOSED by a partnership. */
export interface GapDecision {
  readonly kind: GapDecisionKind;
  readonly note: string | null;
  /** ISO 8601, UTC; also of a CLOSED one, when it was accepted. */
  readonly at: string;
  readonly by: string | null;
  readonly closedBy: PartnershipId | null;
}

/** A gap with what was decided about it; null where nobody did. */
export type DecidedGap = Gap & { readonly decision: GapDecision | null };
