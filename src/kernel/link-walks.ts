/**
 * How strongly walks over hyperedges tie one node to others: what the ranker of missing links goes by.
 *
 * A step goes from a node to a hyperedge it is a member of and on to another member. Small hyperedges tie
 * their members more than large ones do, and nodes that meet everybody say less: a walk counts the closeness
 * of its steps, multiplied, over the square root of all the closeness that each node between its ends has. That is
 * how I. A. Kovács et al., "Network-based prediction of protein interactions", Nature Communications 10
 * (2019), 1240, weigh walks of three steps.
 */
import { adamicAdarWeight } from "./adamic-adar.js";
import { type Filter, passingHyperedges } from "./filter.js";
import type { Projection } from "./projection.js";
import { collectNeighbours, type CompressedRows as Rows } from "./shared-neighbours.js";
import { Sums } from "./sums.js";
import { openSince } from "./word.js";

/**
 * The years after which a hyperedge counts half. Without it everything would grow as history gets longer, and
 * what one decade teaches would not hold in the next.
 */
const halfLife = 2;
/** The age, in years, of a hyperedge whose since is open. */
const openAge = 5;
const daysAYear = 365.25;

/** What passes a filter, as of a day, made ready for walks to whatever targets. About 100 B a membership, 4 B an arc. */
export class WalkNetwork {
  /** By node: the hyperedges it is a member of. */
  readonly counts: Int32Array;
  /** By node, hyperedges counted by their age: how many; their mean size; the nodes met in them, each by the latest. */
  readonly recentCounts: Float64Array;
  readonly recentSizes: Float64Array;
  readonly recentPartners: Float64Array;
  /** The passing members of each hyperedge that has two or more of them, and the hyperedges of each node. */
  readonly members: Rows;
  readonly memberships: Rows;
  /** The distinct neighbours of each node, and what it counts as one that two others share. */
  readonly neighbours: Rows;
  readonly rarities: Float64Array;
  readonly two: Steps;
  readonly three: Steps;

  /** O(members of all hyperedges, and arcs). */
  constructor(projection: Projection, filter: Filter, day: number) {
    const { nodeCount } = projection;
    this.members = membersThatPass(projection, filter);
    this.memberships = turned(this.members, nodeCount);
    const nodes = Int32Array.from({ length: nodeCount }, (_, node) => node);
    this.neighbours = collectNeighbours(projection, nodes, filter, passingHyperedges(projection, filter));
    this.rarities = raritiesOf(this.neighbours);
    this.counts = new Int32Array(nodeCount);
    this.recentCounts = new Float64Array(nodeCount);
    this.recentSizes = new Float64Array(nodeCount);
    this.recentPartners = new Float64Array(nodeCount);
    const recency = Float64Array.from(
      { length: projection.hyperedgeCount },
      (_, hyperedge) => 0.5 ** (ageOf(projection, hyperedge, day) / halfLife),
    );
    this.count(recency);
    this.countPartners(recency);
    this.two = stepsOf(
      this.members,
      nodeCount,
      (hyperedge, size) => recency[hyperedge] / Math.sqrt(size - 1),
    );
    this.three = stepsOf(this.members, nodeCount, (hyperedge, size) => recency[hyperedge] / (size - 1));
  }

  private count(recency: Float64Array): void {
    const { counts, recentCounts, recentSizes } = this;
    const { offsets, entries } = this.members;
    for (let hyperedge = 0; hyperedge + 1 < offsets.length; hyperedge++) {
      const size = offsets[hyperedge + 1] - offsets[hyperedge];
      for (let i = offsets[hyperedge]; i < offsets[hyperedge + 1]; i++) {
        counts[entries[i]]++;
        recentCounts[entries[i]] += recency[hyperedge];
        recentSizes[entries[i]] += recency[hyperedge] * size;
      }
    }
    for (let node = 0; node < counts.length; node++)
      if (recentCounts[node] > 0) recentSizes[node] /= recentCounts[node];
  }

  private countPartners(recency: Float64Array): void {
    const { members, memberships, recentPartners } = this;
    const latest = new Float64Array(recentPartners.length);
    const met = new Int32Array(recentPartners.length);
    for (let node = 0; node < recentPartners.length; node++) {
      let count = 0;
      for (let i = memberships.offsets[node]; i < memberships.offsets[node + 1]; i++) {
        const hyperedge = memberships.entries[i];
        for (let j = members.offsets[hyperedge]; j < members.offsets[hyperedge + 1]; j++) {
          const member = members.entries[j];
          if (latest[member] === 0) met[count++] = member;
          latest[member] = Math.max(latest[member], recency[hyperedge]);
        }
      }
      for (let i = 0; i < count; i++) {
        if (met[i] !== node) recentPartners[node] += latest[met[i]];
        latest[met[i]] = 0;
      }
    }
  }
}

