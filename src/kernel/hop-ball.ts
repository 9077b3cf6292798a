/**
 * What lies within so many hops of some ends, and how cheaply each end is reached from there in exactly so
 * many hops: the bounds by which the searches for several paths know where not to go.
 *
 * Costs are those of walks, which may pass a node twice; a path never costs less. No walk passes through an
 * end, whichever ball's end it is.
 */
import { type ArcFilter, arcPasses } from "./filter.js";
import type { Projection } from "./projection.js";
import { grown } from "./rows.js";

/** More than any walk costs, twice of it still a 32-bit number. */
export const unreached = 0x3fff_ffff;

/** A search for several paths counts no further: what it keeps by number of hops has room for so many. */
export const mostHops = 8;

/** Hops that a node of no walk has. */
const noHops = 127;
const slotBits = 24;
export const slotMask = (1 << slotBits) - 1;
/** More than the place of any node, of however many hops. */
const anyPlace = 2_147_483_647;

/** A row so many times longer than the other side is searched for the nodes of that side, not read through. */
export const longRow = 16;

/** What a search may walk on, and what it has spent. */
export interface Walkable {
  readonly projection: Projection;
  /** `null` where everything passes. */
  readonly filter: ArcFilter | null;
  /** Arcs looked at. */
  work: number;
  /** How many it may look at. */
  readonly budget: number;
}

export class HopBall {
  /** By node, two numbers side by side: the stamp of the search that found it; its fewest hops and, below `slotBits`, its slot. */
  places = new Int32Array(0);
  stamp = 0;
  /** The node of each slot: first the ball's own ends, then all other ends, then what was found, nearest first. */
  nodes = new Int32Array(64);
  count = 0;
  /** How many slots are ends. */
  endCount = 0;
  /** How many slots lie within so many hops, as far as the ball was grown on all sides. */
  readonly within: number[] = [];
  /** By slot and hops: the least cost of a walk of exactly so many hops, `unreached` where there is none. */
  costs = new Int32Array(0);
  /** Numbers of `costs` a slot. */
  stride = 0;
  /** The slots that walks of exactly so many hops lead to, ends only those of no hops. */
  readonly levels = Array.from({ length: mostHops + 1 }, () => new Int32Array(64));
  readonly levelCounts = new Int32Array(mostHops + 1);
  /** Up to so many hops everything was found; beyond, only what lies near the other side. */
  radius = 0;

  /** Begins anew with a ball of no hops. `stride` 0 keeps no costs. */
  begin(nodeCount: number, own: Int32Array, others: readonly Int32Array[], stride: number): void {
    if (2 * nodeCount > this.places.length)
      this.places = grown(this.places, 2 * (nodeCount + (nodeCount >> 3) + 64));
    if (this.stamp === 2_147_483_647) {
      this.places.fill(0);
      this.stamp = 0;
    }
    this.stamp++;
    this.stride = stride;
    this.count = 0;
    this.radius = 0;
    this.levelCounts.fill(0);
    for (const node of own) if (!this.has(node)) this.add(node, 0);
    const ownCount = this.count;
    for (const nodes of others) for (const node of nodes) if (!this.has(node)) this.add(node, noHops);
    this.endCount = this.count;
    this.within.length = 0;
    this.within.push(this.count);
    for (let slot = 0; slot < ownCount; slot++) this.reach(slot, 0, 0);
  }

  has(node: number): boolean {
    return this.places[2 * node] === this.stamp;
  }

  /** The fewest hops from a node to the ball's ends; more than any path has where it was not found. */
  hopsOf(node: number): number {
    return this.has(node) ? this.places[2 * node + 1] >>> slotBits : noHops;
  }

  /** The least cost of a walk of exactly so many hops from a node. */
  costOf(node: number, hops: number): number {
    const { places, costs, stride } = this;
    if (places[2 * node] !== this.stamp) return unreached;
    return costs[(places[2 * node + 1] & slotMask) * stride + hops];
  }

  isEnd(node: number): boolean {
    return this.has(node) && this.slotOf(node) < this.endCount;
  }

  slotOf(node: number): number {
    return this.places[2 * node + 1] & slotMask;
  }

