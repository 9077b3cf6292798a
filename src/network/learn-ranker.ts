/** Teaches the fitted ranker from the history that a network holds, and tries it on the end of that history. */
import { dateOf, dayOf, type CalendarDate } from "../domain/calendar-date.js";
import { noFilter } from "../domain/filter.js";
import { fittedFeatures, type FittedModel, type HoldOutFigures } from "../domain/ranker.js";
import { adamicAdarWeight, topAdamicAdar } from "../kernel/adamic-adar.js";
import type { ScoredPairs } from "../kernel/best-pairs.js";
import { fittedLinks } from "../kernel/fitted-links.js";
import { learnLinks, type LearntLinks, type Window } from "../kernel/learn-links.js";
import { atOnce } from "../kernel/in-steps.js";
import type { NodeTraits } from "../kernel/pair-features.js";
import { averagePrecision, ratioInterval } from "../kernel/ranking-measures.js";
import { daysAYear, openSince } from "../kernel/word.js";
import { defaultModel } from "./default-model.js";
import { toFittedModel, toLinearModel } from "./fitted-model.js";
import { nodeTraitsOf } from "./node-traits.js";
import type { State } from "./state.js";

export interface LearnRankerQuestion {
  /** Nothing that began after it is learnt from. */
  readonly asOf: CalendarDate;
  /** Take part besides those that always do; default those that do better on the held-out end. */
  readonly withPlaces?: boolean;
  /** What is taken to be right until history speaks against it; default the weights as shipped. */
  readonly start?: FittedModel;
  readonly onProgress?: (progress: LearnProgress) => void;
}

export interface LearnProgress {
  readonly phase: "try" | "learn";
  readonly done: number;
  readonly total: number;
}

export interface LearntRanker {
  readonly model: FittedModel;
  /**
   * Whether the weights are those learnt. Else, as these do no better on the last stretch of history, or too little formed in it
   * to tell, they are those started from, with a base that says how often links form here.
   */
  readonly isLearnt: boolean;
  /** Of weights learnt without the last stretch of history, on that stretch; null where too little formed in it. */
  readonly figures: HoldOutFigures | null;
  /** Links it learnt from. */
  readonly links: number;
}

/** Windows learnt from, the latest; each a year, or a fifth of the history where that is less. */
const mostWindows = 3;
/** Links that have to form in a region before its ranking says anything. */
const fewestInRegion = 10;
/** Over how many of the first places precision is told; that over the last of these decides. */
const places = [100, 500];
const headAt = places.length - 1;
const limit = places[headAt];
/** What has to be gained on the last stretch: what makes no difference is left as it was. */
const leastGain = 1.01;

/** Null where the history is too short to learn from. O(organisations of a region squared), for each window some times. */
export function learnRanker(state: State, question: LearnRankerQuestion): LearntRanker | null {
  const windows = windowsOf(state, question.asOf);
  if (windows.length < 2) return null;
  const start = question.start ?? defaultModel();
  const lesson = { state, groups: outermostGroups(state), start };
  const report = question.onProgress ?? (() => undefined);

  const ways = question.withPlaces === undefined ? [false, true] : [question.withPlaces];
  const tried = tryOut(lesson, windows, ways, (done, total) => report({ phase: "try", done, total }));
  const learnt = learn(lesson, windows, tried?.withPlaces ?? false, (done, total) =>
    report({ phase: "learn", done, total }),
  );
  if (learnt === null) return null;
  const isLearnt = tried?.isLearnt ?? false;
  return {
    model: toFittedModel(isLearnt ? learnt.learnt : learnt.start, learnt),
    isLearnt,
    figures: tried?.figures ?? null,
    links: learnt.formed,
  };
}

/** What is learnt from. */
interface Lesson {
  readonly state: State;
  readonly groups: readonly Int32Array[];
  readonly start: FittedModel;
}

