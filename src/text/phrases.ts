/** What each language says: the same phrases in every one, so that a kind or reason without words does not compile. */
import type { GapKind, ReasonCode } from "../domain/gap.js";
import type { GapDecisionKind } from "../domain/gap-decision.js";
import type { OrganisationKind } from "../domain/organisation.js";
import type { PartnershipKind } from "../domain/partnership.js";
import type { NoPathReason, RelaxationKind } from "../domain/path.js";

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
  /** One of them, with its article where it has one. */
  readonly onePartnership: Readonly<Record<PartnershipKind, string>>;

  /** In the plural, as headings of lists. */
  readonly gapKinds: Readonly<Record<GapKind, string>>;
  /** Says what would mend a gap: a partnership of those named, as a list. */
  suggestion(names: string): string;
  /** Why nothing would mend a gap, where that can be. */
  readonly noSuggestion: Partial<Readonly<Record<GapKind, string>>>;
  /** No full stop. */
  readonly gapTitles: Readonly<Record<GapKind, (facts: GapFacts) => string>>;
  /** What is missing; the reasons follow it. */
  readonly gapOpenings: Readonly<Record<GapKind, (facts: GapFacts) => string>>;
  lastActive(date: string): string;
  neverActive(): string;
  /** What a partnership is and since when, after its parties: ` (a project, begun on 1 May 2020)`. Empty where neither is known. */
  partnershipNote(kind: string | null, first: string | null): string;
  closed(facts: ClosingFacts): string;
  /** Says of a group apart whether organisations outside the region tie it to the largest group. */
  tiedOutside(isTied: boolean, facts: GapFacts): string;

  readonly reasons: Readonly<Record<ReasonCode, (facts: ReasonFacts) => string>>;
  readonly decisions: Readonly<Record<GapDecisionKind, (facts: DecisionFacts) => string>>;
  readonly noPath: Readonly<Record<NoPathReason, (facts: NoPathFacts) => string>>;
  readonly conditions: ConditionPhrases;
  /** What to ask otherwise. */
  readonly relaxations: Readonly<Record<RelaxationKind, (facts: RelaxationFacts) => string>>;
  /** What there is once everything is asked so. */
  relaxed(facts: RelaxationFacts): string;
  introduction(facts: IntroductionFacts): string;
}

export interface GapFacts {
  /** The first two of the organisations it concerns. */
  readonly names: readonly string[];
  /** Of a partnership its parties, else the organisations it concerns, as a list. */
  readonly who: string;
  /** Of a partnership: what it is and since when, to stand after its parties. */
  readonly note: string;
  /** How many stand in `who`. */
  readonly partyCount: number;
  /** A partnership closed it: it is told of in the past. */
  readonly isClosed: boolean;
  readonly region: string;
  readonly date: string;
  /** The question had a filter: what does not pass it was not looked at. */
  readonly isFiltered: boolean;
  /** How many it concerns; of a point of failure how many are cut off. */
  readonly count: number;
  /** Of a group apart: how many the largest one is. */
  readonly largestCount: number;
  /** Of a point of failure: it is a partnership, of those it concerns. */
  readonly isPartnership: boolean;
  /** Of a point of failure: those cut off, as a list. */
  readonly cutOff: string;
  /** Of a missing kind: the sector's name; empty where it has none. */
  readonly sector: string;
  /** Of a missing kind: the kinds, in the plural, as a list with "or". */
  readonly kinds: string;
  /** Of a missing kind: how many active partnerships there are. */
  readonly partnershipCount: number;
  /** Of an unmet norm: what it is called and what it says, whom or where it judges, and how much is recorded. */
  readonly norm: string;
  readonly normExplanation: string;
  readonly judged: string;
  readonly isRegion: boolean;
  readonly expected: number;
  readonly observed: number;
  /** Of a dormant partnership: the last day on which it ran. */
  readonly lastDay: string;
}

export interface ReasonFacts {
  readonly value: number;
  /** The organisations, as a list. Empty where none is named. */
  readonly names: string;
  /** The sectors, as a list. Empty where none has a name. */
  readonly sectors: string;
  /** Empty where it is not known. */
  readonly region: string;
  /** In the plural. Empty where the fact is not about a kind. */
  readonly organisationKind: string;
}

/** The partnership that closed a gap. */
export interface ClosingFacts {
  /** Its parties, as a list; empty where it is gone. */
  readonly who: string;
  /** With its article; null where it says nothing. */
  readonly kind: string | null;
  /** Its first day; null where that is not known. */
  readonly first: string | null;
  /** It began after the day on which the gap was seen; else it was recorded after it. */
  readonly isLater: boolean;
}

export interface DecisionFacts {
  readonly date: string;
  /** Empty where nobody said who it was. */
  readonly by: string;
  /** As it was written; empty without one. */
  readonly note: string;
}

export interface NoPathFacts {
  readonly from: string;
  readonly to: string;
  /** The side that certainly has no partnership; null where it may be either. */
  readonly lonely: "from" | "to" | null;
  /** The hops that are enough of a way that is too long, where they are known; no fewer than `leastHops` are. */
  readonly hops: number | null;
  readonly leastHops: number;
  /** Whether it is certain that there is none. */
  readonly isSettled: boolean;
  readonly maxHops: number;
  readonly fromReach: number;
  readonly toReach: number;
  /** Written out, as a list. Empty without a filter. */
  readonly conditions: string;
  /** Whom the way was to pass, as a list. Empty where it might pass anyone. */
  readonly via: string;
}

export interface RelaxationFacts {
  readonly from: string;
  readonly to: string;
  /** Those to drop, written out: one or two, or none. */
  readonly conditions: readonly string[];
  readonly via: string;
  /** Whether more hops are to be allowed. */
  readonly raisesMaxHops: boolean;
  /** Of the path that there is then. */
  readonly hops: number;
  /** As it was asked. */
  readonly maxHops: number;
}

export interface IntroductionFacts {
  readonly forWhom: string;
  readonly asked: string;
  readonly about: string;
  /** The partnership of the last two that runs the longest, with its article; null where none is left. */
  readonly partnership: string | null;
  /** Its first and last day, written out; null where it is open. */
  readonly first: string | null;
  readonly last: string | null;
  /** How many more there are. */
  readonly others: number;
  readonly partnerCount: number;
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
