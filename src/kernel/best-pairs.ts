/** The best few of many scored pairs: a binary heap with the worst of those kept on top. */

export interface ScoredPairs {
  /** The node of the lower rank of each pair. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly scores: Float64Array;
}

/** Keeps the `limit` best pairs offered: the highest score, then the lowest ranks, lower one of the pair first. */
export class BestPairs {
  private readonly a: Int32Array;
  private readonly b: Int32Array;
  private readonly scores: Float64Array;
  private count = 0;

  /** `ranks` by node; no two alike. */
  constructor(
    private readonly limit: number,
    private readonly ranks: Int32Array,
  ) {
    this.a = new Int32Array(limit);
    this.b = new Int32Array(limit);
    this.scores = new Float64Array(limit);
  }

  /** The score below which no pair gets in: 0 while there is room. */
  get threshold(): number {
    if (this.count < this.limit) return 0;
    return this.limit === 0 ? Infinity : this.scores[0];
  }

  /** Takes a pair in, either way round, if it is among the best so far, and says whether it is. O(log limit). */
  offer(node: number, other: number, score: number): boolean {
    const { ranks } = this;
    const a = ranks[node] < ranks[other] ? node : other;
    const b = a === node ? other : node;
    if (this.count < this.limit) {
      this.place(this.count++, a, b, score);
      this.rise(this.count - 1);
      return true;
    }
    if (this.limit === 0 || !this.isBetter(score, a, b, 0)) return false;
    this.place(0, a, b, score);
    this.sink(0);
    return true;
  }

  /** Empties the heap into columns, the best pair first. */
  drain(): ScoredPairs {
    const kept = this.count;
    while (this.count > 1) {
      this.swap(0, --this.count);
      this.sink(0);
    }
    this.count = 0;
    return {
      a: this.a.subarray(0, kept),
      b: this.b.subarray(0, kept),
      scores: this.scores.subarray(0, kept),
    };
  }

  private isBetter(score: number, a: number, b: number, at: number): boolean {
    const { ranks } = this;
    if (score !== this.scores[at]) return score > this.scores[at];
    if (a !== this.a[at]) return ranks[a] < ranks[this.a[at]];
    return ranks[b] < ranks[this.b[at]];
  }

  private isBetterAt(at: number, than: number): boolean {
    return this.isBetter(this.scores[at], this.a[at], this.b[at], than);
  }

  private rise(at: number): void {
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.isBetterAt(above, at)) return;
      this.swap(at, above);
      at = above;
    }
  }

  private sink(at: number): void {
    for (let below = 2 * at + 1; below < this.count; below = 2 * at + 1) {
      if (below + 1 < this.count && this.isBetterAt(below, below + 1)) below++;
      if (!this.isBetterAt(at, below)) return;
      this.swap(at, below);
      at = below;
    }
  }

  private swap(i: number, j: number): void {
    const [a, b, score] = [this.a[i], this.b[i], this.scores[i]];
    this.place(i, this.a[j], this.b[j], this.scores[j]);
    this.place(j, a, b, score);
  }

  private place(at: number, a: number, b: number, score: number): void {
    this.a[at] = a;
    this.b[at] = b;
    this.scores[at] = score;
  }
}
