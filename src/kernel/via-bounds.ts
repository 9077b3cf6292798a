/**
 * Bounds for paths that pass given nodes: what a walk costs at least that goes on to each node still to be
 * passed, in the order that is best for it, and ends at a target.
 *
 * A ball round each of these nodes, and round both ends, that no walk crosses at any of them: a walk is made
 * of stretches from one to the next. Grown to half of the longest stretch and from there toward each other.
 */
import { growCosts, growHops, growToward, type HopBall, unreached, type Walkable } from "./hop-ball.js";

export interface ViaEnds {
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  /** Up to three, each once. */
  readonly via: Int32Array;
}

export class ViaBounds {
  private readonly count: number;
  /** The bits of all of them. */
  private readonly all: number;
  /** How many are neither source nor target. */
  private readonly innerCount: number;
  private readonly isEnd: boolean[];
  /** `tails[(unpassed * 3 + i) * 9 + hops]`: the least cost from via `i` on. */
  private readonly tails = new Int32Array(8 * 3 * 9);

  /** The balls are borrowed: round the sources, round the targets, and one round each of `via`. */
  constructor(
    nodeCount: number,
    private readonly ends: ViaEnds,
    private readonly fromSources: HopBall,
    private readonly toTargets: HopBall,
    private readonly toVia: readonly HopBall[],
    stride: number,
  ) {
    const { sources, targets, via } = ends;
    this.count = via.length;
    this.all = (1 << via.length) - 1;
    this.isEnd = Array.from(via, (node) => sources.includes(node) || targets.includes(node));
    this.innerCount = this.isEnd.filter((isEnd) => !isEnd).length;
    fromSources.begin(nodeCount, sources, [targets, via], 0);
    toTargets.begin(nodeCount, targets, [sources, via], stride);
    toVia.forEach((ball, i) =>
      ball.begin(nodeCount, via.subarray(i, i + 1), [sources, targets, via], stride),
    );
  }

  /** Makes the bounds hold for paths of up to so many hops. Returns whether the budget lasted. */
  grow(ground: Walkable, hops: number): boolean {
    const { fromSources, toTargets, toVia } = this;
    // Every other stretch has a hop at least.
    const longest = hops - this.innerCount;
    // From any two balls of this radius a single hop leads over to the other on the longest stretch.
    const radius = longest >> 1;
    while (fromSources.radius < radius) if (!growHops(ground, fromSources)) return false;
    for (const ball of [toTargets, ...toVia])
      while (ball.radius < radius) if (!growCosts(ground, ball)) return false;
    for (const ball of [toTargets, ...toVia]) {
      const others = [fromSources, ...toVia.filter((other) => other !== ball)];
      for (let level = radius + 1; level <= longest; level++)
        if (!growToward(ground, ball, level, others, longest - level)) return false;
    }
    this.joinTails(hops);
    return true;
  }

  /** The bits of those that a path from a node still has to pass. */
  unpassedBy(node: number): number {
    return this.all & ~this.bitOf(node);
  }

  /** The bit of a node to be passed; 0 for any other. */
  bitOf(node: number): number {
    const i = this.ends.via.indexOf(node);
    return i === -1 ? 0 : 1 << i;
  }

  /** The least cost of a walk of exactly so many hops from a node to a target that passes those unpassed. */
  boundOf(node: number, unpassed: number, hops: number): number {
    if (unpassed === 0) return this.toTargets.costOf(node, hops);
    let least = unreached;
    for (let i = 0; i < this.count; i++) {
      if (((unpassed >> i) & 1) === 0) continue;
      const ball = this.toVia[i];
      const tail = ((unpassed & ~(1 << i)) * 3 + i) * 9;
      // One that was not found is not near enough.
      for (let first = Math.max(1, ball.hopsOf(node)); first <= hops; first++)
        least = Math.min(least, ball.costOf(node, first) + this.tails[tail + hops - first]);
    }
    return least;
  }

  /** The same for the next node of a path, which may be one to be passed, and be an end only as the last. */
  boundAfter(node: number, unpassed: number, hops: number): number {
    const after = unpassed & ~this.bitOf(node);
    if (hops === 0) return after === 0 ? this.toTargets.costOf(node, 0) : unreached;
    if (this.fromSources.hopsOf(node) === 0 || this.toTargets.hopsOf(node) === 0) return unreached;
    return this.boundOf(node, after, hops);
  }

  /** Works out the least cost from each node to be passed on, for every set still unpassed and number of hops. */
  private joinTails(hops: number): void {
    const { via } = this.ends;
    for (let unpassed = 0; unpassed <= this.all; unpassed++)
      for (let i = 0; i < this.count; i++)
        for (let left = 0; left <= hops; left++) {
          // One that is an end is the last.
          const isBeyond = this.isEnd[i] && (unpassed !== 0 || left > 0);
          const bound = isBeyond ? unreached : this.boundOf(via[i], unpassed, left);
          this.tails[(unpassed * 3 + i) * 9 + left] = bound;
        }
  }
}
