/**
 * The organisations as a graph in memory, kept in step with the store: the one room that knows
 * both organisations and node numbers.
 *
 * Every method answers from memory; none calls the store. What is answered directly is of `revision`; what
 * a promise answers is of the moment it was asked, and may have been worked out in a worker: by then some
 * organisation in it may be gone. Records handed out are borrowed: read them, never change them. Ids,
 * regions and filters given are taken to be resolved; an unknown id, region or organisation in a question
 * is a bug of the caller.
 */
import type { CalendarDate } from "../domain/calendar-date.js";
import type { NetworkFilter, OrganisationFilter, PartnershipFilter } from "../domain/filter.js";
import type { KeptGapDecision } from "../domain/gap-decision.js";
import type { GapId, OrganisationId, PartnershipId, RegionCode, SectorCode } from "../domain/ids.js";
import type { LearntWeights } from "../domain/learnt-weights.js";
import type { Organisation, OrganisationKind } from "../domain/organisation.js";
import type { Page, PageRequest } from "../domain/page.js";
import type { Path, PathAnswer, PathQuestion } from "../domain/path.js";
import type { LinkRanker } from "../domain/ranker.js";
import type { Region } from "../domain/region.js";
import type { OrganisationMeasures, RegionSummary } from "../domain/region-summary.js";
import type { SectorContent } from "../domain/sector.js";
import type { NetworkView } from "../domain/view.js";
import type { Store, TitleMatch } from "../store/store.js";
import type { Activity } from "./activity.js";
import type { Dormant } from "./dormant-partnerships.js";
import { Follower, type FollowerOptions } from "./follower.js";
import type { LearnProgress, LearntRanker } from "./learn-ranker.js";
import type { RankedPair } from "./link-ranker.js";
import type { Nearest } from "./nearest-organisations.js";
import type { OrganisationOrder } from "./organisation-list.js";
import type { Partner } from "./partner-list.js";
import type { Side, Sides } from "./paths.js";
import type { PartnershipFacts } from "./partnerships.js";
import type { RegionSector } from "./region-sectors.js";
import type { RegionalCut, RegionalGroup, RegionalNetwork } from "./regional-network.js";
import type { SectorUse } from "./sectors.js";

