/** What a region's summary measures of each organisation, beside graphology's own. */
import { UndirectedGraph } from "graphology";
import betweenness from "graphology-metrics/centrality/betweenness.js";

import { passAll } from "../../src/kernel/filter.js";
import { measures } from "../../src/kernel/measures.js";
import { inTurn, type Case } from "../case.js";
import { nodesOfRegions, type SizeName } from "../graphs.js";
import type { Subject } from "./subject.js";

// A function as a module, which its types do not say.
const betweennessCentrality = betweenness as unknown as typeof betweenness.default;

export function measureCases(size: SizeName, subjectOf: () => Subject): Case<Subject>[] {
  return [
    {
      name: `${size}: all measures of 2,500 organisations, betweenness among them`,
      prepare: subjectOf,
      measure: async (subject) => {
        const regional = regionalGraph(subject);
        const [ours, peer] = await inTurn(5, [
          { calls: 1, run: () => measuresOf(subject) },
          { calls: 1, run: () => betweennessCentrality(regional) },
        ]);
        return {
          ours: ours / 1000,
          unit: "ms",
          peer: peer / 1000,
          against: "graphology, betweenness alone",
        };
      },
      check: (subject) => {
        const theirs = betweennessCentrality(regionalGraph(subject));
        const members = membersOf(subject);
        for (const [place, value] of measuresOf(subject).betweenness.entries())
          if (Math.abs(value - theirs[String(members[place])]) > 1e-9)
            throw new Error(`Betweenness differs at node ${members[place]}`);
      },
    },
  ];
}

function membersOf({ graph }: Subject): Int32Array {
  return nodesOfRegions(graph, 10);
}

function measuresOf(subject: Subject) {
  return measures(subject.projection, { members: membersOf(subject), filter: passAll }, subject.workspace);
}

/** The same organisations and the links among them. */
function regionalGraph(subject: Subject): UndirectedGraph {
  const among = new Set(membersOf(subject));
  const regional = new UndirectedGraph();
  for (const node of among) regional.addNode(node);
  for (const { members } of subject.graph.hyperedges)
    for (const a of members)
      for (const b of members) if (a < b && among.has(a) && among.has(b)) regional.mergeEdge(a, b);
  return regional;
}
