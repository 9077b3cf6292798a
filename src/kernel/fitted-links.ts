/** Missing links ranked by a linear model, with the features that decided: one task, from numbers to numbers. */
import type { ScoredPairs } from "./best-pairs.js";
import type { Filter } from "./filter.js";
import {
  FeatureBase,
  type LinearModel,
  type NodeTraits,
  pairFeatures,
  PairFeatures,
} from "./pair-features.js";
import type { Projection } from "./projection.js";
import { ShareMarks } from "./share-marks.js";
import { roundedSum, topLinks } from "./top-links.js";

/** Between whom links are looked for, and by what. */
export interface FittedQuestion {
  /** Each once. Those that `filter.nodes` rejects take no part. */
  readonly from: Int32Array;
  /** Likewise; may overlap with `from`. */
  readonly to: Int32Array;
  /** All of `to` and maybe more: those among whom it is judged who is near. Absent: `to`. */
  readonly among?: Int32Array;
  /** Lets nothing pass that began after `day`. */
  readonly filter: Filter;
  readonly day: number;
  /** Of all these nodes, and maybe more. */
  readonly traits: NodeTraits;
  readonly model: LinearModel;
  /** Names the network, `filter`, `day`, `traits` and `among` as they are; what was made ready under it last serves again. */
  readonly basis?: string;
}

export interface FittedLinksQuestion extends FittedQuestion {
  readonly limit: number;
  /** By node: where it stands in the order that decides between equals; no two alike. */
  readonly ranks: Int32Array;
}

export interface FittedLinks extends ScoredPairs {
  /** Of pair `i`, the features from `i × pairFeatures.length` on. */
  readonly features: Float64Array;
}

/**
 * Finds the `limit` pairs of a node of `from` and one of `to` with the highest scores, equal ones by ranks,
 * that no hyperedge brought together up to the day. Exact. Costs as `topLinks()` says.
 */
export function fittedLinks(projection: Projection, question: FittedLinksQuestion): FittedLinks {
  const { filter, day, model, limit, ranks } = question;
  const [from, to] = [passingOf(filter, question.from), passingOf(filter, question.to)];
  const features = readyFeatures(projection, question, passingOf(filter, question.among ?? to));
  const together = new ShareMarks(projection, day + 1);
  const best = topLinks({ from, to, features, model, together, limit, ranks });
  return { ...best, features: featuresOfPairs(features, best, to) };
}

/** Those of some nodes that a filter lets pass. */
export function passingOf({ nodes: marks }: Filter, nodes: Int32Array): Int32Array {
  return marks === null ? nodes : nodes.filter((node) => marks[node] === 1);
}

/** What was made ready last for a projection, and under which name. */
const lastReady = new WeakMap<Projection, { readonly basis: string; readonly features: PairFeatures }>();

/** The features of pairs with nodes, as a question asks; made ready once under a name. O(members of the hyperedges within two steps of those that it has traits of). */
export function readyFeatures(
  projection: Projection,
  { filter, day, traits, basis }: FittedQuestion,
  among: Int32Array,
): PairFeatures {
  const last = lastReady.get(projection);
  if (last !== undefined && last.basis === basis) return last.features;
  const features = new PairFeatures(new FeatureBase(projection, filter, day, traits), among);
  if (basis !== undefined) lastReady.set(projection, { basis, features });
  return features;
}

function featuresOfPairs(features: PairFeatures, { a, b }: ScoredPairs, to: Int32Array): Float64Array {
  const width = pairFeatures.length;
  const isTo = new Set(to);
  const all = new Float64Array(a.length * width);
  const [ones, others] = [new Int32Array(a.length), new Int32Array(a.length)];
  for (let i = 0; i < a.length; i++) [ones[i], others[i]] = isTo.has(b[i]) ? [a[i], b[i]] : [b[i], a[i]];
  eachSelected(features, ones, (i) => all.set(features.of(others[i]), i * width));
  return all;
}

/** Tells the position of each pair once its node is selected: those of one node one after the other. */
function eachSelected(features: PairFeatures, nodes: Int32Array, tell: (position: number) => void): void {
  let selected = -1;
  for (const i of [...nodes.keys()].sort((i, j) => nodes[i] - nodes[j] || i - j)) {
    if (nodes[i] !== selected) features.select((selected = nodes[i]));
    tell(i);
  }
}

export interface FittedScoresQuestion {
  /** The pairs, in the order in which they are scored. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** Lets nothing pass that began after `day`. */
  readonly filter: Filter;
  readonly day: number;
  /** Of the nodes of all pairs, and maybe more. */
  readonly traits: NodeTraits;
  readonly model: LinearModel;
}

/**
 * Scores pairs as `fittedLinks()` does, each whether or not a hyperedge brought it together; who is near is judged
 * among the nodes of all. O(members of the hyperedges within two steps, for each node of `a`).
 */
export function fittedScores(
  projection: Projection,
  { a, b, filter, day, traits, model }: FittedScoresQuestion,
): { readonly scores: Float64Array; readonly features: Float64Array } {
  const width = pairFeatures.length;
  const base = new FeatureBase(projection, filter, day, traits);
  const features = new PairFeatures(base, Int32Array.from(new Set([...a, ...b])));
  const scores = new Float64Array(a.length);
  const all = new Float64Array(a.length * width);
  eachSelected(features, a, (i) => {
    scores[i] = Math.exp(roundedSum(features.scoreOf(b[i], model)));
    all.set(features.of(b[i]), i * width);
  });
  return { scores, features: all };
}
