/**
 * Ways between nodes that share none on the way: node-disjoint paths of the least sum.
 *
 * A flow of one unit a path, of which an inner node takes one: each search finds the cheapest way to have one
 * path more, and may turn earlier ones aside (successive shortest paths; Suurballe, "Disjoint Paths in a
 * Network", 1974). Potentials keep all weights from being negative. They begin as bounds from a ball round the
 * targets, so that a search goes toward these, and change only where a search has been.
 */
import type { CostBall } from "./cost-ball.js";
import { type ArcFilter, arcPasses, narrowingFilter } from "./filter.js";
import { end, type FlowMemory, none } from "./flow-memory.js";
import { growHops, type HopBall, mostHops, unreached, type Walkable } from "./hop-ball.js";
import type { PathsFound } from "./k-shortest-paths.js";
import { growUntilMet } from "./paths-by-cost.js";
import { comparePaths, type PathsQuestion } from "./path-enumeration.js";
import type { Projection } from "./projection.js";
import { mayConnect, type NodePath } from "./shortest-path.js";
import type { Workspace } from "./workspace.js";

/**
 * Finds paths from sources to targets under the filter that share no inner node: as many as there are up to
 * `count`, of the least sum of hops, then of costs (by COST: of costs, then of hops), best first.
 *
 * Paths of more than `maxHops` are dropped afterwards. No inner node is a source or a target; ends may be
 * shared. A direct hop between two ends is one path. A node that is both source and target is one of no hops;
 * with several sources and several targets it is an end of direct hops alone, for a flow could not tell its
 * longer paths from loops (to tell them is Mader's problem: Yamaguchi, "Shortest Disjoint S-Paths Via Weighted
 * Linear Matroid Parity", 2016). Which of several best sets it is follows from the ranks alone: of equally good steps each search prefers the
 * one to, then the one from, the lower rank.
 *
 * O(paths × arcs × log nodes) at worst. When the budget runs out, the paths so far are a best set of so many.
 * Memory, once: 56 B a node.
 */
export function disjointPaths(
  projection: Projection,
  question: DisjointQuestion,
  workspace: Workspace,
): PathsFound {
  const { count, maxHops, ranks, rankBy } = question;
  const flow = beginFlow(projection, question, workspace);
  const paths = ownPaths(question).slice(0, count);
  let size = paths.length;
  const hasEnds = flow.sources.length > 0 && flow.isTarget.size > 0;
  if (hasEnds && mayConnect(projection, question.sources, question.targets)) {
    if (rankBy === "HOPS") growBallUntilMet(flow, question, workspace.ballAt(1));
    else growCostBallUntilMet(flow, question, workspace.costBallAt(1));
    while (size < count && addPath(flow)) size++;
  }
  paths.push(...pathsOf(flow));
  paths.sort((a, b) => comparePaths(rankBy, ranks, a, b));
  return {
    paths: paths.filter(({ nodes }) => nodes.length - 1 <= maxHops),
    truncated: size < count && flow.work > flow.budget,
    work: flow.work,
  };
}

type DisjointQuestion = Omit<PathsQuestion, "via">;

function ownPaths({ sources, targets, ranks }: DisjointQuestion): NodePath[] {
  const own = sources.filter((node, i) => targets.includes(node) && sources.indexOf(node) === i);
  own.sort((a, b) => ranks[a] - ranks[b]);
  return Array.from(own, (node) => ({ nodes: Int32Array.of(node), cost: 0 }));
}

/** More than the costs, or hops, along any way of up to eight million nodes: 127 × 2^23 < 2^30. */
const major = 2 ** 30;

interface Hop {
  readonly from: number;
  readonly to: number;
}

interface Flow extends Walkable {
  readonly memory: FlowMemory;
  readonly ranks: Int32Array;
  readonly byHops: boolean;
  /** In the order of their ranks. */
  readonly sources: readonly number[];
  readonly isSource: ReadonlySet<number>;
  readonly isTarget: ReadonlySet<number>;
  /** Sources and targets in one, which no path of two hops or more begins or ends at. */
  readonly isBoth: ReadonlySet<number>;
  /** Balls round the targets, of hops and of costs; one of them is grown. */
  readonly ball: HopBall;
  readonly costBall: CostBall;
  /** Marks below this are from earlier questions. */
  readonly firstStamp: number;
  /** The mark of what the present search reached. */
  stamp: number;
  /** Of all sources; the potential of targets stays 0. */
  sourcePotential: number;
  /** The hops that paths begin with, from a source to an inner node or a target. */
  readonly firstHops: Hop[];
  /** The least distance of a target, which one, and the state it was reached from, or `~source`. */
  best: number;
  bestTarget: number;
  bestParent: number;
}

