/** How many links a linear model expects of each of some nodes. */
import { type FittedQuestion, passingOf, readyFeatures } from "./fitted-links.js";
import { type LinearModel, mostClasses, type PairFeatures } from "./pair-features.js";
import type { Projection } from "./projection.js";
import { ShareMarks } from "./share-marks.js";

export interface ExpectedLinksQuestion extends FittedQuestion {
  /** What the score of a node that was in no hyperedge yet is multiplied by: the model was learnt from none such. */
  readonly newcomerFactor: number;
}

/**
 * Adds up, for each node of `from`, the scores of its pairs with nodes of `to` that no hyperedge brought together
 * up to the day: as many new links as the model expects of it in a year. 0 for a node that does not pass.
 *
 * Rounded to six decimals, so that it does not depend on how nodes are numbered.
 * O(members of the hyperedges within two steps of `from`, and to for each of `from` that is like no other: those in no hyperedge
 * are alike by profile); O(from × to) where the model weighs nearness, in which no two pairs are alike.
 */
export function expectedLinks(projection: Projection, question: ExpectedLinksQuestion): Float64Array {
  const { from, model, day, filter, newcomerFactor } = question;
  const to = passingOf(filter, question.to);
  const features = readyFeatures(projection, question, passingOf(filter, question.among ?? to));
  const together = new ShareMarks(projection, day + 1);
  const sumOver = model.weights[6] === 0 ? byProfile(features, to, model) : oneByOne(features, to, model);
  return Float64Array.from(from, (node) => {
    if (filter.nodes !== null && filter.nodes[node] === 0) return 0;
    features.select(node);
    together.select(node);
    let expected = sumOver(node, together);
    if (features.isNewcomer(node)) expected *= newcomerFactor;
    return Math.round(expected * 1e6) / 1e6;
  });
}

/** The sum of the scores of the node selected with the targets that it was never together with. */
type SumOver = (node: number, together: ShareMarks) => number;

function oneByOne(features: PairFeatures, to: Int32Array, model: LinearModel): SumOver {
  return (_, together) => {
    let sum = 0;
    for (const target of to) if (!together.has(target)) sum += Math.exp(features.scoreOf(target, model));
    return sum;
  };
}

/** Adds up as if no walk led to any target, those of one profile at once, and puts right what the walks that there are make of it. */
function byProfile(features: PairFeatures, to: Int32Array, model: LinearModel): SumOver {
  const profiles = new TargetProfiles(features, to, model);
  const isTo = new Set(to);
  const walked = new Int32Array(features.base.traits.nodes.length);
  return (node, together) => {
    let sum = profiles.sumFor(node);
    const count = features.walkedInto(walked);
    for (let i = 0; i < together.count; i++) {
      const target = together.nodes[i];
      if (isTo.has(target)) sum -= Math.exp(features.apartScoreOf(target, model));
    }
    for (let i = 0; i < count; i++) {
      const target = walked[i];
      if (!isTo.has(target) || together.has(target)) continue;
      sum += Math.exp(features.scoreOf(target, model)) - Math.exp(features.apartScoreOf(target, model));
    }
    return sum;
  };
}

/** The targets that are alike in all but their walks, class and size of hyperedges: to a node that no walk leads from they are one. */
class TargetProfiles {
  /** Of those alike: one of them, and by class e to what their sizes score, added up. */
  private readonly profiles = new Map<string, { readonly bearer: number; readonly sums: Float64Array }>();
  /** By what nodes are alike in: by class, what targets score for all but walks. */
  private readonly known = new Map<string, Float64Array>();

  constructor(
    private readonly features: PairFeatures,
    to: Int32Array,
    private readonly model: LinearModel,
  ) {
    const { base } = features;
    for (const target of to) {
      const place = base.network.placeOf(target);
      const key = this.keyOf(target);
      const profile = this.profiles.get(key) ?? { bearer: place, sums: new Float64Array(mostClasses) };
      this.profiles.set(key, profile);
      profile.sums[base.traits.classes[place]] += Math.exp(model.weights[4] * base.logSizes[place]);
    }
  }

  /** Adds up the scores that the pairs of a node, the one selected, with all targets have where no walk leads to any. */
  sumFor(node: number): number {
    const { features, model } = this;
    const { logSizes, network } = features.base;
    const key = this.keyOf(node);
    const sums = this.known.get(key) ?? this.alikeTo(node);
    this.known.set(key, sums);
    let sum = 0;
    for (let ofClass = 0; ofClass < mostClasses; ofClass++)
      if (sums[ofClass] > 0) sum += sums[ofClass] * Math.exp(features.apartStartOf(ofClass, model));
    return sum * Math.exp(model.weights[4] * logSizes[network.placeOf(node)]);
  }

  private alikeTo(node: number): Float64Array {
    const { features, profiles } = this;
    const { weights } = this.model;
    const { logPartners, network, traits } = features.base;
    const own = logPartners[network.placeOf(node)];
    const alike = new Float64Array(mostClasses);
    for (const { bearer, sums } of profiles.values()) {
      const partners = Math.sqrt(own + logPartners[bearer]);
      const factor = Math.exp(weights[3] * partners + weights[5] * features.cosineTo(traits.nodes[bearer]));
      for (let ofClass = 0; ofClass < mostClasses; ofClass++) alike[ofClass] += factor * sums[ofClass];
    }
    return alike;
  }

  private keyOf(node: number): string {
    const { base } = this.features;
    const place = base.network.placeOf(node);
    return `${base.logPartners[place]} ${base.profileKeyAt(place)}`;
  }
}
