/**
 * What lies within such a cost of some ends, found cheapest first.
 *
 * Costs are small integers, so nodes wait in a ring of buckets, one a cost (Dial, "Algorithm 360: Shortest-Path
 * Forest with Topological Ordering", 1969). A ball that counts hops keeps for each node the least cost within
 * any number of them; one that is aimed at another ball goes toward its ends, as A* does (Hart, Nilsson and
 * Raphael, "A Formal Basis for the Heuristic Determination of Minimum Cost Paths", 1968). No walk passes
 * through an end.
 */
import { arcPasses } from "./filter.js";
import { HopBall, mostHops, slotMask, unreached, type Walkable } from "./hop-ball.js";
import { grown } from "./rows.js";

/** The most that a hop costs. */
const dearest = 127;

/** Keys that wait at a time differ by less: with a limit, `mostHops` × `dearest` at most; without, by the cost of a hop. */
const ringSize = 1024;

export class CostBall {
  /** By slot and hops: the least cost within so many hops; with a single number a slot, within any number. */
  readonly ball = new HopBall();
  /** Everything of at most such a cost is settled. */
  radius = -1;
  /** Everything of at most such a key is settled; keys are costs until the ball is aimed. */
  private lastKey = -1;
  /** What waits: slot × 16 + hops. */
  private readonly buckets: Int32Array[] = [];
  private readonly counts = new Int32Array(ringSize);
  pending = 0;
  /** Arcs looked at. */
  work = 0;
  private facing: HopBall | null = null;
  private opposite: CostBall | null = null;
  private isAimed = false;
  /** Walks that cost more, with what is left to the opposite ball's ends, are of no interest. */
  private limit = unreached;

  /**
   * Begins anew. Walks have at most `maxHops` hops, those included that are left to the ends of the `facing`
   * ball; without such a ball hops are not counted.
   */
  begin(
    nodeCount: number,
    own: Int32Array,
    others: Int32Array,
    facing: HopBall | null,
    maxHops: number,
  ): void {
    const { ball } = this;
    this.facing = facing;
    ball.begin(nodeCount, own, [others], facing === null ? 1 : maxHops + 1);
    // There are no lists by hops to search in.
    ball.levelCounts.fill(2 ** 26);
    this.counts.fill(0);
    this.pending = 0;
    this.work = 0;
    this.radius = this.lastKey = -1;
    this.opposite = null;
    this.isAimed = false;
    this.limit = unreached - 1;
    for (let slot = 0; slot < ball.within[0] && ball.costs[slot * ball.stride] === 0; slot++) {
      ball.costs.fill(0, slot * ball.stride, (slot + 1) * ball.stride);
      this.push(0, slot * 16);
    }
  }

  /** The least cost from a node that is known so far. */
  leastOf(node: number): number {
    return this.ball.costOf(node, this.ball.stride - 1);
  }

  /** What a node costs at least, exact where it is settled; `unreached` where it cannot be had. */
  boundOf(node: number): number {
    const least = this.leastOf(node);
    // Where nothing waits, all is settled.
    return this.pending === 0 ? least : Math.min(least, this.radius + 1);
  }

  /** The least key that waits, `unreached` where none does. */
  nextKey(): number {
    if (this.pending === 0) return unreached;
    let key = this.lastKey + 1;
    while (this.counts[key % ringSize] === 0) key++;
    return key;
  }