export type {
  Activity,
  Dormant,
  FollowerOptions,
  LearnProgress,
  LearntRanker,
  Nearest,
  OrganisationOrder,
  Partner,
  PartnershipFacts,
  RankedPair,
  RegionalCut,
  RegionalGroup,
  RegionalNetwork,
  RegionSector,
  SectorUse,
  Side,
  Sides,
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
  /** The revision that last altered anything but decisions on gaps: what is worked out from the rest stands since then. */
  readonly recordsRevision: number;
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

  /** Says whether an organisation meets the conditions of a filter on organisations. */
  organisationPasses(id: OrganisationId, where: NetworkFilter): boolean;
  /** What was decided about the gaps of a region, by the id of each where nothing but its region is asked. */
  decisionsIn(region: RegionCode): ReadonlyMap<GapId, KeptGapDecision>;
  /** What a ranker learnt last; null where nothing is kept. */
  weightsOf(ranker: LinkRanker): LearntWeights | null;

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
    readonly division: string | null;
    readonly within: RegionCode | null;
    /** Words that begin words of the name, or a code. */
    readonly search: string | null;
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
  /** The best paths, or why there is none, as of the moment it is asked. Long searches run in a worker. */
  findPaths(question: PathQuestion): Promise<PathAnswer>;
  /**
   * The best path of a question, or `null`: also where an organisation of the question is gone by now, or none was found
   * within the work it may take. Rejects with BUDGET_EXCEEDED where a worker has no time for it: `within` so many
   * milliseconds, as the next two.
   */
  findBestPath(question: PathQuestion, within?: number): Promise<Path | null>;
  /**
   * Where one new partnership would make a path of a question that has none: between the surroundings of
   * the two sides, or where organisations have to be passed, of the two ends of one leg of the way.
   */
  sidesOf(question: PathQuestion, within?: number): Promise<Sides[]>;
  /**
   * How likely it is that pairs would become partners, as the fitted ranker has it, in their order; of a network as it
   * was up to a day. In a worker where the network is large.
   */
  scorePairs(
    question: {
      readonly pairs: readonly (readonly [OrganisationId, OrganisationId])[];
      readonly asOf: CalendarDate;
    },
    within?: number,
  ): Promise<RankedPair[]>;
  /** As of the moment it was asked; of a large network from a worker, as the next. */
  neighbourhood(question: {
    readonly of: OrganisationId;
    readonly hops: number;
    readonly where: NetworkFilter;
    readonly first: number;
    readonly firstLinks: number;
  }): Promise<NetworkView>;
  networkView(question: {
    readonly where: NetworkFilter;
    readonly first: number;
    readonly firstLinks: number;
  }): Promise<NetworkView>;

  /** A region's network in numbers; `asOf` is the day up to which partnerships give their sectors to their parties. */
  regionSummaryOf(question: {
    readonly region: RegionCode;
    readonly where: NetworkFilter;
    readonly asOf: CalendarDate;
  }): Promise<RegionSummary>;
  /** How each organisation of a region stands in its network, in NAME order; a large region is measured in a worker. */
  regionMeasuresOf(question: {
    readonly region: RegionCode;
    readonly where: NetworkFilter;
  }): Promise<Map<OrganisationId, OrganisationMeasures>>;

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
  }): Promise<RankedPair[]>;
  /**
   * Learns weights for the fitted ranker from the history up to a day; null where that is too short. Minutes where a
   * region has thousands of organisations.
   */
  learnRanker(question: {
    readonly asOf: CalendarDate;
    readonly onProgress?: (progress: LearnProgress) => void;
  }): LearntRanker | null;
  /**
   * The same for pairs of one organisation of `from` and one of `to`, wherever they lie; a pair that both hold
   * counts once. Who is near is judged among the region's members. O(sum over the partners of `from` of their links): give the smaller set first.
   */
  rankLinksBetween(question: {
    readonly from: readonly OrganisationId[];
    /** Null: all members of the region. */
    readonly to: readonly OrganisationId[] | null;
    readonly region: RegionCode;
    readonly where: NetworkFilter;
    readonly asOf: CalendarDate;
    readonly ranker: LinkRanker;
    readonly limit: number;
  }): Promise<RankedPair[]>;
  /**
   * How many new partners the fitted ranker expects each of some organisations to find among the region's members
   * in a year: the sum of its scores with those it was never together with.
   */
  expectedPartnersOf(question: {
    readonly of: readonly OrganisationId[];
    readonly region: RegionCode;
    readonly where: NetworkFilter;
    readonly asOf: CalendarDate;
  }): Promise<number[]>;
  /**
   * The organisations of a kind that pass the filter: those of the region first, then the nearest to any of
   * `to` (not empty), unknown distances last, then by id.
   */
  nearestOrganisations(question: {
    readonly kind: OrganisationKind;
    readonly to: readonly OrganisationId[];
    readonly region: RegionCode;
    readonly where: NetworkFilter;
    readonly limit: number;
  }): Nearest[];
  /** The groups that a region's members fall into on a day, and what the largest of them hangs by. */
  regionalNetworkOf(question: {
    readonly region: RegionCode;
    readonly where: NetworkFilter;
    readonly asOf: CalendarDate;
  }): Promise<RegionalNetwork>;
  /**
   * The partnerships of two or more of a region's members that ended after one day and up to another, and
   * of which some pair of these shares no active partnership on that other day.
   */
  dormantPartnershipsOf(question: {
    readonly region: RegionCode;
    readonly where: NetworkFilter;
    readonly asOf: CalendarDate;
    readonly endedAfter: CalendarDate;
  }): Promise<Dormant[]>;
  /** The sectors of an organisation: its own and those of its partnerships up to the day, by code. */
  sectorsOf(id: OrganisationId, asOf: CalendarDate): readonly SectorCode[];
  /** The same of each of a region's members, in NAME order. */
  memberSectorsOf(question: {
    readonly region: RegionCode;
    readonly where: NetworkFilter;
    readonly asOf: CalendarDate;
  }): ReadonlyMap<OrganisationId, readonly SectorCode[]>;
  /** The sectors of a region's members by code, with their active partnerships on the day. */
  regionSectorsOf(question: {
    readonly region: RegionCode;
    readonly where: NetworkFilter;
    readonly asOf: CalendarDate;
  }): RegionSector[];
  /** When each of a region's members was last party to an active partnership, in NAME order. */
  activityOf(question: {
    readonly region: RegionCode;
    readonly where: NetworkFilter;
    readonly asOf: CalendarDate;
  }): Activity[];
  /** The organisations linked to one by partnerships that pass the filter, in no order. */
  partnersOf(id: OrganisationId, where: NetworkFilter): OrganisationId[];
  /** The partnerships of an organisation that pass the filter, cheapest first, then by id. */
  partnershipsOf(id: OrganisationId, where: NetworkFilter): PartnershipId[];
}
