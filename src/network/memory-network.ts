/** The network's answers, each from the file of its subject, over a state that can be replaced whole. */
import type { CalendarDate } from "../domain/calendar-date.js";
import type { Change } from "../domain/change.js";
import type { NetworkFilter } from "../domain/filter.js";
import type { KeptGapDecision } from "../domain/gap-decision.js";
import type { GapId, OrganisationId, PartnershipId, RegionCode, SectorCode } from "../domain/ids.js";
import type { LearntWeights } from "../domain/learnt-weights.js";
import type { Organisation } from "../domain/organisation.js";
import type { Page, PageRequest } from "../domain/page.js";
import type { Path, PathAnswer, PathQuestion } from "../domain/path.js";
import type { LinkRanker } from "../domain/ranker.js";
import type { Region } from "../domain/region.js";
import type { OrganisationMeasures, RegionSummary } from "../domain/region-summary.js";
import type { SectorContent } from "../domain/sector.js";
import type { NetworkView } from "../domain/view.js";
import { hyperedgePasses } from "../kernel/filter.js";
import { atOnce } from "../kernel/in-steps.js";
import { activityOf, type Activity, type ActivityQuestion } from "./activity.js";
import { expectedPartnersOf, type ExpectedPartnersQuestion } from "./expected-partners.js";
import {
  rankLinksBetween,
  rankMissingLinks,
  type LinksBetweenQuestion,
  type MissingLinksQuestion,
  type RankedPair,
} from "./link-ranker.js";
import { learnRanker, type LearnRankerQuestion, type LearntRanker } from "./learn-ranker.js";
import { membersOf } from "./members.js";
import { nearestOrganisations, type Nearest, type NearestQuestion } from "./nearest-organisations.js";
import { listOrganisations, type OrganisationListQuestion } from "./organisation-list.js";
import { listPartners, partnersOf, type Partner, type PartnerListQuestion } from "./partner-list.js";
import { listPartnerships, type PartnershipListQuestion } from "./partnership-list.js";
import type { PartnershipFacts } from "./partnerships.js";
import { scorePairs, type PairScoresQuestion } from "./pair-scores.js";
import { findBestPath, findPaths, sidesOf, type PathBudgets, type Sides } from "./paths.js";
import { listRegions, type RegionListQuestion } from "./region-list.js";
import { listSectors } from "./sector-list.js";
import type { SectorUse } from "./sectors.js";
import { dormantPartnershipsOf, type Dormant, type DormantQuestion } from "./dormant-partnerships.js";
import { HeavyWork, type HeavyWorkOptions } from "./heavy-work.js";
import { memberSectorsOf, regionSectorsOf, sectorsOf, type RegionSector } from "./region-sectors.js";
import { regionMeasuresOf, regionSummaryOf, type RegionSummaryQuestion } from "./region-summary.js";
import { regionalNetworkOf, type RegionalNetwork, type RegionalQuestion } from "./regional-network.js";
import { presentOf, State } from "./state.js";
import { cheapestFirst } from "./steps.js";
import type { NetworkRecords } from "./tables.js";
import { neighbourhood, networkView, type NeighbourhoodQuestion, type NetworkViewQuestion } from "./views.js";

/** Makes the network of some records. */
export function networkOf(records: NetworkRecords): MemoryNetwork {
  return new MemoryNetwork(atOnce(State.of(records)));
}

export class MemoryNetwork {
  #state: State;
  /** For what would hold the event loop for longer than a moment; over the projection as it stands. */
  readonly #heavyWork: HeavyWork;

  constructor(state: State, heavyWork?: HeavyWorkOptions) {
    this.#state = state;
    this.#heavyWork = new HeavyWork(() => presentOf(this.#state), heavyWork);
  }

  /** Ends the computations that are under way in other threads; short questions go on being answered. */
  close(): Promise<void> {
    return this.#heavyWork.close();
  }

  /** Applies the change that follows its revision. Throws where that contradicts what is known; then nothing is altered. */
  apply(change: Change): void {
    this.#state.tables.apply(change);
  }

  /** Takes another state in the place of its own. */
  replace(state: State): void {
    this.#state = state;
  }

  get revision(): number {
    return this.#state.tables.revision;
  }

  get recordsRevision(): number {
    return this.#state.tables.recordsRevision;
  }

  get isMostlyLeftOver(): boolean {
    return this.#state.tables.isMostlyLeftOver;
  }

  get organisationCount(): number {
    return this.#state.tables.organisations.count;
  }

  get partnershipCount(): number {
    return this.#state.tables.partnerships.count;
  }

  organisationOf(id: OrganisationId): Organisation | null {
    const { organisations } = this.#state.tables;
    const node = organisations.nodeOf(id);
    return node === null ? null : organisations.recordAt(node);
  }

  findOrganisation(ref: string): OrganisationId | null {
    return this.#state.tables.organisations.find(ref);
  }

  regionOf(code: RegionCode): Region | null {
    return this.#state.tables.regions.regionOf(code);
  }

  sectorOf(code: SectorCode): SectorContent | null {
    return this.#state.tables.sectors.sectorOf(code);
  }

  partnershipOf(id: PartnershipId): PartnershipFacts | null {
    const { partnerships } = this.#state.tables;
    const hyperedge = partnerships.numberOf(id);
    return hyperedge === null ? null : partnerships.factsOf(hyperedge);
  }

  partnerCountOf(id: OrganisationId): number {
    const { organisations, partnerships } = this.#state.tables;
    return partnerships.projection.partnerCountOf(organisations.knownNodeOf(id));
  }

