/** Learns a linear ranker of missing links from those that formed: what a network's history teaches. */
import { type Choice, fitChoices } from "./choice-model.js";
import type { Filter } from "./filter.js";
import {
  classPairCount,
  FeatureBase,
  type LinearModel,
  type NodeTraits,
  pairFeatures,
  PairFeatures,
} from "./pair-features.js";
import type { Projection } from "./projection.js";
import { drawing } from "./ranking-measures.js";
import { ShareMarks } from "./share-marks.js";
import { topLinks } from "./top-links.js";
import { daysAYear } from "./word.js";

/** A stretch of history: what formed in it is learnt from what was there before. */
export interface Window {
  /** The first day of it. */
  readonly since: number;
  /** The first day after it. */
  readonly until: number;
}

export interface LearnQuestion {
  readonly windows: readonly Window[];
  /** Sets of nodes among which links are looked for; each node once in one. */
  readonly groups: readonly Int32Array[];
  /** What passes; of hyperedges only those count that began before a window, whatever it says of that. */
  readonly filter: Filter;
  /** What is known of all nodes on a day, in their order. */
  readonly traitsOn: (day: number) => NodeTraits;
  /** By feature: 1 where it takes part. */
  readonly features: Uint8Array;
  /** Its weights are taken to be right until history speaks against them. */
  readonly start: LinearModel;
  /** Pairs at the head of a ranking, which the last fits are made to put in order. Default 3,000. */
  readonly headLength?: number;
  readonly ranks: Int32Array;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface LearntLinks {
  /** What was learnt, and what it started from: each with the base with which e to a score is the links that form in a year. */
  readonly learnt: LinearModel;
  readonly start: LinearModel;
  /** Over all pairs that could have formed: the mean of each feature, and the share of each pair of classes. */
  readonly means: Float64Array;
  readonly classShares: Float64Array;
  /** Links that formed, and pairs that could have. */
  readonly formed: number;
  readonly pairs: number;
}

const usualHeadLength = 3000;
/** Fits after the first, each on the heads of the rankings that those before make. */
const headFits = 2;
/** Pairs sampled for each that formed, and besides. */
const sampledForEach = 40;
const sampledBesides = 2000;
/** Groups in which fewer links formed teach nothing that could be told from chance. */
const fewest = 20;
const numeric = pairFeatures.length;
const width = numeric + classPairCount;
/** How firmly weights are held to where they start: what one year teaches, the next may take back. Pairs of classes waver most. */
const penalties = Float64Array.from({ length: width }, (_, column) => (column < numeric ? 0.1 : 1));

/**
 * Learns from the links that formed within some windows, in each group apart: which of all pairs of its nodes that
 * were there, and never together before, became links. A first fit takes in a sample of all pairs; the next ones
 * take only the pairs that any before ranks highest, for there a ranking is read. The head of the latest alone would not
 * do: among pairs picked for what they have in common that seems to matter no longer, and the next ranking does without it.
 *
 * Null where fewer than twenty links formed in every group of every window. O(windows × pairs).
 */
export function learnLinks(projection: Projection, question: LearnQuestion): LearntLinks | null {
  const { windows, groups, onProgress } = question;
  const total = windows.length * groups.length * (1 + headFits);
  let done = 0;
  const told = <T>(answer: T): T => {
    onProgress?.(++done, total);
    return answer;
  };
  const stretches = windows
    .map((window) => baseOf(projection, question, window))
    .flatMap((base) => groups.map((group) => ({ base, group })));
  const samples = stretches.map(({ base, group }) => told(sampleOf(base, group)));
  const useful = samples.filter(isUseful);
  if (useful.length === 0) return null;

  const columns = columnsOf(question, useful);
  const priors = Float64Array.of(...question.start.weights, ...question.start.classWeights);
  const fit = (choices: readonly Choice[]): Float64Array =>
    fitChoices(choices, { width, columns, priors, penalties });
  let weights = fit(useful);
  const heads = stretches.map(({ base, group }, i) =>
    isUseful(samples[i]) ? new Head(base, group, question.headLength ?? usualHeadLength) : null,
  );
  for (let i = 0; i < headFits; i++) {
    const model = modelOf(weights, 0);
    const choices = heads
      .map((head) => told(head?.grow(model)))
      .filter((choice) => choice !== undefined)
      .filter(({ chosen }) => chosen.includes(1) && chosen.includes(0));
    if (choices.length > 0) weights = fit(choices);
  }
  return calibrated([weights, priors], useful, windows);
}

/** Everything up to a window, and what formed in it. */
interface Base {
  readonly projection: Projection;
  readonly window: Window;
  readonly features: FeatureBase;
  readonly ranks: Int32Array;
  readonly filter: Filter;
}

function baseOf(projection: Projection, question: LearnQuestion, window: Window): Base {
  const filter = { ...question.filter, sinceBefore: window.since };
  const day = window.since - 1;
  const features = new FeatureBase(projection, filter, day, question.traitsOn(day));
  return { projection, window, features, ranks: question.ranks, filter };
}

/** The nodes of a group that were there before a window. */
function presentIn({ features }: Base, group: Int32Array): Int32Array {
  return group.filter((node) => features.network.counts[node] > 0);
}

interface Sample extends Choice {
  readonly formed: number;
  readonly pairs: number;
}

function isUseful({ formed }: Sample): boolean {
  return formed >= fewest;
}

/** The pairs of a group that formed, and some of those that could have. */
function sampleOf(base: Base, group: Int32Array): Sample {
  const present = presentIn(base, group);
  const pairs = new GroupPairs(base, present);
  const { formed, count } = pairs.counted();
  const rate = Math.min(1, (sampledForEach * formed + sampledBesides) / Math.max(1, count));
  const rows: number[] = [];
  const chosen: number[] = [];
  if (formed >= fewest) {
    const draw = drawing(1 + present.length);
    const features = new PairFeatures(base.features, present);
    pairs.visit(
      (node) => features.select(node),
      (target, isFormed) => {
        if (!isFormed && draw() >= rate) return;
        appendRow(rows, features, target);
        chosen.push(isFormed ? 1 : 0);
      },
    );
  }
  return {
    rows: Float64Array.from(rows),
    chosen: Uint8Array.from(chosen),
    standsFor: 1 / rate,
    formed,
    pairs: count,
  };
}

/** The pairs of a group that any model so far ranked highest. */
class Head {
  /** By node: the others that it makes such a pair with. */
  private readonly others = new Map<number, Set<number>>();

