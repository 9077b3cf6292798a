/** What each language says: the same phrases in every one, so that a kind or reason without words does not compile. */
import type { GapKind, ReasonCode } from "../domain/gap.js";
import type { OrganisationKind } from "../domain/organisation.js";
import type { PartnershipKind } from "../domain/partnership.js";
import type { NoPathReason } from "../domain/path.js";

/** One language. Names and dates come written out; numbers come as they are, for the sake of plurals. */
export interface Phrases {
  /** For numbers and dates, as BCP 47 writes it. */
  readonly locale: string;
  readonly and: string;
  readonly or: string;
  /** What stands for the rest of a list: `3 others`. */
  others(count: number): string;

  /** In the plural, in the middle of a sentence. */
  readonly organisationKinds: Readonly<Record<OrganisationKind, string>>;
  readonly partnershipKinds: Readonly<Record<PartnershipKind, string>>;

  /** No full stop. */
  readonly gapTitles: Readonly<Record<GapKind, (facts: GapFacts) => string>>;
  /** What is missing; the reasons follow it. */
  readonly gapOpenings: Readonly<Record<GapKind, (facts: GapFacts) => string>>;
  lastActive(date: string): string;
  neverActive(): string;
  /** How many organisations of the region are in its sectors: one or more. */
  inItsSectors(count: number, facts: GapFacts): string;

  readonly reasons: Readonly<Record<ReasonCode, (facts: ReasonFacts) => string>>;
  readonly noPath: Readonly<Record<NoPathReason, (facts: NoPathFacts) => string>>;
  readonly conditions: ConditionPhrases;
}

export interface GapFacts {
  /** The organisations it concerns, one or two. */
  readonly names: readonly string[];
  readonly region: string;
  readonly date: string;
  /** The question had a filter: what does not pass it was not looked at. */
  readonly isFiltered: boolean;
}

export interface ReasonFacts {
  readonly value: number;
  /** The organisations, as a list. Empty where none is named. */
  readonly names: string;
  /** The sectors, as a list. Empty where none has a name. */
  readonly sectors: string;
  /** Empty where it is not known. */
  readonly region: string;
}

export interface NoPathFacts {
  readonly from: string;
  readonly to: string;
  /** The side that certainly has no partnership; null where it may be either. */
  readonly lonely: "from" | "to" | null;
  readonly maxHops: number;
  readonly fromReach: number;
  readonly toReach: number;
  /** Written out, as a list. Empty without a filter. */
  readonly conditions: string;
}

/** The conditions of a filter, each as it stands in a list: `only projects or visits`. */
export interface ConditionPhrases {
  organisationKinds(kinds: string): string;
  regions(names: string): string;
  organisationSectors(names: string): string;
  without(names: string): string;
  partnershipKinds(kinds: string): string;
  partnershipSectors(names: string): string;
  activeOn(date: string): string;
  /** Of a period, its first and last day; null where it is open. One of them is given. */
  activeBetween(first: string | null, last: string | null): string;
  minStrength(strength: number): string;
  maxParties(count: number): string;
  /** What sectors are called of which none has a name. */
  unnamedSectors(count: number): string;
}

/** The most hops that a question may allow. */
export const mostHops = 8;
