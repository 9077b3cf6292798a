/** What lies within some hops of some nodes, and the way there. */
import { type Filter, hyperedgePasses } from "./filter.js";
import type { Projection } from "./projection.js";
import type { Workspace } from "./workspace.js";

export interface BallQuestion {
  /** Each once; exempt from `filter.nodes`. */
  readonly centres: Int32Array;
  /** Nodes that are left out, as if they were not there. */
  readonly blocked: Int32Array;
  readonly hops: number;
  readonly filter: Filter;
  /** How many nodes at most. */
  readonly limit: number;
  /** By node: where it stands in the order that decides between equals; no two alike. */
  readonly ranks: Int32Array;
}

export interface Ball {
  /** Nearest first, equally near ones by rank. */
  readonly nodes: Int32Array;
  /** How far each is. */
  readonly hops: Uint8Array;
  /** The position in `nodes` of the one before it on a shortest way, of those the one of the lowest rank; −1 for a centre. */
  readonly parents: Int32Array;
}

/**
 * Finds the nodes within some hops of the nearest centre under the filter, the centres included.
 *
 * Goes from hyperedge to hyperedge: O(memberships of what is found), and the sorting of each level.
 */
export function ballAround(projection: Projection, question: BallQuestion, workspace: Workspace): Ball {
  const { centres, blocked, filter, limit, ranks } = question;
  workspace.fit(projection);
  const { marks, hyperedgeMarks, forward: found, parents: positions } = workspace;
  const { members, memberStarts } = projection;
  const { starts, ends, hyperedges } = projection.memberships;
  const stamp = workspace.takeStamps(2);
  const onlyLeads = stamp;
  const everyMember = stamp + 1;
  for (const node of blocked) marks[node] = stamp;

  let tail = 0;
  for (const node of centres) {
    if (marks[node] === stamp) continue;
    marks[node] = stamp;
    positions[node] = -1;
    found[tail++] = node;
  }
  sortByRank(found, 0, tail, ranks);
  const levelEnds = [tail];

  for (let level = 0, start = 0; level < question.hops && tail < limit && start < tail; level++) {
    const end = tail;
    for (let head = start; head < end; head++) {
      const node = found[head];
      for (let i = starts[node]; i < ends[node]; i++) {
        const hyperedge = hyperedges[i];
        const mark = hyperedgeMarks[hyperedge];
        if (mark === everyMember || !hyperedgePasses(projection, filter, hyperedge)) continue;
        // A plain member of a hyperedge with leads sees only those; a lead that comes later sees all.
        const leads = projection.leadsOf(hyperedge);
        const first = memberStarts[hyperedge];
        const isLead = leads === null || leads[members.indexOf(node, first) - first] === 1;
        if (!isLead && mark === onlyLeads) continue;
        hyperedgeMarks[hyperedge] = isLead ? everyMember : onlyLeads;
        for (let m = first; m < memberStarts[hyperedge + 1]; m++) {
          const member = members[m];
          if (marks[member] === stamp || !(isLead || leads[m - first] === 1)) continue;
          if (filter.nodes !== null && filter.nodes[member] === 0) continue;
          marks[member] = stamp;
          positions[member] = head;
          found[tail++] = member;
        }
      }
    }
    sortByRank(found, end, tail, ranks);
    levelEnds.push(tail);
    start = end;
  }

  const nodes = found.slice(0, Math.min(tail, limit));
  const hops = new Uint8Array(nodes.length);
  levelEnds.forEach((end, level) => hops.fill(level + 1, end));
  return { nodes, hops, parents: nodes.map((node) => positions[node]) };
}

/** Sorts a stretch of nodes by their ranks. */
function sortByRank(nodes: Int32Array, start: number, end: number, ranks: Int32Array): void {
  // Numbers sort faster than a comparison is called; rank × 2^22 + node is exact up to four million nodes.
  const keys = new Float64Array(end - start);
  for (let i = start; i < end; i++) keys[i - start] = ranks[nodes[i]] * 4_194_304 + nodes[i];
  keys.sort();
  for (let i = start; i < end; i++) nodes[i] = keys[i - start] % 4_194_304;
}
