/** What takes several paths or none: ten of them, all the shortest, disjoint ones, the surroundings of a node. */
import { bidirectional } from "graphology-shortest-path/unweighted.js";

import { egoNetwork } from "../../src/kernel/ego-network.js";
import { passAll } from "../../src/kernel/filter.js";
import type { NodePath } from "../../src/kernel/shortest-path.js";
import { inTurn, median, quantile, type Case, type Figures, type Goal } from "../case.js";
import type { SizeName } from "../graphs.js";
import { best, disjoint, repeat, same, several } from "./questions.js";
import type { PeerGraph, Subject } from "./subject.js";

const tenGoals: Partial<Record<SizeName, Goal>> = { M: { atMost: 100 }, L: { atMost: 1000 } };
const slowTenGoals: Partial<Record<SizeName, Goal>> = { L: { atMost: 5000 } };
const pairCount = 500;

export function severalPathCases(size: SizeName, subjectOf: () => Subject): Case<Subject>[] {
  const prepare = () => {
    const subject = subjectOf();
    subject.peer();
    return subject;
  };
  const few = size === "L" ? 10 : 50;
  return [
    {
      name: `${size}: 10 shortest loopless paths, median`,
      prepare,
      measure: (subject) => ({
        ...timeEach(0.5, (i) => several(subject, i, "HOPS", 10)),
        goal: tenGoals[size],
      }),
      check: (subject) => repeat(few, (i) => checkShortest(subject, i, 10)),
    },
    {
      name: `${size}: 10 shortest loopless paths, 19 of 20 within`,
      prepare,
      measure: (subject) => ({
        ...timeEach(0.95, (i) => several(subject, i, "HOPS", 10)),
        goal: slowTenGoals[size],
      }),
      check: () => undefined,
    },
    {
      name: `${size}: all shortest paths, of which up to 100, median`,
      prepare,
      measure: (subject) => timeEach(0.5, (i) => several(subject, i, "HOPS", 100)),
      check: (subject) => repeat(few, (i) => checkShortest(subject, i, 100)),
    },
    {
      name: `${size}: up to 5 paths that share no node, median`,
      prepare,
      measure: (subject) => timeEach(0.5, (i) => disjoint(subject, i, 5)),
      check: (subject) => repeat(few, (i) => checkDisjoint(subject, i)),
    },
    {
      name: `${size}: what lies within 2 hops`,
      prepare,
      measure: async (subject) => {
        const [ours, peer] = await inTurn(9, [
          { calls: 200, run: () => repeat(200, (i) => surroundings(subject, i)) },
          { calls: 200, run: () => repeat(200, (i) => surroundingsOf(subject.peer(), subject.sources[i])) },
        ]);
        return { ours, unit: "µs", peer, against: "graphology, by hand" };
      },
      check: (subject) =>
        repeat(50, (i) => {
          const theirs = surroundingsOf(subject.peer(), subject.sources[i]);
          const { nodes, hops } = surroundings(subject, i);
          same(`numbers of nodes round ${i}`, nodes.length, theirs.size);
          nodes.forEach((node, at) => same(`hops to ${node}`, hops[at], theirs.get(String(node))));
        }),
    },
  ];
}

/** Times a question for each of many pairs, the median of three rounds, and answers what that share of them takes. */
function timeEach(share: number, ask: (i: number) => unknown): Figures {
  const times = Array.from({ length: pairCount }, (): number[] => []);
  for (let round = 0; round < 4; round++)
    for (let i = 0; i < pairCount; i++) {
      const began = performance.now();
      ask(i);
      if (round > 0) times[i].push((performance.now() - began) * 1000);
    }
  return { ours: quantile(times.map(median), share), unit: "µs" };
}

/** The first is the best; each is a path; there are as many of the fewest hops as graphology's graph has. */
function checkShortest(subject: Subject, i: number, count: number): void {
  const { paths } = several(subject, i, "HOPS", count);
  const first = best(subject, i, passAll);
  same(`best of pair ${i}`, paths[0]?.nodes.join(), first?.nodes.join());
  same(`different ones of pair ${i}`, new Set(paths.map(({ nodes }) => nodes.join())).size, paths.length);
  paths.forEach((path) => checkPath(subject, path));
  for (let at = 1; at < paths.length; at++) {
    const [a, b] = [paths[at - 1], paths[at]];
    const order = a.nodes.length - b.nodes.length || a.cost - b.cost;
    if (order > 0) throw new Error(`Pair ${i}: path ${at} is better than the one before it`);
  }
  if (first === null) return;
  const shortest = paths.filter(({ nodes }) => nodes.length === first.nodes.length).length;
  const theirs = countShortest(subject.peer(), subject.sources[i], subject.targets[i]);
  same(`shortest paths of pair ${i}`, shortest, Math.min(count, theirs));
}

function checkDisjoint(subject: Subject, i: number): void {
  const { paths } = disjoint(subject, i, 5);
  paths.forEach((path) => checkPath(subject, path));
  const inner = paths.flatMap(({ nodes }) => Array.from(nodes.subarray(1, -1)));
  same(`inner nodes of pair ${i}`, new Set(inner).size, inner.length);
}

/** Throws where a path has a loop, a hop that graphology's graph does not have, or another cost. */
function checkPath(subject: Subject, { nodes, cost }: NodePath): void {
  same(`different nodes of ${nodes.join()}`, new Set(nodes).size, nodes.length);
  const peer = subject.peer();
  let theirs = 0;
  for (let hop = 1; hop < nodes.length; hop++)
    theirs += peer.getEdgeAttribute(nodes[hop - 1], nodes[hop], "weight");
  same(`cost of ${nodes.join()}`, cost, theirs);
}

/** How many shortest paths there are between two nodes that have one. */
function countShortest(peer: PeerGraph, source: number, target: number): number {
  const hops = bidirectional(peer, source, target)!.length - 1;
  const near = waysTo(peer, source, Math.ceil(hops / 2));
  const far = waysTo(peer, target, Math.floor(hops / 2));
  let count = 0;
  for (const [node, ways] of near) count += ways * (far.get(node) ?? 0);
  return count;
}

/** By node so many hops from another: in how many ways it is. */
function waysTo(peer: PeerGraph, from: number, hops: number): Map<string, number> {
  let level = new Map([[String(from), 1]]);
  const seen = new Set(level.keys());
  for (let hop = 0; hop < hops; hop++) {
    const next = new Map<string, number>();
    for (const [node, ways] of level)
      peer.forEachNeighbor(node, (neighbour) => {
        if (!seen.has(neighbour)) next.set(neighbour, ways + (next.get(neighbour) ?? 0));
      });
    for (const node of next.keys()) seen.add(node);
    level = next;
  }
  return level;
}

function surroundings({ projection, workspace, sources }: Subject, i: number) {
  return egoNetwork(projection, { source: sources[i], hops: 2, filter: passAll }, workspace);
}

function surroundingsOf(peer: PeerGraph, source: number): Map<string, number> {
  const hops = new Map([[String(source), 0]]);
  for (const [node, count] of hops)
    if (count < 2)
      peer.forEachNeighbor(node, (neighbour) => {
        if (!hops.has(neighbour)) hops.set(neighbour, count + 1);
      });
  return hops;
}
