/**
 * The partnerships: parties with their roles, strength and sectors by hyperedge number, beside the
 * projection, which holds their kinds and periods and the links they make.
 */
import { dateOf, dayOf, type CalendarDate } from "../domain/calendar-date.js";
import type { PartnershipId, SectorCode } from "../domain/ids.js";
import {
  hopCost,
  largestClique,
  partnershipKinds,
  partyRoles,
  unratedStrength,
  type Partnership,
  type PartyRole,
} from "../domain/partnership.js";
import type { InSteps } from "../kernel/in-steps.js";
import { Projection, type Hyperedge } from "../kernel/projection.js";
import { openSince, openUntil } from "../kernel/word.js";
import { withRoomFor } from "./columns.js";
import { Order } from "./order.js";
import type { OrganisationTable } from "./organisations.js";
import { inBatches } from "./turns.js";

/** What the network keeps of a partnership; its title, source and identifiers stay in the store. */
export type PartnershipFacts = Omit<Partnership, "title" | "source" | "identifiers" | "revision">;

const leadingRoles: ReadonlySet<PartyRole> = new Set(["COORDINATOR", "CONNECTOR"]);

export class PartnershipTable {
  readonly #organisations: OrganisationTable;
  readonly #numbers = new Map<PartnershipId, number>();
  #projection = Projection.build(0, []);
  readonly #ids: PartnershipId[] = [];
  // Each party as one small integer, node x 4 + role, in the recorded order.
  readonly #parties: (readonly number[])[] = [];
  readonly #sectors: (readonly SectorCode[])[] = [];
  // 0 where not rated.
  #strengths = new Uint8Array(0);
  readonly #sectorLists = new Map<string, readonly SectorCode[]>();

  /** By since, the latest first and the unknown last, then by id. */
  readonly byDefault = new Order(
    (a, b) =>
      // Days are 32-bit integers, their difference is exact in a double.
      // Ids are ASCII.
      this.#projection.sinceOf(b) - this.#projection.sinceOf(a) || (this.#ids[a] < this.#ids[b] ? -1 : 1),
  );

  constructor(organisations: OrganisationTable) {
    this.#organisations = organisations;
  }

  get projection(): Projection {
    return this.#projection;
  }

  get count(): number {
    return this.#numbers.size;
  }

  numberOf(id: PartnershipId): number | null {
    return this.#numbers.get(id) ?? null;
  }

  idOf(hyperedge: number): PartnershipId {
    return this.#ids[hyperedge];
  }

  /** Its sectors; equal lists are one list. */
  sectorsOf(hyperedge: number): readonly SectorCode[] {
    return this.#sectors[hyperedge];
  }

  partyCountOf(hyperedge: number): number {
    return this.#parties[hyperedge].length;
  }

