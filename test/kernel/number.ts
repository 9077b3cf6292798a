/** Records as the kernel knows them: numbers for organisations and partnerships, filters as masks. */
import { type CalendarDate, dayOf } from "../../src/domain/calendar-date.js";
import type { NetworkFilter } from "../../src/domain/filter.js";
import type { OrganisationId } from "../../src/domain/ids.js";
import {
  hopCost,
  largestClique,
  type Partnership,
  partnershipKinds,
  unratedStrength,
} from "../../src/domain/partnership.js";
import type { Filter } from "../../src/kernel/filter.js";
import { type Hyperedge, Projection } from "../../src/kernel/projection.js";
import { createWorkspace, type Workspace } from "../../src/kernel/workspace.js";
import { organisationPasses, partnershipPasses, type Records } from "../oracle/records.js";
import { organisationId } from "../support/draw.js";

const openSince = -2147483648;
const openUntil = 2147483647;

export class NumberedNetwork {
  readonly projection: Projection;
  readonly workspace: Workspace;
  /** By node: its place in the order of ids. */
  readonly ranks: Int32Array;
  private readonly nodes: ReadonlyMap<OrganisationId, number>;

  constructor(readonly records: Records) {
    this.nodes = new Map(records.organisations.map(({ id }, node) => [id, node]));
    const hyperedges = records.partnerships.map((partnership) => this.hyperedgeOf(partnership));
    this.projection = Projection.build(records.organisations.length, hyperedges);
    this.workspace = createWorkspace(this.projection);
    const ordered = records.organisations.map(({ id }) => id).sort();
    this.ranks = Int32Array.from(records.organisations, ({ id }) => ordered.indexOf(id));
  }

  nodeOf(id: OrganisationId): number {
    return this.nodes.get(id)!;
  }

  nodesOf(ids: readonly OrganisationId[]): Int32Array {
    return Int32Array.from(ids, (id) => this.nodeOf(id));
  }

  idsOf(nodes: Iterable<number>): OrganisationId[] {
    return Array.from(nodes, (node) => this.records.organisations[node].id);
  }

  /** The node of an organisation by the name it is drawn with. */
  node(name: string): number {
    return this.nodeOf(organisationId(name));
  }

  names(nodes: Iterable<number>): string[] {
    return Array.from(nodes, (node) => this.records.organisations[node].name);
  }

  hyperedgeOf({ parties, kind, since, until, strength }: Partnership): Hyperedge {
    const leads = parties.map(({ role }) => (role === "COORDINATOR" || role === "CONNECTOR" ? 1 : 0));
    return {
      members: this.nodesOf(parties.map(({ organisation }) => organisation)),
      leads: parties.length <= (this.records.largestClique ?? largestClique) ? null : Uint8Array.from(leads),
      kind: partnershipKinds.indexOf(kind),
      since: since === null ? openSince : dayOf(since),
      until: until === null ? openUntil : dayOf(until),
      strength: strength ?? unratedStrength,
      cost: hopCost(strength, parties.length),
    };
  }

  filterOf(where: NetworkFilter): Filter {
    const { organisations, partnerships } = this.records;
    const kinds = where.partnershipKinds ?? partnershipKinds;
    // What the numbers below do not say is asked of the records.
    const rest = { ...where, partnershipKinds: null, minStrength: null, activeOn: null, activeBetween: null };
    const restricts = (...values: unknown[]) => values.some((value) => value !== null);
    const ends = [where.activeOn, where.activeBetween?.since ?? null].filter((day) => day !== null);
    const starts = [nextDay(where.activeOn), dayNumber(where.activeBetween?.until ?? null)];
    return {
      kinds: kinds.reduce((bits, kind) => bits | (1 << partnershipKinds.indexOf(kind)), 0),
      minStrength: where.minStrength ?? 1,
      sinceBefore: Math.min(openUntil, ...starts.filter((day) => day !== null)),
      untilAfter: Math.max(openSince, ...ends.map((day) => dayOf(day))),
      nodes: restricts(where.organisationKinds, where.regions, where.organisationSectors, where.without)
        ? Uint8Array.from(organisations, (one) => Number(organisationPasses(this.records, where, one)))
        : null,
      hyperedges: restricts(where.partnershipSectors, where.maxParties)
        ? Uint8Array.from(partnerships, (one) => Number(partnershipPasses(rest, one)))
        : null,
    };
  }
}

function dayNumber(date: CalendarDate | null): number | null {
  return date === null ? null : dayOf(date);
}

function nextDay(date: CalendarDate | null): number | null {
  return date === null ? null : dayOf(date) + 1;
}
