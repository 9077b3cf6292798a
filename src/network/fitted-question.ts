/** What the fitted ranker is asked about the pairs of some nodes, in numbers. */
import { dayOf, type CalendarDate } from "../domain/calendar-date.js";
import type { NetworkFilter } from "../domain/filter.js";
import type { RegionCode } from "../domain/ids.js";
import { fittedFeatures, type FittedModel } from "../domain/ranker.js";
import type { FittedQuestion } from "../kernel/fitted-links.js";
import type { InSteps } from "../kernel/in-steps.js";
import type { NodeTraits } from "../kernel/pair-features.js";
import { defaultModel } from "./default-model.js";
import type { ReadyFilter } from "./filter.js";
import { toLinearModel } from "./fitted-model.js";
import { membersOf } from "./members.js";
import { nodeTraitsOf } from "./node-traits.js";
import type { State } from "./state.js";
import type { Tables } from "./tables.js";

export interface PairsQuestion {
  /** It is judged among its members, and `to`, who is near. */
  readonly region: RegionCode;
  readonly where: NetworkFilter;
  readonly asOf: CalendarDate;
}

/** Pairs, nodes and memberships that the event loop has time to look at. */
const manageable = 100_000;

/** `ready` is the filter of the question, with nothing that began after its day. O(partnerships of all that it is about). */
export function* fittedQuestionOf(
  state: State,
  { region, where, asOf }: PairsQuestion,
  ready: ReadyFilter,
  from: Int32Array,
  to: Int32Array,
): InSteps<FittedQuestion> {
  const { tables } = state;
  const members = membersOf(state, region, where);
  const isMember = membersOnce(members);
  const isWithin = [from, to].every((nodes) => nodes.every((node) => isMember.has(node)));
  const among = isWithin ? members : Int32Array.from(new Set([...members, ...to]));
  return {
    from,
    to,
    among,
    filter: ready.filter,
    day: dayOf(asOf),
    traits: isWithin
      ? yield* memberTraitsOf(tables, ready, region, members)
      : yield* nodeTraitsOf(tables, ready.filter, Int32Array.from(new Set([...among, ...from]))),
    model: toLinearModel(fittedModelOf(tables)),
    ...(isWithin ? { basis: JSON.stringify([tables.recordsRevision, region, where, asOf]) } : {}),
  };
}

/** Says whether looking at so many pairs would hold the event loop for longer than a moment. */
export function areManyPairs({ tables }: State, pairCount: number): boolean {
  const { projection } = tables.partnerships;
  return projection.size + pairCount > manageable;
}

/** The weights that the store keeps, else those that are shipped; also where those kept are of other features than today's. */
export function fittedModelOf({ weights }: Tables): FittedModel {
  const kept = weights.get("FITTED")?.weights as FittedModel | undefined;
  if (kept === undefined || Object.keys(kept.weights).length !== fittedFeatures.length) return defaultModel();
  return fittedFeatures.every((feature) => feature in kept.weights) ? kept : defaultModel();
}

const setsOfMembers = new WeakMap<Int32Array, ReadonlySet<number>>();

/** The members as a set, made once: a gap may ask about one of them after the other. */
function membersOnce(members: Int32Array): ReadonlySet<number> {
  const known = setsOfMembers.get(members) ?? new Set(members);
  setsOfMembers.set(members, known);
  return known;
}

const traitsByFilter = new WeakMap<ReadyFilter, Map<RegionCode, NodeTraits>>();

/** The traits of all members of a region that pass; made once for a filter made ready. */
function* memberTraitsOf(
  tables: Tables,
  ready: ReadyFilter,
  region: RegionCode,
  members: Int32Array,
): InSteps<NodeTraits> {
  const byRegion = traitsByFilter.get(ready) ?? new Map<RegionCode, NodeTraits>();
  traitsByFilter.set(ready, byRegion);
  const traits = byRegion.get(region) ?? (yield* nodeTraitsOf(tables, ready.filter, members));
  byRegion.set(region, traits);
  return traits;
}
