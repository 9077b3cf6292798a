/** How pairs that are not partners are ranked by how likely it is that they would be. */

/** FITTED: what the network's own history teaches. The others add up shared partners, the rarer counting the more. */
export const linkRankers = ["FITTED", "RESOURCE_ALLOCATION", "ADAMIC_ADAR"] as const;
export type LinkRanker = (typeof linkRankers)[number];

/** What a ranker goes by. */
export const linkFeatures = ["SHARED_PARTNERS"] as const;
export type LinkFeature = (typeof linkFeatures)[number];

/** What one feature of a pair adds to its score. */
export interface LinkContribution {
  readonly feature: LinkFeature;
  /** As the feature's meaning says: a count, kilometres, a likeness from 0 to 1. */
  readonly value: number;
  readonly contribution: number;
}