  liesIn(id: OrganisationId, region: RegionCode): boolean {
    const own = this.organisationOf(id)?.region ?? null;
    return own !== null && this.regionsWithin(region).has(own);
  }

  regionsWithin(region: RegionCode): ReadonlySet<RegionCode> {
    return this.#state.tables.regions.within(region);
  }

  divisions(): { division: string; regionCount: number }[] {
    return this.#state.tables.regions.divisions();
  }

  organisationPasses(id: OrganisationId, where: NetworkFilter): boolean {
    const { tables, filters } = this.#state;
    const { nodes: marks } = filters.ofNetwork(where).filter;
    return marks === null || marks[tables.organisations.knownNodeOf(id)] === 1;
  }

  decisionsIn(region: RegionCode): ReadonlyMap<GapId, KeptGapDecision> {
    return this.#state.tables.decisions.get(region) ?? noDecisions;
  }

  weightsOf(ranker: LinkRanker): LearntWeights | null {
    return this.#state.tables.weights.get(ranker) ?? null;
  }

  listOrganisations(question: OrganisationListQuestion): Page<OrganisationId> {
    return listOrganisations(this.#state, question);
  }

  listPartnerships(question: PartnershipListQuestion): Page<PartnershipId> {
    return listPartnerships(this.#state, question);
  }

  listRegions(question: RegionListQuestion): Page<RegionCode> {
    return listRegions(this.#state, question);
  }

  listSectors(page: PageRequest): Page<SectorUse> {
    return listSectors(this.#state, page);
  }

  listPartners(question: PartnerListQuestion): Page<Partner> {
    return listPartners(this.#state, question);
  }

  partnersOf(id: OrganisationId, where: NetworkFilter): OrganisationId[] {
    return partnersOf(this.#state, id, where);
  }

  findPaths(question: PathQuestion, budgets?: PathBudgets): Promise<PathAnswer> {
    return findPaths(this.#state, this.#heavyWork, question, budgets);
  }

  findBestPath(question: PathQuestion, within?: number): Promise<Path | null> {
    return findBestPath(this.#state, this.#heavyWork, question, within);
  }

  scorePairs(question: PairScoresQuestion, within?: number): Promise<RankedPair[]> {
    return scorePairs(this.#state, this.#heavyWork, question, within);
  }

  sidesOf(question: PathQuestion, within?: number): Promise<Sides[]> {
    return sidesOf(this.#state, this.#heavyWork, question, within);
  }

  neighbourhood(question: NeighbourhoodQuestion): Promise<NetworkView> {
    return neighbourhood(this.#state, this.#heavyWork, question);
  }

  networkView(question: NetworkViewQuestion): Promise<NetworkView> {
    return networkView(this.#state, this.#heavyWork, question);
  }

  membersOf(region: RegionCode, where: NetworkFilter): OrganisationId[] {
    const { organisations } = this.#state.tables;
    return Array.from(membersOf(this.#state, region, where), (node) => organisations.idOf(node));
  }

  rankMissingLinks(question: MissingLinksQuestion): Promise<RankedPair[]> {
    return rankMissingLinks(this.#state, this.#heavyWork, question);
  }

  learnRanker(question: LearnRankerQuestion): LearntRanker | null {
    return learnRanker(this.#state, question);
  }

  rankLinksBetween(question: LinksBetweenQuestion): Promise<RankedPair[]> {
    return rankLinksBetween(this.#state, this.#heavyWork, question);
  }

  expectedPartnersOf(question: ExpectedPartnersQuestion): Promise<number[]> {
    return expectedPartnersOf(this.#state, this.#heavyWork, question);
  }

  nearestOrganisations(question: NearestQuestion): Nearest[] {
    return nearestOrganisations(this.#state, question);
  }

  regionalNetworkOf(question: RegionalQuestion): Promise<RegionalNetwork> {
    return regionalNetworkOf(this.#state, this.#heavyWork, question);
  }

  regionSummaryOf(question: RegionSummaryQuestion): Promise<RegionSummary> {
    return regionSummaryOf(this.#state, this.#heavyWork, question);
  }

  regionMeasuresOf(
    question: Omit<RegionSummaryQuestion, "asOf">,
  ): Promise<Map<OrganisationId, OrganisationMeasures>> {
    return regionMeasuresOf(this.#state, this.#heavyWork, question);
  }

  dormantPartnershipsOf(question: DormantQuestion): Promise<Dormant[]> {
    return dormantPartnershipsOf(this.#state, this.#heavyWork, question);
  }

  sectorsOf(id: OrganisationId, asOf: CalendarDate): readonly SectorCode[] {
    return sectorsOf(this.#state, id, asOf);
  }

  memberSectorsOf(question: RegionalQuestion): Map<OrganisationId, readonly SectorCode[]> {
    return memberSectorsOf(this.#state, question);
  }

  regionSectorsOf(question: RegionalQuestion): RegionSector[] {
    return regionSectorsOf(this.#state, question);
  }

  activityOf(question: ActivityQuestion): Activity[] {
    return activityOf(this.#state, question);
  }

  partnershipsOf(id: OrganisationId, where: NetworkFilter): PartnershipId[] {
    const { organisations, partnerships } = this.#state.tables;
    const { projection } = partnerships;
    const { filter } = this.#state.filters.ofNetwork(where);
    const hyperedges = projection.hyperedgesOf(organisations.knownNodeOf(id));
    return cheapestFirst(
      partnerships,
      hyperedges.filter((hyperedge) => hyperedgePasses(projection, filter, hyperedge)),
    );
  }
}

const noDecisions: ReadonlyMap<GapId, KeptGapDecision> = new Map();
