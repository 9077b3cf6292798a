/** Who shares which neighbours: a part of a network turned round, for scores over common neighbours. */
import { type Filter, passingHyperedges, restrictsHyperedges } from "./filter.js";
import { linkedCount } from "./links.js";
import type { Projection } from "./projection.js";
import type { Workspace } from "./workspace.js";

/**
 * The neighbours that two or more members share, and the members that share them: a network of two kinds of
 * node in compressed rows, either way. Members are numbered by falling worth here, neighbours by falling
 * number of neighbours, that is by rising weight.
 */
export interface SharedNeighbours {
  /** The node of each member. */
  readonly members: Int32Array;
  /** Of each neighbour: what it adds to a score. */
  readonly weights: Float64Array;
  /** By member: the sum of its neighbours' weights, added in their order. */
  readonly worths: Float64Array;
  /** The neighbours of each member, ascending. */
  readonly neighbours: CompressedRows;
  /** The members next to each neighbour, ascending. */
  readonly sharers: CompressedRows;
}

export interface CompressedRows {
  /** Where each row begins: one more than there are rows. */
  readonly offsets: Int32Array;
  readonly entries: Int32Array;
}

/** Finds the neighbours that some nodes share under a filter. O(arcs of the nodes and of what they share). */
export function shareNeighbours(
  projection: Projection,
  nodes: Int32Array,
  filter: Filter,
  workspace: Workspace,
  weigh: (degree: number) => number,
): SharedNeighbours {
  const passing = restrictsHyperedges(projection, filter) ? passingHyperedges(projection, filter) : null;
  const adjacent = collectNeighbours(projection, nodes, filter, passing);
  const { order, weights } = orderNeighbours(projection, adjacent.entries, filter, passing, workspace, weigh);

  // Turn the rows round twice, so that each member's neighbours come in the order of their weight ...
  const numbered = renumber(adjacent, order);
  const byNeighbour = transpose(numbered, weights.length);
  const byMember = transpose(byNeighbour, nodes.length);
  const worths = new Float64Array(nodes.length);
  for (let member = 0; member < nodes.length; member++)
    for (let i = byMember.offsets[member]; i < byMember.offsets[member + 1]; i++)
      worths[member] += weights[byMember.entries[i]];

  // ... and number the members by falling worth.
  const ranking = Int32Array.from(nodes.keys()).sort((m, n) => worths[n] - worths[m] || m - n);
  const neighbours = pickRows(byMember, ranking);
  return {
    members: ranking.map((member) => nodes[member]),
    weights,
    worths: Float64Array.from(ranking, (member) => worths[member]),
    neighbours,
    sharers: transpose(neighbours, weights.length),
  };
}

/** The distinct passing neighbours of each node. */
function collectNeighbours(
  projection: Projection,
  nodes: Int32Array,
  filter: Filter,
  passing: Uint8Array | null,
): CompressedRows {
  const { starts, ends, targets, hyperedges } = projection.arcs;
  const offsets = new Int32Array(nodes.length + 1);
  let most = 0;
  for (const node of nodes) most += projection.partnerCounts[node];
  const entries = new Int32Array(most);
  let count = 0;
  for (let i = 0; i < nodes.length; i++) {
    let latest = -1;
    for (let arc = starts[nodes[i]], end = ends[nodes[i]]; arc < end; arc++) {
      const target = targets[arc];
      if (target === latest || (passing !== null && passing[hyperedges[arc]] === 0)) continue;
      if (filter.nodes !== null && filter.nodes[target] === 0) continue;
      latest = target;
      entries[count++] = target;
    }
    offsets[i + 1] = count;
  }
  return { offsets, entries: entries.subarray(0, count) };
}

/**
 * Numbers the nodes that occur twice or more among `entries` by falling number of neighbours under the
 * filter. `order` is by node: its number, or −1.
 */
function orderNeighbours(
  projection: Projection,
  entries: Int32Array,
  filter: Filter,
  passing: Uint8Array | null,
  workspace: Workspace,
  weigh: (degree: number) => number,
): { order: Int32Array; weights: Float64Array } {
  workspace.fit(projection);
  const order = new Int32Array(projection.nodeCount).fill(-1);
  const once = workspace.takeStamps(2);
  const more = once + 1;
  const { marks } = workspace;
  const shared: number[] = [];
  const degrees = new Int32Array(projection.nodeCount);
  for (const node of entries) {
    if (marks[node] === once) {
      marks[node] = more;
      degrees[node] = degreeOf(projection, node, filter, passing);
      shared.push(node);
    } else if (marks[node] !== more) marks[node] = once;
  }
  shared.sort((v, w) => degrees[w] - degrees[v]);
  const weights = new Float64Array(shared.length);
  for (let i = 0; i < shared.length; i++) {
    order[shared[i]] = i;
    // Two members at least are neighbours, so no logarithm is that of 1.
    weights[i] = weigh(degrees[shared[i]]);
  }
  return { order, weights };
}

function degreeOf(projection: Projection, node: number, filter: Filter, passing: Uint8Array | null): number {
  if (passing === null && filter.nodes === null) return projection.partnerCounts[node];
  return linkedCount(projection, filter.nodes, passing, node);
}

/** The same rows with other numbers in them, without those that have none. */
function renumber(rows: CompressedRows, numbers: Int32Array): CompressedRows {
  const offsets = new Int32Array(rows.offsets.length);
  const entries = new Int32Array(rows.entries.length);
  let count = 0;
  for (let row = 0; row + 1 < offsets.length; row++) {
    for (let i = rows.offsets[row]; i < rows.offsets[row + 1]; i++) {
      const number = numbers[rows.entries[i]];
      if (number !== -1) entries[count++] = number;
    }
    offsets[row + 1] = count;
  }
  return { offsets, entries: entries.subarray(0, count) };
}

/** For each number that occurs in the rows, the rows it occurs in, ascending. */
function transpose(rows: CompressedRows, rowCount: number): CompressedRows {
  const offsets = new Int32Array(rowCount + 1);
  for (const entry of rows.entries) offsets[entry + 1]++;
  for (let row = 0; row < rowCount; row++) offsets[row + 1] += offsets[row];
  const cursors = offsets.slice();
  const entries = new Int32Array(rows.entries.length);
  for (let row = 0; row + 1 < rows.offsets.length; row++)
    for (let i = rows.offsets[row]; i < rows.offsets[row + 1]; i++) entries[cursors[rows.entries[i]]++] = row;
  return { offsets, entries };
}

/** Some rows, in another order. */
function pickRows(rows: CompressedRows, order: Int32Array): CompressedRows {
  const offsets = new Int32Array(order.length + 1);
  const entries = new Int32Array(rows.entries.length);
  for (let i = 0; i < order.length; i++) {
    const row = rows.entries.subarray(rows.offsets[order[i]], rows.offsets[order[i] + 1]);
    entries.set(row, offsets[i]);
    offsets[i + 1] = offsets[i] + row.length;
  }
  return { offsets, entries };
}
