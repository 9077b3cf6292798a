/**
 * Networks of three sizes from one seed, as plain numbers: what the kernel is measured on.
 *
 * Parties are those of a made-up network (`PartyDraw`); a few partnerships have three to twenty of them, all have
 * a kind, a period, a strength. Nodes are numbered as the network numbers them: region by region, within
 * a region those with the most links first.
 */
import { openSince, openUntil } from "../src/kernel/word.js";
import { PartyDraw, randomFrom } from "../src/exchange/party-draw.js";
import type { Hyperedge } from "../src/kernel/projection.js";

export type SizeName = "S" | "M" | "L";

export interface BenchGraph {
  readonly name: SizeName;
  readonly nodeCount: number;
  readonly hyperedges: readonly Hyperedge[];
  /** Links, parallel ones included: one for each pair of a hyperedge's members. */
  readonly linkCount: number;
  /** Where the nodes of each region begin, and where the last one ends. */
  readonly regionStarts: Int32Array;
}

/** Nodes, and links about. */
export const sizes: Readonly<Record<SizeName, { readonly nodes: number; readonly links: number }>> = {
  S: { nodes: 10_000, links: 46_000 },
  M: { nodes: 100_000, links: 487_000 },
  L: { nodes: 1_000_000, links: 5_000_000 },
};

const nodesInRegion = 250;
export const kindCount = 6;
/** Day numbers: 2012 to 2027; the middle of it is a day on which many run. */
const firstDay = 15_340;
const dayCount = 5_500;
export const someDay = firstDay + 3_000;

/** Draws a network; the same every time. O(links × log nodes). */
export function drawGraph(name: SizeName): BenchGraph {
  const { nodes: nodeCount, links } = sizes[name];
  const random = randomFrom(20_261);
  const draw = new PartyDraw(nodeCount, nodeCount / nodesInRegion, random);
  const parties: number[][] = [];
  for (let linkCount = 0; linkCount < links;) {
    const drawn = draw.parties(0.005, 20);
    parties.push(drawn);
    linkCount += (drawn.length * (drawn.length - 1)) / 2;
  }
  const numbers = numberByDegree(nodeCount, parties);
  const hyperedges = parties.map((drawn) => toHyperedge(drawn, numbers, random));
  const linkCount = hyperedges.reduce(
    (sum, { members }) => sum + (members.length * (members.length - 1)) / 2,
    0,
  );
  const regionStarts = Int32Array.from(
    { length: nodeCount / nodesInRegion + 1 },
    (_, i) => i * nodesInRegion,
  );
  return { name, nodeCount, hyperedges, linkCount, regionStarts };
}

/** Draws pairs of nodes that have links. */
export function drawPairs(graph: BenchGraph, count: number): { sources: Int32Array; targets: Int32Array } {
  const random = randomFrom(7);
  const linked = new Uint8Array(graph.nodeCount);
  for (const { members } of graph.hyperedges) for (const member of members) linked[member] = 1;
  const draw = (): number => {
    for (;;) {
      const node = Math.floor(random() * graph.nodeCount);
      if (linked[node] === 1) return node;
    }
  };
  const sources = new Int32Array(count);
  const targets = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    sources[i] = draw();
    do targets[i] = draw();
    while (targets[i] === sources[i]);
  }
  return { sources, targets };
}

/** The nodes of some regions side by side, from a third of the way on. */
export function nodesOfRegions(graph: BenchGraph, regionCount: number): Int32Array {
  const { regionStarts } = graph;
  const first = Math.floor((regionStarts.length - 1 - regionCount) / 3);
  const begin = regionStarts[first];
  return Int32Array.from({ length: regionStarts[first + regionCount] - begin }, (_, i) => begin + i);
}

/** By node as drawn: its number among the nodes of its region by falling degree. */
function numberByDegree(nodeCount: number, parties: readonly (readonly number[])[]): Int32Array {
  const degrees = new Int32Array(nodeCount);
  for (const drawn of parties) for (const node of drawn) degrees[node] += drawn.length - 1;
  const numbers = new Int32Array(nodeCount);
  for (let begin = 0; begin < nodeCount; begin += nodesInRegion) {
    const nodes = Array.from({ length: nodesInRegion }, (_, i) => begin + i);
    nodes.sort((a, b) => degrees[b] - degrees[a] || a - b);
    nodes.forEach((node, i) => (numbers[node] = begin + i));
  }
  return numbers;
}

function toHyperedge(drawn: readonly number[], numbers: Int32Array, random: () => number): Hyperedge {
  const since = firstDay + Math.floor(random() * dayCount);
  const isOpen = random() < 0.3;
  const strength = random() < 0.4 ? 1 + Math.floor(random() * 5) : 3;
  const members = Int32Array.from(drawn, (node) => numbers[node]);
  return {
    members,
    leads: null,
    kind: Math.floor(random() * kindCount),
    since: random() < 0.05 ? openSince : since,
    until: isOpen ? openUntil : since + 180 + Math.floor(random() * 1_800),
    strength,
    cost: (6 - strength) * Math.ceil(Math.log2(members.length)),
  };
}
