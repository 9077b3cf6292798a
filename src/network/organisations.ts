/**
 * The id table: every organisation's record, its node number, and what it is found and ordered by.
 *
 * A number is never handed out twice; that of a removed organisation stays a tombstone without a
 * record, in no list and in no filter.
 */
import { ownScheme, type OrganisationId } from "../domain/ids.js";
import { organisationKinds, type Organisation } from "../domain/organisation.js";
import { compareCodePoints, fold } from "../domain/text-order.js";
import type { InSteps } from "../kernel/in-steps.js";
import { withRoomFor } from "./columns.js";
import { Order } from "./order.js";
import type { RegionTable } from "./regions.js";
import { inBatches } from "./turns.js";
import { WordIndex } from "./word-index.js";

export class OrganisationTable {
  readonly #regions: RegionTable;
  readonly #nodes = new Map<OrganisationId, number>();
  readonly #ids: OrganisationId[] = [];
  readonly #records: (Organisation | null)[] = [];
  readonly #names: string[] = [];
  readonly #nodesByIdentifier = new Map<string, number>();
  readonly #schemes = new Map<string, number>();
  readonly words = new WordIndex();

  /** By folded name, then id. */
  readonly byName = new Order(
    (a, b) =>
      compareCodePoints(this.#names[a], this.#names[b]) || compareCodePoints(this.idOf(a), this.idOf(b)),
  );
  /** By id, which is ASCII; its places rank the nodes for the kernel. */
  readonly byId = new Order((a, b) => (this.idOf(a) < this.idOf(b) ? -1 : 1));

  /** By node: the position of its kind among the kinds. */
  kinds = new Uint8Array(0);
  /** By node: the number of its region, 0 where it has none. */
  regions = new Int32Array(0);

  constructor(regions: RegionTable) {
    this.#regions = regions;
  }

  /** How many organisations there are. */
  get count(): number {
    return this.#nodes.size;
  }

  /** How many node numbers were ever handed out. */
  get nodeCount(): number {
    return this.#records.length;
  }

  nodeOf(id: OrganisationId): number | null {
    return this.#nodes.get(id) ?? null;
  }

  /** The node of an organisation that is there: the caller's questions name no other. */
  knownNodeOf(id: OrganisationId): number {
    const node = this.#nodes.get(id);
    if (node === undefined) throw new Error(`Unknown organisation "${id}"`);
    return node;
  }

  recordAt(node: number): Organisation | null {
    return this.#records[node];
  }

  /** The id of a node, also of a tombstone: an answer that was long in the making may speak of one. */
  idOf(node: number): OrganisationId {
    return this.#ids[node];
  }

  /** The folded name. */
  nameOf(node: number): string {
    return this.#names[node];
  }

  /** The organisation a ref names: an id, an identifier `scheme:value`, or `schakel:<id>`. */
  find(ref: string): OrganisationId | null {
    const own = ref.startsWith(`${ownScheme}:`) ? ref.slice(ownScheme.length + 1) : ref;
    const node = this.#nodes.get(own as OrganisationId) ?? this.#nodesByIdentifier.get(ref);
    return node === undefined ? null : this.idOf(node);
  }

  /** The nodes of which some identifier equals this, whole or after its scheme; each once. O(schemes). */
  identifiedBy(value: string): number[] {
    const found = new Set<number>();
    const whole = this.#nodesByIdentifier.get(value);
    if (whole !== undefined) found.add(whole);
    for (const scheme of this.#schemes.keys()) {
      const node = this.#nodesByIdentifier.get(`${scheme}:${value}`);
      if (node !== undefined) found.add(node);
    }
    return [...found];
  }

  /** Takes in all organisations of a new network, which get the nodes 0, 1, 2 ... in the order given. */
  *fill(organisations: readonly Organisation[]): InSteps<void> {
    yield* inBatches(organisations, 256, (organisation) =>
      this.#write(this.#newNode(organisation.id), organisation),
    );
    yield* this.byId.fill(organisations.keys());
    yield* this.byName.fill(organisations.keys());
    yield* this.words.sort();
  }

  /** Puts a new or amended record and answers its node. */
  put(organisation: Organisation): number {
    const known = this.#nodes.get(organisation.id);
    if (known === undefined) {
      const node = this.#newNode(organisation.id);
      this.#write(node, organisation);
      this.byId.add(node);
      this.byName.add(node);
      return node;
    }
    this.byName.remove(known);
    this.#erase(known);
    this.#write(known, organisation);
    this.byName.add(known);
    return known;
  }

  remove(node: number): void {
    this.byName.remove(node);
    this.byId.remove(node);
    this.#nodes.delete(this.idOf(node));
    this.#erase(node);
    this.#records[node] = null;
    this.#names[node] = "";
  }

  #newNode(id: OrganisationId): number {
    const node = this.#records.length;
    this.#ids.push(id);
    this.#records.push(null);
    this.#nodes.set(id, node);
    this.kinds = withRoomFor(this.kinds, node + 1);
    this.regions = withRoomFor(this.regions, node + 1);
    return node;
  }

  #write(node: number, organisation: Organisation): void {
    this.#records[node] = organisation;
    this.#names[node] = fold(organisation.name);
    this.kinds[node] = organisationKinds.indexOf(organisation.kind);
    this.regions[node] = organisation.region === null ? 0 : this.#regions.numberOf(organisation.region);
    this.words.add(node, this.#names[node]);
    for (const identifier of organisation.identifiers) {
      this.#nodesByIdentifier.set(identifier, node);
      const scheme = schemeOf(identifier);
      this.#schemes.set(scheme, (this.#schemes.get(scheme) ?? 0) + 1);
    }
  }

  #erase(node: number): void {
    this.words.remove(node);
    for (const identifier of this.#records[node]?.identifiers ?? []) {
      // One that moved to another organisation in the same change belongs to that one by now.
      if (this.#nodesByIdentifier.get(identifier) === node) this.#nodesByIdentifier.delete(identifier);
      const scheme = schemeOf(identifier);
      const left = (this.#schemes.get(scheme) ?? 1) - 1;
      if (left === 0) this.#schemes.delete(scheme);
      else this.#schemes.set(scheme, left);
    }
  }
}

function schemeOf(identifier: string): string {
  return identifier.slice(0, identifier.indexOf(":"));
}
