/** The learning of missing links by definition: all pairs in full, and the conditional logit by plain ascent. */
import { plainSharedScores, plainWalks, type PlainHyperedge } from "./link-walks.js";

export interface PlainLesson {
  readonly nodeCount: number;
  readonly hyperedges: readonly { readonly members: readonly number[]; readonly since: number }[];
  readonly windows: readonly { readonly since: number; readonly until: number }[];
  readonly groups: readonly (readonly number[])[];
  /** By node. */
  readonly classes: readonly number[];
  readonly sectors: readonly (readonly number[])[];
  /** The weights of `shared` to `sectors` that are started from; every pair of classes starts from 0. */
  readonly start: readonly number[];
  readonly headLength: number;
}

export interface PlainLearnt {
  readonly base: number;
  /** Of `shared` to `sectors`. */
  readonly weights: readonly number[];
  /** By pair of classes, as `classPairName()` says it. */
  readonly classWeights: ReadonlyMap<string, number>;
  readonly formed: number;
  readonly pairs: number;
}

export function classPairName(one: number, other: number): string {
  return [one, other].sort((a, b) => a - b).join(" ");
}

interface Row {
  readonly a: number;
  readonly b: number;
  readonly features: readonly number[];
  readonly classes: string;
  readonly isFormed: boolean;
  readonly isCandidate: boolean;
}

const daysAYear = 365.25;
const fewest = 20;

/** Null where fewer than twenty links formed in every set. */
export function plainLearnLinks(lesson: PlainLesson): PlainLearnt | null {
  const sets = lesson.windows
    .flatMap((window) => groupRows(lesson, window))
    .filter((rows) => rows.filter(({ isFormed }) => isFormed).length >= fewest);
  if (sets.length === 0) return null;
  const classPairs = [
    ...new Set(sets.flat().flatMap(({ isFormed, classes }) => (isFormed ? [classes] : []))),
  ].sort();
  const columnsOf = ({ features, classes }: Row): number[] => [
    ...features,
    ...classPairs.map((pair) => Number(pair === classes)),
  ];
  const priors = [...lesson.start, ...classPairs.map(() => 0)];
  const penalties = [...lesson.start.map(() => 0.1), ...classPairs.map(() => 1)];
  const fit = (choices: readonly (readonly Row[])[]): number[] =>
    plainFit(
      choices.map((rows) => rows.map((row) => ({ columns: columnsOf(row), isChosen: row.isFormed }))),
      priors,
      penalties,
    );

  let weights = fit(sets);
  const heads = sets.map(() => new Set<Row>());
  for (let time = 0; time < 2; time++) {
    const scoreOf = (row: Row): number => Math.round(dot(weights, columnsOf(row)) * 1e9) / 1e9;
    sets.forEach((rows, i) =>
      rows
        .filter(({ isCandidate }) => isCandidate)
        .sort((x, y) => scoreOf(y) - scoreOf(x) || x.a - y.a || x.b - y.b)
        .slice(0, lesson.headLength)
        .forEach((row) => heads[i].add(row)),
    );
    const mixed = heads
      .map((head) => [...head])
      .filter((rows) => rows.some(({ isFormed }) => isFormed) && rows.some(({ isFormed }) => !isFormed));
    if (mixed.length > 0) weights = fit(mixed);
  }

  const all = sets.flat();
  const formed = all.filter(({ isFormed }) => isFormed).length;
  const days = lesson.windows.reduce((sum, { since, until }) => sum + until - since, 0);
  const years = days / lesson.windows.length / daysAYear;
  const expected = all.reduce((sum, row) => sum + Math.exp(dot(weights, columnsOf(row))), 0);
  return {
    base: Math.log(formed / years / expected),
    weights: weights.slice(0, lesson.start.length),
    classWeights: new Map(classPairs.map((pair, i) => [pair, weights[lesson.start.length + i]])),
    formed,
    pairs: all.length,
  };
}

/** Of each group, the pairs that were there before a window and never together. */
function groupRows(lesson: PlainLesson, window: PlainLesson["windows"][number]): Row[][] {
  const { nodeCount, hyperedges, groups, classes } = lesson;
  const past = hyperedges
    .filter(({ since }) => since < window.since)
    .map(({ members, since }) => ({ members, age: (window.since - 1 - since) / daysAYear }));
  const later = hyperedges.filter(({ since }) => since >= window.since && since < window.until);
  const areIn = (ones: readonly { readonly members: readonly number[] }[], a: number, b: number): boolean =>
    ones.some(({ members }) => members.includes(a) && members.includes(b));
  const { twos, threes } = plainWalks(nodeCount, past);
  const shared = plainSharedScores(nodeCount, past);
  return groups.map((group) => {
    const present = group.filter((node) => past.some(({ members }) => members.includes(node)));
    return present
      .flatMap((a) => present.filter((b) => b > a && !areIn(past, a, b)).map((b) => [a, b] as const))
      .map(([a, b]) => {
        const alike = cosine(profileOf(lesson, a), profileOf(lesson, b));
        const logPartners = (node: number): number => Math.log(1 + partnersOf(past, node));
        return {
          a,
          b,
          features: [
            Math.log(0.1 + shared[a][b]),
            Math.log(0.001 + twos[a][b]),
            Number(twos[a][b] === 0),
            Math.sqrt(logPartners(a) + logPartners(b)),
            Math.log(1 + meanSizeOf(past, a)) + Math.log(1 + meanSizeOf(past, b)),
            alike,
          ],
          classes: classPairName(classes[a], classes[b]),
          isFormed: areIn(later, a, b),
          isCandidate: twos[a][b] > 0 || threes[a][b] > 1e-12 || alike > 0,
        };
      });
  });
}

