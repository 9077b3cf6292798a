/** Missing links told by the partners that two nodes share, by the name of a ranker, as a thread can be told it. */
import type { LinkRanker } from "../domain/ranker.js";
import {
  type AdamicAdarQuestion,
  adamicAdarWeight,
  resourceAllocationWeight,
  topAdamicAdar,
} from "../kernel/adamic-adar.js";
import type { ScoredPairs } from "../kernel/best-pairs.js";
import type { Projection } from "../kernel/projection.js";
import type { Workspace } from "../kernel/workspace.js";

export type SharedPartnersRanker = Exclude<LinkRanker, "FITTED">;

export interface SharedPartnersQuestion extends Omit<AdamicAdarQuestion, "weigh"> {
  readonly ranker: SharedPartnersRanker;
}

export function topBySharedPartners(
  projection: Projection,
  { ranker, ...question }: SharedPartnersQuestion,
  workspace: Workspace,
): ScoredPairs {
  return topAdamicAdar(projection, { ...question, weigh: sharedPartnerWeight(ranker) }, workspace);
}

/** What a shared partner counts, by how many partners it has. */
export function sharedPartnerWeight(ranker: SharedPartnersRanker): (degree: number) => number {
  return ranker === "RESOURCE_ALLOCATION" ? resourceAllocationWeight : adamicAdarWeight;
}
