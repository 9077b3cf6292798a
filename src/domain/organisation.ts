/** An organisation as it is recorded. */
import type { OrganisationId, RegionCode, SectorCode } from "./ids.js";

export const organisationKinds = [
  "EDUCATION",
  "COMPANY",
  "GOVERNMENT",
  "RESEARCH",
  "INTERMEDIARY",
  "OTHER",
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** Where an organisation is. Each part may be unknown; WGS 84 degrees. */
export interface Location {
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly postcode: string | null;
}

export interface OrganisationContent {
  readonly id: OrganisationId;
  readonly name: string;
  readonly kind: OrganisationKind;
  /** `scheme:value` each, in the recorded order; the first of those it was made with gave the id. */
  readonly identifiers: readonly string[];
  /** The smallest known area it lies in. */
  readonly region: RegionCode | null;
  /** Null where no part of it is known. */
  readonly location: Location | null;
  /** Ordered by code, each once. */
  readonly sectors: readonly SectorCode[];
  readonly website: string | null;
}

export interface Organisation extends OrganisationContent {
  /** The store's revision that last changed this record. */
  readonly revision: number;
}