/** How weights learnt without the last window do on it, with places or without, beside those started from; null where none can be told. */
function tryOut(
  lesson: Lesson,
  windows: readonly Window[],
  ways: readonly boolean[],
  onProgress: (done: number, total: number) => void,
): { readonly withPlaces: boolean; readonly isLearnt: boolean; readonly figures: HoldOutFigures } | null {
  const last = windows[windows.length - 1];
  const trial = trialOn(lesson, last);
  if (trial.regions.length === 0) return null;
  const tried: { readonly withPlaces: boolean; readonly precisions: Precisions }[] = [];
  for (const withPlaces of ways) {
    const learnt = learn(lesson, windows.slice(0, -1), withPlaces, onProgress);
    if (learnt === null) return null;
    tried.push({ withPlaces, precisions: precisionsOf(trial, toFittedModel(learnt.learnt, learnt)) });
  }
  // Places have to earn their part, and so has what was learnt.
  const { withPlaces, precisions: fitted } = tried.reduce((a, b) =>
    isGain(b.precisions, a.precisions) ? b : a,
  );
  const start = precisionsOf(trial, lesson.start);
  const adamicAdar = trial.regions.map((region) => region.adamicAdar);
  const isLearnt = isGain(fitted, start);
  const [kept, plain] = [isLearnt ? fitted : start, adamicAdar].map((precisions) =>
    precisions.map((region) => region[headAt]),
  );
  const figures = {
    since: dateOf(last.since),
    until: dateOf(last.until),
    regions: trial.regions.length,
    links: trial.regions.reduce((sum, { formed }) => sum + formed.size, 0),
    precision: places.map((count, i) => {
      const [ofFitted, ofStart, ofPlain] = [fitted, start, adamicAdar].map((precisions) =>
        mean(precisions.map((region) => region[i])),
      );
      return { places: count, fitted: ofFitted, start: ofStart, adamicAdar: ofPlain };
    }),
    ratio: mean(plain) === 0 ? 1 : mean(kept) / mean(plain),
    interval: ratioInterval(kept, plain),
  };
  return { withPlaces, isLearnt, figures };
}

/** By region, in the order of `places`. */
type Precisions = readonly (readonly number[])[];

