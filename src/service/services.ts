/**
 * The use cases: what someone may ask or do. One file each, in the folder of its noun; this is the
 * list, and the only file of the room that others import.
 *
 * Each takes the viewer first and refuses what that one may not do (UNAUTHENTICATED, FORBIDDEN).
 * Refs and regions that name nothing are NOT_FOUND, each named; what is out of range is
 * BAD_USER_INPUT. Absent (undefined) and null mean the same in a question; in a record command an
 * absent field keeps its value and null clears it.
 */
import type { Viewer } from "../domain/access.js";
import type { CalendarDate } from "../domain/calendar-date.js";
import type { Gap, GapKind } from "../domain/gap.js";
import type { GapId, OrganisationId, PartnershipId, RegionCode, SectorCode } from "../domain/ids.js";
import type { Organisation, OrganisationKind } from "../domain/organisation.js";
import type { Page, PageRequest } from "../domain/page.js";
import type { Partnership, PartnershipKind, PartyRole } from "../domain/partnership.js";
import type { PathAnswer } from "../domain/path.js";
import type { Region } from "../domain/region.js";
import type { SectorContent } from "../domain/sector.js";
import type { NetworkView } from "../domain/view.js";
import type { OrganisationOrder, Partner, SectorUse } from "../network/network.js";

export type { OrganisationOrder, Partner, SectorUse };

type Given<T> = T | null | undefined;

// ---- questions

export interface AskedPeriod {
  readonly since?: Given<CalendarDate>;
  readonly until?: Given<CalendarDate>;
}

export interface AskedNetworkFilter {
  readonly organisationKinds?: Given<readonly OrganisationKind[]>;
  readonly regions?: Given<readonly string[]>;
  readonly organisationSectors?: Given<readonly string[]>;
  readonly without?: Given<readonly string[]>;
  readonly partnershipKinds?: Given<readonly PartnershipKind[]>;
  readonly partnershipSectors?: Given<readonly string[]>;
  readonly activeOn?: Given<CalendarDate>;
  readonly activeBetween?: Given<AskedPeriod>;
  readonly minStrength?: Given<number>;
  readonly maxParties?: Given<number>;
}

export interface AskedOrganisationFilter {
  readonly kinds?: Given<readonly OrganisationKind[]>;
  readonly regions?: Given<readonly string[]>;
  readonly sectors?: Given<readonly string[]>;
  readonly hasPartners?: Given<boolean>;
}

export interface AskedPartnershipFilter {
  readonly kinds?: Given<readonly PartnershipKind[]>;
  readonly sectors?: Given<readonly string[]>;
  readonly activeOn?: Given<CalendarDate>;
  readonly endsBetween?: Given<AskedPeriod>;
  readonly regions?: Given<readonly string[]>;
  readonly parties?: Given<readonly string[]>;
}

// ---- commands

export interface RecordOrganisation {
  readonly ref?: Given<string>;
  readonly identifiers?: Given<readonly string[]>;
  readonly name?: Given<string>;
  readonly kind?: Given<OrganisationKind>;
  readonly region?: Given<string>;
  readonly location?: Given<{
    readonly latitude?: Given<number>;
    readonly longitude?: Given<number>;
    readonly postcode?: Given<string>;
  }>;
  readonly sectors?: Given<readonly string[]>;
  readonly website?: Given<string>;
  readonly expectedRevision?: Given<number>;
  readonly requestKey?: Given<string>;
}

export interface RecordPartnership {
  readonly ref?: Given<string>;
  readonly identifiers?: Given<readonly string[]>;
  readonly title?: Given<string>;
  readonly kind?: Given<PartnershipKind>;
  readonly parties?: Given<readonly { readonly organisation: string; readonly role: PartyRole }[]>;
  readonly since?: Given<CalendarDate>;
  readonly until?: Given<CalendarDate>;
  readonly strength?: Given<number>;
  readonly sectors?: Given<readonly string[]>;
  readonly source?: Given<string>;
  readonly expectedRevision?: Given<number>;
  readonly requestKey?: Given<string>;
}

export interface EndPartnership {
  readonly ref: string;
  readonly on: CalendarDate;
  readonly expectedRevision?: Given<number>;
  readonly requestKey?: Given<string>;
}

export interface RemoveRecord {
  readonly ref: string;
  readonly expectedRevision?: Given<number>;
  readonly requestKey?: Given<string>;
}