  /** Gives a node a slot, with no walk yet. */
  add(node: number, hops: number): number {
    const slot = this.count++;
    if (slot === this.nodes.length) this.nodes = grown(this.nodes, 2 * slot);
    this.nodes[slot] = node;
    this.places[2 * node] = this.stamp;
    this.places[2 * node + 1] = (hops << slotBits) | slot;
    const { stride } = this;
    if (this.count * stride > this.costs.length)
      this.costs = grown(this.costs, 2 * this.count * stride + 576);
    for (let i = slot * stride, end = i + stride; i < end; i++) this.costs[i] = unreached;
    return slot;
  }

  /** Notes a walk of so many hops to a slot; the first one puts it on that level. */
  reach(slot: number, hops: number, cost: number): void {
    if (this.stride > 0) {
      const at = slot * this.stride + hops;
      if (cost >= this.costs[at]) return;
      const isKnown = this.costs[at] !== unreached;
      this.costs[at] = cost;
      if (isKnown) return;
    }
    // An end is no part of a longer walk.
    if (slot < this.endCount && hops > 0) this.noteHops(slot, hops);
    else this.enlist(slot, hops);
  }

  private noteHops(slot: number, hops: number): void {
    const at = 2 * this.nodes[slot] + 1;
    if (this.places[at] >>> slotBits === noHops) this.places[at] = (hops << slotBits) | slot;
  }

  private enlist(slot: number, hops: number): void {
    const count = this.levelCounts[hops]++;
    if (count === this.levels[hops].length) this.levels[hops] = grown(this.levels[hops], 2 * count);
    this.levels[hops][count] = slot;
  }
}

/** Finds the nodes one hop beyond a ball that keeps no costs. Returns whether the budget lasted. */
export function growHops(ground: Walkable, ball: HopBall): boolean {
  const { projection, filter } = ground;
  const { starts, ends, targets } = projection.arcs;
  const { places, stamp } = ball;
  const accepted = filter === null ? null : filter.nodes;
  const rim = ball.levels[ball.radius];
  const rimCount = ball.levelCounts[ball.radius];
  const hops = ++ball.radius;
  for (let i = 0; i < rimCount && ground.work <= ground.budget; i++) {
    const node = ball.nodes[rim[i]];
    const end = ends[node];
    ground.work += end - starts[node];
    for (let arc = starts[node]; arc < end; arc++) {
      const target = targets[arc];
      if (places[2 * target] === stamp || (accepted !== null && accepted[target] === 0)) continue;
      if (filter !== null && !arcPasses(projection, filter, arc)) continue;
      ball.reach(ball.add(target, hops), hops, 0);
    }
  }
  ball.within[hops] = ball.count;
  return ground.work <= ground.budget;
}

/**
 * Finds all walks of one hop more than a ball's radius. Returns whether the budget lasted; when it did not,
 * the ball is of no more use.
 */
export function growCosts(ground: Walkable, ball: HopBall): boolean {
  const hops = ++ball.radius;
  pushLevel(ground, ball, hops, null, 0);
  ball.within[hops] = ball.count;
  return ground.work <= ground.budget;
}

/**
 * Finds the walks of exactly `hops` hops that lead to nodes within `limit` hops of the other ball's own ends,
 * from those of one hop less. Returns whether the budget lasted.
 */
export function growToward(
  ground: Walkable,
  ball: HopBall,
  hops: number,
  other: HopBall,
  limit: number,
): boolean {
  if (other.within[limit] < ball.levelCounts[hops - 1]) pullLevel(ground, ball, hops, other, limit);
  else pushLevel(ground, ball, hops, other, limit);
  return ground.work <= ground.budget;
}

/** Goes one hop on from every walk of one hop less; where there is another ball, only to nodes near it. */
function pushLevel(
  ground: Walkable,
  ball: HopBall,
  hops: number,
  other: HopBall | null,
  limit: number,
): void {
  const { projection, filter } = ground;
  const { starts, ends, targets, costs: hopCosts } = projection.arcs;
  const { places, stamp, stride } = ball;
  const accepted = filter === null ? null : filter.nodes;
  const long = other === null ? Infinity : longRow * other.within[limit];
  const nearest = (limit + 1) << slotBits;
  const count = ball.levelCounts[hops - 1];
  const level = ball.levels[hops - 1];
  for (let i = 0; i < count && ground.work <= ground.budget; i++) {
    const node = ball.nodes[level[i]];
    const cost = ball.costs[level[i] * stride + hops - 1];
    const end = ends[node];
    if (other !== null && end - starts[node] > long) {
      pushSearching(ground, ball, hops, node, cost, other, limit);
      continue;
    }
    ground.work += end - starts[node];
    for (let arc = starts[node]; arc < end; arc++) {
      if (other !== null) {
        arc = nextWithin(targets, arc, end, other.places, other.stamp, nearest);
        if (arc === end) break;
      }
      const target = targets[arc];
      if (filter !== null && !arcPasses(projection, filter, arc)) continue;
      if (places[2 * target] === stamp) {
        const slot = places[2 * target + 1] & slotMask;
        const total = cost + hopCosts[arc];
        if (total < ball.costs[slot * stride + hops]) ball.reach(slot, hops, total);
      } else if (accepted === null || accepted[target] === 1) {
        ball.reach(ball.add(target, hops), hops, cost + hopCosts[arc]);
      }
    }
  }
}