  /** Settles what has the least key. Returns the least cost at which a settled node is known to `other` too. */
  settleNext(ground: Walkable, other: CostBall | null): number {
    const key = this.nextKey();
    const at = key % ringSize;
    const { ball } = this;
    let best = unreached;
    this.lastKey = key;
    if (!this.isAimed) this.radius = key;
    // Hops of no cost add to the very bucket.
    for (let i = 0; i < this.counts[at] && ground.work <= ground.budget; i++) {
      const code = this.buckets[at][i];
      this.pending--;
      const slot = code >> 4;
      const hops = code & 15;
      const cost = ball.costs[slot * ball.stride + hops];
      const node = ball.nodes[slot];
      // There was a cheaper way, or one as cheap of fewer hops.
      if (hops > 0 && ball.costs[slot * ball.stride + hops - 1] <= cost) continue;
      if (cost + (this.isAimed ? this.leftFrom(node) : 0) !== key) continue;
      if (other !== null) best = Math.min(best, cost + other.leastOf(node));
      this.spread(ground, node, cost, hops);
    }
    this.counts[at] = 0;
    return best;
  }

  /** Leaves out what leads to the ends of another ball at more than `limit`, or than so many hops may cost. */
  face(opposite: CostBall, limit: number): void {
    this.opposite = opposite;
    this.limit = Math.min(limit, mostHops * dearest);
  }

  /** From now on settles first what is nearest to both its own and the opposite ball's ends, as far as that has grown. */
  aim(): void {
    const waiting: number[] = [];
    for (let at = 0; at < ringSize; at++)
      for (let i = 0; i < this.counts[at]; i++) waiting.push(this.buckets[at][i]);
    this.counts.fill(0);
    this.pending = 0;
    this.isAimed = true;
    // The opposite ball bounds what is left no lower than before: a key that has got lower is that of a cheaper
    // way, settled since.
    for (const code of waiting) {
      const slot = code >> 4;
      const cost = this.ball.costs[slot * this.ball.stride + (code & 15)];
      const key = cost + this.leftFrom(this.ball.nodes[slot]);
      if (key > this.lastKey && key <= this.limit) this.push(key, code);
    }
  }

  /** What is at least left from a node to the opposite ball's ends. */
  private leftFrom(node: number): number {
    return this.opposite === null ? 0 : this.opposite.boundOf(node);
  }

  /** Goes one hop on from a node that is settled. */
  private spread(ground: Walkable, node: number, cost: number, hops: number): void {
    const { projection, filter } = ground;
    const { starts, ends, targets, costs: hopCosts } = projection.arcs;
    const { ball, facing, limit, isAimed } = this;
    const { places, stamp, stride } = ball;
    const accepted = filter === null ? null : filter.nodes;
    const next = stride === 1 ? 0 : hops + 1;
    if (next === stride) return;
    ground.work += ends[node] - starts[node];
    this.work += ends[node] - starts[node];
    for (let arc = starts[node], end = ends[node]; arc < end; arc++) {
      const target = targets[arc];
      if (facing !== null && next + Math.min(facing.hopsOf(target), facing.radius + 1) >= stride) continue;
      const total = cost + hopCosts[arc];
      if (total > limit) continue;
      let slot: number;
      if (places[2 * target] === stamp) {
        slot = places[2 * target + 1] & slotMask;
        if (ball.costs[slot * stride + next] <= total) continue;
        if (total + this.leftFrom(target) > limit) continue;
        if (filter !== null && !arcPasses(projection, filter, arc)) continue;
      } else {
        if (accepted !== null && accepted[target] === 0) continue;
        if (total + this.leftFrom(target) > limit) continue;
        if (filter !== null && !arcPasses(projection, filter, arc)) continue;
        slot = ball.add(target, 0);
      }
      const row = slot * stride;
      for (let i = next; i < stride && ball.costs[row + i] > total; i++) ball.costs[row + i] = total;
      if (slot < ball.endCount) continue;
      this.push(total + (isAimed ? this.leftFrom(target) : 0), slot * 16 + next);
    }
  }

  private push(key: number, code: number): void {
    const at = key % ringSize;
    const count = this.counts[at]++;
    this.buckets[at] ??= new Int32Array(16);
    if (count === this.buckets[at].length) this.buckets[at] = grown(this.buckets[at], 2 * count);
    this.buckets[at][count] = code;
    this.pending++;
  }
}
