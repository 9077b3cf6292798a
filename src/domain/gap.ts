/** A gap: something that is missing in a region, with the facts that say so and what would mend it. */
import type { CalendarDate } from "./calendar-date.js";
import type { NetworkFilter } from "./filter.js";
import type { GapId, OrganisationId, PartnershipId, RegionCode, SectorCode } from "./ids.js";
import type { OrganisationKind } from "./organisation.js";
import type { Norm } from "./norm.js";
import type { LinkRanker } from "./ranker.js";

/** In the order in which they are listed when a question does not say. */
export const gapKinds = [
  "MISSING_LINK",
  "ISOLATED_ORGANISATION",
  "SPLIT_NETWORK",
  "UNMET_NORM",
  "SINGLE_POINT_OF_FAILURE",
  "MISSING_KIND",
  "DORMANT_PARTNERSHIP",
] as const;
export type GapKind = (typeof gapKinds)[number];

export interface GapQuestion {
  readonly region: RegionCode;
  readonly kinds: readonly GapKind[];
  readonly where: NetworkFilter;
  /** Null: today, wherever the service is. It is part of a gap's id only when it was given. */
  readonly asOf: CalendarDate | null;
  /** Ranks links that are missing, also those suggested. It is part of a gap's id only when it is not the default. */
  readonly ranker: LinkRanker;
}

export const reasonCodes = [
  "SHARED_PARTNERS",
  "NO_ACTIVE_PARTNERSHIP",
  "SAME_SECTOR",
  "SAME_REGION",
  "NEAR",
  "GROUP_APART",
  "CUTS_OFF",
  "KIND_ABSENT",
  "ENDED",
  "NORM_NOT_MET",
  "WELL_CONNECTED",
  "KINDS_THAT_MEET",
  "EXPECTED_PARTNERS",
  "OTHERS_IN_SECTORS",
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** What each code means and the unit of its value; the API's documentation of `Reason.code`. */
export const reasonMeanings: Readonly<Record<ReasonCode, string>> = {
  SHARED_PARTNERS: "They have partners in common; the value is how many",
  NO_ACTIVE_PARTNERSHIP:
    "No partnership of it is recorded as running on the day; the value is how many it had before",
  SAME_SECTOR:
    "They work in the same sectors, those of their partnerships included; the value is how many sectors they share",
  SAME_REGION: "They lie in the same smallest region; the value is 1",
  NEAR: "They lie near each other; the value is the distance in kilometres",
  GROUP_APART: "They hang together and apart from the largest group; the value is how many they are",
  CUTS_OFF: "Without it others are cut off from the largest group; the value is how many",
  KIND_ABSENT:
    "The active partnerships in a sector have no party of a kind; the value is how many partnerships these are",
  NORM_NOT_MET: "What a norm expects is not recorded; the value is how many partners or parties are missing",
  ENDED: "Their partnership ended; the value is how many days before the day asked about",
  WELL_CONNECTED:
    "Both worked with many others for the partnerships they had; the value is how many partners the one with the fewer has",
  KINDS_THAT_MEET:
    "Organisations of their kinds become partners more often than others alike; the value is how often, as a multiple of usual",
  EXPECTED_PARTNERS:
    "New partners in the region are to be expected of it, by what the fitted ranker learnt of others; the value is how many a year",
  OTHERS_IN_SECTORS:
    "Others of the region work in a sector of its own or of its partnerships; the value is how many organisations these are",
};

/** One fact behind a gap or a suggestion. */
export interface Reason {
  readonly code: ReasonCode;
  /** The two it is about, where it speaks for a partnership of more. */
  readonly pair?: readonly [OrganisationId, OrganisationId];
  /** In the unit that the code documents. */
  readonly value: number | null;
  readonly organisations: readonly OrganisationId[];
  readonly partnerships: readonly PartnershipId[];
  readonly sectors: readonly SectorCode[];
  /** Where the fact is about one. */
  readonly region: RegionCode | null;
  /** Where the fact is about organisations of one kind. */
  readonly organisationKind: OrganisationKind | null;
}

export interface SuggestedPartnership {
  /** Who would be its parties: two or more. */
  readonly organisations: readonly OrganisationId[];
  readonly score: number;
  readonly reasons: readonly Reason[];
}

interface GapFacts {
  readonly id: GapId;
  readonly question: GapQuestion;
  /** The day it was judged on. */
  readonly asOf: CalendarDate;
  /** Ranks gaps of one kind. */
  readonly score: number;
  /** Whom it concerns. */
  readonly organisations: readonly OrganisationId[];
  readonly reasons: readonly Reason[];
  /** What would mend it, best first: each alone, as a partnership that passes the filter. */
  readonly suggestions: readonly SuggestedPartnership[];
}

export interface MissingLink extends GapFacts {
  readonly kind: "MISSING_LINK";
  /** Partners of both, those with the fewest partners first. */
  readonly sharedPartners: readonly OrganisationId[];
}

export interface IsolatedOrganisation extends GapFacts {
  readonly kind: "ISOLATED_ORGANISATION";
  readonly organisation: OrganisationId;
  /** The last day up to `asOf` on which it had an active partnership; null if never. */
  readonly lastActive: CalendarDate | null;
}

/** A connected group of a region's network other than the largest; `organisations` are its members. */
export interface SplitNetwork extends GapFacts {
  readonly kind: "SPLIT_NETWORK";
  readonly groupSize: number;
  readonly largestGroupSize: number;
  /** Organisations outside the region tie it to the largest group. */
  readonly tiedOutside: boolean;
}

/** An organisation, or a partnership, without which others come apart: one of the two is given. */
export interface SinglePointOfFailure extends GapFacts {
  readonly kind: "SINGLE_POINT_OF_FAILURE";
  readonly organisation: OrganisationId | null;
  readonly partnership: PartnershipId | null;
  /** Those cut off from what remains of the largest group, piece by piece, the largest piece first. */
  readonly cutsOff: readonly OrganisationId[];
}

/** A sector whose active partnerships have no party of some kinds; `organisations` are those of the region in it. */
export interface MissingKind extends GapFacts {
  readonly kind: "MISSING_KIND";
  readonly sector: SectorCode;
  readonly missing: readonly OrganisationKind[];
}

/** A partnership that ended and was not renewed; `organisations` are its parties in the region. */
export interface DormantPartnership extends GapFacts {
  readonly kind: "DORMANT_PARTNERSHIP";
  readonly partnership: PartnershipId;
  /** The first day on which it no longer ran. */
  readonly endedOn: CalendarDate;
}

/** An expectation that is not met, by an organisation or in a region: one of the two is given. */
export interface UnmetNorm extends GapFacts {
  readonly kind: "UNMET_NORM";
  readonly norm: Norm;
  readonly organisation: OrganisationId | null;
  /** The region of the norm's division that is judged: in the region asked about, or around it. */
  readonly judgedRegion: RegionCode | null;
  /** How many partners or parties are expected, and how many of them are recorded. */
  readonly expected: number;
  readonly observed: number;
}

export type Gap =
  | MissingLink
  | IsolatedOrganisation
  | SplitNetwork
  | SinglePointOfFailure
  | MissingKind
  | DormantPartnership
  | UnmetNorm;
