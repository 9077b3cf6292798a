/**
 * Every filter, made once into what the kernel reads: marks by node and by hyperedge, bits of kinds
 * and a window of days.
 */
import { createHash } from "node:crypto";
import { dayOf, type CalendarDate, type Period } from "../domain/calendar-date.js";
import type { NetworkFilter, OrganisationFilter, PartnershipFilter } from "../domain/filter.js";
import type { OrganisationId, RegionCode, SectorCode } from "../domain/ids.js";
import { organisationKinds, type OrganisationKind } from "../domain/organisation.js";
import { partnershipKinds, type PartnershipKind } from "../domain/partnership.js";
import { passAll, type Filter } from "../kernel/filter.js";
import { linkedCountOf } from "../kernel/links.js";
import { viewComponents, type ViewComponents } from "../kernel/view-components.js";
import { openUntil } from "../kernel/word.js";
import type { Tables } from "./tables.js";

/** A filter made ready. Its marks are those of the records as they stand: use it before they change. */
export interface ReadyFilter {
  readonly filter: Filter;
  /** How many distinct organisations that pass a node is linked to under the filter. Counted when first asked for. */
  linkedCountOf(node: number): number;
  /** What hangs together under the filter. Computed when first asked for. */
  components(): ViewComponents;
  /** The same where it was computed or told already, else `null`. */
  knownComponents(): ViewComponents | null;
  /** Tells what was computed elsewhere. */
  keepComponents(found: ViewComponents): void;
}

/** Filters made ready, kept until the records change; a decision on a gap changes none. */
export class Filters {
  readonly #tables: Tables;
  readonly #kept = new Map<string, unknown>();
  #latest: string | null = null;
  #recordsRevision = -1;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** Makes a filter of the network ready. O(organisations + partnerships) when it is new. */
  ofNetwork(where: NetworkFilter): ReadyFilter {
    return this.#keep(`network ${keyOf(where)}`, () => this.#ready(networkFilter(this.#tables, where)));
  }

  /** The same, with partnerships of every period that began before a day. */
  ofNetworkBegunBefore(day: number, where: NetworkFilter): ReadyFilter {
    return this.#keep(`begun before ${day} ${keyOf(where)}`, () => {
      const filter = networkFilter(this.#tables, where);
      return this.#ready({ ...filter, sinceBefore: Math.min(filter.sinceBefore, day) });
    });
  }

  /** Marks the organisations that pass, by node; null: all of them. */
  ofOrganisations(where: OrganisationFilter): Uint8Array | null {
    const { kinds, regions, sectors, hasPartners } = where;
    return this.#keep(`organisations ${JSON.stringify([kinds, regions, sectors, hasPartners])}`, () =>
      nodeMarks(this.#tables, { kinds, regions, sectors, without: null, hasPartners }),
    );
  }

  /** The conditions on partnerships but for `parties`. */
  ofPartnerships(where: Omit<PartnershipFilter, "parties">): Filter {
    const { kinds, sectors, activeOn, endsBetween, regions } = where;
    const key = JSON.stringify([kinds, sectors, activeOn, endsBetween, regions]);
    return this.#keep(`partnerships ${key}`, () => ({
      ...passAll,
      kinds: kindBits(kinds),
      ...daysOf(activeOn, null),
      hyperedges: partnershipMarks(this.#tables, where),
    }));
  }

  #ready(filter: Filter): ReadyFilter {
    const { projection } = this.#tables.partnerships;
    const counts = new Map<number, number>();
    let components: ViewComponents | null = null;
    return {
      filter,
      linkedCountOf: (node) => {
        const known = counts.get(node);
        if (known !== undefined) return known;
        const count = linkedCountOf(projection, filter, node);
        counts.set(node, count);
        return count;
      },
      components: () => (components ??= viewComponents(projection, filter)),
      knownComponents: () => components,
      keepComponents: (found) => (components = found),
    };
  }

  #keep<T>(key: string, make: () => T): T {
    if (this.#recordsRevision !== this.#tables.recordsRevision) {
      this.#kept.clear();
      this.#latest = null;
      this.#recordsRevision = this.#tables.recordsRevision;
    }
    if (key === this.#latest) return this.#kept.get(key) as T;
    let made = this.#kept.get(key) as T | undefined;
    if (made === undefined) made = make();
    // What was asked for last stands last; the first of a full store goes.
    this.#kept.delete(key);
    this.#kept.set(key, made);
    this.#latest = key;
    if (this.#kept.size > mostKept) this.#kept.delete(this.#kept.keys().next().value as string);
    return made;
  }
}

// A page of fifty nested lists, each with a filter of its own, fits.
const mostKept = 64;

/** Names a filter in a few characters, those that mean the same alike. */
export function nameOf(where: NetworkFilter): string {
  return createHash("sha256").update(keyOf(where)).digest("base64url").slice(0, 16);
}

// A filter is asked with again and again, also for each of many organisations; its lists may be long.
const keys = new WeakMap<NetworkFilter, string>();

/** The same for filters that mean the same. */
function keyOf(where: NetworkFilter): string {
  let key = keys.get(where);
  if (key !== undefined) return key;
  key = JSON.stringify([
    where.organisationKinds,
    where.regions,
    where.organisationSectors,
    where.without,
    where.partnershipKinds,
    where.partnershipSectors,
    where.activeOn,
    where.activeBetween,
    where.minStrength,
    where.maxParties,
  ]);
  keys.set(where, key);
  return key;
}

