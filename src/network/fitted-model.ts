/** The fitted ranker's weights: by name as they are kept, by position as the kernel takes them. */
import { organisationKinds } from "../domain/organisation.js";
import { fittedFeatures, kindPairName, type FittedFeature, type FittedModel } from "../domain/ranker.js";
import type { LearntLinks } from "../kernel/learn-links.js";
import { classPair, classPairCount, type LinearModel } from "../kernel/pair-features.js";

export function toLinearModel({ base, weights, kinds }: FittedModel): LinearModel {
  const classWeights = new Float64Array(classPairCount);
  eachKindPair((name, pair) => (classWeights[pair] = kinds[name] ?? 0));
  return { base, weights: Float64Array.from(fittedFeatures, (feature) => weights[feature]), classWeights };
}

/** A model by name, with what a usual pair of the network that it was learnt from is like. */
export function toFittedModel(
  { base, weights, classWeights }: LinearModel,
  { means, classShares }: Pick<LearntLinks, "means" | "classShares">,
): FittedModel {
  const kinds: Record<string, number> = {};
  eachKindPair((name, pair) => (kinds[name] = rounded(classWeights[pair])));
  return {
    base: rounded(base),
    weights: byName(weights),
    means: byName(means),
    kinds,
    kindsMean: rounded(classShares.reduce((sum, share, pair) => sum + share * classWeights[pair], 0)),
  };
}

function eachKindPair(tell: (name: string, pair: number) => void): void {
  organisationKinds.forEach((one, i) => {
    organisationKinds.forEach((other, j) => {
      if (i <= j) tell(kindPairName(one, other, organisationKinds), classPair(i, j));
    });
  });
}

function byName(values: Float64Array): Record<FittedFeature, number> {
  return Object.fromEntries(fittedFeatures.map((feature, i) => [feature, rounded(values[i])])) as Record<
    FittedFeature,
    number
  >;
}

/** Adding 0 makes -0, which JSON would not keep, an ordinary 0. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}
