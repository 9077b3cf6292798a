/**
 * The organisations as a graph in memory, kept in step with the store: the one room that knows
 * both organisations and node numbers.
 *
 * Every method answers from memory, synchronously, at `revision`; none calls the store. Records
 * handed out are borrowed: read them, never change them. Ids, regions and filters given are taken
 * to be resolved; an unknown id, region or organisation in a question is a bug of the caller.
 */
import type { CalendarDate } from "../domain/calendar-date.js";
import type { NetworkFilter, OrganisationFilter, PartnershipFilter } from "../domain/filter.js";
import type { KeptGapDecision } from "../domain/gap-decision.js";
import type { GapId, OrganisationId, PartnershipId, RegionCode, SectorCode } from "../domain/ids.js";
import type { LearntWeights } from "../domain/learnt-weights.js";
import type { Organisation, OrganisationKind } from "../domain/organisation.js";
import type { Page, PageRequest } from "../domain/page.js";
import type { PathAnswer, PathQuestion } from "../domain/path.js";
import type { LinkRanker } from "../domain/ranker.js";
import type { Region } from "../domain/region.js";
import type { SectorContent } from "../domain/sector.js";
import type { NetworkView } from "../domain/view.js";
import type { Store, TitleMatch } from "../store/store.js";
import type { Activity } from "./activity.js";
import { Follower, type FollowerOptions } from "./follower.js";
import type { RankedPair } from "./link-ranker.js";
import type { OrganisationOrder } from "./organisation-list.js";
import type { Partner } from "./partner-list.js";
import type { PartnershipFacts } from "./partnerships.js";
import type { SectorUse } from "./sectors.js";

export type {
  Activity,
  FollowerOptions,
  OrganisationOrder,
  Partner,
  PartnershipFacts,
  RankedPair,
  SectorUse,
};

/** A network that follows a store. */
export interface FollowedNetwork {
  /** The same object as long as it is followed; each answer is of one revision. */
  readonly network: Network;
  /** How often everything had to be read again since it was opened. */
  readonly reloads: number;
  /** Resolves once the network has applied a revision that was committed. Rejects with UNAVAILABLE while the store does not answer. */
  catchUp(revision: number): Promise<void>;
  /** Stops following; the network goes on answering at its revision. */
  close(): Promise<void>;
}

/** Loads the network of a store's present revision and follows the store from there. */
export function openNetwork(store: Store, options?: FollowerOptions): Promise<FollowedNetwork> {
  return Follower.open(store, options);
}

export interface Network {
  readonly revision: number;
  readonly organisationCount: number;
  readonly partnershipCount: number;

  // ---- look-ups, O(1)
  organisationOf(id: OrganisationId): Organisation | null;
  /** The organisation a ref names: an id, an identifier `scheme:value`, or `schakel:<id>`. */
  findOrganisation(ref: string): OrganisationId | null;
  regionOf(code: RegionCode): Region | null;
  /** The sector as described, else one whose name is its code; null where nothing describes or bears it. */
  sectorOf(code: SectorCode): SectorContent | null;
  partnershipOf(id: PartnershipId): PartnershipFacts | null;
  /** Distinct organisations linked to it over all time, unfiltered. */
  partnerCountOf(id: OrganisationId): number;
  /** Says whether an organisation lies in a region, however far up. */
  liesIn(id: OrganisationId, region: RegionCode): boolean;
  /** The region and all within it, however far down. */
  regionsWithin(region: RegionCode): ReadonlySet<RegionCode>;
  divisions(): { readonly division: string; readonly regionCount: number }[];

  // ---- ordered lists; a page costs what it scans
  listOrganisations(question: {
    readonly search: string | null;
    readonly where: OrganisationFilter;
    /** Null: by NAME, or best match first where `search` is given. */
    readonly order: OrganisationOrder | null;
    readonly page: PageRequest;
  }): Page<OrganisationId>;
  /** By since (latest first, unknown last), then id; best match first where `matches` (of a search) are given. */
  listPartnerships(question: {
    readonly where: PartnershipFilter;
    readonly search: { readonly text: string; readonly matches: readonly TitleMatch[] } | null;
    readonly page: PageRequest;
  }): Page<PartnershipId>;
  listRegions(question: {
  /** What was decided about the gaps of a region, by the id of each where nothing but its region is asked. */
  decisionsIn(region: RegionCode): ReadonlyMap<GapId, KeptGapDecision>;
  /** What a ranker learnt last; null where nothing is kept. */
  weightsOf(ranker: LinkRanker): LearntWeights | null;

    readonly division: string | null;
    readonly within: RegionCode | null;
    readonly page: PageRequest;
  }): Page<RegionCode>;
  listSectors(page: PageRequest): Page<SectorUse>;
  /** Most partnerships under the filter first, then by NAME. */
  listPartners(question: {
    readonly of: OrganisationId;
    readonly where: NetworkFilter;
    readonly page: PageRequest;
  }): Page<Partner>;

  // ---- the graph
  findPath(question: PathQuestion): PathAnswer;
  neighbourhood(question: {
    readonly of: OrganisationId;
    readonly hops: number;
    readonly where: NetworkFilter;
    readonly first: number;
    readonly firstLinks: number;
  }): NetworkView;
  networkView(question: {
    readonly where: NetworkFilter;
    readonly first: number;
    readonly firstLinks: number;
  }): NetworkView;

  // ---- what gaps are made of
  /** The organisations of a region that pass the filter, in NAME order. */
  membersOf(region: RegionCode, where: NetworkFilter): OrganisationId[];
  /**
   * The best `limit` pairs of a region's members that were never together party to any partnership up to
   * the day, by the ranker over the filtered network up to the day, exactly; equal scores by ids.
   */
  rankMissingLinks(question: {
    readonly region: RegionCode;
    readonly where: NetworkFilter;
    readonly asOf: CalendarDate;
    readonly ranker: LinkRanker;
    readonly limit: number;
  }): RankedPair[];
  /**
   * The same for pairs of one organisation of `from` and one of `to`, wherever they lie; a pair that both
   * hold counts once. O(sum over the partners of `from` of their links): give the smaller set first.
   */
  rankLinksBetween(question: {
    readonly from: readonly OrganisationId[];
    readonly to: readonly OrganisationId[];
    readonly where: NetworkFilter;
    readonly asOf: CalendarDate;
    readonly ranker: LinkRanker;
    readonly limit: number;
  }): RankedPair[];
  /** When each of a region's members was last party to an active partnership, in NAME order. */
  activityOf(question: {
    readonly region: RegionCode;
    readonly where: NetworkFilter;
    readonly asOf: CalendarDate;
  }): Activity[];
  /** The partnerships of an organisation that pass the filter, cheapest first, then by id. */
  partnershipsOf(id: OrganisationId, where: NetworkFilter): PartnershipId[];
}
