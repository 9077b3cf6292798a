/** Everything that is known at one revision, and how one committed change alters it. */
import { keptKinds, type Change } from "../domain/change.js";
import type { KeptGapDecision } from "../domain/gap-decision.js";
import type { GapId, OrganisationId, RegionCode } from "../domain/ids.js";
import type { LearntWeights } from "../domain/learnt-weights.js";
import type { Organisation } from "../domain/organisation.js";
import type { Partnership } from "../domain/partnership.js";
import type { LinkRanker } from "../domain/ranker.js";
import type { Region } from "../domain/region.js";
import type { Sector } from "../domain/sector.js";
import type { InSteps } from "../kernel/in-steps.js";
import { OrganisationTable } from "./organisations.js";
import { linkedParties, PartnershipTable, type PartnershipFacts } from "./partnerships.js";
import { RegionTable } from "./regions.js";
import { SectorTable } from "./sectors.js";
import { sortedInSteps } from "./sorted-in-steps.js";
import { inBatches } from "./turns.js";

/** The records of one revision; each refers only to others among them. */
export interface NetworkRecords {
  readonly revision: number;
  readonly regions: readonly Region[];
  readonly sectors: readonly Sector[];
  readonly organisations: readonly Organisation[];
  readonly partnerships: readonly PartnershipFacts[];
  /** Absent: nobody decided. */
  readonly decisions?: readonly KeptGapDecision[];
  /** Absent: nothing was learnt. */
  readonly weights?: readonly LearntWeights[];
}

export class Tables {
  readonly regions = new RegionTable();
  readonly sectors = new SectorTable();
  readonly organisations = new OrganisationTable(this.regions);
  readonly partnerships = new PartnershipTable(this.organisations);
  /** By region, then by what each is known by. */
  readonly decisions = new Map<RegionCode, Map<GapId, KeptGapDecision>>();
  readonly weights = new Map<LinkRanker, LearntWeights>();
  #revision: number;
  #recordsRevision: number;

  /** Takes records in, in steps of a few milliseconds. O(records + pairs), and the sorting of names and ids. */
  static *of(records: NetworkRecords): InSteps<Tables> {
    const tables = new Tables(records.revision);
    const { regions, sectors, organisations, partnerships } = tables;
    for (const region of records.regions) regions.put(region);
    for (const sector of records.sectors) sectors.put(sector);
    yield* organisations.fill(yield* inNodeOrder(records, regions));
    yield* partnerships.fill(records.partnerships);
    yield* inBatches(records.organisations, 4096, (one) => sectors.count("organisation", one.sectors, 1));
    yield* inBatches(records.partnerships, 4096, (one) => sectors.count("partnership", one.sectors, 1));
    for (const decision of records.decisions ?? []) tables.#putDecision(decision);
    for (const learnt of records.weights ?? []) tables.weights.set(learnt.ranker, learnt);
    return tables;
  }

  private constructor(revision: number) {
    this.#revision = revision;
    this.#recordsRevision = revision;
  }

  get revision(): number {
    return this.#revision;
  }

  /** The revision that last altered anything but decisions. */
  get recordsRevision(): number {
    return this.#recordsRevision;
  }

  /**
   * Says whether more numbers are left over from what was amended or removed than there are records: the same
   * network made anew would be about half as large. O(1).
   */
  get isMostlyLeftOver(): boolean {
    const { organisations, partnerships } = this;
    const given = organisations.nodeCount + partnerships.projection.hyperedgeCount;
    return given > 2 * (organisations.count + partnerships.count);
  }

  /** Applies the change that follows this revision. Throws where it contradicts what is known; then nothing is altered. */
  apply(change: Change): void {
    const fault = this.#faultIn(change);
    if (fault !== null) throw new Error(`Cannot apply change ${change.revision} to the network: ${fault}`);
    for (const region of change.put.region) this.regions.put(region);
    for (const sector of change.put.sector) this.sectors.put(sector);
    for (const organisation of change.put.organisation) this.#putOrganisation(organisation);
    for (const id of change.removed.partnerships)
      this.sectors.count("partnership", this.partnerships.remove(id), -1);
    for (const partnership of change.put.partnership) this.#putPartnership(partnership);
    for (const id of change.removed.organisations) this.#removeOrganisation(id);
    for (const decision of change.put.decision) this.#putDecision(decision);
    for (const learnt of change.put.weights) this.weights.set(learnt.ranker, learnt);
    this.#revision = change.revision;
    if (!decidesOnly(change)) this.#recordsRevision = change.revision;
  }

