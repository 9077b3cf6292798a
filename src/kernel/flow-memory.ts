/**
 * What a flow of paths remembers of each node, and the order in which a search for one path more goes on.
 *
 * A node has two states: 2 × node is its entry, 2 × node + 1 its exit. They are one, the entry, while no path
 * leads through the node.
 */
import { grown } from "./rows.js";

/** Where there is no node. */
export const none = -1;
/** Stands before a node that is a source or a target. */
export const end = -2;

export class FlowMemory {
  /** By state: the stamp of the search that reached it, one more once it is settled. */
  marks = new Int32Array(0);
  /** By state: how far it is from the sources, in reduced weights. */
  distances = new Float64Array(0);
  /** By state: what reduces the weights of hops, so that none is negative. */
  potentials = new Float64Array(0);
  /** By state: the state it was reached from, or `~source`. */
  parents = new Int32Array(0);
  /** By node: its neighbours on the path that leads through it. */
  before = new Int32Array(0);
  after = new Int32Array(0);
  /** The states settled by a search, in that order. */
  settled = new Int32Array(64);
  settledCount = 0;

  /** A heap: the state at position i comes no later than those at 2 i + 1 and 2 i + 2. */
  private heapKeys = new Float64Array(64);
  private heapRanks = new Int32Array(64);
  private heapStates = new Int32Array(64);
  private heapCount = 0;
  private lastStamp = 0;

  /** Grows with the network. O(1) where it has not grown. */
  fit(nodeCount: number): void {
    if (nodeCount <= this.before.length) return;
    const length = nodeCount + (nodeCount >> 3) + 64;
    this.marks = new Int32Array(2 * length);
    this.distances = new Float64Array(2 * length);
    this.potentials = new Float64Array(2 * length);
    this.parents = new Int32Array(2 * length);
    this.before = new Int32Array(length);
    this.after = new Int32Array(length);
  }

  /** Takes a stamp, and the next one with it, that no mark bears yet. */
  takeStamp(): number {
    this.lastStamp += 2;
    return this.lastStamp;
  }

  /** Clears the marks once stamps run short; between two flows only. */
  refresh(): void {
    if (this.lastStamp < 2_000_000_000) return;
    this.marks.fill(0);
    this.lastStamp = 0;
  }

  settle(state: number): void {
    if (this.settledCount === this.settled.length) this.settled = grown(this.settled, 2 * this.settledCount);
    this.settled[this.settledCount++] = state;
  }

  clearHeap(): void {
    this.heapCount = 0;
  }

  /** Puts a state in the heap: by key, then by rank. */
  push(state: number, key: number, rank: number): void {
    if (this.heapCount === this.heapStates.length) this.growHeap();
    const { heapKeys, heapRanks, heapStates } = this;
    let at = this.heapCount++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (heapKeys[above] < key || (heapKeys[above] === key && heapRanks[above] <= rank)) break;
      heapKeys[at] = heapKeys[above];
      heapRanks[at] = heapRanks[above];
      heapStates[at] = heapStates[above];
      at = above;
    }
    heapKeys[at] = key;
    heapRanks[at] = rank;
    heapStates[at] = state;
  }

  /** Takes the first state from the heap; `none` from an empty one. */
  pop(): number {
    if (this.heapCount === 0) return none;
    const { heapKeys, heapRanks, heapStates } = this;
    const first = heapStates[0];
    const count = --this.heapCount;
    const key = heapKeys[count];
    const rank = heapRanks[count];
    let at = 0;
    for (let below = 1; below < count; below = 2 * at + 1) {
      const next = below + 1;
      const isLater =
        heapKeys[next] > heapKeys[below] ||
        (heapKeys[next] === heapKeys[below] && heapRanks[next] >= heapRanks[below]);
      if (next < count && !isLater) below = next;
      if (key < heapKeys[below] || (key === heapKeys[below] && rank <= heapRanks[below])) break;
      heapKeys[at] = heapKeys[below];
      heapRanks[at] = heapRanks[below];
      heapStates[at] = heapStates[below];
      at = below;
    }
    heapKeys[at] = key;
    heapRanks[at] = rank;
    heapStates[at] = heapStates[count];
    return first;
  }

  private growHeap(): void {
    const keys = new Float64Array(2 * this.heapCount);
    keys.set(this.heapKeys);
    this.heapKeys = keys;
    this.heapRanks = grown(this.heapRanks, 2 * this.heapCount);
    this.heapStates = grown(this.heapStates, 2 * this.heapCount);
  }
}