function beginFlow(
  projection: Projection,
  { sources, targets, filter, ranks, rankBy, budget }: DisjointQuestion,
  workspace: Workspace,
): Flow {
  const memory = workspace.flowMemory();
  memory.fit(projection.nodeCount);
  memory.refresh();
  const firstStamp = memory.takeStamp();
  const [isSource, isTarget] = [new Set(sources), new Set(targets)];
  const isBoth = new Set(sources.filter((node) => isTarget.has(node)));
  // One that is all of its list has loops alone to lose in the other.
  const narrowed = isSource.size === 1 ? isTarget : isTarget.size === 1 ? isSource : null;
  if (narrowed !== null) {
    for (const node of isBoth) narrowed.delete(node);
    isBoth.clear();
  }
  const flow: Flow = {
    projection,
    filter: narrowingFilter(projection, filter),
    work: 0,
    budget,
    memory,
    ranks,
    byHops: rankBy === "HOPS",
    sources: [...isSource].sort((a, b) => ranks[a] - ranks[b]),
    isSource,
    isTarget,
    isBoth,
    ball: workspace.ballAt(0),
    costBall: workspace.costBallAt(0),
    firstStamp,
    stamp: firstStamp,
    sourcePotential: 0,
    firstHops: [],
    best: Infinity,
    bestTarget: none,
    bestParent: none,
  };
  for (const node of [...sources, ...targets]) {
    memory.marks[2 * node] = firstStamp;
    memory.before[node] = end;
  }
  return flow;
}

/** Grows balls round both ends until they touch; what they cost would else be paid by the first search. */
function growBallUntilMet(flow: Flow, { sources, targets }: DisjointQuestion, fromSources: HopBall): void {
  const { ball, projection } = flow;
  ball.begin(projection.nodeCount, targets, [sources], 0);
  fromSources.begin(projection.nodeCount, sources, [targets], 0);
  let isApart = true;
  while (isApart) {
    const near = rimOf(ball) <= rimOf(fromSources) ? ball : fromSources;
    const far = near === ball ? fromSources : ball;
    if (rimOf(near) === 0 || near.radius === mostHops || !growHops(flow, near)) return;
    for (let slot = near.within[near.radius - 1]; slot < near.count; slot++)
      if (far.has(near.nodes[slot])) isApart = false;
  }
}

function growCostBallUntilMet(
  flow: Flow,
  { sources, targets }: DisjointQuestion,
  fromSources: CostBall,
): void {
  const { costBall, projection } = flow;
  costBall.begin(projection.nodeCount, targets, sources, null, 0);
  fromSources.begin(projection.nodeCount, sources, targets, null, 0);
  growUntilMet(flow, fromSources, costBall, unreached);
}

function rimOf(ball: HopBall): number {
  return ball.levelCounts[ball.radius];
}

/** Has one path more in the flow, of the least sum. Returns false where there is none, or the budget ran out. */
function addPath(flow: Flow): boolean {
  const { memory } = flow;
  if (flow.firstHops.length > 0 && !mayArrive(flow)) return false;
  flow.stamp = memory.takeStamp();
  flow.best = Infinity;
  memory.clearHeap();
  memory.settledCount = 0;
  for (const source of flow.sources) stepAlongRow(flow, source, 0, flow.sourcePotential, ~source);
  for (let state = memory.pop(); state !== none && flow.work <= flow.budget; state = memory.pop()) {
    if (memory.marks[state] !== flow.stamp) continue;
    if (memory.distances[state] >= flow.best) break;
    memory.marks[state]++;
    memory.settle(state);
    goOn(flow, state);
  }
  if (flow.best === Infinity || flow.work > flow.budget) return false;
  settlePotentials(flow);
  turnFlow(flow);
  return true;
}

/**
 * Looks back from the targets for a way that the flow has left: false means that there is none. After some steps
 * it is taken for granted, so that little is lost; but where the targets are the bottleneck a search would look
 * at everything in vain.
 */
