import { UndirectedGraph } from "graphology";

import { Projection } from "../../src/kernel/projection.js";
import { Workspace } from "../../src/kernel/workspace.js";
import { drawGraph, drawPairs, type BenchGraph, type SizeName } from "../graphs.js";

/** A network of one size as both sides hold it, made once for all its cases. */
export interface Subject {
  readonly graph: BenchGraph;
  readonly projection: Projection;
  readonly workspace: Workspace;
  /** The number of each node: the order that decides between equals. */
  readonly ranks: Int32Array;
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  /** The same links, the cheapest of parallel ones, with their cost as `weight`; made when first asked for. */
  peer(): PeerGraph;
  /** Seconds it took to build the projection, and bytes it holds. */
  readonly buildSeconds: number;
  readonly bytes: number;
}

export type PeerGraph = UndirectedGraph<object, { weight: number }>;

/** Makes a subject; L takes about half a minute, its peer several gigabytes. */
export function makeSubject(name: SizeName): Subject {
  const graph = drawGraph(name);
  // Once to warm up: the network of a service is rebuilt by code that has run before.
  if (name !== "L") Projection.build(graph.nodeCount, graph.hyperedges);
  const began = performance.now();
  const projection = Projection.build(graph.nodeCount, graph.hyperedges);
  const buildSeconds = (performance.now() - began) / 1000;
  const bytes = bytesOf(projection);
  const workspace = new Workspace();
  workspace.fit(projection);
  let peer: PeerGraph | null = null;
  return {
    graph,
    projection,
    workspace,
    ranks: Int32Array.from({ length: graph.nodeCount }, (_, node) => node),
    ...drawPairs(graph, 2_000),
    peer: () => (peer ??= toGraphology(graph)),
    buildSeconds,
    bytes,
  };
}

/** What the columns of a projection take, room for more included. */
function bytesOf(projection: Projection): number {
  const buffers = new Set<ArrayBufferLike>();
  const parts: unknown[] = [projection, projection.arcs, projection.memberships];
  for (const part of parts)
    for (const column of Object.values(part as object))
      if (ArrayBuffer.isView(column)) buffers.add(column.buffer);
  return [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function toGraphology(graph: BenchGraph): PeerGraph {
  const peer: PeerGraph = new UndirectedGraph();
  for (let node = 0; node < graph.nodeCount; node++) peer.addNode(node);
  for (const { members, cost } of graph.hyperedges)
    for (let i = 0; i < members.length; i++)
      for (let j = i + 1; j < members.length; j++)
        peer.updateEdge(members[i], members[j], (attributes) => ({
          weight: Math.min(cost, attributes.weight ?? cost),
        }));
  return peer;
}
