/** What the network costs: to build, to hold, to write to; and what a question leaves behind. */
import { passAll } from "../../src/kernel/filter.js";
import { shortestPath } from "../../src/kernel/shortest-path.js";
import { median, type Case } from "../case.js";
import { randomFrom, type SizeName } from "../graphs.js";
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
        if (bytes <= 0) throw new Error("Memory can be measured only with --expose-gc");
      },
    },
    {
      name: `${size}: the longest of 20,000 writes, processor time`,
      prepare,
      measure: ({ projection, graph }) => ({
        // Of a loop between two looks at a clock, what others have taken of the processor is not ours.
        ours: Math.max(...write(projection, graph.nodeCount, processorTime)) / 1000,
        unit: "ms",
        goal: { atMost: 5 },
      }),
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

/** Adds links between random nodes and removes them again; microseconds of each, by a clock in microseconds. */
function write(projection: Subject["projection"], nodeCount: number, clock = wallTime): number[] {
  const random = randomFrom(11);
  const node = () => Math.floor(random() * nodeCount);
  const link = { leads: null, kind: 1, since: 18_000, until: 20_000, strength: 3, cost: 3 };
  const times: number[] = [];
  for (let i = 0; i < 10_000; i++) {
    const [a, b] = [node(), node()];
    if (a === b) continue;
    const members = Int32Array.of(a, b);
    const began = clock();
    const hyperedge = projection.addHyperedge({ ...link, members });
    const added = clock();
    projection.removeHyperedge(hyperedge);
    times.push(added - began, clock() - added);
  }
  // Whoever comes next finds the components settled.
  projection.componentOf(0);
  return times;
}

function wallTime(): number {
  return performance.now() * 1000;
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function heapOfPath(subject: Subject): number {
  const { projection, workspace, ranks, sources, targets } = subject;
  const ask = (i: number) => {
    const ends = { sources: sources.subarray(i, i + 1), targets: targets.subarray(i, i + 1) };
    return shortestPath(projection, { ...ends, maxHops: 6, filter: passAll, ranks }, workspace);
  };
  for (let i = 0; i < 200; i++) ask(i);
  globalThis.gc?.();
  const before = process.memoryUsage();
  const times = 1_000;
  for (let i = 0; i < times; i++) ask(i);
  const after = process.memoryUsage();
  return (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / times;
}
