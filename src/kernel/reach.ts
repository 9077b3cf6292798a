/** How far a search would get. */
import { type Filter, hyperedgePasses } from "./filter.js";
import type { Projection } from "./projection.js";
import type { Workspace } from "./workspace.js";

/**
 * Counts the nodes that the sources reach under the filter, however many hops it takes. Neither sources nor
 * blocked nodes are counted, and no way leads through a blocked one. The sources are exempt from
 * `filter.nodes`.
 *
 * Goes from hyperedge to hyperedge, so a group of n costs n and not n²: O(memberships of what is reached).
 */
export function reachOf(
  projection: Projection,
  question: { readonly sources: Int32Array; readonly blocked: Int32Array; readonly filter: Filter },
  workspace: Workspace,
): number {
  return spread(projection, question, noNodes, workspace).count;
}

/**
 * The fewest hops from a source to a target under the filter, however many it takes; `null` where there is no
 * way. Sources and targets are exempt from `filter.nodes`. Cost as for `reachOf`, less where a target is near.
 */
export function hopsBetween(
  projection: Projection,
  question: { readonly sources: Int32Array; readonly targets: Int32Array; readonly filter: Filter },
  workspace: Workspace,
): number | null {
  const { sources, targets, filter } = question;
  return spread(projection, { sources, blocked: noNodes, filter }, targets, workspace).hops;
}

const noNodes = new Int32Array(0);

/** Goes as far as it gets and counts, or no further than to the nearest of some targets. */
function spread(
  projection: Projection,
  question: { readonly sources: Int32Array; readonly blocked: Int32Array; readonly filter: Filter },
  targets: Int32Array,
  workspace: Workspace,
): { readonly count: number; readonly hops: number | null } {
  const { sources, blocked, filter } = question;
  workspace.fit(projection);
  const { marks, hyperedgeMarks, forward: found } = workspace;
  const { members, memberStarts } = projection;
  const { starts, ends, hyperedges } = projection.memberships;
  // A hyperedge with leads is met twice: by a plain member, which sees only the leads, and by a lead.
  const stamp = workspace.takeStamps(3);
  const onlyLeads = stamp;
  const everyMember = stamp + 1;
  const goal = stamp + 2;

  for (const node of blocked) marks[node] = stamp;
  for (const node of targets) marks[node] = goal;
  let tail = 0;
  for (const node of sources) {
    if (marks[node] === goal) return { count: 0, hops: 0 };
    if (marks[node] === stamp) continue;
    marks[node] = stamp;
    found[tail++] = node;
  }
  const sourceCount = tail;

  let hops = 0;
  for (let head = 0, levelEnd = 0; head < tail; head++) {
    if (head === levelEnd) {
      hops++;
      levelEnd = tail;
    }
    const node = found[head];
    for (let i = starts[node]; i < ends[node]; i++) {
      const hyperedge = hyperedges[i];
      const mark = hyperedgeMarks[hyperedge];
      if (mark === everyMember || !hyperedgePasses(projection, filter, hyperedge)) continue;
      const leads = projection.leadsOf(hyperedge);
      const first = memberStarts[hyperedge];
      const isLead = leads === null || leads[members.indexOf(node, first) - first] === 1;
      if (!isLead && mark === onlyLeads) continue;
      hyperedgeMarks[hyperedge] = isLead ? everyMember : onlyLeads;
      for (let m = first; m < memberStarts[hyperedge + 1]; m++) {
        const member = members[m];
        if (marks[member] === stamp || !(isLead || leads[m - first] === 1)) continue;
        if (marks[member] === goal) return { count: tail - sourceCount, hops };
        if (filter.nodes !== null && filter.nodes[member] === 0) continue;
        marks[member] = stamp;
        found[tail++] = member;
      }
    }
  }
  return { count: tail - sourceCount, hops: null };
}