/** A node with one neighbour is shared by none. */
function raritiesOf({ offsets }: Rows): Float64Array {
  return Float64Array.from({ length: offsets.length - 1 }, (_, node) => {
    const degree = offsets[node + 1] - offsets[node];
    return degree < 2 ? 0 : adamicAdarWeight(degree);
  });
}

export class LinkWalks {
  /** By target, for the node selected: its Adamic-Adar score, whatever the age of links. */
  readonly shared: Sums;
  /** By target, for the node selected: what the walks of two steps to it count together. */
  readonly twos: Sums;
  private readonly allThrees: Sums;
  /** The node selected, until walks of three steps have been made from it. */
  private unwalked = -1;
  private readonly targets: Rows;
  private readonly nearTargets: Rows;
  /** Of each node, the hyperedges that have a target: the last step goes over no others. */
  private readonly lastSteps: Rows;
  /** By node and by hyperedge: what the walks that have come so far count together. */
  private readonly near: Sums;
  private readonly far: Sums;
  private readonly over: Sums;
  private readonly last: Sums;

  /** Prepares walks to some nodes. O(members of all hyperedges). */
  constructor(
    private readonly network: WalkNetwork,
    targets: Int32Array,
  ) {
    const { counts, members, memberships } = network;
    const isTarget = new Uint8Array(counts.length);
    for (const node of targets) isTarget[node] = 1;
    this.targets = picked(members, isTarget);
    this.nearTargets = picked(network.neighbours, isTarget);
    const hyperedgeCount = members.offsets.length - 1;
    const hasTarget = new Uint8Array(hyperedgeCount);
    for (let hyperedge = 0; hyperedge < hyperedgeCount; hyperedge++)
      hasTarget[hyperedge] = Number(this.targets.offsets[hyperedge + 1] > this.targets.offsets[hyperedge]);
    this.lastSteps = picked(memberships, hasTarget);
    this.shared = new Sums(counts.length);
    this.twos = new Sums(counts.length);
    this.allThrees = new Sums(counts.length);
    this.near = new Sums(counts.length);
    this.far = new Sums(counts.length);
    this.over = new Sums(hyperedgeCount);
    this.last = new Sums(hyperedgeCount);
  }

  /**
   * Walks from a node to the targets; what `shared`, `twos` and `threes` say of targets that share a passing hyperedge
   * with it means nothing. O(members of the hyperedges within two steps).
   */
  select(node: number): void {
    this.addShared(node);
    this.walkTwo(node);
    this.unwalked = node;
  }

  /** By target, for the node selected: what the walks of three steps to it count together. Walked when first asked for. */
  get threes(): Sums {
    if (this.unwalked !== -1) this.walkThree(this.unwalked);
    this.unwalked = -1;
    return this.allThrees;
  }

  private addShared(node: number): void {
    const { shared, nearTargets } = this;
    const { neighbours, rarities } = this.network;
    shared.clear();
    for (let i = neighbours.offsets[node]; i < neighbours.offsets[node + 1]; i++) {
      const between = neighbours.entries[i];
      shared.addRow(nearTargets, between, rarities[between]);
    }
  }

  private walkTwo(node: number): void {
    const { near, over, twos, targets, lastSteps } = this;
    const { two } = this.network;
    twos.clear();
    this.takeFirstStep(node, two);
    for (let i = 0; i < near.count; i++) {
      const between = near.touched[i];
      over.addRow(lastSteps, between, near.values[between] * two.damping[between]);
    }
    for (let i = 0; i < over.count; i++) {
      const hyperedge = over.touched[i];
      twos.addRow(targets, hyperedge, over.values[hyperedge] * two.closeness[hyperedge]);
    }
    near.clear();
    over.clear();
  }

  private walkThree(node: number): void {
    const { near, far, over, last, allThrees: threes, targets, lastSteps } = this;
    const { three, memberships, members } = this.network;
    threes.clear();
    this.takeFirstStep(node, three);
    for (let i = 0; i < near.count; i++) {
      const between = near.touched[i];
      near.values[between] *= three.damping[between];
      over.addRow(memberships, between, near.values[between]);
    }
    for (let i = 0; i < over.count; i++) {
      const hyperedge = over.touched[i];
      far.addRow(members, hyperedge, over.values[hyperedge] * three.closeness[hyperedge]);
    }
    // Every step after the first may have stayed where it was, which is no step.
    for (let i = 0; i < near.count; i++) {
      const between = near.touched[i];
      far.take(between, near.values[between] * three.own[between]);
    }
    for (let i = 0; i < far.count; i++) {
      const between = far.touched[i];
      far.values[between] *= three.damping[between];
      last.addRow(lastSteps, between, far.values[between]);
    }
    for (let i = 0; i < last.count; i++) {
      const hyperedge = last.touched[i];
      threes.addRow(targets, hyperedge, last.values[hyperedge] * three.closeness[hyperedge]);
    }
    for (let i = 0; i < far.count; i++) {
      const between = far.touched[i];
      threes.take(between, far.values[between] * three.own[between]);
    }
    near.clear();
    far.clear();
    over.clear();
    last.clear();
  }