/** What a command did: the record it was about, and the revision at which it stands. */
export interface Done<Id> {
  readonly id: Id;
  readonly revision: number;
}

// ---- the list

export interface Services {
  /** The revision of the network in memory. */
  revision(): number;
  serviceStatus(viewer: Viewer): ServiceStatus;

  /** From memory, by id; null where unknown. For fields of records: cheap, no check of the viewer beyond the question's own. */
  organisationOf(id: OrganisationId): Organisation | null;
  regionOf(code: RegionCode): Region | null;
  sectorOf(code: SectorCode): SectorContent;

  findOrganisation(viewer: Viewer, ref: string): Organisation | null;
  listOrganisations(viewer: Viewer, question: ListOrganisations): Page<OrganisationId>;
  listPartners(
    viewer: Viewer,
    question: { readonly of: OrganisationId; readonly where?: Given<AskedNetworkFilter>; readonly page: PageRequest },
  ): Page<Partner>;

  /** Reads records in one batch, in the order asked, null where unknown. UNAVAILABLE while the store does not answer. */
  readPartnerships(viewer: Viewer, ids: readonly PartnershipId[]): Promise<(Partnership | null)[]>;
  findPartnership(viewer: Viewer, ref: string): Promise<Partnership | null>;
  listPartnerships(viewer: Viewer, question: ListPartnerships): Promise<Page<PartnershipId>>;

  findRegion(viewer: Viewer, code: string): Region | null;
  listRegions(
    viewer: Viewer,
    question: { readonly division?: Given<string>; readonly within?: Given<string>; readonly page: PageRequest },
  ): Page<RegionCode>;
  listDivisions(viewer: Viewer): { readonly division: string; readonly regionCount: number }[];
  listSectors(viewer: Viewer, page: PageRequest): Page<SectorUse>;

  findPaths(viewer: Viewer, question: FindPaths): PathAnswer;
  viewNeighbourhood(viewer: Viewer, question: ViewNeighbourhood): NetworkView;
  viewNetwork(viewer: Viewer, question: ViewNetwork): NetworkView;

  findGaps(viewer: Viewer, question: FindGaps): GapPage;
  /** Asks again what the id asks: null when the gap is gone, or the id is none. */
  findGap(viewer: Viewer, id: string): Gap | null;

  recordOrganisation(viewer: Viewer, command: RecordOrganisation): Promise<Done<OrganisationId>>;
  removeOrganisation(viewer: Viewer, command: RemoveRecord): Promise<Done<OrganisationId>>;
  recordPartnership(viewer: Viewer, command: RecordPartnership): Promise<Done<PartnershipId>>;
  endPartnership(viewer: Viewer, command: EndPartnership): Promise<Done<PartnershipId>>;
  removePartnership(viewer: Viewer, command: RemoveRecord): Promise<Done<PartnershipId>>;
}

export interface ServiceStatus {
  readonly version: string;
  readonly store: string;
  readonly revision: number;
  readonly organisations: number;
  readonly partnerships: number;
}

export interface ListOrganisations {
  readonly search?: Given<string>;
  /** Only those that lie in this region, whatever regions `where` names besides: `Region.organisations`. */
  readonly within?: Given<string>;
  readonly where?: Given<AskedOrganisationFilter>;
  readonly order?: Given<OrganisationOrder>;
  readonly page: PageRequest;
}

export interface ListPartnerships {
  readonly search?: Given<string>;
  readonly where?: Given<AskedPartnershipFilter>;
  readonly page: PageRequest;
}

export interface FindPaths {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly where?: Given<AskedNetworkFilter>;
  readonly maxHops: number;
}

export interface ViewNeighbourhood {
  readonly of: string;
  readonly hops: number;
  readonly where?: Given<AskedNetworkFilter>;
  readonly first: number;
  readonly firstLinks: number;
}

export interface ViewNetwork {
  readonly where?: Given<AskedNetworkFilter>;
  readonly first: number;
  readonly firstLinks: number;
}

export interface FindGaps {
  readonly region: string;
  readonly kinds?: Given<readonly GapKind[]>;
  readonly where?: Given<AskedNetworkFilter>;
  readonly asOf?: Given<CalendarDate>;
  readonly page: PageRequest;
}

export interface GapPage extends Page<Gap> {
  countsByKind(): { readonly kind: GapKind; readonly count: number }[];
  readonly revision: number;
}

export type { GapId };
