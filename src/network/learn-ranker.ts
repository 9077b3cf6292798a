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
import { openSince } from "../kernel/word.js";
import { toFittedModel, toLinearModel } from "./fitted-model.js";
import { nodeTraitsOf } from "./node-traits.js";
import type { State } from "./state.js";

export interface LearnRankerQuestion {
  /** Nothing that began after it is learnt from. */
  readonly asOf: CalendarDate;
  /** Take part besides those that always do; default those that do better on the held-out end. */
  readonly withPlaces?: boolean;
  readonly onProgress?: (progress: LearnProgress) => void;
}

export interface LearnProgress {
  readonly phase: "try" | "learn";
  readonly done: number;
  readonly total: number;
}

export interface LearntRanker {
  readonly model: FittedModel;
  /** Of weights learnt without the last stretch of history, on that stretch; null where too little formed in it. */
  readonly figures: HoldOutFigures | null;
  /** Links it learnt from. */
  readonly links: number;
}

const daysAYear = 365.25;
/** Windows learnt from, the latest; each a year, or a fifth of the history where that is less. */
const mostWindows = 3;
/** Links that have to form in a region before its ranking says anything. */
const fewestInRegion = 10;

/** Null where the history is too short to learn from. O(organisations of a region squared), for each window some times. */
export function learnRanker(state: State, question: LearnRankerQuestion): LearntRanker | null {
  const windows = windowsOf(state, question.asOf);
  if (windows.length < 2) return null;
  const groups = outermostGroups(state);
  const report = question.onProgress ?? (() => undefined);
  const tryOut = (withPlaces: boolean): { learnt: LearntLinks; figures: HoldOutFigures | null } | null => {
    const learnt = learn(state, windows.slice(0, -1), groups, withPlaces, (done, total) =>
      report({ phase: "try", done, total }),
    );
    return learnt && { learnt, figures: measure(state, learnt, windows[windows.length - 1], groups) };
  };
  const tried = (question.withPlaces === undefined ? [false, true] : [question.withPlaces]).map(
    (withPlaces) => ({
      withPlaces,
      outcome: tryOut(withPlaces),
    }),
  );
  // Places have to earn their part: they are left out where they make no difference.
  const best = tried.reduce((a, b) => (headOf(b.outcome) > 1.01 * headOf(a.outcome) ? b : a));
  const learnt = learn(state, windows, groups, best.withPlaces, (done, total) =>
    report({ phase: "learn", done, total }),
  );
  if (learnt === null) return null;
  return { model: toFittedModel(learnt), figures: best.outcome?.figures ?? null, links: learnt.formed };
}

function headOf(outcome: { figures: HoldOutFigures | null } | null): number {
  return outcome?.figures?.precision.find(({ places }) => places === 500)?.fitted ?? 0;
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
  state: State,
  windows: readonly Window[],
  groups: readonly Int32Array[],
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
    ranks: state.tables.organisations.byId.places,
    onProgress,
  });
}

function traitsOn({ tables, filters }: State, day: number, nodes: Int32Array): NodeTraits {
  return atOnce(nodeTraitsOf(tables, filters.ofNetworkBegunBefore(day + 1, noFilter).filter, nodes));
}

/** Ranks what formed within a window from what was there before, by the weights learnt and by Adamic-Adar. */
function measure(
  state: State,
  learnt: LearntLinks,
  window: Window,
  groups: readonly Int32Array[],
): HoldOutFigures | null {
  const { projection } = state.tables.partnerships;
  const ranks = state.tables.organisations.byId.places;
  const day = window.since - 1;
  const { filter } = state.filters.ofNetworkBegunBefore(window.since, noFilter);
  const model = toLinearModel(toFittedModel(learnt));
  const rows: { fitted: number[]; adamicAdar: number[]; links: number }[] = [];
  for (const group of groups) {
    const members = group.filter((node) =>
      projection.hyperedgesOf(node).some((hyperedge) => projection.sinceOf(hyperedge) < window.since),
    );
    const formed = formedAmong(state, members, window);
    if (formed.size < fewestInRegion) continue;
    const asked = { filter, limit: 500, ranks };
    const traits = traitsOn(state, day, members);
    const fitted = fittedLinks(projection, { ...asked, from: members, to: members, day, traits, model });
    const plain = topAdamicAdar(
      projection,
      { ...asked, members, sinceBefore: window.since, weigh: adamicAdarWeight },
      state.workspace,
    );
    const precisions = (pairs: ScoredPairs): number[] => {
      const hits = Uint8Array.from(pairs.a, (a, i) => Number(formed.has(pairKey(state, a, pairs.b[i]))));
      return [100, 500].map((places) => averagePrecision(hits, formed.size, places));
    };
    rows.push({ fitted: precisions(fitted), adamicAdar: precisions(plain), links: formed.size });
  }
  if (rows.length === 0) return null;
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const [fitted, adamicAdar] = [rows.map((row) => row.fitted[1]), rows.map((row) => row.adamicAdar[1])];
  return {
    since: dateOf(window.since),
    until: dateOf(window.until),
    regions: rows.length,
    links: rows.reduce((sum, { links }) => sum + links, 0),
    precision: [100, 500].map((places, i) => ({
      places,
      fitted: mean(rows.map((row) => row.fitted[i])),
      adamicAdar: mean(rows.map((row) => row.adamicAdar[i])),
    })),
    ratio: mean(adamicAdar) === 0 ? 1 : mean(fitted) / mean(adamicAdar),
    interval: ratioInterval(fitted, adamicAdar),
  };
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