  private takeFirstStep(node: number, { closeness }: Steps): void {
    const { near } = this;
    const { memberships, members } = this.network;
    const { offsets, entries } = memberships;
    for (let i = offsets[node]; i < offsets[node + 1]; i++)
      near.addRow(members, entries[i], closeness[entries[i]]);
    near.values[node] = 0;
  }
}

function ageOf(projection: Projection, hyperedge: number, day: number): number {
  const since = projection.sinces[hyperedge];
  return since === openSince ? openAge : (day - since) / daysAYear;
}

/** How walks of one length weigh their steps. */
export interface Steps {
  /** By hyperedge: what a step over it counts. */
  readonly closeness: Float64Array;
  /** By node: what a walk through it is multiplied by. */
  readonly damping: Float64Array;
  /** By node: the closeness of its hyperedges together. */
  readonly own: Float64Array;
}

function stepsOf(
  { offsets, entries }: Rows,
  nodeCount: number,
  closenessOf: (hyperedge: number, size: number) => number,
): Steps {
  const closeness = new Float64Array(offsets.length - 1);
  const damping = new Float64Array(nodeCount);
  const own = new Float64Array(nodeCount);
  for (let hyperedge = 0; hyperedge < closeness.length; hyperedge++) {
    const size = offsets[hyperedge + 1] - offsets[hyperedge];
    if (size === 0) continue;
    closeness[hyperedge] = closenessOf(hyperedge, size);
    for (let i = offsets[hyperedge]; i < offsets[hyperedge + 1]; i++) {
      own[entries[i]] += closeness[hyperedge];
      damping[entries[i]] += closeness[hyperedge] * (size - 1);
    }
  }
  for (let node = 0; node < nodeCount; node++)
    if (damping[node] > 0) damping[node] = 1 / Math.sqrt(damping[node]);
  return { closeness, damping, own };
}

// ---- compressed rows

/** The passing members of each passing hyperedge; none where fewer than two pass. */
function membersThatPass(projection: Projection, filter: Filter): Rows {
  const passing = passingHyperedges(projection, filter);
  const { nodes } = filter;
  const offsets = new Int32Array(passing.length + 1);
  const entries = new Int32Array(projection.memberStarts[passing.length]);
  let count = 0;
  for (let hyperedge = 0; hyperedge < passing.length; hyperedge++) {
    const start = count;
    if (passing[hyperedge] === 1)
      for (const node of projection.membersOf(hyperedge))
        if (nodes === null || nodes[node] === 1) entries[count++] = node;
    if (count - start < 2) count = start;
    offsets[hyperedge + 1] = count;
  }
  return { offsets, entries: entries.subarray(0, count) };
}

/** The same rows without the entries that are not marked. */
function picked({ offsets, entries }: Rows, marks: Uint8Array): Rows {
  const kept = new Int32Array(entries.length);
  const keptOffsets = new Int32Array(offsets.length);
  let count = 0;
  for (let row = 0; row + 1 < offsets.length; row++) {
    for (let i = offsets[row]; i < offsets[row + 1]; i++)
      if (marks[entries[i]] === 1) kept[count++] = entries[i];
    keptOffsets[row + 1] = count;
  }
  return { offsets: keptOffsets, entries: kept.subarray(0, count) };
}

/** For each number that occurs in the rows, the rows it occurs in, ascending. */
function turned(rows: Rows, rowCount: number): Rows {
  const offsets = new Int32Array(rowCount + 1);
  for (const entry of rows.entries) offsets[entry + 1]++;
  for (let row = 0; row < rowCount; row++) offsets[row + 1] += offsets[row];
  const cursors = offsets.slice();
  const entries = new Int32Array(rows.entries.length);
  for (let row = 0; row + 1 < rows.offsets.length; row++)
    for (let i = rows.offsets[row]; i < rows.offsets[row + 1]; i++) entries[cursors[rows.entries[i]]++] = row;
  return { offsets, entries };
}
