/** Questions for paths between the pairs of a subject, asked as the network asks them. */
import { disjointPaths } from "../../src/kernel/disjoint-paths.js";
import { passAll, type Filter } from "../../src/kernel/filter.js";
import { findPaths, type PathsFound, type PathsQuestion } from "../../src/kernel/k-shortest-paths.js";
import { shortestPath, type NodePath } from "../../src/kernel/shortest-path.js";
import type { Subject } from "./subject.js";

export const maxHops = 6;
const budget = 2_000_000;

export function best(subject: Subject, i: number, filter: Filter): NodePath | null {
  const { projection, workspace, ranks } = subject;
  return shortestPath(projection, { ...endsOf(subject, i), maxHops, filter, ranks }, workspace);
}

export function cheapest(subject: Subject, i: number): NodePath | null {
  return several(subject, i, "COST", 1).paths[0] ?? null;
}

export function several(subject: Subject, i: number, rankBy: "HOPS" | "COST", count: number): PathsFound {
  return findPaths(subject.projection, questionOf(subject, i, rankBy, count), subject.workspace);
}

export function disjoint(subject: Subject, i: number, count: number): PathsFound {
  return disjointPaths(subject.projection, questionOf(subject, i, "HOPS", count), subject.workspace);
}

function questionOf(subject: Subject, i: number, rankBy: "HOPS" | "COST", count: number): PathsQuestion {
  const { ranks } = subject;
  const ends = endsOf(subject, i);
  return { ...ends, maxHops, filter: passAll, ranks, rankBy, count, via: nothing, budget };
}

const nothing = new Int32Array(0);

function endsOf({ sources, targets }: Subject, i: number): { sources: Int32Array; targets: Int32Array } {
  return { sources: sources.subarray(i, i + 1), targets: targets.subarray(i, i + 1) };
}

/** Calls something so many times. */
export function repeat(times: number, call: (i: number) => unknown): void {
  for (let i = 0; i < times; i++) call(i);
}

export function same(what: string, ours: unknown, theirs: unknown): void {
  if (ours !== theirs) throw new Error(`The ${what} differ: ${String(ours)}, theirs ${String(theirs)}`);
}
