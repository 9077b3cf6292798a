/** A projection as it is now, for other threads to read while this one goes on changing it. */
import type { Projection, ProjectionColumns } from "./projection.js";
import type { RowColumns } from "./rows.js";

/**
 * Copies a projection into shared memory: sent in a message, the columns are not copied again, and
 * `Projection.fromColumns` reads them where they lie. Later changes of the projection do not show in it.
 *
 * O(nodes + arcs): memory is copied, nothing is computed but components after removals. About 13 B an arc,
 * 28 B a node, 15 B a hyperedge and 8 B a membership.
 */
export function snapshotOf(projection: Projection): ProjectionColumns {
  const columns = projection.columns();
  const { arcs, memberships } = columns;
  return {
    ...columns,
    arcs: {
      ...sharedRows(arcs),
      targets: sharedNumbers(arcs.targets),
      words: sharedNumbers(arcs.words),
      hyperedges: sharedNumbers(arcs.hyperedges),
      costs: sharedBytes(arcs.costs),
    },
    memberships: { ...sharedRows(memberships), hyperedges: sharedNumbers(memberships.hyperedges) },
    kinds: sharedBytes(columns.kinds),
    sinces: sharedNumbers(columns.sinces),
    untils: sharedNumbers(columns.untils),
    costs: sharedBytes(columns.costs),
    present: sharedBytes(columns.present),
    memberStarts: sharedNumbers(columns.memberStarts),
    members: sharedNumbers(columns.members),
    leads: new Map(Array.from(columns.leads, ([hyperedge, leads]) => [hyperedge, sharedBytes(leads)])),
    partnerCounts: sharedNumbers(columns.partnerCounts),
    parents: sharedNumbers(columns.parents),
  };
}

/** Copies a column of numbers into shared memory. */
export function sharedNumbers(column: Int32Array): Int32Array {
  const copy = new Int32Array(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}

/** Copies a column of bytes into shared memory. */
export function sharedBytes(column: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}

function sharedRows({ starts, ends }: RowColumns): RowColumns {
  return { starts: sharedNumbers(starts), ends: sharedNumbers(ends) };
}
