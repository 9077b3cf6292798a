/** Who was ever together with a node. */
import type { Projection } from "./projection.js";
import { monthOf, sinceMonthOfWord } from "./word.js";

/** The nodes that some hyperedge with an early since brought together with the node selected, filtered or not; that node too. */
export class ShareMarks {
  /** Each once: the first `count` entries. */
  readonly nodes: Int32Array;
  count = 0;
  private readonly marks: Int32Array;
  private readonly sinceMonth: number;
  private selected = 0;

  constructor(
    private readonly projection: Projection,
    private readonly sinceBefore: number,
  ) {
    this.nodes = new Int32Array(projection.nodeCount);
    this.marks = new Int32Array(projection.nodeCount);
    this.sinceMonth = monthOf(sinceBefore);
  }

  /** O(arcs of the node), and the members of those of its hyperedges that do not link all of them. */
  select(node: number): void {
    this.selected++;
    this.count = 0;
    this.mark(node);
    this.markLinked(node);
    if (!this.projection.hasLeads) return;
    for (const hyperedge of this.projection.hyperedgesOf(node)) {
      const isEarly = this.projection.sinceOf(hyperedge) < this.sinceBefore;
      if (!isEarly || this.projection.leadsOf(hyperedge) === null) continue;
      for (const member of this.projection.membersOf(hyperedge)) this.mark(member);
    }
  }

  has(node: number): boolean {
    return this.marks[node] === this.selected;
  }

  private markLinked(node: number): void {
    const { sinceBefore, sinceMonth } = this;
    const { starts, ends, targets, words, hyperedges } = this.projection.arcs;
    for (let arc = starts[node], end = ends[node]; arc < end; arc++) {
      // The month of an arc's word decides but where it is the very one.
      const month = sinceMonthOfWord(words[arc]);
      if (month > sinceMonth) continue;
      if (month === sinceMonth && this.projection.sinceOf(hyperedges[arc]) >= sinceBefore) continue;
      this.mark(targets[arc]);
    }
  }

  private mark(node: number): void {
    if (this.marks[node] === this.selected) return;
    this.marks[node] = this.selected;
    this.nodes[this.count++] = node;
  }
}
