/** Whether a loopless way can lead through several nodes, however long it is. */
import { type ArcFilter, arcPasses, type Filter, toArcFilter } from "./filter.js";
import type { Projection } from "./projection.js";
import type { Workspace } from "./workspace.js";

export interface PassingQuestion {
  readonly sources: Int32Array;
  /** None is a source. */
  readonly targets: Int32Array;
  /** Up to three, each once; none is a source or a target. */
  readonly via: Int32Array;
  readonly filter: Filter;
  /** How many arcs may be looked at. */
  readonly budget: number;
}

/**
 * Says whether some loopless path leads from a source to a target through all of some nodes under the filter,
 * with no other source or target inside; `null` where the budget runs out before that is settled. Sources and
 * targets are exempt from `filter.nodes`, the nodes between are not.
 *
 * On such a path every second one of its stops sends a way to the stop before and to the one after it, and these
 * ways share nothing else: a flow, found by augmenting (Ford and Fulkerson, "Maximal Flow through a Network",
 * 1956). Where no choice of the stops that send has one there is no path; where its ways join into one path,
 * there it is. With one node to pass they always do: O(nodes + arcs). With more they may join into a path and a
 * ring beside it; then paths are tried node by node from the sources, and at each a flow looks ahead.
 */
export function canPassAll(
  projection: Projection,
  question: PassingQuestion,
  workspace: Workspace,
): boolean | null {
  const { sources, via, filter } = question;
  const { nodes } = filter;
  if (nodes !== null && via.some((node) => nodes[node] === 0)) return false;
  workspace.fit(projection);
  const search = beginSearch(projection, question, workspace);
  const leads = leadsOn(search, sources, Array.from(via));
  return leads || search.left >= 0 ? leads : null;
}

interface Search {
  readonly projection: Projection;
  readonly filter: ArcFilter;
  readonly workspace: Workspace;
  /** The first one stands for all. */
  readonly targets: Int32Array;
  /** In `workspace.bestMarks`: the path so far, the targets, and what is still to be passed. */
  readonly taken: number;
  readonly target: number;
  readonly via: number;
  /** Arcs that may still be looked at; below 0 nothing that is not found means anything. */
  left: number;
}

function beginSearch(
  projection: Projection,
  { sources, targets, via, filter, budget }: PassingQuestion,
  workspace: Workspace,
): Search {
  const taken = workspace.takeStamps(3);
  const { bestMarks } = workspace;
  for (const node of sources) bestMarks[node] = taken;
  for (const node of targets) bestMarks[node] = taken + 1;
  for (const node of via) bestMarks[node] = taken + 2;
  const marks = { taken, target: taken + 1, via: taken + 2 };
  return { projection, filter: toArcFilter(filter), workspace, targets, ...marks, left: budget };
}

/** Says whether a path that has come to one of some nodes can go on through others to a target. */
function leadsOn(search: Search, from: Int32Array, via: readonly number[]): boolean {
  const senders = via.length < 2 ? [null] : via;
  const sights = senders.map((sender) => new Ways(search, from, via, sender).look());
  if (sights.includes("path")) return true;
  if (search.left < 0 || !sights.includes("ring")) return false;

  const { bestMarks } = search.workspace;
  for (const node of nodesAfter(search, from)) {
    const mark = bestMarks[node];
    if (mark === search.target) continue;
    bestMarks[node] = search.taken;
    const rest = via.filter((other) => other !== node);
    if (leadsOn(search, Int32Array.of(node), rest)) return true;
    bestMarks[node] = mark;
  }
  return false;
}

/** The nodes that a path can go on to from one of some; not all of them once the budget is spent. */
function nodesAfter(search: Search, from: Int32Array): Set<number> {
  const { starts, ends } = search.projection.arcs;
  const next = new Set<number>();
  for (const node of from) {
    for (let arc = starts[node], end = ends[node]; arc < end; arc++) {
      if (--search.left < 0) return next;
      const other = nodeOver(search, arc);
      if (other !== -1) next.add(other);
    }
  }
  return next;
}

/** The node that a path can go on to over an arc; −1 where it cannot. */
function nodeOver({ projection, filter, workspace, taken, target, via }: Search, arc: number): number {
  const next = projection.arcs.targets[arc];
  const mark = workspace.bestMarks[next];
  if (mark === taken || !arcPasses(projection, filter, arc)) return -1;
  const isExempt = mark === target || mark === via;
  return isExempt || filter.nodes === null || filter.nodes[next] === 1 ? next : -1;
}

/** Ways that share nothing, from the stops that send to those between them. */
class Ways {
  private readonly search: Search;
  private readonly start: number;
  private readonly end: number;
  /** What stands for several nodes. */
  private readonly groups: ReadonlyMap<number, Int32Array>;
  /** How many ways each stop still has to send, and to receive. */
  private readonly toSend = new Map<number, number>();
  private readonly toReceive = new Map<number, number>();
  /** The ways so far: of each node on one where it goes on to, and whence it is come to; of a stop each of them. */
  private readonly after = new Map<number, number[]>();
  private readonly before = new Map<number, number[]>();
  /** On the present search: whence each node of a way was come into from beside the way; itself where it was from further along it. */
  private readonly entered = new Map<number, number>();
  private stamp = 0;
  private tail = 0;

