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
    const { marks, selected, sinceBefore } = this;
    const { memberships, members, memberStarts, sinces } = this.projection;
    const { hyperedges } = memberships;
    // A hyperedge that a node is a member of is there.
    for (let i = memberships.starts[node], last = memberships.ends[node]; i < last; i++) {
      const hyperedge = hyperedges[i];
      if (sinces[hyperedge] >= sinceBefore) continue;
      for (let m = memberStarts[hyperedge], end = memberStarts[hyperedge + 1]; m < end; m++)
        marks[members[m]] = selected;
    }
  }

  has(node: number): boolean {
    return this.marks[node] === this.selected;
  }
}

/** Says whether some hyperedge with an early since brought two nodes together. O(hyperedges of both). */
export function wereTogether(projection: Projection, a: number, b: number, sinceBefore: number): boolean {
  const { starts, ends, hyperedges } = projection.memberships;
  let i = starts[a];
  let j = starts[b];
  while (i < ends[a] && j < ends[b]) {
    const difference = hyperedges[i] - hyperedges[j];
    if (difference === 0 && projection.sinces[hyperedges[i]] < sinceBefore) return true;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return false;
}