function mayArrive(flow: Flow): boolean {
  const { projection, memory, isTarget } = flow;
  const { starts, ends } = projection.arcs;
  flow.stamp = memory.takeStamp();
  memory.settledCount = 0;
  for (const target of isTarget) if (mayComeAlongRow(flow, target)) return true;
  for (let i = 0, steps = 0; i < memory.settledCount; i++) {
    const state = memory.settled[i];
    const node = state >> 1;
    if (state === exitOf(node)) {
      // Only gone back to, by whoever enters the node after it.
      const next = memory.after[node];
      if (memory.before[next] !== end) lookBack(flow, entryOf(next));
      continue;
    }
    steps += ends[node] - starts[node];
    if (steps > fewSteps) return true;
    if (memory.before[node] !== none) lookBack(flow, exitOf(node));
    if (mayComeAlongRow(flow, node)) return true;
  }
  return false;
}

const fewSteps = 5000;

/** Looks back along every arc of a node that no path uses; says whether one of them comes from a source. */
function mayComeAlongRow(flow: Flow, node: number): boolean {
  const { projection, filter, memory, isSource, isBoth, firstStamp } = flow;
  const { starts, ends, targets } = projection.arcs;
  const { marks, before, after } = memory;
  const accepted = filter === null ? null : filter.nodes;
  const isDirect = isBoth.has(node);
  flow.work += ends[node] - starts[node];
  for (let arc = starts[node], last = ends[node]; arc < last; arc++) {
    const from = targets[arc];
    if (marks[entryOf(from)] < firstStamp) {
      if (accepted !== null && accepted[from] === 0) continue;
      meet(flow, from);
    }
    if (before[node] === from || (before[from] === end && !isSource.has(from))) continue;
    if (before[from] !== end && after[from] === node) continue;
    if (filter !== null && !arcPasses(projection, filter, arc)) continue;
    if (before[from] === end) {
      if (before[node] === end ? canArrive(flow, from, node) : !isBoth.has(from)) return true;
    } else if (!isDirect) lookBack(flow, before[from] === none ? entryOf(from) : exitOf(from));
  }
  return false;
}

function lookBack({ memory, stamp }: Flow, state: number): void {
  if (memory.marks[state] === stamp) return;
  memory.marks[state] = stamp;
  memory.settle(state);
}

/** Steps from a state to all that it leads to. */
function goOn(flow: Flow, state: number): void {
  const { memory } = flow;
  const node = state >> 1;
  const distance = memory.distances[state];
  const potential = memory.potentials[state];
  const before = memory.before[node];
  const isEntry = state === entryOf(node);
  if (isEntry && before !== none) {
    // Someone else's path: back along it, so that it will leave the node before in another direction.
    // A source need not be gone back to: it can be left from the start.
    if (memory.before[before] === end) return;
    const weight = weightOf(flow, hopCostOf(flow.projection, flow.filter, before, node));
    const exit = exitOf(before);
    reach(flow, exit, distance - weight + potential - memory.potentials[exit], state);
    return;
  }
  if (!isEntry) {
    const entry = entryOf(node);
    reach(flow, entry, distance + potential - memory.potentials[entry], state);
  }
  stepAlongRow(flow, node, distance, potential, state);
}

function entryOf(node: number): number {
  return 2 * node;
}

function exitOf(node: number): number {
  return 2 * node + 1;
}

/** Steps along every arc of a node that no path uses. */
function stepAlongRow(flow: Flow, node: number, distance: number, potential: number, parent: number): void {
  const { projection, filter, memory, ranks, firstStamp } = flow;
  const { starts, ends, targets, costs } = projection.arcs;
  const { marks, before, after, potentials } = memory;
  const accepted = filter === null ? null : filter.nodes;
  const used = parent < 0 ? none : after[node];
  const isDirect = parent < 0 && flow.isBoth.has(node);
  flow.work += ends[node] - starts[node];
  for (let arc = starts[node], last = ends[node]; arc < last; arc++) {
    const target = targets[arc];
    if (marks[entryOf(target)] < firstStamp) {
      if (accepted !== null && accepted[target] === 0) continue;
      meet(flow, target);
    } else if (target === used || (parent < 0 && before[target] === node)) continue;
    if (before[target] === end ? !canArrive(flow, node, target) : isDirect) continue;
    if (filter !== null && !arcPasses(projection, filter, arc)) continue;

    const weight = weightOf(flow, costs[arc]);
    if (before[target] !== end) {
      const entry = entryOf(target);
      reach(flow, entry, distance + weight + potential - potentials[entry], parent);
      continue;
    }
    const total = distance + weight + potential;
    const isBetter =
      total < flow.best ||
      (total === flow.best &&
        (ranks[target] < ranks[flow.bestTarget] ||
          (target === flow.bestTarget && rankOf(flow, parent) < rankOf(flow, flow.bestParent))));
    if (!isBetter) continue;
    flow.best = total;
    flow.bestTarget = target;
    flow.bestParent = parent;
  }
}

