/** The best ways between organisations, or why there is none. */
import { SchakelError } from "../domain/errors.js";
import type { OrganisationId } from "../domain/ids.js";
import type { Path, PathAnswer, PathQuestion } from "../domain/path.js";
import type { Ball } from "../kernel/ball.js";
import { passesAll } from "../kernel/view-components.js";
import type { ReadyFilter } from "./filter.js";
import type { HeavyWork } from "./heavy-work.js";
import {
  noneBetween,
  searchPaths,
  whyNone,
  type FoundNone,
  type FoundPath,
  type FoundPaths,
  type NumberedQuestion,
} from "./path-task.js";
import { findSides } from "./sides-task.js";
import type { State } from "./state.js";
import { stepOver } from "./steps.js";

/** How much work a search may take. */
export interface PathBudgets {
  /** Arcs that it may look at on the event loop; a few milliseconds. */
  readonly atOnce: number;
  /** Arcs that it may look at in all; a second or so, in a worker. */
  readonly atMost: number;
  /** Memberships of a network up to which it is told on the event loop why there is no path. */
  readonly explained: number;
}

export const pathBudgets: PathBudgets = { atOnce: 300_000, atMost: 50_000_000, explained: 1_000_000 };

/**
 * Finds the paths of a question, as of the moment it was asked. A search that proves long is begun anew in
 * a worker; where the whole budget runs out as well, or the worker has no time, the answer holds what was found and
 * says so.
 */
export async function findPaths(
  state: State,
  heavyWork: HeavyWork,
  question: PathQuestion,
  budgets: PathBudgets = pathBudgets,
): Promise<PathAnswer> {
  const { revision } = state.tables;
  const numbered = numberedQuestion(state, question, budgets.atMost);
  const view = state.filters.ofNetwork(question.where);
  const soon = answerAtOnce(state, view, numbered, budgets);
  const found = soon.isWhole ? soon.found : await answerLater(heavyWork, view, numbered, soon.found);
  if (found.kind === "none") {
    const { kind: _, ...why } = found;
    return { kind: "no-path", question, ...why, revision };
  }
  const paths = found.paths.map((path) => toPath(state, path));
  return { kind: "paths", paths, truncated: found.truncated, revision };
}

/**
 * Finds the best path of a question; `null` where there is none, and where an organisation of the question is not
 * known. Rejects with BUDGET_EXCEEDED where a worker has no time for it.
 */
export async function findBestPath(
  state: State,
  heavyWork: HeavyWork,
  question: PathQuestion,
  within?: number,
): Promise<Path | null> {
  if (!isKnown(state, question)) return null;
  const one = { ...question, first: 1, disjoint: false };
  const numbered = numberedQuestion(state, one, pathBudgets.atOnce);
  const { projection } = state.tables.partnerships;
  const soon = searchPaths(projection, numbered, state.workspace);
  const found = soon.truncated
    ? await heavyWork.run("searchPaths", { ...numbered, budget: pathBudgets.atMost }, { within })
    : soon;
  return found.paths.length === 0 ? null : toPath(state, found.paths[0]);
}

function isKnown({ tables }: State, { from, to, via }: PathQuestion): boolean {
  return [...from, ...to, ...via].every((id) => tables.organisations.nodeOf(id) !== null);
}

function numberedQuestion(state: State, question: PathQuestion, budget: number): NumberedQuestion {
  const { rankBy, disjoint, maxHops, first } = question;
  return {
    sources: nodesOf(state, question.from),
    targets: nodesOf(state, question.to),
    via: nodesOf(state, question.via),
    maxHops,
    filter: state.filters.ofNetwork(question.where).filter,
    ranks: state.tables.organisations.byId.places,
    rankBy,
    disjoint,
    count: first,
    budget,
  };
}

function nodesOf({ tables }: State, ids: readonly OrganisationId[]): Int32Array {
  return Int32Array.from(ids, (id) => tables.organisations.knownNodeOf(id));
}