  constructor(
    private readonly base: Base,
    private readonly group: Int32Array,
    private readonly length: number,
  ) {}

  /** Adds the pairs that a model ranks highest; of all so far, which formed. */
  grow(model: LinearModel): Choice {
    const { projection, window, features, ranks } = this.base;
    const present = presentIn(this.base, this.group);
    const pairFeatures = new PairFeatures(features, present);
    const together = new ShareMarks(projection, window.since);
    const asked = {
      from: present,
      to: present,
      features: pairFeatures,
      model,
      together,
      limit: this.length,
      ranks,
    };
    const { a, b } = topLinks(asked);
    a.forEach((one, i) => {
      this.add(one, b[i]);
      this.add(b[i], one);
    });
    return this.choice(present, pairFeatures);
  }

  private add(one: number, other: number): void {
    const known = this.others.get(one);
    if (known === undefined) this.others.set(one, new Set([other]));
    else known.add(other);
  }

  private choice(present: Int32Array, features: PairFeatures): Choice {
    const rows: number[] = [];
    const chosen: number[] = [];
    let others: Set<number> | undefined;
    new GroupPairs(this.base, present).visit(
      (node) => {
        others = this.others.get(node);
        if (others !== undefined) features.select(node);
      },
      (target, isFormed) => {
        if (others?.has(target) !== true) return;
        appendRow(rows, features, target);
        chosen.push(isFormed ? 1 : 0);
      },
    );
    return { rows: Float64Array.from(rows), chosen: Uint8Array.from(chosen), standsFor: 1 };
  }
}

function appendRow(rows: number[], features: PairFeatures, target: number): void {
  const start = rows.length;
  for (let i = 0; i < width; i++) rows.push(0);
  const values = features.of(target);
  for (let i = 0; i < numeric; i++) rows[start + i] = values[i];
  rows[start + numeric + features.classesWith(target)] = 1;
}

/** The pairs of some nodes that were never together before a window. */
class GroupPairs {
  private readonly together: ShareMarks;
  private readonly later: Int32Array;

