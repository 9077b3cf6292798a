/** What a region's network looks like, in numbers. */
import type { SectorCode } from "./ids.js";
import type { OrganisationKind } from "./organisation.js";

/** Over the organisations that lie in a region and pass a filter. */
export interface RegionSummary {
  readonly organisations: number;
  /** Those that pass the filter and have a party among these organisations. */
  readonly partnerships: number;
  /** Linked pairs of these organisations. */
  readonly links: number;
  /** Every kind, in the order of the kinds. */
  readonly organisationsByKind: readonly { readonly kind: OrganisationKind; readonly count: number }[];
  /** Every sector of these organisations with every kind, by code, then in the order of the kinds. */
  readonly coverage: readonly CoverageCell[];
  /** Of all pairs of these organisations, the share that is linked; 0 below two. */
  readonly density: number;
  /** Connected groups of two or more. */
  readonly groups: number;
  /** Of these organisations, the share in the largest group; 0 without a group. */
  readonly largestGroupShare: number;
  /** Of the linked pairs with an end among these organisations, the share with both; 0 without any. */
  readonly insideShare: number;
}

export interface CoverageCell {
  readonly sector: SectorCode;
  readonly kind: OrganisationKind;
  readonly organisations: number;
  /** Of the partnerships counted, those with one of these organisations as a party. */
  readonly partnerships: number;
}

/** How one organisation stands in a region's network, where only those in the region and their links count. */
export interface OrganisationMeasures {
  readonly degree: number;
  readonly betweenness: number;
  readonly closeness: number;
  readonly clustering: number;
  readonly core: number;
  /** Null without links, like the effective size. */
  readonly constraint: number | null;
  readonly effectiveSize: number | null;
}