function recency({ age }: PlainHyperedge): number {
  return 0.5 ** (age / 2);
}

/** The nodes met, each as recent as the latest meeting. */
function partnersOf(past: readonly PlainHyperedge[], node: number): number {
  const met = past.filter(({ members }) => members.includes(node));
  const others = new Set(met.flatMap(({ members }) => members).filter((member) => member !== node));
  return [...others].reduce(
    (sum, other) => sum + Math.max(...met.filter(({ members }) => members.includes(other)).map(recency)),
    0,
  );
}

function weightOf(past: readonly PlainHyperedge[], node: number): number {
  return past
    .filter(({ members }) => members.includes(node))
    .reduce((sum, hyperedge) => sum + recency(hyperedge), 0);
}

function meanSizeOf(past: readonly PlainHyperedge[], node: number): number {
  const sizes = past
    .filter(({ members }) => members.includes(node))
    .reduce((sum, hyperedge) => sum + recency(hyperedge) * hyperedge.members.length, 0);
  return sizes / weightOf(past, node);
}

function profileOf({ sectors }: PlainLesson, node: number): number[] {
  return [...Array(10).keys()].map((sector) => Number(sectors[node].includes(sector)));
}

function cosine(one: readonly number[], other: readonly number[]): number {
  const lengths = Math.sqrt(dot(one, one) * dot(other, other));
  return lengths === 0 ? 0 : dot(one, other) / lengths;
}

interface PlainRow {
  readonly columns: readonly number[];
  readonly isChosen: boolean;
}

/** The weights of the highest penalised likelihood, by steps uphill, each halved until it gains. */
function plainFit(
  sets: readonly (readonly PlainRow[])[],
  priors: readonly number[],
  penalties: readonly number[],
): number[] {
  const all = sets.flat();
  const count = all.filter(({ isChosen }) => isChosen).length;
  const scales = priors.map((_, i) => deviation(all.map(({ columns }) => columns[i])));
  const scaled = sets.map((rows) =>
    rows.map(({ columns, isChosen }) => ({
      columns: columns.map((value, i) => value / scales[i]),
      isChosen,
    })),
  );
  const goals = priors.map((prior, i) => prior * scales[i]);
  const valueAt = (weights: readonly number[]): number =>
    scaled.reduce((sum, rows) => sum + likelihood(rows, weights), 0) -
    weights.reduce((sum, weight, i) => sum + (penalties[i] * count * (weight - goals[i]) ** 2) / 2, 0);

  let weights = goals;
  for (let step = 0; step < 5000; step++) {
    const slopes = scaled.map((rows) => slopeOf(rows, weights));
    const slope = weights.map(
      (weight, i) =>
        slopes.reduce((sum, own) => sum + own[i], 0) - penalties[i] * count * (weight - goals[i]),
    );
    if (slope.every((part) => Math.abs(part) < 1e-7 * count)) break;
    const value = valueAt(weights);
    let size = 1 / count;
    const next = (): number[] => weights.map((weight, i) => weight + size * slope[i]);
    while (valueAt(next()) < value && size > 1e-12) size /= 2;
    weights = next();
  }
  return weights.map((weight, i) => weight / scales[i]);
}

function likelihood(rows: readonly PlainRow[], weights: readonly number[]): number {
  const total = rows.reduce((sum, { columns }) => sum + Math.exp(dot(weights, columns)), 0);
  return rows
    .filter(({ isChosen }) => isChosen)
    .reduce((sum, { columns }) => sum + dot(weights, columns) - Math.log(total), 0);
}

function slopeOf(rows: readonly PlainRow[], weights: readonly number[]): number[] {
  const shares = rows.map(({ columns }) => Math.exp(dot(weights, columns)));
  const total = shares.reduce((a, b) => a + b, 0);
  const chosen = rows.filter(({ isChosen }) => isChosen);
  return weights.map((_, column) => {
    const usual = rows.reduce((sum, { columns }, i) => sum + (shares[i] / total) * columns[column], 0);
    return chosen.reduce((sum, { columns }) => sum + columns[column] - usual, 0);
  });
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return spread > 1e-9 * (1 + Math.abs(mean)) ? spread : 1;
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, i) => sum + value * other[i], 0);
}
