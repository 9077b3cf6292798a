/** What a ranker learnt from the network's own history. */
import type { LinkRanker } from "./ranker.js";

/** What can be written as JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Weights as they are kept, one set a ranker. What stands in them is the ranker's business. */
export interface LearntWeightsContent {
  readonly ranker: LinkRanker;
  /** When they were learnt: ISO 8601, UTC. */
  readonly at: string;
  /** The revision of the network that they were learnt from. */
  readonly basis: number;
  readonly weights: Json;
  /** How the ranker did on the part of history that it had not learnt from. */
  readonly figures: Json;
}

export interface LearntWeights extends LearntWeightsContent {
  /** The revision at which they were kept. */
  readonly revision: number;
}
