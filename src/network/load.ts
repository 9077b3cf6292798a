/**
 * Reads everything from the store: each kind page by page, then the changes that came meanwhile, so
 * that the records are those of one revision.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import {
  keptKinds,
  nothingPut,
  pageKeyOf,
  type Change,
  type KeptKind,
  type Records,
} from "../domain/change.js";
import type { KeptGapDecision } from "../domain/gap-decision.js";
import type { GapId, OrganisationId, PartnershipId, RegionCode, SectorCode } from "../domain/ids.js";
import type { LearntWeights } from "../domain/learnt-weights.js";
import type { Organisation } from "../domain/organisation.js";
import type { Partnership } from "../domain/partnership.js";
import type { LinkRanker } from "../domain/ranker.js";
import type { Region } from "../domain/region.js";
import type { Sector } from "../domain/sector.js";
import type { Store } from "../store/store.js";
import type { PartnershipFacts } from "./partnerships.js";
import { factsOf, type NetworkRecords } from "./tables.js";

/** So few that none holds the event loop for long. */
const pageSize = 2_000;
const changesAtOnce = 200;
/** So often reading starts over when an import comes in between; then it is given up. */
const mostAttempts = 5;

/** Loads the records of the store's present revision. Rejects with what the store rejects with. */
export async function loadRecords(store: Store): Promise<NetworkRecords> {
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const records = await tryToLoad(store);
    if (records !== null) return records;
  }
  throw new Error(`Cannot load the network: imports came in between ${mostAttempts} times`);
}

/** The records gathered so far, by what they are known by. */
class Gathered {
  readonly regions = new Map<RegionCode, Region>();
  readonly sectors = new Map<SectorCode, Sector>();
  readonly organisations = new Map<OrganisationId, Organisation>();
  readonly partnerships = new Map<PartnershipId, PartnershipFacts>();
  readonly decisions = new Map<GapId, KeptGapDecision>();
  readonly weights = new Map<LinkRanker, LearntWeights>();

  put({ region, sector, organisation, partnership, decision, weights }: Change["put"]): void {
    for (const record of region) this.regions.set(record.code, record);
    for (const record of sector) this.sectors.set(record.code, record);
    for (const record of organisation) this.organisations.set(record.id, record);
    for (const record of partnership) this.partnerships.set(record.id, this.#factsOf(record));
    for (const record of decision) this.decisions.set(record.gap, record);
    for (const record of weights) this.weights.set(record.ranker, record);
  }

  apply({ put, removed }: Change): void {
    for (const id of removed.partnerships) this.partnerships.delete(id);
    for (const id of removed.organisations) this.organisations.delete(id);
    this.put(put);
  }

  /** Parties share the ids of the organisations: a million others would be as many strings more. */
  #factsOf(record: Partnership): PartnershipFacts {
    const parties = record.parties.map(({ organisation, role }) => ({
      organisation: this.organisations.get(organisation)?.id ?? organisation,
      role,
    }));
    return { ...factsOf(record), parties };
  }

  at(revision: number): NetworkRecords {
    return {
      revision,
      regions: [...this.regions.values()],
      sectors: [...this.sectors.values()],
      organisations: [...this.organisations.values()],
      partnerships: [...this.partnerships.values()],
      decisions: [...this.decisions.values()],
      weights: [...this.weights.values()],
    };
  }
}

/** Answers `null` where the changes that came meanwhile do not carry their records. */
async function tryToLoad(store: Store): Promise<NetworkRecords | null> {
  const gathered = new Gathered();
  let revision = await store.readRevision();
  for (const kind of keptKinds)
    for await (const records of pages(store, kind)) gathered.put({ ...nothingPut, [kind]: records });

  // Records of the pages may be newer than the revision read first; the changes since then put them again.
  while ((await store.readRevision()) !== revision) {
    const changes = await store.readChanges(revision, changesAtOnce);
    if (changes.length === 0) return null;
    for (const change of changes) {
      if (change.whole || change.revision !== revision + 1) return null;
      gathered.apply(change);
      revision = change.revision;
    }
  }
  return gathered.at(revision);
}

async function* pages<K extends KeptKind>(store: Store, kind: K): AsyncGenerator<Records[K][]> {
  let after: string | null = null;
  for (;;) {
    const records: Records[K][] = await store.page(kind, after, pageSize);
    if (records.length > 0) yield records;
    // A store that answers at once would keep the event loop all the same.
    await nextTurn();
    if (records.length < pageSize) return;
    after = pageKeyOf(records[records.length - 1]);
  }
}
