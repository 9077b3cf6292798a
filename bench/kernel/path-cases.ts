/**
 * One path: in the contract's order, filtered, by cost.
 *
 * The kernel has no search by hops alone: the contract's order is held against graphology's, which is one. Nor is
 * there a case of a cached view, for none is kept (src/DECISIONS.md).
 */
import { bidirectional as bidirectionalByCost } from "graphology-shortest-path/dijkstra.js";
import { bidirectional } from "graphology-shortest-path/unweighted.js";

import { passAll, type Filter } from "../../src/kernel/filter.js";
import { inTurn, type Case, type Goal } from "../case.js";
import { someDay, type SizeName } from "../graphs.js";
import { openNgraph, type NgraphFinder } from "./ngraph.js";
import { best, cheapest, maxHops, repeat, same } from "./questions.js";
import type { Subject } from "./subject.js";

/** Three of six kinds, on one day. */
const someKinds: Filter = { ...passAll, kinds: 0b101010, sinceBefore: someDay + 1, untilAfter: someDay };

const pathGoals: Partial<Record<SizeName, Goal>> = {
  M: { atLeast: 20, ofPeer: true },
  L: { atLeast: 15, ofPeer: true },
};

export function pathCases(size: SizeName, subjectOf: () => Subject): Case<Subject>[] {
  const prepare = subjectOf;
  // The same pairs for both sides: near ones cost less than far ones.
  const calls = size === "L" ? 200 : 400;
  return [
    {
      name: `${size}: shortest path, by hops, cost and ids`,
      prepare: () => {
        const subject = subjectOf();
        subject.peer();
        return subject;
      },
      measure: async (subject) => {
        const [ours, peer] = await inTurn(9, [
          { calls, run: () => repeat(calls, (i) => best(subject, i, passAll)) },
          {
            calls,
            run: () =>
              repeat(calls, (i) => bidirectional(subject.peer(), subject.sources[i], subject.targets[i])),
          },
        ]);
        return { ours, unit: "µs", peer, against: "graphology, hops alone", goal: pathGoals[size] };
      },
      check: (subject) =>
        repeat(100, (i) => {
          const theirs = bidirectional(subject.peer(), subject.sources[i], subject.targets[i]);
          const ours = best(subject, i, passAll);
          const hops = theirs === null || theirs.length - 1 > maxHops ? null : theirs.length - 1;
          same(`hops of pair ${i}`, ours === null ? null : ours.nodes.length - 1, hops);
        }),
    },
    ...(size === "L" ? [] : [besideNgraph(size, subjectOf)]),
    {
      name: `${size}: the same with 3 of 6 kinds on one day`,
      prepare,
      measure: async (subject) => {
        const [ours, peer] = await inTurn(9, [
          { calls, run: () => repeat(calls, (i) => best(subject, i, someKinds)) },
          { calls, run: () => repeat(calls, (i) => best(subject, i, passAll)) },
        ]);
        return { ours, unit: "µs", peer, against: "ours, unfiltered", goal: { atMost: 4, ofPeer: true } };
      },
      check: (subject) =>
        repeat(100, (i) => {
          const path = best(subject, i, someKinds);
          for (let hop = 1; path !== null && hop < path.nodes.length; hop++)
            if (!isLinked(subject, path.nodes[hop - 1], path.nodes[hop]))
              throw new Error(`Pair ${i}: hop ${hop} passes nothing of the filter`);
        }),
    },
    {
      name: `${size}: cheapest path of at most 6 hops`,
      prepare: () => {
        const subject = subjectOf();
        subject.peer();
        return subject;
      },
      measure: async (subject) => {
        const few = 25;
        const [ours, peer] = await inTurn(5, [
          { calls: 8 * few, run: () => repeat(8 * few, (i) => cheapest(subject, i % few)) },
          {
            calls: few,
            run: () => repeat(few, (i) => byCost(subject, i)),
          },
        ]);
        const goal: Goal | undefined = size === "S" ? undefined : { atLeast: 50, ofPeer: true };
        return { ours, unit: "µs", peer, against: "graphology, bidirectional Dijkstra", goal };
      },
      check: (subject) =>
        repeat(20, (i) => {
          const theirs = byCost(subject, i);
          const ours = cheapest(subject, i);
          const cost = theirs === null ? null : costOf(subject, theirs);
          // Theirs may have more hops than are allowed; then ours costs no less.
          if (theirs !== null && theirs.length - 1 > maxHops) {
            if (ours !== null && ours.cost < cost!) throw new Error(`Pair ${i}: cheaper than the cheapest`);
          } else same(`cost of pair ${i}`, ours?.cost ?? null, cost);
        }),
    },
  ];
}

/** The same beside ngraph.path, which is there where bench/peers is installed; its graph of L would not fit. */
function besideNgraph(size: SizeName, subjectOf: () => Subject): Case<Subject> {
  let finder: NgraphFinder | null = null;
  const few = 50;
  return {
    name: `${size}: the same beside ngraph.path`,
    prepare: () => {
      const subject = subjectOf();
      finder = openNgraph(subject.graph);
      return subject;
    },
    measure: async (subject) => {
      const { sources, targets } = subject;
      const ours = { calls: 8 * few, run: () => repeat(8 * few, (i) => best(subject, i % few, passAll)) };
      if (finder === null) return { ours: (await inTurn(5, [ours]))[0], unit: "µs" };
      const find = finder;
      const theirs = { calls: few, run: () => repeat(few, (i) => find(sources[i], targets[i])) };
      const [mine, peer] = await inTurn(5, [ours, theirs]);
      return { ours: mine, unit: "µs", peer, against: "ngraph.path, NBA*" };
    },
    check: (subject) => {
      const find = finder;
      if (find === null) return;
      repeat(few, (i) => {
        const ours = best(subject, i, passAll);
        const theirs = find(subject.sources[i], subject.targets[i]);
        // Without a heuristic it finds a path, not always a shortest one.
        if (ours !== null && (theirs === null || theirs < ours.nodes.length - 1))
          throw new Error(`Pair ${i}: ${String(theirs)} hops of theirs, ${ours.nodes.length - 1} of ours`);
      });
    },
  };
}

function byCost(subject: Subject, i: number): string[] | null {
  return bidirectionalByCost(subject.peer(), subject.sources[i], subject.targets[i], "weight");
}

function costOf(subject: Subject, path: readonly string[]): number {
  let cost = 0;
  for (let hop = 1; hop < path.length; hop++)
    cost += subject.peer().getEdgeAttribute(path[hop - 1], path[hop], "weight");
  return cost;
}

/** Says whether a hyperedge of the filter links two nodes; looks at all that one of them is in. */
function isLinked({ projection }: Subject, from: number, to: number): boolean {
  return projection
    .hyperedgesOf(from)
    .some(
      (hyperedge) =>
        projection.membersOf(hyperedge).includes(to) &&
        ((someKinds.kinds >> projection.kindOf(hyperedge)) & 1) === 1 &&
        projection.sinceOf(hyperedge) <= someDay &&
        projection.untilOf(hyperedge) > someDay,
    );
}
