/** The sectors of a region's organisations, and who works together in each. */
import { dayOf, type CalendarDate } from "../domain/calendar-date.js";
import type { OrganisationId, SectorCode } from "../domain/ids.js";
import { organisationKinds, type OrganisationKind } from "../domain/organisation.js";
import { compareCodePoints } from "../domain/text-order.js";
import { hyperedgePasses } from "../kernel/filter.js";
import { membersOf } from "./members.js";
import type { RegionalQuestion } from "./regional-network.js";
import type { State } from "./state.js";
import type { Tables } from "./tables.js";

/** A sector of a region. */
export interface RegionSector {
  readonly sector: SectorCode;
  /** Those of the region in it, in NAME order. */
  readonly organisations: readonly OrganisationId[];
  /** Their active partnerships. */
  readonly partnershipCount: number;
  /** The kinds of all parties of these that pass, wherever they lie. */
  readonly kinds: ReadonlySet<OrganisationKind>;
}

/** The sectors of an organisation: its own and those of its partnerships up to a day, by code. O(its partnerships). */
export function sectorsOf({ tables }: State, id: OrganisationId, asOf: CalendarDate): readonly SectorCode[] {
  return createSectorReader(tables, asOf)(tables.organisations.knownNodeOf(id));
}

/** The same for all that lie in a region and pass, in NAME order; equal lists are one list. O(their partnerships). */
export function memberSectorsOf(
  state: State,
  { region, where, asOf }: RegionalQuestion,
): Map<OrganisationId, readonly SectorCode[]> {
  const { organisations } = state.tables;
  const members = membersOf(state, region, where);
  const lists = sectorListsOf(state, members, asOf);
  return new Map(Array.from(members, (node, place) => [organisations.idOf(node), lists[place]]));
}

interface SectorLists {
  readonly asOf: CalendarDate;
  readonly lists: readonly (readonly SectorCode[])[];
}

const sectorListsByMembers = new WeakMap<Int32Array, SectorLists>();

/** The same for what `membersOf()` gave, in its order; those of the day asked about last are kept as long as that is. */
export function sectorListsOf(
  { tables }: State,
  members: Int32Array,
  asOf: CalendarDate,
): SectorLists["lists"] {
  const known = sectorListsByMembers.get(members);
  if (known?.asOf === asOf) return known.lists;
  const lists = Array.from(members, createSectorReader(tables, asOf));
  sectorListsByMembers.set(members, { asOf, lists });
  return lists;
}

/** The sectors of a region by code. O(for each sector, the partnerships of its organisations, and their parties once). */
export function regionSectorsOf(state: State, { region, where, asOf }: RegionalQuestion): RegionSector[] {
  const { organisations, partnerships } = state.tables;
  const { projection } = partnerships;
  const members = membersOf(state, region, where);
  const lists = sectorListsOf(state, members, asOf);
  const nodesBySector = new Map<SectorCode, number[]>();
  lists.forEach((list, place) => {
    for (const sector of list) {
      const nodes = nodesBySector.get(sector);
      if (nodes === undefined) nodesBySector.set(sector, [members[place]]);
      else nodes.push(members[place]);
    }
  });

  const kindsOf = createKindReader(state, { region, where, asOf });
  const counted = new Int32Array(projection.hyperedgeCount);
  const sectors = [...nodesBySector.keys()].sort(compareCodePoints);
  return sectors.map((sector, s) => {
    const nodes = nodesBySector.get(sector)!;
    let partnershipCount = 0;
    let bits = 0;
    for (const node of nodes)
      for (const hyperedge of projection.hyperedgesOf(node)) {
        if (counted[hyperedge] === s + 1) continue;
        counted[hyperedge] = s + 1;
        const kinds = kindsOf(hyperedge);
        if (kinds === 0) continue;
        partnershipCount++;
        bits |= kinds;
      }
    return {
      sector,
      organisations: nodes.map((node) => organisations.idOf(node)),
      partnershipCount,
      kinds: new Set(organisationKinds.filter((_, kind) => ((bits >> kind) & 1) === 1)),
    };
  });
}

/** Tells the sectors of nodes, each list once. */
function createSectorReader(
  { organisations, partnerships }: Tables,
  asOf: CalendarDate,
): (node: number) => readonly SectorCode[] {
  const { projection } = partnerships;
  const day = dayOf(asOf);
  const lists = new Map<string, readonly SectorCode[]>();
  return (node) => {
    const own = organisations.recordAt(node)?.sectors ?? [];
    // Many partnerships have the same few lists of sectors.
    const distinct = new Set([own]);
    for (const hyperedge of projection.hyperedgesOf(node))
      if (projection.sinces[hyperedge] <= day) distinct.add(partnerships.sectorsOf(hyperedge));
    const sectors = new Set<SectorCode>();
    for (const list of distinct) for (const sector of list) sectors.add(sector);
    const sorted = [...sectors].sort(compareCodePoints);
    const key = sorted.join(" ");
    const known = lists.get(key);
    if (known === undefined) lists.set(key, sorted);
    return known ?? sorted;
  };
}

/** Tells the kinds of a partnership's parties that pass, as bits; 0 where it is not active. Judges each once. */
function createKindReader(
  { tables, filters }: State,
  { where, asOf }: RegionalQuestion,
): (hyperedge: number) => number {
  const { organisations, partnerships } = tables;
  const { projection } = partnerships;
  const { filter } = filters.ofNetwork({ ...where, activeOn: asOf });
  const { nodes } = filter;
  const verdicts = new Int8Array(projection.hyperedgeCount).fill(-1);
  return (hyperedge) => {
    if (verdicts[hyperedge] !== -1) return verdicts[hyperedge];
    let bits = 0;
    let passing = 0;
    if (hyperedgePasses(projection, filter, hyperedge))
      for (const node of projection.membersOf(hyperedge)) {
        if (nodes !== null && nodes[node] === 0) continue;
        passing++;
        bits |= 1 << organisations.kinds[node];
      }
    return (verdicts[hyperedge] = passing >= 2 ? bits : 0);
  };
}
