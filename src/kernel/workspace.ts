/**
 * The memory that searches work in, kept from one to the next so that a search allocates nothing but its
 * answer. One serves one computation at a time.
 *
 * Marks are stamped with numbers never used before instead of being cleared: a node whose mark is below the
 * first stamp of this search has not been seen by it.
 */
import { CostBall } from "./cost-ball.js";
import { FlowMemory } from "./flow-memory.js";
import { HopBall } from "./hop-ball.js";
import type { Projection } from "./projection.js";

export class Workspace {
  /** By node: the stamp of whoever saw it last. */
  marks = new Int32Array(0);
  /** By node: how a search for a shortest path found it; all 0 between searches. */
  labels = new Uint16Array(0);
  /** By node: whence it is reached. */
  parents = new Int32Array(0);
  /** By node on one side: the node of the other side that a best path goes on to. */
  meets = new Int32Array(0);
  /** By node: a stamp of those that lie on a best path. */
  bestMarks = new Int32Array(0);
  /** Nodes in the order they were found, from either end, and those that lie on a best path. */
  forward = new Int32Array(0);
  backward = new Int32Array(0);
  best = new Int32Array(0);
  /** Where the levels of either begin and end: of 14 hops at most. */
  readonly forwardBounds = new Int32Array(16);
  readonly backwardBounds = new Int32Array(16);
  /** What was found in a row: arcs, or the nodes they lead to. */
  hits = new Int32Array(64);
  /** The hops from one side to the other, a node of each, and how many of them there are. */
  crossings = new Int32Array(64);
  crossingCount = 0;
  /** What reading rows ahead of time came to; of no meaning. */
  touched = 0;
  /** By hyperedge: the stamp of whoever saw it last. */
  hyperedgeMarks = new Int32Array(0);

  private readonly balls: HopBall[] = [];
  private readonly costBalls: CostBall[] = [];
  private flow: FlowMemory | null = null;
  private lastStamp = 0;

  /** Grows with the projection. O(1) where it has not grown. */
  fit(projection: Projection): void {
    const { nodeCount, hyperedgeCount } = projection;
    if (nodeCount > this.marks.length) {
      const length = nodeCount + (nodeCount >> 3) + 64;
      this.marks = new Int32Array(length);
      this.labels = new Uint16Array(length);
      this.parents = new Int32Array(length);
      this.meets = new Int32Array(length);
      this.bestMarks = new Int32Array(length);
      this.forward = new Int32Array(length);
      this.backward = new Int32Array(length);
      this.best = new Int32Array(length);
    }
    if (hyperedgeCount > this.hyperedgeMarks.length)
      this.hyperedgeMarks = new Int32Array(hyperedgeCount + (hyperedgeCount >> 3) + 64);
  }

  /** One of the balls of searches for several paths; made when first asked for. */
  ballAt(index: number): HopBall {
    return (this.balls[index] ??= new HopBall());
  }

  costBallAt(index: number): CostBall {
    return (this.costBalls[index] ??= new CostBall());
  }

  /** What disjoint paths need; made when first asked for. */
  flowMemory(): FlowMemory {
    return (this.flow ??= new FlowMemory());
  }

  /** Marks some nodes with a stamp of theirs, which it returns; `parents` then has the place of each among them. O(these). */
  placeNodes(projection: Projection, nodes: Int32Array): number {
    this.fit(projection);
    const stamp = this.takeStamps(1);
    for (let place = 0; place < nodes.length; place++) {
      this.marks[nodes[place]] = stamp;
      this.parents[nodes[place]] = place;
    }
    return stamp;
  }

  /** Takes that many stamps no mark bears yet, and returns the first. */
  takeStamps(count: number): number {
    // Once in two thousand million stamps the marks are cleared after all.
    if (this.lastStamp + count > 2_147_483_647) {
      this.marks.fill(0);
      this.bestMarks.fill(0);
      this.hyperedgeMarks.fill(0);
      this.lastStamp = 0;
    }
    const first = this.lastStamp + 1;
    this.lastStamp += count;
    return first;
  }
}

/** Makes the memory for searches of a projection. About 32 B a node and 4 B a hyperedge. */
export function createWorkspace(projection: Projection): Workspace {
  const workspace = new Workspace();
  workspace.fit(projection);
  return workspace;
}
