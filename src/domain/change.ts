/** What the store keeps, by kind, and one committed difference of it. */
import type { GapDecisionContent, KeptGapDecision } from "./gap-decision.js";
import {
  keyOf,
  type GapId,
  type OrganisationId,
  type PartnershipId,
  type RegionCode,
  type SectorCode,
} from "./ids.js";
import type { LearntWeights, LearntWeightsContent } from "./learnt-weights.js";
import type { Organisation, OrganisationContent } from "./organisation.js";
import type { Partnership, PartnershipContent } from "./partnership.js";
import type { LinkRanker } from "./ranker.js";
import type { Region, RegionContent } from "./region.js";
import type { Sector, SectorContent } from "./sector.js";

/** The kinds of records, in the order in which one may refer to another. */
export const recordKinds = ["region", "sector", "organisation", "partnership"] as const;
export type RecordKind = (typeof recordKinds)[number];

/** All that the store keeps: the records, then what people decided and what rankers learnt, which no file carries. */
export const keptKinds = [...recordKinds, "decision", "weights"] as const;
export type KeptKind = (typeof keptKinds)[number];

export interface Records {
  readonly region: Region;
  readonly sector: Sector;
  readonly organisation: Organisation;
  readonly partnership: Partnership;
  readonly decision: KeptGapDecision;
  readonly weights: LearntWeights;
}

/** A record without the revision, which the store gives. */
export interface Contents {
  readonly region: RegionContent;
  readonly sector: SectorContent;
  readonly organisation: OrganisationContent;
  readonly partnership: PartnershipContent;
  readonly decision: GapDecisionContent;
  readonly weights: LearntWeightsContent;
}

/** What a record of each kind is known by: regions and sectors by code, organisations and partnerships by id. */
export interface Keys {
  readonly region: RegionCode;
  readonly sector: SectorCode;
  readonly organisation: OrganisationId;
  readonly partnership: PartnershipId;
  readonly decision: GapId;
  readonly weights: LinkRanker;
}

/** What the store pages a record by. */
export function pageKeyOf(record: Records[KeptKind]): string {
  if ("code" in record) return record.code;
  if ("gap" in record) return record.gap;
  return "ranker" in record ? record.ranker : keyOf(record);
}

/** One committed difference, with the records as they were right after it. */
export interface Change {
  readonly revision: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly actor: string;
  readonly operation: string;
  /** Too large to carry its records (an import): followers read everything again. */
  readonly whole: boolean;
  readonly put: { readonly [K in KeptKind]: readonly Records[K][] };
  readonly removed: {
    readonly organisations: readonly OrganisationId[];
    readonly partnerships: readonly PartnershipId[];
  };
}

/** The difference of nothing. */
export const nothingPut: Change["put"] = {
  region: [],
  sector: [],
  organisation: [],
  partnership: [],
  decision: [],
  weights: [],
};