  /** What keeps a change from being applied, in words; null where nothing does. */
  #faultIn({ revision, put, removed }: Change): string | null {
    if (revision !== this.#revision + 1) return `it is at revision ${this.#revision}`;
    const putIds = new Set(put.organisation.map(({ id }) => id));
    const goneIds = new Set(removed.organisations);
    for (const { id, parties } of put.partnership)
      for (const { organisation } of parties) {
        const isKnown = putIds.has(organisation) || this.organisations.nodeOf(organisation) !== null;
        if (!isKnown || goneIds.has(organisation))
          return `partnership "${id}" names organisation "${organisation}", which is not there`;
      }

    const altered = new Set([...removed.partnerships, ...put.partnership.map(({ id }) => id)]);
    for (const id of removed.organisations) {
      const node = this.organisations.nodeOf(id);
      const partnerships = node === null ? [] : this.partnerships.projection.hyperedgesOf(node);
      if (partnerships.some((hyperedge) => !altered.has(this.partnerships.idOf(hyperedge))))
        return `organisation "${id}" is removed and still party to a partnership`;
    }
    return null;
  }

  #putOrganisation(organisation: Organisation): void {
    const known = this.organisations.nodeOf(organisation.id);
    const before = known === null ? [] : (this.organisations.recordAt(known)?.sectors ?? []);
    this.sectors.count("organisation", before, -1);
    this.sectors.count("organisation", organisation.sectors, 1);
    const node = this.organisations.put(organisation);
    if (known === null) this.partnerships.addNode(node);
  }

  #putPartnership(partnership: Partnership): void {
    const before = this.partnerships.put(factsOf(partnership));
    this.sectors.count("partnership", before, -1);
    this.sectors.count("partnership", partnership.sectors, 1);
  }

  #putDecision(decision: KeptGapDecision): void {
    const decided = this.decisions.get(decision.region) ?? new Map<GapId, KeptGapDecision>();
    decided.set(decision.gap, decision);
    this.decisions.set(decision.region, decided);
  }

  #removeOrganisation(id: OrganisationId): void {
    const node = this.organisations.nodeOf(id);
    if (node === null) return;
    this.sectors.count("organisation", this.organisations.recordAt(node)?.sectors ?? [], -1);
    this.organisations.remove(node);
  }
}

/** Says whether a change puts decisions and nothing else. */
function decidesOnly({ put, removed }: Change): boolean {
  const others = keptKinds.some((kind) => kind !== "decision" && put[kind].length > 0);
  return !others && removed.organisations.length === 0 && removed.partnerships.length === 0;
}

/** What the network keeps of a partnership's record. */
export function factsOf(partnership: Partnership): PartnershipFacts {
  const { id, kind, parties, since, until, strength, sectors } = partnership;
  return { id, kind, parties, since, until, strength, sectors };
}

/**
 * The organisations as they are numbered: region by region, nested ones next to each other, within a
 * region those with the most links first. So the neighbours that searches meet most lie together.
 */
function* inNodeOrder(records: NetworkRecords, regions: RegionTable): InSteps<Organisation[]> {
  const indexes = new Map<OrganisationId, number>();
  yield* inBatches(records.organisations, 4096, ({ id }, index) => indexes.set(id, index));
  const linkCounts = new Int32Array(records.organisations.length);
  yield* inBatches(records.partnerships, 256, (facts) => {
    const linked = linkedParties(facts);
    for (let i = 0; i < linked.length; i++)
      linkCounts[indexes.get(facts.parties[i].organisation) ?? -1] += linked[i];
  });
  const positions = new Map(regions.nested().map((code, position) => [code, position]));
  const ordered = records.organisations.map((organisation, given) => ({
    organisation,
    region: organisation.region === null ? -1 : (positions.get(organisation.region) ?? -1),
    linkCount: linkCounts[given],
  }));
  yield;
  // The sort is stable: equal ones stay as they are given.
  const sorted = yield* sortedInSteps(ordered, (a, b) => a.region - b.region || b.linkCount - a.linkCount);
  return sorted.map(({ organisation }) => organisation);
}
