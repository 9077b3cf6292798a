/** What the store keeps, by kind, and one committed difference of it. */
import type { OrganisationId, PartnershipId, RegionCode, SectorCode } from "./ids.js";
import type { Organisation, OrganisationContent } from "./organisation.js";
import type { Partnership, PartnershipContent } from "./partnership.js";
import type { Region, RegionContent } from "./region.js";
import type { Sector, SectorContent } from "./sector.js";

/** The kinds of records, in the order in which one may refer to another. */
export const recordKinds = ["region", "sector", "organisation", "partnership"] as const;
export type RecordKind = (typeof recordKinds)[number];

export interface Records {
  readonly region: Region;
  readonly sector: Sector;
  readonly organisation: Organisation;
  readonly partnership: Partnership;
}

/** A record without the revision, which the store gives. */
export interface Contents {
  readonly region: RegionContent;
  readonly sector: SectorContent;
  readonly organisation: OrganisationContent;
  readonly partnership: PartnershipContent;
}

/** What a record of each kind is known by: regions and sectors by code, the others by id. */
export interface Keys {
  readonly region: RegionCode;
  readonly sector: SectorCode;
  readonly organisation: OrganisationId;
  readonly partnership: PartnershipId;
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
  readonly put: { readonly [K in RecordKind]: readonly Records[K][] };
  readonly removed: {
    readonly organisations: readonly OrganisationId[];
    readonly partnerships: readonly PartnershipId[];
  };
}
