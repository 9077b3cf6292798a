/** How pairs that are not partners are ranked by how likely it is that they would be. */
import type { OrganisationKind } from "./organisation.js";

/** FITTED: what the network's own history teaches. The others add up shared partners, the rarer counting the more. */
export const linkRankers = ["FITTED", "RESOURCE_ALLOCATION", "ADAMIC_ADAR"] as const;
export type LinkRanker = (typeof linkRankers)[number];

/** What a ranker goes by; of each, what its value is. */
export const linkFeatures = [
  /** How many partners both have. */
  "SHARED_PARTNERS",
  /** How many partners the one with the fewer has. */
  "WELL_CONNECTED",
  /** How alike their sectors are, 0 to 1. */
  "SAME_SECTOR",
  /** The distance between them in kilometres. */
  "NEAR",
  /** How often two of their kinds become partners, as a multiple of usual. */
  "KINDS_THAT_MEET",
] as const;
export type LinkFeature = (typeof linkFeatures)[number];

/** What one feature of a pair adds to its score. */
export interface LinkContribution {
  readonly feature: LinkFeature;
  /** Of the feature, as `linkFeatures` says. */
  readonly value: number;
  /** Above 0 where it speaks for the pair, compared with a usual one; of FITTED, parts of a logarithm. */
  readonly contribution: number;
}

/** What is measured of a pair and weighed by the fitted ranker. */
export const fittedFeatures = ["shared", "twos", "apart", "partners", "sizes", "sectors", "near"] as const;
export type FittedFeature = (typeof fittedFeatures)[number];

/** The weights of the fitted ranker. e to the sum is how many of such pairs would become partners in a year, for each pair. */
export interface FittedModel {
  readonly base: number;
  readonly weights: Readonly<Record<FittedFeature, number>>;
  /** What the features of a usual pair are. */
  readonly means: Readonly<Record<FittedFeature, number>>;
  /** By pair of kinds, in the order of the kinds, separated by a space; a pair that is not there weighs 0. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly kindsMean: number;
}

/** The name of a pair of kinds, the same either way round. */
export function kindPairName(
  one: OrganisationKind,
  other: OrganisationKind,
  order: readonly OrganisationKind[],
): string {
  return order.indexOf(one) <= order.indexOf(other) ? `${one} ${other}` : `${other} ${one}`;
}

/** How the fitted ranker does on links that formed after all it knew, over regions. */
export interface HoldOutFigures {
  /** The stretch of history in which they formed. */
  readonly since: string;
  readonly until: string;
  readonly regions: number;
  readonly links: number;
  /** Average precision over the first places, the mean over regions: of weights learnt, of those started from, of Adamic-Adar. */
  readonly precision: {
    readonly places: number;
    readonly fitted: number;
    readonly start: number;
    readonly adamicAdar: number;
  }[];
  /** That of the weights kept over that of Adamic-Adar, over the first 500 places, and the middle nine tenths of what it might have been. */
  readonly ratio: number;
  readonly interval: readonly [number, number];
}
