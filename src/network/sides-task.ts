/** Between which nodes a new link would make a path of a question that has none. */
import { ballAround, type Ball } from "../kernel/ball.js";
import type { Projection } from "../kernel/projection.js";
import { shortestPath } from "../kernel/shortest-path.js";
import { ordersOf } from "../kernel/via-bounds.js";
import type { Workspace } from "../kernel/workspace.js";
import { narrow, without, type NumberedQuestion } from "./path-task.js";

export interface SidesQuestion extends NumberedQuestion {
  /** How many nodes at most are looked at on either side. */
  readonly limit: number;
}

/** Of many organisations on both sides so many are tried as the one that a path begins with. */
const mostNarrowed = 10;

/** A gap in the way: a link from a node of one side to one of the other closes it if their hops add up to no more than `room`. */
export interface NumberedSides {
  readonly near: Ball;
  readonly far: Ball;
  readonly room: number;
}

/**
 * Finds the two sides of each place where one new link is enough, given that there is no path: round the
 * sources and round the targets; with nodes to pass, round the two ends of one leg of the way, while all
 * other legs are there.
 *
 * A way over such a link passes no node twice: the sides leave out the nodes of the other legs, and were
 * one node in both within `room` hops there would be a path.
 */
export function findSides(
  projection: Projection,
  question: SidesQuestion,
  workspace: Workspace,
): NumberedSides[] {
  return narrow(projection, question)
    .slice(0, mostNarrowed)
    .flatMap((narrowed) => {
      const { via, filter } = narrowed;
      if (via.some((node) => filter.nodes?.[node] === 0)) return [];
      const asked = { ...question, ...narrowed };
      return ordersOf(Array.from(via)).flatMap((order) => sidesIn(projection, asked, order, workspace));
    });
}

/** The sides of each leg in one order of the nodes to pass. */
function sidesIn(
  projection: Projection,
  question: SidesQuestion,
  order: readonly number[],
  workspace: Workspace,
): NumberedSides[] {
  const { sources, targets, maxHops, ranks, limit, filter } = question;
  const stops = [sources, ...order.map((node) => Int32Array.of(node)), targets];
  const sides: NumberedSides[] = [];
  for (let missing = 0; missing + 1 < stops.length; missing++) {
    const others = otherLegs(projection, question, stops, missing, workspace);
    if (others === null || others.hops >= maxHops) continue;
    const room = maxHops - 1 - others.hops;
    const ballRound = (centres: Int32Array): Ball => {
      const own = new Set(centres);
      const blocked = Int32Array.from(others.taken).filter((node) => !own.has(node));
      return ballAround(projection, { centres, blocked, hops: room, filter, limit, ranks }, workspace);
    };
    sides.push({ near: ballRound(stops[missing]), far: ballRound(stops[missing + 1]), room });
  }
  return sides;
}

interface OtherLegs {
  readonly hops: number;
  /** All stops, and the nodes on the way over these legs. */
  readonly taken: ReadonlySet<number>;
}

/** The shortest ways over all legs but one, which share no node but their stops; `null` where one is not there. */
function otherLegs(
  projection: Projection,
  { filter, ranks, maxHops }: SidesQuestion,
  stops: readonly Int32Array[],
  missing: number,
  workspace: Workspace,
): OtherLegs | null {
  const taken = new Set(stops.flatMap((stop) => Array.from(stop)));
  let hops = 0;
  for (let leg = 0; leg + 1 < stops.length; leg++) {
    if (leg === missing) continue;
    const [sources, targets] = [stops[leg], stops[leg + 1]];
    const question = { sources, targets, maxHops, ranks, filter: without(projection, filter, taken) };
    const path = shortestPath(projection, question, workspace);
    if (path === null) return null;
    for (const node of path.nodes) taken.add(node);
    hops += path.nodes.length - 1;
  }
  return { hops, taken };
}
