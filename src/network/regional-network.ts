/** The network of a region's organisations alone: its groups, and what the largest of them hangs by. */
import type { CalendarDate } from "../domain/calendar-date.js";
import type { NetworkFilter } from "../domain/filter.js";
import type { OrganisationId, PartnershipId, RegionCode } from "../domain/ids.js";
import { type CutPoints, piecesWithout } from "../kernel/cut-points.js";
import { regionalNetwork } from "../kernel/regional-network.js";
import { isLongWork, type HeavyWork } from "./heavy-work.js";
import { membersOf } from "./members.js";
import type { State } from "./state.js";

export interface RegionalQuestion {
  readonly region: RegionCode;
  readonly where: NetworkFilter;
  /** The day on which partnerships run that count. */
  readonly asOf: CalendarDate;
}

export interface RegionalNetwork {
  /** Connected groups of two or more: the largest first, equal ones by their lowest id. */
  readonly groups: readonly RegionalGroup[];
  /** What cuts two or more others off from what remains of the largest group. */
  readonly cuts: readonly RegionalCut[];
}

export interface RegionalGroup {
  /** By id. */
  readonly organisations: readonly OrganisationId[];
  /** Organisations outside the region tie it to the largest group. */
  readonly tiedOutside: boolean;
}

/** An organisation or a partnership that the largest group hangs by: one of the two is given. */
export interface RegionalCut {
  readonly organisation: OrganisationId | null;
  readonly partnership: PartnershipId | null;
  /** The organisation itself; of a partnership its parties in the region that pass. */
  readonly concerned: readonly OrganisationId[];
  readonly cutOffCount: number;
  /** What remains of the group without it, each by id: the largest first, equal ones by their lowest id. O(the group). */
  pieces(): OrganisationId[][];
}

/** As of the moment it was asked; a large network is gone through in a worker. */
export async function regionalNetworkOf(
  state: State,
  heavyWork: HeavyWork,
  { region, where, asOf }: RegionalQuestion,
): Promise<RegionalNetwork> {
  const { organisations, partnerships } = state.tables;
  const { projection } = partnerships;
  const { filter } = state.filters.ofNetwork({ ...where, activeOn: asOf });
  const { places } = organisations.byId;
  const members = membersOf(state, region, where).toSorted((a, b) => places[a] - places[b]);
  const ids = Array.from(members, (node) => organisations.idOf(node));
  const idByNode = new Map(ids.map((id, place) => [members[place], id]));
  const question = { members, filter };
  const found = isLongWork(projection)
    ? await heavyWork.run("regionalNetwork", question, { isSlow: true })
    : regionalNetwork(projection, question, state.workspace);

  const idsAt = (memberPlaces: Int32Array): OrganisationId[] =>
    Array.from(memberPlaces, (place) => ids[place]);
  const cutsOf = (cuts: CutPoints): RegionalCut[] =>
    Array.from(cuts.places, (place, i) => {
      const point = cuts.order[place];
      const hyperedge = point < ids.length ? null : found.hyperedges[point - ids.length];
      const parties =
        hyperedge === null ? members.subarray(point, point + 1) : projection.membersOf(hyperedge);
      return {
        organisation: hyperedge === null ? ids[point] : null,
        partnership: hyperedge === null ? null : partnerships.idOf(hyperedge),
        concerned: Array.from(parties).flatMap((node) => idByNode.get(node) ?? []),
        cutOffCount: cuts.counts[i],
        pieces: () => piecesWithout(cuts, i, ids.length).map(idsAt),
      };
    });
  return {
    groups: Array.from(found.tiedOutside, (tied, g) => ({
      organisations: idsAt(found.groupMembers.subarray(found.groupStarts[g], found.groupStarts[g + 1])),
      tiedOutside: tied === 1,
    })),
    cuts: [...cutsOf(found.memberCuts), ...cutsOf(found.hyperedgeCuts)],
  };
}