/** Says whether an end is a target that can be had from a node: a direct hop only once. */
function canArrive({ isSource, isTarget, isBoth, firstHops }: Flow, node: number, target: number): boolean {
  if (!isTarget.has(target)) return false;
  if (!isSource.has(node)) return !isBoth.has(target);
  return !firstHops.some(({ from, to }) => from === node && to === target);
}

/** Makes ready a node that this question has not looked at yet. */
function meet({ memory, ball, costBall, byHops, firstStamp }: Flow, node: number): void {
  memory.marks[entryOf(node)] = memory.marks[exitOf(node)] = firstStamp;
  memory.before[node] = memory.after[node] = none;
  const left = byHops
    ? Math.min(ball.hopsOf(node), ball.radius + 1)
    : Math.min(costBall.leastOf(node), costBall.radius + 1);
  const potential = -left * major;
  memory.potentials[entryOf(node)] = memory.potentials[exitOf(node)] = potential;
}

/** Notes a way to a state; of ways of the same distance the one from the lowest rank. */
function reach(flow: Flow, state: number, distance: number, parent: number): void {
  const { memory, stamp, ranks } = flow;
  const mark = memory.marks[state];
  // Settled, and so as near as it gets.
  if (mark > stamp) return;
  if (mark === stamp) {
    const known = memory.distances[state];
    if (distance > known) return;
    if (distance === known) {
      if (rankOf(flow, parent) < rankOf(flow, memory.parents[state])) memory.parents[state] = parent;
      return;
    }
  }
  memory.marks[state] = stamp;
  memory.distances[state] = distance;
  memory.parents[state] = parent;
  memory.push(state, distance, ranks[state >> 1]);
}

/** The rank of the node of a state, or of a source by its complement. */
function rankOf({ ranks }: Flow, parent: number): number {
  return ranks[parent < 0 ? ~parent : parent >> 1];
}

function weightOf({ byHops }: Flow, cost: number): number {
  return byHops ? major + cost : cost * major + 1;
}

/** The least cost of a hop that passes. */
function hopCostOf(projection: Projection, filter: ArcFilter | null, from: number, to: number): number {
  const { arcs } = projection;
  let least = Infinity;
  for (let arc = arcs.firstTo(from, to); arc < arcs.ends[from] && arcs.targets[arc] === to; arc++)
    if (arcs.costs[arc] < least && (filter === null || arcPasses(projection, filter, arc)))
      least = arcs.costs[arc];
  return least;
}

/** Has the flow take the way found, and give up the hops that it goes back along. */
function turnFlow(flow: Flow): void {
  const { before, after, parents } = flow.memory;
  const taken: Hop[] = [];
  let to = flow.bestTarget;
  let arrived = none;
  let parent = flow.bestParent;
  while (parent >= 0) {
    const from = parent >> 1;
    const isBackward = arrived !== none && arrived === exitOf(to);
    if (isBackward) {
      // The path led from `to` to `from`. What takes its place is set only when all has been given up.
      after[to] = none;
      before[from] = none;
    } else if (from !== to) taken.push({ from, to });
    arrived = parent;
    to = from;
    parent = parents[arrived];
  }
  flow.firstHops.push({ from: ~parent, to });
  if (before[to] !== end) before[to] = ~parent;
  for (const hop of taken) {
    after[hop.from] = hop.to;
    if (before[hop.to] !== end) before[hop.to] = hop.from;
  }
}

/** Moves the potentials of what was settled, so that no weight reduced by them is negative in the flow to be. */
function settlePotentials(flow: Flow): void {
  const { before, distances, potentials, settled, settledCount } = flow.memory;
  for (let i = 0; i < settledCount; i++) {
    const state = settled[i];
    potentials[state] += distances[state] - flow.best;
    const node = state >> 1;
    if (before[node] === none) potentials[exitOf(node)] = potentials[state];
  }
  flow.sourcePotential -= flow.best;
}

/** Reads off the paths of the flow. */
function pathsOf({ projection, filter, memory, firstHops }: Flow): NodePath[] {
  return firstHops.map(({ from, to }) => {
    const nodes = [from, to];
    for (let node = to; memory.before[node] !== end;) nodes.push((node = memory.after[node]));
    let cost = 0;
    for (let i = 1; i < nodes.length; i++) cost += hopCostOf(projection, filter, nodes[i - 1], nodes[i]);
    return { nodes: Int32Array.from(nodes), cost };
  });
}
