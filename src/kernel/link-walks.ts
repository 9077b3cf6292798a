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
import { arcPasses, type Filter, hyperedgePasses, restrictsHyperedges, toArcFilter } from "./filter.js";
import type { Projection } from "./projection.js";
import type { CompressedRows as Rows } from "./shared-neighbours.js";
import { Sums } from "./sums.js";
import { daysAYear, openSince } from "./word.js";

/**
 * The years after which a hyperedge counts half. Without it everything would grow as history gets longer, and
 * what one decade teaches would not hold in the next.
 */
const halfLife = 2;
/** The age, in years, of a hyperedge whose since is open. */
const openAge = 5;

/**
 * What passes a filter, as of a day, round some nodes, made ready for walks of up to three steps between these: they, all
 * that share a hyperedge with one of them, and the hyperedges of either.
 *
 * In here nodes and hyperedges are numbered anew, by their places: of the nodes first those it was made for, in the order
 * given. What it says of a node is said of these alone where no more is told. About 100 B a membership and 4 B an arc of
 * these, and 4 B for each node there is.
 */
export class WalkNetwork {
  /** By place: the hyperedges it is a member of. */
  readonly counts: Int32Array;
  /** By place, hyperedges counted by their age: their mean size; the nodes met in them, each by the latest. */
  readonly recentSizes: Float64Array;
  readonly recentPartners: Float64Array;
  /** The members of each hyperedge that have a place, and the hyperedges of each node, those all round included. */
  readonly members: Rows;
  readonly memberships: Rows;
  /** Of each node, those all round included: its distinct neighbours that have a place, and what it counts as one that two others share. */
  readonly neighbours: Rows;
  readonly rarities: Float64Array;
  readonly two: Steps;
  readonly three: Steps;
  private readonly places: Int32Array;

  /** `core` holds those it is made for, each once. O(members of the hyperedges within two steps of them, and arcs). */
  constructor(projection: Projection, filter: Filter, day: number, core: Int32Array) {
    const { nodes, places, members, memberships, hyperedges, sizes } = surroundingsOf(
      projection,
      filter,
      core,
    );
    this.places = places;
    this.members = members;
    this.memberships = memberships;
    const { neighbours, degrees } = neighboursOf(projection, filter, nodes, places);
    this.neighbours = neighbours;
    this.rarities = raritiesOf(degrees);
    this.counts = new Int32Array(core.length);
    this.recentSizes = new Float64Array(core.length);
    this.recentPartners = new Float64Array(core.length);
    const recency = Float64Array.from(
      hyperedges,
      (hyperedge) => 0.5 ** (ageOf(projection, hyperedge, day) / halfLife),
    );
    this.count(recency, sizes);
    this.countPartners(recency);
    this.two = stepsOf(
      memberships,
      sizes,
      recency.map((recent, i) => recent / Math.sqrt(sizes[i] - 1)),
    );
    this.three = stepsOf(
      memberships,
      sizes,
      recency.map((recent, i) => recent / (sizes[i] - 1)),
    );
  }

  /** The place of a node, -1 where it has none. */
  placeOf(node: number): number {
    return this.places[node] - 1;
  }

  private count(recency: Float64Array, sizes: Int32Array): void {
    const { counts, recentSizes } = this;
    const { offsets, entries } = this.memberships;
    for (let node = 0; node < counts.length; node++) {
      counts[node] = offsets[node + 1] - offsets[node];
      let recentCount = 0;
      for (let i = offsets[node]; i < offsets[node + 1]; i++) {
        recentCount += recency[entries[i]];
        recentSizes[node] += recency[entries[i]] * sizes[entries[i]];
      }
      if (recentCount > 0) recentSizes[node] /= recentCount;
    }
  }