  constructor(
    private readonly base: Base,
    private readonly nodes: Int32Array,
  ) {
    this.together = new ShareMarks(base.projection, base.window.since);
    this.later = new Int32Array(base.projection.nodeCount).fill(-1);
  }

  counted(): { formed: number; count: number } {
    let formed = 0;
    let count = 0;
    this.visit(
      () => undefined,
      (_, isFormed) => {
        count++;
        if (isFormed) formed++;
      },
    );
    return { formed, count };
  }

  /** Visits each pair once: tells the one node, then each other with whether the two met within the window. */
  visit(visitNode: (node: number) => void, visitTarget: (target: number, isFormed: boolean) => void): void {
    const { nodes, together, later } = this;
    for (let i = 0; i < nodes.length; i++) {
      together.select(nodes[i]);
      this.markLater(nodes[i]);
      visitNode(nodes[i]);
      for (let j = i + 1; j < nodes.length; j++)
        if (!together.has(nodes[j])) visitTarget(nodes[j], later[nodes[j]] === nodes[i]);
    }
  }

  private markLater(node: number): void {
    const { projection, window } = this.base;
    for (const hyperedge of projection.hyperedgesOf(node)) {
      const since = projection.sinces[hyperedge];
      if (since < window.since || since >= window.until) continue;
      for (const member of projection.membersOf(hyperedge)) this.later[member] = node;
    }
  }
}

/** The columns that take part: the features wanted, and the pairs of classes of which links formed or something is known. */
function columnsOf({ features, start }: LearnQuestion, samples: readonly Sample[]): Uint8Array {
  const columns = new Uint8Array(width);
  columns.set(features);
  start.classWeights.forEach((weight, pair) => (columns[numeric + pair] = Number(weight !== 0)));
  for (const { rows, chosen } of samples)
    for (let row = 0; row < chosen.length; row++)
      if (chosen[row] === 1)
        for (let column = numeric; column < width; column++)
          if (rows[row * width + column] === 1) columns[column] = 1;
  return columns;
}

function modelOf(weights: Float64Array, base: number): LinearModel {
  return { base, weights: weights.slice(0, numeric), classWeights: weights.slice(numeric) };
}

/** Gives weights learnt, and those started from, the base with which e to a score is, over all pairs, how many links formed in a year. */
function calibrated(
  [learnt, start]: readonly [Float64Array, Float64Array],
  samples: readonly Sample[],
  windows: readonly Window[],
): LearntLinks {
  const sums = new Float64Array(width);
  let [formed, pairs] = [0, 0];
  for (const { rows, chosen, standsFor } of samples)
    for (let row = 0; row < chosen.length; row++) {
      const count = chosen[row] === 1 ? 1 : standsFor;
      for (let i = 0; i < width; i++) sums[i] += count * rows[row * width + i];
      formed += chosen[row];
      pairs += count;
    }
  const years =
    windows.reduce((sum, { since, until }) => sum + until - since, 0) / windows.length / daysAYear;
  const [of, ofStart] = [learnt, start].map((weights) =>
    modelOf(weights, Math.log(formed / years) - expectedLog(weights, samples)),
  );
  const means = sums.map((sum) => sum / pairs);
  return {
    learnt: of,
    start: ofStart,
    means: means.slice(0, numeric),
    classShares: means.slice(numeric),
    formed,
    pairs: Math.round(pairs),
  };
}

/** The logarithm of e to the score, added over all pairs. */
function expectedLog(weights: Float64Array, samples: readonly Sample[]): number {
  const scores: number[] = [];
  for (const { rows, chosen, standsFor } of samples)
    for (let row = 0; row < chosen.length; row++) {
      let score = Math.log(chosen[row] === 1 ? 1 : standsFor);
      for (let i = 0; i < width; i++) score += weights[i] * rows[row * width + i];
      scores.push(score);
    }
  // Scores have no zero of their own: they are compared with the highest, so that none is too large for e to it.
  const highest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  return highest + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - highest), 0));
}
