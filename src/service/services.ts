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
import type { SuggestedPartnership } from "../domain/gap.js";
import type { DecidedGap } from "../domain/gap-decision.js";
import type { OrganisationId, PartnershipId, RegionCode, SectorCode } from "../domain/ids.js";
import type { Organisation } from "../domain/organisation.js";
import type { Norm, NormId } from "../domain/norm.js";
import type { Page, PageRequest } from "../domain/page.js";
import type { Partnership } from "../domain/partnership.js";
import type { IntroductionStep, NoPath, Path, PathAnswer, Relaxation } from "../domain/path.js";
import type { Region } from "../domain/region.js";
import type { OrganisationMeasures, RegionSummary } from "../domain/region-summary.js";
import type { SectorContent } from "../domain/sector.js";
import type { NetworkView } from "../domain/view.js";
import type { FollowedNetwork, Partner, PartnershipFacts, SectorUse } from "../network/network.js";
import type { Store } from "../store/store.js";
import type { Done, RemoveRecord } from "./change/commit-change.js";
import { WriteQueue } from "./change/write-queue.js";
import { decideGap, type DecideGap, type GapDecided } from "./gap/decide-gap.js";
import { findGap } from "./gap/find-gap.js";
import { findOrganisationGaps, type FindOrganisationGaps } from "./gap/find-organisation-gaps.js";
import { findGaps, type FindGaps, type GapPage } from "./gap/find-gaps.js";
import { GapCache } from "./gap/gap-cache.js";
import { listSharedPartners, type ListSharedPartners } from "./gap/list-shared-partners.js";
import { listNorms } from "./norm/list-norms.js";
import { findOrganisation } from "./organisation/find-organisation.js";
import { listOrganisations, type ListOrganisations } from "./organisation/list-organisations.js";
import { listPartners, type ListPartners } from "./organisation/list-partners.js";
import { recordOrganisation, type RecordOrganisation } from "./organisation/record-organisation.js";
import { removeOrganisation } from "./organisation/remove-organisation.js";
import { endPartnership, type EndPartnership } from "./partnership/end-partnership.js";
import { findPartnership } from "./partnership/find-partnership.js";
import { listPartnerships, type ListPartnerships } from "./partnership/list-partnerships.js";
import { readPartnerships } from "./partnership/read-partnerships.js";
import { recordPartnership, type RecordPartnership } from "./partnership/record-partnership.js";
import { removePartnership } from "./partnership/remove-partnership.js";
import type { Parts } from "./parts.js";
import { findPaths, type FindPaths } from "./path/find-paths.js";
import { introduce } from "./path/introduce.js";
import { relax } from "./path/relax.js";
import { suggestPartnerships } from "./path/suggest-partnerships.js";
import { findRegion } from "./region/find-region.js";
import { listDivisions, type DivisionCount } from "./region/list-divisions.js";
import { listRegions, type ListRegions } from "./region/list-regions.js";
import {
  measureOrganisations,
  summariseRegion,
  type MeasureOrganisations,
  type SummariseRegion,
} from "./region/summarise-region.js";
import { listSectors } from "./sector/list-sectors.js";
import { serviceStatus, type ServiceStatus } from "./status/service-status.js";
import { viewNeighbourhood, type ViewNeighbourhood } from "./view/view-neighbourhood.js";
import { viewNetwork, type ViewNetwork } from "./view/view-network.js";

