/** Who was ever together with a node. */
import type { Projection } from "./projection.js";

/** The nodes that some hyperedge with an early since brought together with the node selected, filtered or not. */
export class ShareMarks {
  private readonly marks: Int32Array;
  private selected = 0;

  constructor(
    private readonly projection: Projection,
    private readonly sinceBefore: number,
  ) {
    this.marks = new Int32Array(projection.nodeCount);
  }

  /** O(members of the node's hyperedges). */
  select(node: number): void {
    this.selected++;
    const { projection, marks, selected } = this;
    for (const hyperedge of projection.hyperedgesOf(node)) {
      if (projection.sinces[hyperedge] >= this.sinceBefore) continue;
      for (const member of projection.membersOf(hyperedge)) marks[member] = selected;
    }
  }

  has(node: number): boolean {
    return this.marks[node] === this.selected;
  }
}