  /** The start sends, and of the nodes between at most one; the end does where they are odd in number. */
  constructor(search: Search, from: Int32Array, via: readonly number[], sender: number | null) {
    this.search = search;
    this.start = from[0];
    this.end = search.targets[0];
    this.groups = new Map([
      [this.start, from],
      [this.end, search.targets],
    ]);
    this.toSend.set(this.start, 1);
    for (const node of via) (node === sender ? this.toSend : this.toReceive).set(node, 2);
    (via.length % 2 === 1 ? this.toSend : this.toReceive).set(this.end, 1);
  }

  /** Finds all ways there have to be, and says whether they make a path, or a path and a ring. */
  look(): "none" | "path" | "ring" {
    let missing = 0;
    for (const count of this.toSend.values()) missing += count;
    for (; missing > 0; missing--) if (!this.addOne()) return "none";
    return this.stopsOnPath() === this.toSend.size + this.toReceive.size ? "path" : "ring";
  }

  /** Finds one way more, for which others may be turned aside. */
  private addOne(): boolean {
    const { search } = this;
    const { forward: found, bestMarks } = search.workspace;
    const { starts, ends } = search.projection.arcs;
    this.begin();
    for (const [stop, count] of this.toSend) if (count > 0) this.find(stop, stop);
    for (let head = 0; head < this.tail; head++) {
      const node = found[head];
      for (const one of this.groups.get(node) ?? [node])
        for (let arc = starts[one], end = ends[one]; arc < end; arc++) {
          if (--search.left < 0) return false;
          const next = nodeOver(search, arc);
          if (next !== -1 && this.goOn(node, bestMarks[next] === search.target ? this.end : next))
            return true;
        }
    }
    return false;
  }

  /** Goes from a node on to another; says whether that completes a way. */
  private goOn(node: number, next: number): boolean {
    // What sends is not come to, and no arc is used twice.
    if (this.toSend.has(next) || this.after.get(node)?.includes(next)) return false;
    if ((this.toReceive.get(next) ?? 0) > 0) {
      this.take(node, next);
      return true;
    }
    if (this.before.has(next)) this.turnAside(node, next);
    else this.find(next, node);
    return false;
  }

  private begin(): void {
    this.stamp = this.search.workspace.takeStamps(1);
    this.tail = 0;
    this.entered.clear();
  }

  /** Puts a node in line to be left by any arc. */
  private find(node: number, whence: number): void {
    const { marks, parents, forward } = this.search.workspace;
    if (marks[node] === this.stamp) return;
    marks[node] = this.stamp;
    parents[node] = whence;
    forward[this.tail++] = node;
  }

  /**
   * Comes into a way: what came that way before has to go on from where it was instead, and so from each node on,
   * back to its sender.
   */
  private turnAside(whence: number, met: number): void {
    const { marks } = this.search.workspace;
    this.entered.set(met, this.entered.get(met) ?? whence);
    for (const line = [met]; line.length > 0;) {
      const node = line.pop()!;
      for (const previous of this.before.get(node)!) {
        if (marks[previous] === this.stamp) continue;
        this.find(previous, node);
        if (this.toSend.has(previous) || this.entered.has(previous)) continue;
        this.entered.set(previous, previous);
        line.push(previous);
      }
    }
  }

  /** Follows what was found back to a sender, and makes it a way. */
  private take(last: number, receiver: number): void {
    const { parents } = this.search.workspace;
    const added: [number, number][] = [];
    const given: [number, number][] = [];
    let [node, next] = [last, receiver];
    added.push([node, next]);
    while (parents[node] !== node) {
      const whence = parents[node];
      if (!this.after.get(node)?.includes(whence)) {
        // An arc led here.
        [node, next] = [whence, node];
        added.push([node, next]);
        continue;
      }
      // Here a way was turned aside that went on to `whence`.
      given.push([node, whence]);
      const from = this.entered.get(whence)!;
      node = from;
      if (from !== whence) added.push([from, whence]);
    }
    for (const [a, b] of given) {
      drop(this.after, a, b);
      drop(this.before, b, a);
    }
    for (const [a, b] of added) {
      put(this.after, a, b);
      put(this.before, b, a);
    }
    this.toSend.set(node, this.toSend.get(node)! - 1);
    this.toReceive.set(receiver, this.toReceive.get(receiver)! - 1);
  }

  /** How many stops lie on the path from the start to the end, both counted. */
  private stopsOnPath(): number {
    let count = 1;
    let came = -1;
    let isForward = true;
    for (let node = this.start; node !== this.end;) {
      const next: number = (isForward ? this.after : this.before).get(node)!.find((other) => other !== came)!;
      [came, node] = [node, next];
      if (!this.toSend.has(node) && !this.toReceive.has(node)) continue;
      count++;
      isForward = !isForward;
    }
    return count;
  }
}

function put(ways: Map<number, number[]>, key: number, value: number): void {
  const known = ways.get(key);
  if (known === undefined) ways.set(key, [value]);
  else known.push(value);
}

function drop(ways: Map<number, number[]>, key: number, value: number): void {
  const rest = ways.get(key)!.filter((other) => other !== value);
  if (rest.length === 0) ways.delete(key);
  else ways.set(key, rest);
}