export type { OrganisationOrder, Partner, SectorUse } from "../network/network.js";
export type { GapId } from "../domain/ids.js";
export type { AskedPeriod } from "./asked.js";
export type {
  AskedNetworkFilter,
  AskedOrganisationFilter,
  AskedPartnershipFilter,
} from "./filter/resolve-filter.js";
export { limits } from "./limits.js";
export { readNorms, shippedNorms } from "../exchange/read-norms.js";
export type { Refusal } from "../exchange/refusal.js";
export { fitRanker, type FitOptions, type FitReport } from "./gap/fit-ranker.js";
export { checkRecords, type RecordFault, type RecordsChecked } from "./status/check-records.js";
export { exportRecords, type ExportOptions, type ExportReport } from "./transfer/export-records.js";
export { importRecords, type ImportOptions } from "./transfer/import-records.js";
export type { ImportCounts, ImportReport, Progress } from "./transfer/import-report.js";
export type {
  DecideGap,
  Done,
  DivisionCount,
  EndPartnership,
  FindGaps,
  FindOrganisationGaps,
  FindPaths,
  GapDecided,
  GapPage,
  ListOrganisations,
  ListPartners,
  ListPartnerships,
  ListRegions,
  ListSharedPartners,
  MeasureOrganisations,
  RecordOrganisation,
  RecordPartnership,
  RemoveRecord,
  ServiceStatus,
  SummariseRegion,
  ViewNeighbourhood,
  ViewNetwork,
};

export interface Services {
  /** The revision of the network in memory. */
  revision(): number;
  serviceStatus(viewer: Viewer): ServiceStatus;

  /** From memory, by id; null where unknown. For fields of records: cheap, no check of the viewer beyond the question's own. */
  organisationOf(id: OrganisationId): Organisation | null;
  regionOf(code: RegionCode): Region | null;
  sectorOf(code: SectorCode): SectorContent;
  /** What the network keeps of it, all but its title, source and identifiers. */
  partnershipOf(id: PartnershipId): PartnershipFacts | null;

  findOrganisation(viewer: Viewer, ref: string): Organisation | null;
  listOrganisations(viewer: Viewer, question: ListOrganisations): Page<OrganisationId>;
  listPartners(viewer: Viewer, question: ListPartners): Page<Partner>;

  /** Reads records in one batch, in the order asked, null where unknown. UNAVAILABLE while the store does not answer. */
  readPartnerships(viewer: Viewer, ids: readonly PartnershipId[]): Promise<(Partnership | null)[]>;
  findPartnership(viewer: Viewer, ref: string): Promise<Partnership | null>;
  listPartnerships(viewer: Viewer, question: ListPartnerships): Promise<Page<PartnershipId>>;

  findRegion(viewer: Viewer, code: string): Region | null;
  listRegions(viewer: Viewer, question: ListRegions): Page<RegionCode>;
  summariseRegion(viewer: Viewer, question: SummariseRegion): Promise<RegionSummary>;
  measureOrganisations(
    viewer: Viewer,
    question: MeasureOrganisations,
  ): Promise<{ readonly organisation: OrganisationId; readonly measures: OrganisationMeasures }[]>;
  listDivisions(viewer: Viewer): DivisionCount[];
  listSectors(viewer: Viewer, page: PageRequest): Page<SectorUse>;

  findPaths(viewer: Viewer, question: FindPaths): Promise<PathAnswer>;
  /** What each inner organisation of a path is asked. From memory; no check of the viewer beyond the question's own. */
  introduce(path: Path): IntroductionStep[];
  /** The smallest changes of a question without a path that give one. */
  relax(viewer: Viewer, answer: NoPath, within?: number): Promise<Relaxation[]>;
  /** The likeliest new partnerships of which each alone would make a path of a question without one, best first. */
  suggestPartnerships(viewer: Viewer, answer: NoPath, within?: number): Promise<SuggestedPartnership[]>;
  viewNeighbourhood(viewer: Viewer, question: ViewNeighbourhood): Promise<NetworkView>;
  viewNetwork(viewer: Viewer, question: ViewNetwork): Promise<NetworkView>;

  findGaps(viewer: Viewer, question: FindGaps): Promise<GapPage>;
  findOrganisationGaps(viewer: Viewer, question: FindOrganisationGaps): Promise<GapPage>;
  /** Asks again what the id asks: null when the gap is gone, or the id is none. */
  findGap(viewer: Viewer, id: string): Promise<DecidedGap | null>;
  listNorms(viewer: Viewer): readonly Norm[];
  findNorm(viewer: Viewer, id: NormId): Norm | null;
  listSharedPartners(viewer: Viewer, question: ListSharedPartners): Page<Partner>;