function isGain(one: Precisions, other: Precisions): boolean {
  const [gained, before] = [one, other].map((precisions) => mean(precisions.map((region) => region[headAt])));
  return gained > leastGain * before;
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** The latest stretches of history, one after the other, the last one ending with the day. */
function windowsOf({ tables }: State, asOf: CalendarDate): Window[] {
  const { projection } = tables.partnerships;
  const end = dayOf(asOf) + 1;
  const sinces = [...projection.sinces.subarray(0, projection.hyperedgeCount).keys()]
    .filter((hyperedge) => projection.isPresent(hyperedge))
    .map((hyperedge) => projection.sinceOf(hyperedge))
    .filter((since) => since !== openSince && since < end)
    .sort((a, b) => a - b);
  if (sinces.length === 0) return [];
  // A few that began long before the others are no history to learn from.
  const first = sinces[Math.floor(sinces.length / 100)];
  const length = Math.min(Math.round(daysAYear), Math.floor((end - first) / 5));
  const count = length < 28 ? 0 : Math.min(mostWindows, Math.floor((end - first) / length) - 1);
  return Array.from({ length: count }, (_, i) => {
    const since = end - (count - i) * length;
    return { since, until: since + length };
  });
}

/** The organisations by the outermost region around them; all of them where no two lie in one. In NAME order. */
function outermostGroups({ tables }: State): Int32Array[] {
  const { regions, organisations } = tables;
  const nodes = organisations.byName.items;
  const groups = regions
    .outermost()
    .map((code) => regions.marksOf([code]))
    .map((marks) => nodes.filter((node) => marks[organisations.regions[node]] === 1))
    .filter((group) => group.length > 1);
  return groups.length === 0 ? [nodes.slice()] : groups;
}

function learn(
  { state, groups, start }: Lesson,
  windows: readonly Window[],
  withPlaces: boolean,
  onProgress: (done: number, total: number) => void,
): LearntLinks | null {
  const { filter } = state.filters.ofNetwork(noFilter);
  const allNodes = Int32Array.from({ length: state.tables.organisations.nodeCount }, (_, node) => node);
  return learnLinks(state.tables.partnerships.projection, {
    windows,
    groups,
    filter,
    traitsOn: (day) => traitsOn(state, day, allNodes),
    features: Uint8Array.from(fittedFeatures, (feature) => Number(feature !== "near" || withPlaces)),
    start: toLinearModel(start),
    ranks: state.tables.organisations.byId.places,
    onProgress,
  });
}

function traitsOn({ tables, filters }: State, day: number, nodes: Int32Array): NodeTraits {
  return atOnce(nodeTraitsOf(tables, filters.ofNetworkBegunBefore(day + 1, noFilter).filter, nodes));
}

/** What formed within a window in the regions where enough did, to be ranked from what was there before. */
interface Trial {
  readonly state: State;
  readonly window: Window;
  readonly regions: readonly {
    readonly members: Int32Array;
    readonly traits: NodeTraits;
    readonly formed: ReadonlySet<number>;
    readonly adamicAdar: readonly number[];
  }[];
}

function trialOn({ state, groups }: Lesson, window: Window): Trial {
  const { projection } = state.tables.partnerships;
  const { filter } = state.filters.ofNetworkBegunBefore(window.since, noFilter);
  const ranks = state.tables.organisations.byId.places;
  const asked = { filter, sinceBefore: window.since, limit, ranks, weigh: adamicAdarWeight };
  const regions = groups
    .map((group) =>
      group.filter((node) =>
        projection.hyperedgesOf(node).some((hyperedge) => projection.sinceOf(hyperedge) < window.since),
      ),
    )
    .map((members) => ({ members, formed: formedAmong(state, members, window) }))
    .filter(({ formed }) => formed.size >= fewestInRegion)
    .map(({ members, formed }) => ({
      members,
      traits: traitsOn(state, window.since - 1, members),
      formed,
      adamicAdar: precisionOf(
        state,
        topAdamicAdar(projection, { ...asked, members }, state.workspace),
        formed,
      ),
    }));
  return { state, window, regions };
}

function precisionsOf({ state, window, regions }: Trial, model: FittedModel): Precisions {
  const { filter } = state.filters.ofNetworkBegunBefore(window.since, noFilter);
  const ranks = state.tables.organisations.byId.places;
  const asked = { filter, day: window.since - 1, model: toLinearModel(model), limit, ranks };
  return regions.map(({ members, traits, formed }) =>
    precisionOf(
      state,
      fittedLinks(state.tables.partnerships.projection, { ...asked, traits, from: members, to: members }),
      formed,
    ),
  );
}

function precisionOf(state: State, { a, b }: ScoredPairs, formed: ReadonlySet<number>): number[] {
  const hits = Uint8Array.from(a, (one, i) => Number(formed.has(pairKey(state, one, b[i]))));
  return places.map((most) => averagePrecision(hits, formed.size, most));
}

/** The pairs of some nodes that met for the first time within a window. */
function formedAmong(state: State, members: Int32Array, { since, until }: Window): Set<number> {
  const { projection } = state.tables.partnerships;
  const isMember = new Set(members);
  const meetings = new Map<number, number>();
  for (const node of members)
    for (const hyperedge of projection.hyperedgesOf(node)) {
      const met = projection.sinceOf(hyperedge);
      if (met >= until) continue;
      for (const other of projection.membersOf(hyperedge)) {
        if (other <= node || !isMember.has(other)) continue;
        const key = pairKey(state, node, other);
        meetings.set(key, Math.min(meetings.get(key) ?? until, met));
      }
    }
  return new Set([...meetings].filter(([, met]) => met >= since).map(([key]) => key));
}

function pairKey({ tables }: State, a: number, b: number): number {
  return Math.min(a, b) * tables.organisations.nodeCount + Math.max(a, b);
}
