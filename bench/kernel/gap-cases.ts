/** Missing links of a region by Adamic-Adar, exact, and how the work grows with the region. */
import { topAdamicAdar } from "../../src/kernel/adamic-adar.js";
import { passAll } from "../../src/kernel/filter.js";
import { openUntil } from "../../src/kernel/word.js";
import { inTurn, type Case } from "../case.js";
import { nodesOfRegions, type SizeName } from "../graphs.js";
import type { PeerGraph, Subject } from "./subject.js";

const limit = 50;

/** Calls of ours a round: a service has asked before, so that its code is as fast as it gets. */
const often = 20;

export function gapCases(size: SizeName, subjectOf: () => Subject): Case<Subject>[] {
  const growth: Case<Subject>[] =
    size === "S"
      ? []
      : [
          {
            name: `${size}: the same for 25,000 organisations, a member, beside 2,500`,
            prepare: subjectOf,
            measure: async (subject) => {
              const large = nodesOfRegions(subject.graph, 100);
              const small = nodesOfRegions(subject.graph, 10);
              const [ours, peer] = await inTurn(5, [
                { calls: 2 * large.length, run: () => repeat(2, () => top(subject, large)) },
                { calls: often * small.length, run: () => repeat(often, () => top(subject, small)) },
              ]);
              // A fifth more a member is what caches cost; more would be growth.
              return { ours, unit: "µs", peer, against: "ours, 2,500", goal: { atMost: 1.2, ofPeer: true } };
            },
            check: () => undefined,
          },
        ];
  return [
    {
      name: `${size}: top 50 Adamic-Adar pairs among 2,500 organisations`,
      prepare: () => {
        const subject = subjectOf();
        subject.peer();
        return subject;
      },
      measure: async (subject) => {
        const members = nodesOfRegions(subject.graph, 10);
        const [ours, peer] = await inTurn(3, [
          { calls: often, run: () => repeat(often, () => top(subject, members)) },
          { calls: 1, run: () => topByHand(subject.peer(), members) },
        ]);
        const goal = size === "S" ? undefined : ({ atLeast: 500, ofPeer: true } as const);
        return { ours: ours / 1000, unit: "ms", peer: peer / 1000, against: "graphology, by hand", goal };
      },
      check: (subject) => {
        const members = nodesOfRegions(subject.graph, 10);
        const ours = [...top(subject, members).scores];
        const theirs = topByHand(subject.peer(), members);
        if (ours.length !== theirs.length || ours.some((score, i) => Math.abs(score - theirs[i]) > 1e-9))
          throw new Error("The scores differ");
      },
    },
    ...growth,
  ];
}

function repeat(times: number, call: () => unknown): void {
  for (let i = 0; i < times; i++) call();
}

function top({ projection, ranks, workspace }: Subject, members: Int32Array) {
  return topAdamicAdar(
    projection,
    { members, filter: passAll, sinceBefore: openUntil, limit, ranks },
    workspace,
  );
}

/** The scores of the best pairs, as one would write it over graphology. */
function topByHand(graph: PeerGraph, members: Int32Array): number[] {
  const inRegion = new Set([...members].map(String));
  const best: number[] = [];
  for (const member of inRegion) {
    const scores = new Map<string, number>();
    graph.forEachNeighbor(member, (shared) => {
      const weight = 1 / Math.log(graph.degree(shared));
      graph.forEachNeighbor(shared, (other) => {
        if (Number(other) > Number(member) && inRegion.has(other))
          scores.set(other, (scores.get(other) ?? 0) + weight);
      });
    });
    for (const [other, score] of scores) if (!graph.hasEdge(member, other)) best.push(score);
    if (best.length > 100_000) keepBest(best);
  }
  return keepBest(best);
}

function keepBest(scores: number[]): number[] {
  scores.sort((a, b) => b - a);
  scores.length = Math.min(scores.length, limit);
  return scores;
}