  private countPartners(recency: Float64Array): void {
    const { members, memberships, recentPartners } = this;
    const latest = new Float64Array(memberships.offsets.length - 1);
    const met = new Int32Array(latest.length);
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
function raritiesOf(degrees: Int32Array): Float64Array {
  return Float64Array.from(degrees, (degree) => (degree < 2 ? 0 : adamicAdarWeight(degree)));
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
  private onwards: Float64Array | null = null;

  /** Prepares walks to some nodes that the network was made for, from any of these; all are told by their places. O(the network). */
  constructor(
    private readonly network: WalkNetwork,
    targets: Int32Array,
  ) {
    const { members, memberships } = network;
    const nodeCount = memberships.offsets.length - 1;
    const isTarget = new Uint8Array(nodeCount);
    for (const node of targets) isTarget[node] = 1;
    this.targets = picked(members, isTarget);
    this.nearTargets = picked(network.neighbours, isTarget);
    const hyperedgeCount = members.offsets.length - 1;
    const hasTarget = new Uint8Array(hyperedgeCount);
    for (let hyperedge = 0; hyperedge < hyperedgeCount; hyperedge++)
      hasTarget[hyperedge] = Number(this.targets.offsets[hyperedge + 1] > this.targets.offsets[hyperedge]);
    this.lastSteps = picked(memberships, hasTarget);
    this.shared = new Sums(nodeCount);
    this.twos = new Sums(nodeCount);
    this.allThrees = new Sums(nodeCount);
    this.near = new Sums(nodeCount);
    this.far = new Sums(nodeCount);
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

  /** What `shared` says of any target at most, for a node. O(its neighbours). */
  sharedAtMost(node: number): number {
    const { neighbours, rarities } = this.network;
    return sumOver(neighbours, node, rarities);
  }

  /** What `twos` says of any target at most, for a node. O(its hyperedges). */
  twosAtMost(node: number): number {
    return sumOver(this.network.memberships, node, (this.onwards ??= onwardsOf(this.network)));
  }

  /**
   * Adds up in `shared`, until the next walk, what a node shares with targets by its rarer neighbours, and returns what the
   * others count together: as much as it takes to be less than a number, the most common ones. O(neighbours of the rarer ones).
   */
  shareRarer(node: number, lessThan: number): number {
    const { shared, nearTargets } = this;
    const { neighbours, rarities } = this.network;
    shared.clear();
    const row = neighbours.entries.slice(neighbours.offsets[node], neighbours.offsets[node + 1]);
    row.sort((a, b) => rarities[a] - rarities[b]);
    let common = 0;
    let i = 0;
    for (; i < row.length && common + rarities[row[i]] < lessThan; i++) common += rarities[row[i]];
    for (; i < row.length; i++) shared.addRow(nearTargets, row[i], rarities[row[i]]);
    return common;
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

/** By hyperedge: what walks of two steps that go over it first count together, whatever they lead to, at most. */
function onwardsOf({ members, two }: WalkNetwork): Float64Array {
  const through = two.damping.map((damping, node) => damping * two.own[node]);
  return two.closeness.map((closeness, hyperedge) => closeness * sumOver(members, hyperedge, through));
}

/** Adds up what the entries of a row have. */
function sumOver({ offsets, entries }: Rows, row: number, values: Float64Array): number {
  let sum = 0;
  for (let i = offsets[row], end = offsets[row + 1]; i < end; i++) sum += values[entries[i]];
  return sum;
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

/** `closeness` and `sizes` by hyperedge. */
function stepsOf({ offsets, entries }: Rows, sizes: Int32Array, closeness: Float64Array): Steps {
  const damping = new Float64Array(offsets.length - 1);
  const own = new Float64Array(offsets.length - 1);
  for (let node = 0; node < own.length; node++) {
    for (let i = offsets[node]; i < offsets[node + 1]; i++) {
      const hyperedge = entries[i];
      own[node] += closeness[hyperedge];
      damping[node] += closeness[hyperedge] * (sizes[hyperedge] - 1);
    }
    if (damping[node] > 0) damping[node] = 1 / Math.sqrt(damping[node]);
  }
  return { closeness, damping, own };
}

// ---- a part of the network, numbered anew

interface Surroundings {
  /** By place: the node. */
  readonly nodes: Int32Array;
  /** By node: its place and 1, 0 where it has none. */
  readonly places: Int32Array;
  /** By place: the hyperedge, and how many of its members pass, two or more. */
  readonly hyperedges: Int32Array;
  readonly sizes: Int32Array;
  /** The members of each hyperedge that have a place, as they were told. */
  readonly members: Rows;
  /** The hyperedges of each node, those with the lowest numbers first; none where the node does not pass. */
  readonly memberships: Rows;
}

/** Finds what passes round some nodes: those that share a hyperedge with them, and the hyperedges of all these. */
function surroundingsOf(projection: Projection, filter: Filter, core: Int32Array): Surroundings {
  const { members: allMembers, memberStarts, memberships: rows } = projection;
  const { nodes: marks } = filter;
  const nodes = new Int32Array(projection.nodeCount);
  const places = new Int32Array(projection.nodeCount);
  let nodeCount = 0;
  const give = (node: number): void => {
    nodes[nodeCount++] = node;
    places[node] = nodeCount;
  };
  for (const node of core) give(node);

  const found = new FoundHyperedges(projection, filter);
  for (const node of core) {
    if (marks !== null && marks[node] === 0) continue;
    for (let i = rows.starts[node]; i < rows.ends[node]; i++) {
      const hyperedge = rows.hyperedges[i];
      if (found.placeOf(hyperedge) === -1) continue;
      for (let m = memberStarts[hyperedge]; m < memberStarts[hyperedge + 1]; m++) {
        const member = allMembers[m];
        if (places[member] === 0 && (marks === null || marks[member] === 1)) give(member);
      }
    }
  }

  let most = 0;
  for (let place = 0; place < nodeCount; place++) most += rows.ends[nodes[place]] - rows.starts[nodes[place]];
  const offsets = new Int32Array(nodeCount + 1);
  const entries = new Int32Array(most);
  let count = 0;
  for (let place = 0; place < nodeCount; place++) {
    const node = nodes[place];
    if (marks === null || marks[node] === 1)
      for (let i = rows.starts[node]; i < rows.ends[node]; i++) {
        const hyperedge = found.placeOf(rows.hyperedges[i]);
        if (hyperedge !== -1) entries[count++] = hyperedge;
      }
    offsets[place + 1] = count;
  }

  const hyperedges = Int32Array.from(found.hyperedges);
  const members = { offsets: new Int32Array(hyperedges.length + 1), entries: new Int32Array(count) };
  count = 0;
  for (let place = 0; place < hyperedges.length; place++) {
    const hyperedge = hyperedges[place];
    for (let m = memberStarts[hyperedge]; m < memberStarts[hyperedge + 1]; m++) {
      const member = allMembers[m];
      if (places[member] !== 0 && (marks === null || marks[member] === 1))
        members.entries[count++] = places[member] - 1;
    }
    members.offsets[place + 1] = count;
  }
  return {
    nodes: nodes.subarray(0, nodeCount),
    places,
    hyperedges,
    sizes: Int32Array.from(found.sizes),
    members,
    memberships: { offsets, entries: entries.subarray(0, count) },
  };
}

/** The hyperedges that pass and have two passing members or more, numbered as they are asked about. */
class FoundHyperedges {
  readonly hyperedges: number[] = [];
  /** How many members pass. */
  readonly sizes: number[] = [];
  /** By hyperedge: its place and 1; 0 as long as nobody asked, -1 where it has none. */
  private readonly places: Int32Array;

  constructor(
    private readonly projection: Projection,
    private readonly filter: Filter,
  ) {
    this.places = new Int32Array(projection.hyperedgeCount);
  }

  /** The place of a hyperedge, -1 where it has none. */
  placeOf(hyperedge: number): number {
    const known = this.places[hyperedge];
    if (known !== 0) return known < 0 ? known : known - 1;
    const size = hyperedgePasses(this.projection, this.filter, hyperedge) ? this.sizeOf(hyperedge) : 0;
    if (size < 2) return (this.places[hyperedge] = -1);
    this.sizes.push(size);
    this.places[hyperedge] = this.hyperedges.push(hyperedge);
    return this.places[hyperedge] - 1;
  }

  private sizeOf(hyperedge: number): number {
    const { members, memberStarts } = this.projection;
    const { nodes } = this.filter;
    const [start, end] = [memberStarts[hyperedge], memberStarts[hyperedge + 1]];
    if (nodes === null) return end - start;
    let size = 0;
    for (let m = start; m < end; m++) size += nodes[members[m]];
    return size;
  }
}

/** The distinct passing neighbours of each of some nodes that have a place, as the rows have them; and how many it has in all. */
function neighboursOf(
  projection: Projection,
  filter: Filter,
  nodes: Int32Array,
  places: Int32Array,
): { neighbours: Rows; degrees: Int32Array } {
  const { starts, ends, targets } = projection.arcs;
  const arcFilter = restrictsHyperedges(projection, filter) ? toArcFilter(filter) : null;
  const { nodes: marks } = filter;
  const offsets = new Int32Array(nodes.length + 1);
  const degrees = new Int32Array(nodes.length);
  const entries = new Int32Array(nodes.reduce((sum, node) => sum + projection.partnerCounts[node], 0));
  let count = 0;
  for (let place = 0; place < nodes.length; place++) {
    let latest = -1;
    for (let arc = starts[nodes[place]], end = ends[nodes[place]]; arc < end; arc++) {
      const target = targets[arc];
      if (target === latest || (arcFilter !== null && !arcPasses(projection, arcFilter, arc))) continue;
      if (marks !== null && marks[target] === 0) continue;
      latest = target;
      degrees[place]++;
      if (places[target] !== 0) entries[count++] = places[target] - 1;
    }
    offsets[place + 1] = count;
  }
  return { neighbours: { offsets, entries: entries.subarray(0, count) }, degrees };
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
