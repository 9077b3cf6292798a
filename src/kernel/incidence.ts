/**
 * Some nodes and the hyperedges that link them, as one network of points: a group of n is a point with n
 * neighbours instead of n² links.
 *
 * Points 0 to `memberCount` − 1 are the members, in the order given; the rest are the hyperedges that link
 * two or more of them. Taking a hyperedge's point away takes all its links away at once.
 */
import { type Filter, hyperedgePasses } from "./filter.js";
import type { Projection } from "./projection.js";
import type { Workspace } from "./workspace.js";

export interface Incidence {
  readonly memberCount: number;
  /** The hyperedges, by point after the members. */
  readonly hyperedges: Int32Array;
  /** The neighbours of point `p` are `neighbours[offsets[p]]` up to, not including, `neighbours[offsets[p + 1]]`. */
  readonly offsets: Int32Array;
  readonly neighbours: Int32Array;
  /** Whether some hyperedge hangs together by one lead alone, so that taking that member away takes its links away too. */
  readonly hasLoneLeads: boolean;
}

/**
 * Gathers what links some nodes under a filter, which they are taken to pass: the hyperedges that pass and
 * link two or more of them. O(their memberships, and the members of what links them).
 *
 * With `mergeLoneLeads` a hyperedge of which just one lead is there is no point of its own: its members are
 * neighbours of that lead, so that it goes where the lead goes.
 */
export function incidenceOf(
  projection: Projection,
  members: Int32Array,
  filter: Filter,
  workspace: Workspace,
  mergeLoneLeads = false,
): Incidence {
  const common = commonHyperedges(projection, members, filter, workspace);
  const isMember = workspace.placeNodes(projection, members);
  const placeOf = (node: number): number =>
    workspace.marks[node] === isMember ? workspace.parents[node] : -1;
  const hyperedges: number[] = [];
  const ends: number[] = [];
  let hasLoneLeads = false;
  for (const hyperedge of common) {
    const leads = leadsAmong(projection, hyperedge, placeOf);
    if (leads === 0) continue;
    const loneLead = leads > 0 ? leads - 1 : -1;
    if (loneLead !== -1) hasLoneLeads = true;
    const centre =
      loneLead !== -1 && mergeLoneLeads ? loneLead : members.length + hyperedges.push(hyperedge) - 1;
    for (const node of projection.membersOf(hyperedge)) {
      const place = placeOf(node);
      if (place !== -1 && place !== centre) ends.push(place, centre);
    }
  }
  const rows = rowsOf(members.length + hyperedges.length, ends);
  return {
    memberCount: members.length,
    hyperedges: Int32Array.from(hyperedges),
    ...rows,
    hasLoneLeads,
  };
}

/** The passing hyperedges that two or more nodes are members of, ascending. O(their memberships), and the answer is sorted. */
function commonHyperedges(
  projection: Projection,
  nodes: Int32Array,
  filter: Filter,
  workspace: Workspace,
): Int32Array {
  workspace.fit(projection);
  const once = workspace.takeStamps(2);
  const more = once + 1;
  const { hyperedgeMarks } = workspace;
  const common: number[] = [];
  for (const node of nodes)
    for (const hyperedge of projection.hyperedgesOf(node)) {
      if (hyperedgeMarks[hyperedge] === once) {
        hyperedgeMarks[hyperedge] = more;
        if (hyperedgePasses(projection, filter, hyperedge)) common.push(hyperedge);
      } else if (hyperedgeMarks[hyperedge] !== more) hyperedgeMarks[hyperedge] = once;
    }
  return Int32Array.from(common).sort();
}

/** Who leads among the members: 0 nobody, a place + 1 that one alone; −1 where all may, or more than one does. */
function leadsAmong(projection: Projection, hyperedge: number, placeOf: (node: number) => number): number {
  const leads = projection.leadsOf(hyperedge);
  if (leads === null) return -1;
  const members = projection.membersOf(hyperedge);
  let found = 0;
  for (let m = 0; m < members.length; m++) {
    if (leads[m] === 0 || placeOf(members[m]) === -1) continue;
    if (found > 0) return -1;
    found = placeOf(members[m]) + 1;
  }
  return found;
}

/** The neighbours of each point, from the two ends of every tie, one after the other. */
function rowsOf(count: number, ends: readonly number[]): Pick<Incidence, "offsets" | "neighbours"> {
  const offsets = new Int32Array(count + 1);
  for (const end of ends) offsets[end + 1]++;
  for (let point = 0; point < count; point++) offsets[point + 1] += offsets[point];
  const next = offsets.slice(0, count);
  const neighbours = new Int32Array(ends.length);
  for (let i = 0; i < ends.length; i += 2) {
    neighbours[next[ends[i]]++] = ends[i + 1];
    neighbours[next[ends[i + 1]]++] = ends[i];
  }
  return { offsets, neighbours };
}
