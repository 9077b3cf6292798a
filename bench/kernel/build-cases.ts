/** What the network costs: to build, to hold, to write to; and what a question leaves behind. */
import { randomFrom } from "../../src/exchange/party-draw.js";
import { passAll } from "../../src/kernel/filter.js";
import { Projection } from "../../src/kernel/projection.js";
import { shortestPath } from "../../src/kernel/shortest-path.js";
import { median, type Case } from "../case.js";
import type { BenchGraph, SizeName } from "../graphs.js";
import type { Subject } from "./subject.js";

export function buildCases(size: SizeName, subjectOf: () => Subject): Case<Subject>[] {
  const prepare = subjectOf;
  return [
    {
      name: `${size}: build from arrays`,
      prepare,
      measure: ({ buildSeconds }) => ({
        ours: buildSeconds,
        unit: "s",
        goal: size === "L" ? { atMost: 2.5 } : undefined,
      }),
      check: ({ projection, graph }) => {
        if (projection.hyperedgeCount !== graph.hyperedges.length) throw new Error("Hyperedges are missing");
      },
    },
    {
      name: `${size}: memory, a link, less 32 B a node`,
      prepare,
      measure: ({ bytes, graph }) => ({
        ours: (bytes - 32 * graph.nodeCount) / graph.linkCount,
        unit: "B",
        goal: { atMost: 40 },
      }),
      check: ({ bytes }) => {
        if (bytes <= 0) throw new Error("No column was found");
      },
    },
    {
      name: `${size}: the longest of 20,000 writes`,
      prepare,
      measure: ({ graph }) => ({ ours: longestWrite(graph) / 1000, unit: "ms", goal: { atMost: 5 } }),
      check: () => undefined,
    },
    {
      name: `${size}: a link written or taken back, median`,
      prepare,
      measure: ({ projection, graph }) => ({
        ours: median(write(projection, graph.nodeCount)),
        unit: "µs",
        goal: { atMost: 3 },
      }),
      check: () => undefined,
    },
    {
      name: `${size}: heap that a path leaves behind, its answer included`,
      prepare,
      measure: (subject) => ({ ours: heapOfPath(subject), unit: "B" }),
      check: () => undefined,
    },
  ];
}

/** Adds links between random nodes and removes them again; microseconds of each. */
function write(projection: Projection, nodeCount: number): number[] {
  const random = randomFrom(11);
  const node = () => Math.floor(random() * nodeCount);
  const link = { leads: null, kind: 1, since: 18_000, until: 20_000, strength: 3, cost: 3 };
  const times: number[] = [];
  for (let i = 0; i < 10_000; i++) {
    const [a, b] = [node(), node()];
    if (a === b) continue;
    const members = Int32Array.of(a, b);
    const began = performance.now();
    const hyperedge = projection.addHyperedge({ ...link, members });
    const added = performance.now();
    projection.removeHyperedge(hyperedge);
    times.push((added - began) * 1000, (performance.now() - added) * 1000);
  }
  // Whoever comes next finds the components settled.
  projection.componentOf(0);
  return times;
}

/** The longest write to a fresh network. Three networks are written to alike: what only one of them took long for was not the write. */
function longestWrite(graph: BenchGraph): number {
  const runs = Array.from({ length: 3 }, () =>
    write(Projection.build(graph.nodeCount, graph.hyperedges), graph.nodeCount),
  );
  return Math.max(...runs[0].map((_, i) => Math.min(...runs.map((times) => times[i]))));
}

function heapOfPath(subject: Subject): number {
  const { projection, workspace, ranks, sources, targets } = subject;
  const ask = (i: number) => {
    const ends = { sources: sources.subarray(i, i + 1), targets: targets.subarray(i, i + 1) };
    return shortestPath(projection, { ...ends, maxHops: 6, filter: passAll, ranks }, workspace);
  };
  if (globalThis.gc === undefined)
    throw new Error("What is left behind can be measured only with --expose-gc");
  const askMany = (first: number) => {
    for (let i = 0; i < many; i++) ask(first + i);
    return process.memoryUsage().heapUsed;
  };
  for (let i = 0; i < 5000; i++) ask(i % 1000);
  const left: number[] = [];
  const many = 400;
  for (let round = 0; round < 25; round++) {
    globalThis.gc();
    // What the collector took from the engine itself comes back with the first ones.
    const before = askMany(0);
    left.push((askMany(many) - before) / many);
  }
  return median(left);
}
