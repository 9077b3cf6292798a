/**
 * Bounds for paths that pass given nodes: what a walk costs at least that goes on to each node still to be
 * passed, in the order that is best for it, and ends at a target.
 *
 * A walk is made of stretches from one of these nodes, or an end, to the next, with no such node inside. A
 * ball round each of them is grown until the two of any stretch that a path may have are a hop apart, and from
 * there toward each other.
 */
import {
  growCosts,
  growHops,
  growToward,
  type HopBall,
  mostHops,
  unreached,
  type Walkable,
} from "./hop-ball.js";
import type { Projection } from "./projection.js";
import { shortestPath, type ShortestPathQuestion } from "./shortest-path.js";
import type { Workspace } from "./workspace.js";

/** Numbers of hops, 0 included. */
const hopCounts = mostHops + 1;

export interface ViaQuestion extends ShortestPathQuestion {
  /** Up to three, each once. */
  readonly via: Int32Array;
}

export class ViaBounds {
  /** No path has fewer hops; more than `maxHops` where there is none. */
  readonly fewestHops: number;
  private readonly via: Int32Array;
  private readonly isEnd: boolean[];
  /** The bits of all of `via`. */
  private readonly all: number;
  private readonly toTargets: HopBall;
  private readonly toVia: readonly HopBall[];
  /** Where stretches begin: round the sources, then `toVia`. */
  private readonly froms: readonly HopBall[];
  /** Where they end: `toVia`, then round the targets. */
  private readonly tos: readonly HopBall[];
  /** By number of `froms`, then of `tos`: the fewest hops of a stretch. */
  private readonly fewest: readonly number[][];
  /** Each order of `via`, as the stretches it makes. */
  private readonly orders: readonly { readonly from: number; readonly to: number }[][];
  /** `tails[(unpassed * 3 + i) * hopCounts + hops]`: the least cost from via `i` on. */
  private readonly tails = new Int32Array(8 * 3 * hopCounts);

  constructor(projection: Projection, question: ViaQuestion, workspace: Workspace) {
    const { sources, targets, via, maxHops } = question;
    this.via = via;
    this.isEnd = Array.from(via, (node) => sources.includes(node) || targets.includes(node));
    this.all = (1 << via.length) - 1;

    const fromSources = workspace.ballAt(1);
    this.toTargets = workspace.ballAt(0);
    this.toVia = Array.from(via, (_, i) => workspace.ballAt(2 + i));
    this.froms = [fromSources, ...this.toVia];
    this.tos = [...this.toVia, this.toTargets];
    const { nodeCount } = projection;
    fromSources.begin(nodeCount, sources, [targets, via], 0);
    this.toTargets.begin(nodeCount, targets, [sources, via], maxHops + 1);
    this.toVia.forEach((ball, i) =>
      ball.begin(nodeCount, via.subarray(i, i + 1), [sources, targets, via], maxHops + 1),
    );

    const begins = [sources, ...Array.from(via, (node) => Int32Array.of(node))];
    const ends = [...begins.slice(1), targets];
    const hopsBetween = (from: Int32Array, to: Int32Array): number => {
      const path = shortestPath(projection, { ...question, sources: from, targets: to }, workspace);
      return path === null ? maxHops + 1 : path.nodes.length - 1;
    };
    this.fewest = begins.map((from) => ends.map((to) => (from === to ? 0 : hopsBetween(from, to))));
    this.orders = ordersOf(Array.from(via.keys())).map((order) =>
      [...order, via.length].map((to, i) => ({ from: i === 0 ? 0 : order[i - 1] + 1, to })),
    );
    this.fewestHops = Math.max(1, Math.min(...this.orders.map((order) => this.hopsOfOrder(order))));
  }

  /** Makes the bounds hold for paths of up to so many hops. Returns whether the budget lasted. */
  grow(ground: Walkable, hops: number): boolean {
    const { froms, tos } = this;
    const longest = this.longestStretches(hops);
    for (let from = 0; from < froms.length; from++)
      for (let to = 0; to < tos.length; to++)
        while (froms[from].radius + tos[to].radius < longest[from][to] - 1)
          if (!growEither(ground, froms[from], tos[to])) return false;

    for (let to = 0; to < tos.length; to++)
      for (let level = tos[to].radius + 1; level <= hops; level++)
        for (let from = 0; from < froms.length; from++) {
          const limit = longest[from][to] - level;
          if (limit >= 0 && !growToward(ground, tos[to], level, froms[from], limit)) return false;
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
    const { via } = this;
    for (let i = 0; i < via.length; i++) if (via[i] === node) return 1 << i;
    return 0;
  }

  /** The least cost of a walk of exactly so many hops from a node to a target that passes those unpassed. */
  boundOf(node: number, unpassed: number, hops: number): number {
    if (unpassed === 0) return this.toTargets.costOf(node, hops);
    let least = unreached;
    for (let i = 0; i < this.via.length; i++) {
      if (((unpassed >> i) & 1) === 0) continue;
      const ball = this.toVia[i];
      const tail = ((unpassed & ~(1 << i)) * 3 + i) * hopCounts;
      // A node that was not found is farther than any path is long.
      for (let first = ball.hopsOf(node); first <= hops; first++)
        least = Math.min(least, ball.costOf(node, first) + this.tails[tail + hops - first]);
    }
    return least;
  }

  /** The same for the next node of a path, which may be one to be passed, and be an end only as the last. */
  boundAfter(node: number, unpassed: number, hops: number): number {
    const after = unpassed & ~this.bitOf(node);
    if (hops === 0) return after === 0 ? this.toTargets.costOf(node, 0) : unreached;
    if (this.froms[0].hopsOf(node) === 0 || this.toTargets.hopsOf(node) === 0) return unreached;
    return this.boundOf(node, after, hops);
  }

  private hopsOfOrder(order: readonly { readonly from: number; readonly to: number }[]): number {
    return order.reduce((sum, { from, to }) => sum + this.fewest[from][to], 0);
  }

  /** By number of `froms`, then of `tos`: how long a stretch may be in a path of so many hops; −1 where it is in none. */
  private longestStretches(hops: number): number[][] {
    const longest = this.froms.map(() => this.tos.map(() => -1));
    for (const order of this.orders) {
      const spare = hops - this.hopsOfOrder(order);
      if (spare < 0) continue;
      for (const { from, to } of order)
        longest[from][to] = Math.max(longest[from][to], this.fewest[from][to] + spare);
    }
    return longest;
  }

  /** Works out the least cost from each node to be passed on, for every set still unpassed and number of hops. */
  private joinTails(hops: number): void {
    const { via } = this;
    for (let unpassed = 0; unpassed <= this.all; unpassed++)
      for (let i = 0; i < via.length; i++)
        for (let left = 0; left <= hops; left++) {
          // One that is an end is the last.
          const isBeyond = this.isEnd[i] && (unpassed !== 0 || left > 0);
          const bound = isBeyond ? unreached : this.boundOf(via[i], unpassed, left);
          this.tails[(unpassed * 3 + i) * hopCounts + left] = bound;
        }
  }
}

/** All orders of a few different numbers. */
export function ordersOf(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    ordersOf(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

/** Grows the one of two balls that has less at its rim; the first may keep no costs. */
function growEither(ground: Walkable, from: HopBall, to: HopBall): boolean {
  if (from.levelCounts[from.radius] > to.levelCounts[to.radius]) return growCosts(ground, to);
  return from.stride === 0 ? growHops(ground, from) : growCosts(ground, from);
}
