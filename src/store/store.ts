/**
 * The port to the record of truth: records in and out, changes, titles.
 *
 * Every adapter gives the same answers, order included; `test/store/contract.ts` says which. All
 * strings sort by code points. A call that the store does not answer within its deadline fails
 * with UNAVAILABLE. Arrays and records handed out belong to the caller.
 */
import type { Change, Contents, KeptKind, Keys, Records } from "../domain/change.js";
import type { OrganisationId, PartnershipId } from "../domain/ids.js";
import type { Partnership } from "../domain/partnership.js";

export interface Store {
  /** What it is, for people: "sqlite", "neo4j". */
  readonly name: string;

  /** Reads the revision: 0 for a new store, one more after each committed difference. */
  readRevision(): Promise<number>;

  /** Reads records by what they are known by. Unknown ones are absent. O(keys). */
  read<K extends KeptKind>(kind: K, keys: readonly Keys[K][]): Promise<Map<Keys[K], Records[K]>>;

  /** Reads what only the store holds of partnerships: no more than a row of each. Unknown ones are absent. O(ids). */
  readLabels(ids: readonly PartnershipId[]): Promise<Map<PartnershipId, PartnershipLabel>>;

  /** Finds the ids of records that bear identifiers (`scheme:value`). Unknown ones are absent. O(identifiers). */
  findIds<K extends "organisation" | "partnership">(
    kind: K,
    identifiers: readonly string[],
  ): Promise<Map<string, Keys[K]>>;

  /**
   * Reads the next `limit` records of a kind, ordered by key, beginning after `after` (null: from the
   * first). The key is `pageKeyOf()`, of organisations and partnerships the order of export.
   * O(limit) rows however many there are. Records written meanwhile appear if their key lies ahead.
   */
  page<K extends KeptKind>(kind: K, after: string | null, limit: number): Promise<Records[K][]>;

  /**
   * Finds partnerships whose recorded title has, for each of `words` (folded), a word that begins so, or
   * of whose identifiers one equals `value`, whole or after its scheme. No order. O(candidates); null when there are
   * more than `limit`.
   */
  searchPartnerships(question: TitleQuestion, limit: number): Promise<TitleMatch[] | null>;

  /**
   * Commits one difference whole or not at all. What contradicts the records (an identifier that is another's, a
   * party or region that is not recorded, the removal of a party) is refused with CONFLICT. What is put replaces what
   * is known by the same id, code, gap or ranker.
   */
  write(write: StoreWrite): Promise<WriteOutcome>;

  /** Finds what an earlier write with this request key did, within its 30 days. */
  findRequest(key: string): Promise<RememberedRequest | null>;

  /** Reads committed differences after a revision, in order, `limit` at most. */
  readChanges(after: number, limit: number): Promise<Change[]>;

  close(): Promise<void>;
}

/** Of a partnership, what the network does not hold in memory. */
export type PartnershipLabel = Pick<Partnership, "title" | "source" | "identifiers" | "revision">;

export interface TitleQuestion {
  /** Folded words; empty when only the identifier can match. */
  readonly words: readonly string[];
  readonly value: string;
}

export interface TitleMatch {
  readonly id: PartnershipId;
  readonly title: string | null;
  readonly identifierMatches: boolean;
}

export interface StoreWrite {
  /** Minted by the caller. A write whose id the store has committed already answers as it did then. */
  readonly id: string;
  /** The revision at which everything this write was decided on was read; at any other it is stale. */
  readonly basis: number;
  readonly operation: string;
  readonly actor: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly put: { readonly [K in KeptKind]?: readonly Contents[K][] };
  readonly removed?: {
    readonly organisations?: readonly OrganisationId[];
    readonly partnerships?: readonly PartnershipId[];
  };
  /** Remembered for 30 days, in the same transaction, also when nothing is put or removed (then the revision stays). */
  readonly request?: { readonly key: string; readonly fingerprint: string; readonly answer: string };
  /** Told how many records are written, now and then. */
  readonly onProgress?: (done: number) => void;
}

export type WriteOutcome =
  | { readonly kind: "committed"; readonly revision: number }
  /** Something was committed since the basis, or the request key is remembered: read again, decide again. */
  | { readonly kind: "stale" };

export interface RememberedRequest {
  readonly fingerprint: string;
  readonly answer: string;
  readonly revision: number;
}
