import { setImmediate as turn } from "node:timers/promises";
import type { Viewer } from "../../domain/access.js";
import type { NetworkFilter } from "../../domain/filter.js";
import {
  filterFields,
  relaxationKinds,
  type FilterField,
  type NoPath,
  type Path,
  type PathQuestion,
  type Relaxation,
  type RelaxationKind,
} from "../../domain/path.js";
import type { Network } from "../../network/network.js";
import { limits } from "../limits.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";
import { inTimeFrom } from "./in-time.js";

/**
 * Finds the smallest changes of a question without a path that give one, each with the best path it gives:
 * conditions dropped one at a time, or two at a time where no one alone stands in the way; more hops, as
 * few as it takes; no organisations to pass. Where none of these gives one, two of different kinds together.
 * None where that does not help either. Where the time for it runs out, `within` milliseconds at most, those that were
 * found until then.
 */
export async function relax(
  { network: { network } }: Parts,
  viewer: Viewer,
  answer: NoPath,
  within: number = limits.remedyTime,
): Promise<Relaxation[]> {
  admitReader(viewer, "relax a question");
  const { question, reason } = answer;
  if (reason === "NO_PARTNERS" || reason === "NOT_CONNECTED") return [];

  const conditions = filterFields.filter((field) => question.where[field] !== null);
  const raise: Change[] = question.maxHops < limits.maxHops ? [{ ...noChange, raisesMaxHops: true }] : [];
  const skip: Change[] = question.via.length > 0 ? [{ ...noChange, dropsVia: true }] : [];
  const one = conditions.map((field): Change => ({ ...noChange, filterFields: [field] }));
  const two = pairsOf(conditions).map((filterFields): Change => ({ ...noChange, filterFields }));

  const findBest = bestPathsInTime(network, within);
  const found = await tryEach(findBest, question, one);
  if (found.length === 0) found.push(...(await tryEach(findBest, question, two)));
  found.push(...(await tryEach(findBest, question, [...raise, ...skip])));
  if (found.length > 0) return found;
  const mixed = [
    ...one.flatMap((change) => [...raise, ...skip].map((other) => both(change, other))),
    ...raise.flatMap((change) => skip.map((other) => both(change, other))),
  ];
  return tryEach(findBest, question, mixed);
}

/** Finds the best path of a question, or `null`. */
type FindBest = (question: PathQuestion) => Promise<Path | null>;

/**
 * Looks for one best path after another, until the time is up: those that were not found by then are `null`. Others get
 * their turn before each.
 */
function bestPathsInTime(network: Network, within: number): FindBest {
  const inTime = inTimeFrom(Math.min(limits.remedyTime, within));
  return async (question) => {
    await turn();
    return (await inTime((left) => network.findBestPath(question, left))) ?? null;
  };
}

/** What is asked otherwise. */
interface Change {
  readonly filterFields: readonly FilterField[];
  readonly raisesMaxHops: boolean;
  readonly dropsVia: boolean;
}

const noChange: Change = { filterFields: [], raisesMaxHops: false, dropsVia: false };

function both(one: Change, other: Change): Change {
  return {
    filterFields: [...one.filterFields, ...other.filterFields],
    raisesMaxHops: one.raisesMaxHops || other.raisesMaxHops,
    dropsVia: one.dropsVia || other.dropsVia,
  };
}

function pairsOf<T>(values: readonly T[]): [T, T][] {
  return values.flatMap((value, i) => values.slice(i + 1).map((other): [T, T] => [value, other]));
}

/** The changes of some that give a path. */
async function tryEach(
  findBest: FindBest,
  question: PathQuestion,
  changes: readonly Change[],
): Promise<Relaxation[]> {
  const relaxations: Relaxation[] = [];
  for (const change of changes) {
    const path = await bestPathAfter(findBest, question, change);
    if (path === null) continue;
    relaxations.push({
      changes: kindsOf(change),
      question,
      filterFields: change.filterFields,
      maxHops: change.raisesMaxHops ? path.steps.length : null,
      path,
    });
  }
  return relaxations;
}

function kindsOf({ filterFields: fields, raisesMaxHops, dropsVia }: Change): RelaxationKind[] {
  const happens = { DROP_CONDITION: fields.length > 0, RAISE_MAX_HOPS: raisesMaxHops, DROP_VIA: dropsVia };
  return relaxationKinds.filter((kind) => happens[kind]);
}

async function bestPathAfter(
  findBest: FindBest,
  question: PathQuestion,
  { filterFields: fields, raisesMaxHops, dropsVia }: Change,
): Promise<Path | null> {
  const dropped = Object.fromEntries(fields.map((field) => [field, null])) as Partial<NetworkFilter>;
  const changed = {
    ...question,
    where: { ...question.where, ...dropped },
    via: dropsVia ? [] : question.via,
  };
  if (!raisesMaxHops) return findBest(changed);
  // With the fewest hops first, the best path says how many it takes.
  const shortest = await findBest({ ...changed, maxHops: limits.maxHops, rankBy: "HOPS" });
  if (shortest === null || question.rankBy === "HOPS") return shortest;
  return (await findBest({ ...changed, maxHops: shortest.steps.length })) ?? shortest;
}
