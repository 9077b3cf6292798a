/** Who shares which neighbours: a part of a network turned round, for scores over common neighbours. */
import { arcPasses, type Filter, narrowingFilter } from "./filter.js";
import { linkedCountOf } from "./links.js";
import type { Projection } from "./projection.js";
import type { Workspace } from "./workspace.js";

/**
 * The neighbours that two or more members share, and the members that share them: a network of two kinds of
 * node in compressed rows, either way. Members are numbered by falling worth here, near enough; neighbours by
 * falling number of neighbours, that is by rising weight.
 */
export interface SharedNeighbours {
  /** The node of each member. */
  readonly members: Int32Array;
  /** Of each neighbour: what it adds to a score. */
  readonly weights: Float64Array;
  /** By member: the sum of its neighbours' weights. */
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
  const adjacent = collectNeighbours(projection, nodes, filter);
  const shared = sharedAmong(projection, adjacent.entries, workspace);
  const degrees = shared.map((node) => linkedCountOf(projection, filter, node));
  const byDegree = positionsByCount(degrees).reverse();
  // Two members at least are neighbours, so no logarithm is that of 1.
  const weights = new Float64Array(shared.length);
  for (let number = 0; number < weights.length; number++) weights[number] = weigh(degrees[byDegree[number]]);
  const numbered = numberShared(adjacent, shared, byDegree, workspace);

  const worths = worthsOf(numbered, weights);
  const order = positionsByCount(inSteps(worths)).reverse();
  // Rows come out ascending when they are turned round, and again when they are turned back.
  const sharers = turned(numbered, order, weights.length);
  return {
    members: order.map((member) => nodes[member]),
    weights,
    worths: inOrder(worths, order),
    neighbours: turned(sharers, null, nodes.length),
    sharers,
  };
}

/** Finds the distinct passing neighbours of each of some nodes, ascending. O(their arcs). */
function collectNeighbours(projection: Projection, nodes: Int32Array, filter: Filter): CompressedRows {
  const { starts, ends, targets } = projection.arcs;
  const arcFilter = narrowingFilter(projection, filter);
  const offsets = new Int32Array(nodes.length + 1);
  let most = 0;
  for (let i = 0; i < nodes.length; i++) most += projection.partnerCounts[nodes[i]];
  const entries = new Int32Array(most);
  let count = 0;
  for (let i = 0; i < nodes.length; i++) {
    let latest = -1;
    for (let arc = starts[nodes[i]], end = ends[nodes[i]]; arc < end; arc++) {
      const target = targets[arc];
      if (target === latest || (filter.nodes !== null && filter.nodes[target] === 0)) continue;
      if (arcFilter !== null && !arcPasses(projection, arcFilter, arc)) continue;
      latest = target;
      entries[count++] = target;
    }
    offsets[i + 1] = count;
  }
  return { offsets, entries: entries.subarray(0, count) };
}

/** The nodes that occur twice or more among `entries`. */
function sharedAmong(projection: Projection, entries: Int32Array, workspace: Workspace): Int32Array {
  workspace.fit(projection);
  const once = workspace.takeStamps(2);
  const more = once + 1;
  const { marks, parents: numbers } = workspace;
  const shared = new Int32Array(entries.length >> 1);
  let count = 0;
  for (let i = 0; i < entries.length; i++) {
    const node = entries[i];
    if (marks[node] === once) {
      marks[node] = more;
      shared[count++] = node;
    } else if (marks[node] !== more) {
      marks[node] = once;
      numbers[node] = -1;
    }
  }
  return shared.subarray(0, count);
}

/** The positions of a column by what it holds there, the lowest first. By counting: O(length + the highest). */
function positionsByCount(counts: Int32Array): Int32Array {
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  const starts = new Int32Array(most + 2);
  for (let i = 0; i < counts.length; i++) starts[counts[i] + 1]++;
  for (let count = 0; count <= most; count++) starts[count + 1] += starts[count];
  const positions = new Int32Array(counts.length);
  for (let i = 0; i < counts.length; i++) positions[starts[counts[i]]++] = i;
  return positions;
}

/** The same rows with the numbers of shared neighbours in them, in the given order of these, and no others. */
function numberShared(
  rows: CompressedRows,
  shared: Int32Array,
  order: Int32Array,
  workspace: Workspace,
): CompressedRows {
  const { parents: numbers } = workspace;
  for (let number = 0; number < order.length; number++) numbers[shared[order[number]]] = number;
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

function worthsOf({ offsets, entries }: CompressedRows, weights: Float64Array): Float64Array {
  const worths = new Float64Array(offsets.length - 1);
  for (let row = 0; row < worths.length; row++)
    for (let i = offsets[row]; i < offsets[row + 1]; i++) worths[row] += weights[entries[i]];
  return worths;
}

/** Numbers in steps of which the highest has a few thousand: enough to tell which come first. */
function inSteps(values: Float64Array): Int32Array {
  const highest = values.reduce((a, b) => Math.max(a, b), 0);
  const steps = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) steps[i] = (values[i] / highest) * 4096;
  return steps;
}

function inOrder(values: Float64Array, order: Int32Array): Float64Array {
  const ordered = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) ordered[i] = values[order[i]];
  return ordered;
}

/** For each number that occurs in the rows, the rows it occurs in: those of `order` by their place in it. */
function turned(rows: CompressedRows, order: Int32Array | null, rowCount: number): CompressedRows {
  const offsets = new Int32Array(rowCount + 1);
  for (let i = 0; i < rows.entries.length; i++) offsets[rows.entries[i] + 1]++;
  for (let row = 0; row < rowCount; row++) offsets[row + 1] += offsets[row];
  const cursors = offsets.slice();
  const entries = new Int32Array(rows.entries.length);
  for (let place = 0; place + 1 < rows.offsets.length; place++) {
    const row = order === null ? place : order[place];
    for (let i = rows.offsets[row]; i < rows.offsets[row + 1]; i++)
      entries[cursors[rows.entries[i]]++] = place;
  }
  return { offsets, entries };
}
