/** What a drawing shows of the network, in numbers: some nodes, the most telling first, and the links among them. */
import { egoNetwork } from "../kernel/ego-network.js";
import type { Filter } from "../kernel/filter.js";
import { linkedCountOf, pairsAmong, type LinkedPairs } from "../kernel/links.js";
import type { Projection } from "../kernel/projection.js";
import type { Workspace } from "../kernel/workspace.js";
import { sortedByCount } from "./sorted-by-count.js";

export interface NumberedViewQuestion {
  /** All nodes, in the order that decides between those that are linked to as many. */
  readonly nodes: Int32Array;
  /** Only what lies within so many hops of a node, itself exempt from the filter; null: all that passes. */
  readonly around: { readonly source: number; readonly hops: number } | null;
  readonly filter: Filter;
  readonly first: number;
  readonly firstLinks: number;
}

export interface NumberedView {
  readonly nodes: Int32Array;
  /** By their places in `nodes`. */
  readonly pairs: LinkedPairs;
  /** There are more nodes than were asked for. */
  readonly truncated: boolean;
}

/** Nearest first, then most linked under the filter, then in the order of `nodes`. O(nodes + arcs of those shown or gone through). */
export function drawView(
  projection: Projection,
  question: NumberedViewQuestion,
  workspace: Workspace,
): NumberedView {
  const { filter, first, firstLinks } = question;
  const hops = hopsTo(projection, question, workspace);
  const shown = question.nodes.filter((node) => hops[node] !== unseen);
  const counts = new Int32Array(projection.nodeCount);
  for (const node of shown) counts[node] = linkedCountOf(projection, filter, node);
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  const byCount = sortedByCount(shown, (node) => most - counts[node]);
  const sorted = question.around === null ? byCount : sortedByCount(byCount, (node) => hops[node]);
  const nodes = sorted.slice(0, first);
  return {
    nodes,
    pairs: pairsAmong(projection, nodes, filter, firstLinks, workspace),
    truncated: sorted.length > nodes.length,
  };
}

const unseen = 255;

/** By node: how many hops away it is, 0 for all that pass where nothing is in the middle; 255 where it is not shown. */
function hopsTo(
  projection: Projection,
  { around, filter }: NumberedViewQuestion,
  workspace: Workspace,
): Uint8Array {
  const hops = new Uint8Array(projection.nodeCount);
  if (around === null)
    return filter.nodes === null ? hops : hops.map((_, node) => (filter.nodes?.[node] === 1 ? 0 : unseen));
  hops.fill(unseen);
  const ego = egoNetwork(projection, { ...around, filter }, workspace);
  ego.nodes.forEach((node, i) => (hops[node] = ego.hops[i]));
  return hops;
}