/** The first arc from there on to a node of a ball whose place is below a bound; `end` where there is none. */
function nextWithin(
  targets: Int32Array,
  start: number,
  end: number,
  places: Int32Array,
  stamp: number,
  bound: number,
): number {
  for (let arc = start; arc < end; arc++) {
    const at = 2 * targets[arc];
    if (places[at] === stamp && places[at + 1] < bound) return arc;
  }
  return end;
}

/** Goes one hop on from one node, to each of the other ball's that the node's long row holds. */
function pushSearching(
  ground: Walkable,
  ball: HopBall,
  hops: number,
  node: number,
  cost: number,
  other: HopBall,
  limit: number,
): void {
  const { projection, filter } = ground;
  const { arcs } = projection;
  const count = other.within[limit];
  ground.work += count;
  for (let i = 0; i < count; i++) {
    const target = other.nodes[i];
    if (other.hopsOf(target) > limit) continue;
    for (let arc = arcs.firstTo(node, target); arc < arcs.ends[node] && arcs.targets[arc] === target; arc++) {
      if (filter !== null && !arcPasses(projection, filter, arc)) continue;
      const slot = ball.has(target) ? ball.slotOf(target) : ball.add(target, hops);
      ball.reach(slot, hops, cost + arcs.costs[arc]);
    }
  }
}

/** As `pushLevel`, read from the other side: each node near the other ball looks for walks to go on. */
function pullLevel(ground: Walkable, ball: HopBall, hops: number, other: HopBall, limit: number): void {
  const { arcs } = ground.projection;
  const count = other.within[limit];
  const long = longRow * ball.levelCounts[hops - 1];
  for (let i = 0; i < count && ground.work <= ground.budget; i++) {
    const node = other.nodes[i];
    if (other.hopsOf(node) > limit) continue;
    const least =
      arcs.ends[node] - arcs.starts[node] > long
        ? searchRow(ground, ball, hops - 1, node)
        : readRow(ground, ball, hops - 1, node);
    if (least < unreached) ball.reach(ball.has(node) ? ball.slotOf(node) : ball.add(node, hops), hops, least);
  }
}

/** The least cost of a hop from a node onto a walk of so many hops, reading its row. */
function readRow(ground: Walkable, ball: HopBall, hops: number, node: number): number {
  const { projection, filter } = ground;
  const { starts, ends, targets, costs: hopCosts } = projection.arcs;
  const { places, stamp, stride, costs } = ball;
  let least = unreached;
  const end = ends[node];
  ground.work += end - starts[node];
  for (let arc = starts[node]; arc < end; arc++) {
    arc = nextWithin(targets, arc, end, places, stamp, anyPlace);
    if (arc === end) break;
    const slot = places[2 * targets[arc] + 1] & slotMask;
    const total = costs[slot * stride + hops] + hopCosts[arc];
    if (total >= least || (hops > 0 && slot < ball.endCount)) continue;
    if (filter === null || arcPasses(projection, filter, arc)) least = total;
  }
  return least;
}

/** The same, searching a long row for each node that such walks lead to. */
function searchRow(ground: Walkable, ball: HopBall, hops: number, node: number): number {
  const { projection, filter } = ground;
  const { arcs } = projection;
  const level = ball.levels[hops];
  const count = ball.levelCounts[hops];
  let least = unreached;
  ground.work += count;
  for (let i = 0; i < count; i++) {
    const target = ball.nodes[level[i]];
    const cost = ball.costs[level[i] * ball.stride + hops];
    if (cost >= least) continue;
    for (let arc = arcs.firstTo(node, target); arc < arcs.ends[node] && arcs.targets[arc] === target; arc++)
      if (cost + arcs.costs[arc] < least && (filter === null || arcPasses(projection, filter, arc)))
        least = cost + arcs.costs[arc];
  }
  return least;
}