  decideGap(viewer: Viewer, command: DecideGap): Promise<GapDecided>;
  recordOrganisation(viewer: Viewer, command: RecordOrganisation): Promise<Done<OrganisationId>>;
  removeOrganisation(viewer: Viewer, command: RemoveRecord): Promise<Done<OrganisationId>>;
  recordPartnership(viewer: Viewer, command: RecordPartnership): Promise<Done<PartnershipId>>;
  endPartnership(viewer: Viewer, command: EndPartnership): Promise<Done<PartnershipId>>;
  removePartnership(viewer: Viewer, command: RemoveRecord): Promise<Done<PartnershipId>>;
}

/** What the service is made from: opened before it, closed after it, by whoever made them. */
export interface ServiceParts {
  readonly store: Store;
  readonly network: FollowedNetwork;
  /** Where it is "today" for a question that names no day, such as `Europe/Amsterdam`. */
  readonly timeZone: string;
  readonly version: string;
  /** What is expected of organisations and regions, by id; absent: nothing. */
  readonly norms?: readonly Norm[];
}

/** Makes the use cases over a store and the network that follows it. */
export function createServices(made: ServiceParts): Services {
  const parts: Parts = { norms: [], ...made, writes: new WriteQueue(), gaps: new GapCache() };
  const { network } = made.network;
  return {
    revision: () => network.revision,
    serviceStatus: (viewer) => serviceStatus(parts, viewer),

    organisationOf: (id) => network.organisationOf(id),
    regionOf: (code) => network.regionOf(code),
    sectorOf: (code) => network.sectorOf(code) ?? { code, name: code, nameNl: null },
    partnershipOf: (id) => network.partnershipOf(id),

    findOrganisation: (viewer, ref) => findOrganisation(parts, viewer, ref),
    listOrganisations: (viewer, question) => listOrganisations(parts, viewer, question),
    listPartners: (viewer, question) => listPartners(parts, viewer, question),

    readPartnerships: (viewer, ids) => readPartnerships(parts, viewer, ids),
    findPartnership: (viewer, ref) => findPartnership(parts, viewer, ref),
    listPartnerships: (viewer, question) => listPartnerships(parts, viewer, question),

    findRegion: (viewer, code) => findRegion(parts, viewer, code),
    listRegions: (viewer, question) => listRegions(parts, viewer, question),
    summariseRegion: (viewer, question) => summariseRegion(parts, viewer, question),
    measureOrganisations: (viewer, question) => measureOrganisations(parts, viewer, question),
    listDivisions: (viewer) => listDivisions(parts, viewer),
    listSectors: (viewer, page) => listSectors(parts, viewer, page),

    findPaths: (viewer, question) => findPaths(parts, viewer, question),
    introduce: (path) => introduce(parts, path),
    relax: (viewer, answer, within) => relax(parts, viewer, answer, within),
    suggestPartnerships: (viewer, answer, within) => suggestPartnerships(parts, viewer, answer, within),
    viewNeighbourhood: (viewer, question) => viewNeighbourhood(parts, viewer, question),
    viewNetwork: (viewer, question) => viewNetwork(parts, viewer, question),

    findGaps: (viewer, question) => findGaps(parts, viewer, question),
    findOrganisationGaps: (viewer, question) => findOrganisationGaps(parts, viewer, question),
    findGap: (viewer, id) => findGap(parts, viewer, id),
    listNorms: (viewer) => listNorms(parts, viewer),
    findNorm: (viewer, id) => listNorms(parts, viewer).find((norm) => norm.id === id) ?? null,
    listSharedPartners: (viewer, question) => listSharedPartners(parts, viewer, question),

    decideGap: (viewer, command) => decideGap(parts, viewer, command),
    recordOrganisation: (viewer, command) => recordOrganisation(parts, viewer, command),
    removeOrganisation: (viewer, command) => removeOrganisation(parts, viewer, command),
    recordPartnership: (viewer, command) => recordPartnership(parts, viewer, command),
    endPartnership: (viewer, command) => endPartnership(parts, viewer, command),
    removePartnership: (viewer, command) => removePartnership(parts, viewer, command),
  };
}