function networkFilter(tables: Tables, where: NetworkFilter): Filter {
  return {
    nodes: nodeMarks(tables, {
      kinds: where.organisationKinds,
      regions: where.regions,
      sectors: where.organisationSectors,
      without: where.without,
      hasPartners: null,
    }),
    kinds: kindBits(where.partnershipKinds),
    minStrength: where.minStrength ?? passAll.minStrength,
    ...daysOf(where.activeOn, where.activeBetween),
    hyperedges: sizeAndSectorMarks(tables, where.maxParties, where.partnershipSectors),
  };
}

function kindBits(kinds: readonly PartnershipKind[] | null): number {
  if (kinds === null) return passAll.kinds;
  return kinds.reduce((bits, kind) => bits | (1 << partnershipKinds.indexOf(kind)), 0);
}

/** The window that partnerships must have run in, on a day and on some day of a period. */
function daysOf(
  activeOn: CalendarDate | null,
  activeBetween: Period | null,
): Pick<Filter, "sinceBefore" | "untilAfter"> {
  let { sinceBefore, untilAfter } = passAll;
  if (activeOn !== null) {
    sinceBefore = dayOf(activeOn) + 1;
    untilAfter = dayOf(activeOn);
  }
  const { since = null, until = null } = activeBetween ?? {};
  if (until !== null) sinceBefore = Math.min(sinceBefore, dayOf(until));
  if (since !== null) untilAfter = Math.max(untilAfter, dayOf(since));
  return { sinceBefore, untilAfter };
}

interface OrganisationConditions {
  readonly kinds: readonly OrganisationKind[] | null;
  readonly regions: readonly RegionCode[] | null;
  readonly sectors: readonly SectorCode[] | null;
  readonly without: readonly OrganisationId[] | null;
  readonly hasPartners: boolean | null;
}

function nodeMarks(tables: Tables, conditions: OrganisationConditions): Uint8Array | null {
  const { kinds, regions, sectors, without, hasPartners } = conditions;
  if (kinds === null && regions === null && sectors === null && without === null && hasPartners === null)
    return null;

  const { organisations } = tables;
  const { projection } = tables.partnerships;
  const marks = new Uint8Array(organisations.nodeCount);
  const kindPasses = kinds === null ? null : organisationKinds.map((kind) => kinds.includes(kind));
  const regionPasses = regions === null ? null : tables.regions.marksOf(regions);
  const sectorSet = sectors === null ? null : new Set(sectors);
  for (let node = 0; node < marks.length; node++) {
    if (kindPasses !== null && !kindPasses[organisations.kinds[node]]) continue;
    if (regionPasses !== null && regionPasses[organisations.regions[node]] !== 1) continue;
    if (sectorSet !== null && !organisations.recordAt(node)?.sectors.some((sector) => sectorSet.has(sector)))
      continue;
    if (hasPartners !== null && projection.partnerCountOf(node) > 0 !== hasPartners) continue;
    if (organisations.recordAt(node) !== null) marks[node] = 1;
  }
  for (const id of without ?? []) {
    const node = organisations.nodeOf(id);
    if (node !== null) marks[node] = 0;
  }
  return marks;
}

function sizeAndSectorMarks(
  tables: Tables,
  maxParties: number | null,
  sectors: readonly SectorCode[] | null,
): Uint8Array | null {
  if (maxParties === null && sectors === null) return null;
  const { partnerships } = tables;
  const bears = sectorTest(sectors);
  return marksOfPresent(
    tables,
    (hyperedge) =>
      (maxParties === null || partnerships.partyCountOf(hyperedge) <= maxParties) &&
      bears(partnerships.sectorsOf(hyperedge)),
  );
}

function partnershipMarks(
  tables: Tables,
  { sectors, endsBetween, regions }: Pick<PartnershipFilter, "sectors" | "endsBetween" | "regions">,
): Uint8Array | null {
  if (sectors === null && endsBetween === null && regions === null) return null;
  const { organisations, partnerships } = tables;
  const bears = sectorTest(sectors);
  const regionPasses = regions === null ? null : tables.regions.marksOf(regions);
  const liesThere = (node: number): boolean => regionPasses?.[organisations.regions[node]] === 1;
  const { since = null, until: end = null } = endsBetween ?? {};
  const earliest = since === null ? -Infinity : dayOf(since);
  // An end that is not set lies in no period, however open.
  const latest = endsBetween === null ? Infinity : end === null ? openUntil : dayOf(end);
  return marksOfPresent(tables, (hyperedge) => {
    const until = partnerships.projection.untilOf(hyperedge);
    return (
      until >= earliest &&
      until < latest &&
      bears(partnerships.sectorsOf(hyperedge)) &&
      (regionPasses === null || partnerships.somePartyOf(hyperedge, liesThere))
    );
  });
}

/** Tells whether a list of sectors has one of those wanted; judges each list of the partnership table once. */
function sectorTest(wanted: readonly SectorCode[] | null): (sectors: readonly SectorCode[]) => boolean {
  if (wanted === null) return () => true;
  const verdicts = new Map<readonly SectorCode[], boolean>();
  return (sectors) => {
    let verdict = verdicts.get(sectors);
    if (verdict === undefined)
      verdicts.set(sectors, (verdict = sectors.some((sector) => wanted.includes(sector))));
    return verdict;
  };
}

function marksOfPresent(tables: Tables, holds: (hyperedge: number) => boolean): Uint8Array {
  const { projection } = tables.partnerships;
  const marks = new Uint8Array(projection.hyperedgeCount);
  for (let hyperedge = 0; hyperedge < marks.length; hyperedge++)
    if (projection.isPresent(hyperedge) && holds(hyperedge)) marks[hyperedge] = 1;
  return marks;
}
