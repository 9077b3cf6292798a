/** The network of some nodes alone: the groups it falls into, and what the largest of them hangs by. */
import { type CutPoints, cutPointsOf } from "./cut-points.js";
import type { Filter } from "./filter.js";
import { type Incidence, incidenceOf } from "./incidence.js";
import type { Projection } from "./projection.js";
import { viewComponents } from "./view-components.js";
import type { Workspace } from "./workspace.js";

export interface RegionalNetworkQuestion {
  /** Each once, in the order that decides between equals. They pass the filter. */
  readonly members: Int32Array;
  readonly filter: Filter;
}

/** All of it in places among the members that were asked about. */
export interface RegionalNetwork {
  /**
   * The groups of two or more: the largest first, equal ones by their first member. The members of group
   * `g` are `groupMembers[groupStarts[g]]` up to, not including, `groupMembers[groupStarts[g + 1]]`, ascending.
   */
  readonly groupStarts: Int32Array;
  readonly groupMembers: Int32Array;
  /** By group: 1 where nodes that are no members tie it to the first one. */
  readonly tiedOutside: Uint8Array;
  /** Members of the first group whose loss cuts two or more off from the largest piece that remains. */
  readonly memberCuts: CutPoints;
  /** The same for hyperedges, each lost with all its links; their points come after the members. */
  readonly hyperedgeCuts: CutPoints;
  /** The hyperedges, by point after the members. */
  readonly hyperedges: Int32Array;
}

/** Fewer that are cut off are no concern. */
const leastCutOff = 2;

/** Finds the groups of a regional network and the points its largest group hangs by. O(nodes + memberships). */
export function regionalNetwork(
  projection: Projection,
  { members, filter }: RegionalNetworkQuestion,
  workspace: Workspace,
): RegionalNetwork {
  const incidence = incidenceOf(projection, members, filter, workspace);
  const groups = groupsOf(incidence);
  const root = groups[0]?.[0] ?? -1;
  // A lone lead takes the links of its hyperedge with it, so that members are judged with the two as one.
  const merged = incidence.hasLoneLeads
    ? incidenceOf(projection, members, filter, workspace, true)
    : incidence;

  const groupStarts = new Int32Array(groups.length + 1);
  groups.forEach((group, g) => (groupStarts[g + 1] = groupStarts[g] + group.length));
  const groupMembers = new Int32Array(groupStarts[groups.length]);
  groups.forEach((group, g) => groupMembers.set(group, groupStarts[g]));
  return {
    groupStarts,
    groupMembers,
    tiedOutside: tiesOutside(projection, members, filter, groups),
    memberCuts: cutsAround(merged, root, (point) => point < members.length),
    hyperedgeCuts: cutsAround(incidence, root, (point) => point >= members.length),
    hyperedges: incidence.hyperedges,
  };
}

function cutsAround(incidence: Incidence, root: number, isWanted: (point: number) => boolean): CutPoints {
  return root === -1 ? noCuts : cutPointsOf(incidence, root, leastCutOff, isWanted);
}

const none = new Int32Array(0);
const noCuts: CutPoints = {
  order: none,
  places: none,
  counts: none,
  pieceOffsets: Int32Array.of(0),
  pieceStarts: none,
  pieceEnds: none,
};

/** The connected groups of two or more members: the largest first, equal ones by their first member. */
function groupsOf({ memberCount, offsets, neighbours }: Incidence): Int32Array[] {
  const seen = new Uint8Array(offsets.length - 1);
  const found = new Int32Array(offsets.length - 1);
  const groups: Int32Array[] = [];
  for (let member = 0; member < memberCount; member++) {
    if (seen[member] === 1 || offsets[member] === offsets[member + 1]) continue;
    let tail = 0;
    seen[member] = 1;
    found[tail++] = member;
    for (let head = 0; head < tail; head++) {
      const point = found[head];
      for (let i = offsets[point]; i < offsets[point + 1]; i++) {
        const neighbour = neighbours[i];
        if (seen[neighbour] === 1) continue;
        seen[neighbour] = 1;
        found[tail++] = neighbour;
      }
    }
    groups.push(
      found
        .slice(0, tail)
        .filter((point) => point < memberCount)
        .sort(),
    );
  }
  // They come by their first member, and sorting keeps that order between equals.
  return groups.sort((a, b) => b.length - a.length);
}

/** By group: 1 where the network of all passing nodes connects it to the first one, which it itself does not. */
function tiesOutside(
  projection: Projection,
  members: Int32Array,
  filter: Filter,
  groups: readonly Int32Array[],
): Uint8Array {
  const tied = new Uint8Array(groups.length);
  if (groups.length < 2) return tied;
  const { components } = viewComponents(projection, filter);
  const componentOf = (group: Int32Array): number => components[members[group[0]]];
  for (let g = 1; g < groups.length; g++) tied[g] = Number(componentOf(groups[g]) === componentOf(groups[0]));
  return tied;
}
