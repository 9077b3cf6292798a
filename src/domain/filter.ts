/**
 * Which organisations and partnerships count. Conditions on different fields must all hold; within
 * one list any one suffices; null does not restrict. A region takes in every region within it.
 */
import type { CalendarDate, Period } from "./calendar-date.js";
import type { OrganisationId, RegionCode, SectorCode } from "./ids.js";
import type { OrganisationKind } from "./organisation.js";
import type { PartnershipKind } from "./partnership.js";

/** The network of a question. Refs are resolved and lists are not empty by the time one is made. */
export interface NetworkFilter {
  readonly organisationKinds: readonly OrganisationKind[] | null;
  readonly regions: readonly RegionCode[] | null;
  /** The organisation's own sectors. */
  readonly organisationSectors: readonly SectorCode[] | null;
  readonly without: readonly OrganisationId[] | null;
  readonly partnershipKinds: readonly PartnershipKind[] | null;
  readonly partnershipSectors: readonly SectorCode[] | null;
  readonly activeOn: CalendarDate | null;
  /** Ran on at least one day of it. */
  readonly activeBetween: Period | null;
  /** Partnerships that are not rated count as 3. */
  readonly minStrength: number | null;
  readonly maxParties: number | null;
}

/** The filter that lets everything pass. */
export const noFilter: NetworkFilter = {
  organisationKinds: null,
  regions: null,
  organisationSectors: null,
  without: null,
  partnershipKinds: null,
  partnershipSectors: null,
  activeOn: null,
  activeBetween: null,
  minStrength: null,
  maxParties: null,
};

export interface OrganisationFilter {
  readonly kinds: readonly OrganisationKind[] | null;
  readonly regions: readonly RegionCode[] | null;
  readonly sectors: readonly SectorCode[] | null;
  /** Linked to any other organisation over all time. */
  readonly hasPartners: boolean | null;
}

export interface PartnershipFilter {
  readonly kinds: readonly PartnershipKind[] | null;
  readonly sectors: readonly SectorCode[] | null;
  readonly activeOn: CalendarDate | null;
  /** `until` lies in it. */
  readonly endsBetween: Period | null;
  /** Some party lies there. */
  readonly regions: readonly RegionCode[] | null;
  /** All of these are parties. */
  readonly parties: readonly OrganisationId[] | null;
}