/** What the event loop has time for: the whole answer, or what there is of it, if anything. */
type AnswerAtOnce =
  | { readonly isWhole: true; readonly found: FoundPaths | FoundNone }
  | { readonly isWhole: false; readonly found: FoundPaths | FoundNone | null };

function answerAtOnce(
  { tables, workspace }: State,
  view: ReadyFilter,
  question: NumberedQuestion,
  { atOnce, atMost, explained }: PathBudgets,
): AnswerAtOnce {
  const { projection } = tables.partnerships;
  const known = view.knownComponents();
  const apart = known === null ? null : noneBetween(projection, question, known);
  if (apart !== null) return { isWhole: true, found: apart };

  const budget = Math.min(atOnce, atMost);
  const isLast = budget === atMost;
  const found = searchPaths(projection, { ...question, budget }, workspace);
  if (found.truncated || found.paths.length > 0) return { isWhole: isLast || !found.truncated, found };
  const isLarge = projection.memberStarts[projection.hyperedgeCount] > explained;
  // Once there was no path there will be others without: the components of the view answer those at once.
  const isSoonFound = !isLarge || passesAll(projection, question.filter);
  const none = isSoonFound ? noneBetween(projection, question, view.components()) : null;
  if (none !== null) return { isWhole: true, found: none };
  if (isLarge) return { isWhole: false, found: null };
  const why = whyNone(projection, { ...question, budget }, workspace);
  return { isWhole: isLast || why.isSettled, found: why };
}

/** The answer of a worker; where that has no time for it, what was found before, if anything. */
async function answerLater(
  heavyWork: HeavyWork,
  view: ReadyFilter,
  question: NumberedQuestion,
  before: FoundPaths | FoundNone | null,
): Promise<FoundPaths | FoundNone> {
  try {
    if (before !== null || view.knownComponents() !== null)
      return await heavyWork.run("answerPaths", question);
    const { answer, components } = await heavyWork.run("explainNone", question);
    view.keepComponents(components);
    return answer;
  } catch (error) {
    const isLate = error instanceof SchakelError && error.code === "BUDGET_EXCEEDED";
    if (!isLate || before === null) throw error;
    return before;
  }
}

function toPath(state: State, { nodes, cost, hyperedges }: FoundPath): Path {
  const organisations = Array.from(nodes, (node) => state.tables.organisations.idOf(node));
  return {
    organisations,
    cost,
    steps: hyperedges.map((hop, i) => stepOver(state, organisations[i], organisations[i + 1], hop)),
  };
}

/** Organisations round one side of what is missing, nearest first, then by id, with how many hops away each is. */
export interface Side {
  readonly organisations: readonly OrganisationId[];
  readonly hops: Uint8Array;
}

/** A new partnership of one organisation of `near` and one of `far` makes a path where their hops add up to `room` at most. */
export interface Sides {
  readonly near: Side;
  readonly far: Side;
  readonly room: number;
}

/** Nodes and memberships of a network whose links the event loop has time to go over once. */
const manageable = 100_000;

/** How many organisations are looked at on either side. */
const sideLimit = 5_000;

/** Finds where one new partnership would make a path of a question that has none. */
export async function sidesOf(
  state: State,
  heavyWork: HeavyWork,
  question: PathQuestion,
  within?: number,
): Promise<Sides[]> {
  if (!isKnown(state, question)) return [];
  const { tables, workspace } = state;
  const { projection } = tables.partnerships;
  const numbered = { ...numberedQuestion(state, question, pathBudgets.atMost), limit: sideLimit };
  const isShort = question.via.length === 0 && projection.size <= manageable;
  const found = isShort
    ? findSides(projection, numbered, workspace)
    : await heavyWork.run("findSides", numbered, { within });
  const toSide = ({ nodes, hops }: Ball): Side => ({
    organisations: Array.from(nodes, (node) => tables.organisations.idOf(node)),
    hops,
  });
  return found.map(({ near, far, room }) => ({ near: toSide(near), far: toSide(far), room }));
}
