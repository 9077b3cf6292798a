/** A region: an area in one division of the country. Regions nest, possibly in several divisions at once. */
import type { RegionCode } from "./ids.js";

export interface RegionContent {
  readonly code: RegionCode;
  readonly name: string;
  /** The scheme it belongs to, such as MUNICIPALITY or LABOUR_MARKET_REGION. */
  readonly division: string;
  /** The regions it lies in directly, ordered by code. Never a cycle. */
  readonly within: readonly RegionCode[];
}

export interface Region extends RegionContent {
  readonly revision: number;
}