  /** Whether some party's node satisfies a condition. */
  somePartyOf(hyperedge: number, holds: (node: number) => boolean): boolean {
    for (const party of this.#parties[hyperedge]) if (holds(party >> 2)) return true;
    return false;
  }

  factsOf(hyperedge: number): PartnershipFacts {
    const since = this.#projection.sinceOf(hyperedge);
    const until = this.#projection.untilOf(hyperedge);
    const strength = this.#strengths[hyperedge];
    // Parties and days are spelt out when they are asked for. An amended record gets another list; this one stays.
    const parties = this.#parties[hyperedge];
    const organisations = this.#organisations;
    return {
      id: this.#ids[hyperedge],
      kind: partnershipKinds[this.#projection.kindOf(hyperedge)],
      get parties() {
        return parties.map((party) => ({
          organisation: organisations.idOf(party >> 2),
          role: partyRoles[party & 3],
        }));
      },
      get since() {
        return sinceDate(since);
      },
      get until() {
        return untilDate(until);
      },
      strength: strength === 0 ? null : strength,
      sectors: this.#sectors[hyperedge],
    };
  }

  /** Takes in all partnerships of a new network, whose organisations are there. O(pairs). */
  *fill(partnerships: readonly PartnershipFacts[]): InSteps<void> {
    const hyperedges: Hyperedge[] = [];
    yield* inBatches(partnerships, 256, (facts) => hyperedges.push(this.#hyperedgeOf(facts)));
    this.#projection = yield* Projection.buildSteps(this.#organisations.nodeCount, hyperedges);
    yield* inBatches(partnerships, 256, (facts, number) =>
      this.#write(number, facts, hyperedges[number].members),
    );
    yield* this.byDefault.fill(partnerships.keys());
  }

  /** Adds a node for an organisation that was just given its number. */
  addNode(node: number): void {
    const added = this.#projection.addNode();
    if (added !== node) throw new Error(`Node ${node} is node ${added} of the projection`);
  }

  /** Puts a new or amended record, and answers the sectors it had before. */
  put(facts: PartnershipFacts): readonly SectorCode[] {
    // Often only its title or source was amended, which makes no other link.
    const known = this.#numbers.get(facts.id);
    if (known !== undefined && JSON.stringify(this.factsOf(known)) === JSON.stringify(facts))
      return facts.sectors;

    const hyperedge = this.#hyperedgeOf(facts);
    const before = this.remove(facts.id);
    const number = this.#projection.addHyperedge(hyperedge);
    this.#write(number, facts, hyperedge.members);
    this.byDefault.add(number);
    return before;
  }

  /** Removes one if it is there, and answers the sectors it had. */
  remove(id: PartnershipId): readonly SectorCode[] {
    const number = this.#numbers.get(id);
    if (number === undefined) return [];
    const sectors = this.#sectors[number];
    this.byDefault.remove(number);
    this.#projection.removeHyperedge(number);
    this.#numbers.delete(id);
    this.#parties[number] = [];
    this.#sectors[number] = [];
    return sectors;
  }

  /** `members` are the nodes of the parties. */
  #write(number: number, facts: PartnershipFacts, members: Int32Array): void {
    this.#numbers.set(facts.id, number);
    this.#ids[number] = facts.id;
    this.#parties[number] = facts.parties.map(({ role }, i) => members[i] * 4 + partyRoles.indexOf(role));
    this.#sectors[number] = this.#oneList(facts.sectors);
    this.#strengths = withRoomFor(this.#strengths, number + 1);
    this.#strengths[number] = facts.strength ?? 0;
  }

  #oneList(sectors: readonly SectorCode[]): readonly SectorCode[] {
    const key = sectors.join(" ");
    const list = this.#sectorLists.get(key);
    if (list === undefined) this.#sectorLists.set(key, sectors);
    return list ?? sectors;
  }

  /** A partnership as the kernel is told of it. */
  #hyperedgeOf({ parties, kind, since, until, strength }: PartnershipFacts): Hyperedge {
    return {
      members: Int32Array.from(parties, ({ organisation }) => this.#organisations.knownNodeOf(organisation)),
      leads:
        parties.length > largestClique
          ? Uint8Array.from(parties, ({ role }) => Number(leadingRoles.has(role)))
          : null,
      kind: partnershipKinds.indexOf(kind),
      since: since === null ? openSince : dayOf(since),
      until: until === null ? openUntil : dayOf(until),
      strength: strength ?? unratedStrength,
      cost: hopCost(strength, parties.length),
    };
  }
}

/** The date of a first day, null where it is open. */
export function sinceDate(day: number): CalendarDate | null {
  return day === openSince ? null : dateOf(day);
}

/** The date of a first day after, null where it is open. */
export function untilDate(day: number): CalendarDate | null {
  return day === openUntil ? null : dateOf(day);
}

/** Tells of every party how many others a partnership links it to. */
export function linkedParties({ parties }: PartnershipFacts): number[] {
  if (parties.length <= largestClique) return parties.map(() => parties.length - 1);
  const leads = parties.filter(({ role }) => leadingRoles.has(role)).length;
  return parties.map(({ role }) => (leadingRoles.has(role) ? parties.length - 1 : leads));
}
