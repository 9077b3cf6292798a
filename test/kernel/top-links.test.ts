import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { passAll } from "../../src/kernel/filter.js";
import { expectedLinks } from "../../src/kernel/expected-links.js";
import { fittedLinks } from "../../src/kernel/fitted-links.js";
import {
  classPairCount,
  FeatureBase,
  ProfilePacker,
  pairFeatures,
  PairFeatures,
} from "../../src/kernel/pair-features.js";
import { Projection } from "../../src/kernel/projection.js";
import { roundedSum } from "../../src/kernel/top-links.js";

const day = 10_000;
/** More than are compared with every target one by one. */
const nodeCount = 24;
const nodes = Int32Array.from(Array(nodeCount).keys());
const weight = fc.integer({ min: -20, max: 20 }).map((tenths) => tenths / 10);
const ofEach = <Value>(value: fc.Arbitrary<Value>) =>
  fc.array(value, { minLength: nodeCount, maxLength: nodeCount });
const someNodes = fc
  .shuffledSubarray([...nodes], { minLength: nodeCount - 5 })
  .map((some) => Int32Array.from(some));

/** Few classes, sectors, places and ages, so that many pairs score the same and ranks decide. */
const arbitraryQuestion = fc.record({
  hyperedges: fc.array(
    fc.record({
      members: fc.uniqueArray(fc.nat(nodeCount - 1), { minLength: 2, maxLength: 4 }),
      age: fc.constantFrom(0, 700, 1400),
    }),
    { maxLength: 20 },
  ),
  classes: ofEach(fc.nat(2)),
  places: ofEach(fc.option(fc.nat(3), { nil: NaN })),
  sectors: ofEach(fc.uniqueArray(fc.nat(3), { maxLength: 2 })),
  weights: fc.array(weight, { minLength: pairFeatures.length, maxLength: pairFeatures.length }),
  /** Half of the time shared neighbours count more than all else, as they do where links are many. */
  weighsSharing: fc.boolean(),
  weighsNearness: fc.boolean(),
  classWeights: fc.array(weight, { minLength: classPairCount, maxLength: classPairCount }),
  limit: fc.integer({ min: 1, max: 40 }),
  ranks: fc.shuffledSubarray([...nodes], { minLength: nodeCount }),
  from: someNodes,
  to: someNodes,
});

type DrawnQuestion = typeof arbitraryQuestion extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** What is asked, and its features for comparing. */
function asked({
  hyperedges,
  classes,
  places,
  sectors,
  weighsSharing,
  weighsNearness,
  ranks,
  ...drawn
}: DrawnQuestion) {
  const projection = Projection.build(
    nodeCount,
    hyperedges.map(({ members, age }) => ({
      members: Int32Array.from(members),
      leads: null,
      kind: 0,
      since: day - age,
      until: 2147483647,
      strength: 3,
      cost: 3,
    })),
  );
  const traits = {
    nodes,
    classes: Uint8Array.from(classes),
    latitudes: Float64Array.from(places, (place) => 52 + place / 10),
    longitudes: Float64Array.from(places, (place) => 5 + 0 * place),
    profiles: profilesOf(sectors),
  };
  const weights = Float64Array.from(drawn.weights, (one) => (weighsSharing ? one / 20 : one));
  if (weighsSharing) weights[pairFeatures.indexOf("shared")] = 2;
  if (!weighsNearness) weights[pairFeatures.indexOf("near")] = 0;
  const classWeights = Float64Array.from(drawn.classWeights, (one) => (weighsSharing ? one / 20 : one));
  const model = { base: 0, weights, classWeights };
  const question = { ...drawn, filter: passAll, day, traits, model, ranks: Int32Array.from(ranks) };
  const features = new PairFeatures(new FeatureBase(projection, passAll, day, traits), drawn.to);
  const areTogether = (a: number, b: number): boolean =>
    a === b || hyperedges.some(({ members }) => members.includes(a) && members.includes(b));
  return { projection, question, features, areTogether };
}

test("fittedLinks() finds the pairs that scoring every pair in full ranks highest, whatever the weights, and equal ones by ranks", () => {
  fc.assert(
    fc.property(arbitraryQuestion, (drawn) => {
      const { projection, question, features, areTogether } = asked(drawn);
      const { from, to, ranks, limit, model } = question;
      const found = fittedLinks(projection, question);

      const pairs = new Map<string, { a: number; b: number; score: number; summed: number }>();
      for (const node of from) {
        features.select(node);
        for (const target of to) {
          const [a, b] = [node, target].sort((x, y) => ranks[x] - ranks[y]);
          if (areTogether(a, b) || !features.isCandidate(target)) continue;
          const summed =
            model.classWeights[features.classesWith(target)] +
            features.of(target).reduce((sum, value, i) => sum + value * model.weights[i], 0);
          const score = Math.exp(roundedSum(features.scoreOf(target, model)));
          pairs.set(`${a} ${b}`, { a, b, score, summed });
        }
      }
      const best = [...pairs.values()]
        .sort((p, q) => q.score - p.score || ranks[p.a] - ranks[q.a] || ranks[p.b] - ranks[q.b])
        .slice(0, limit);
      expect(Array.from(found.a)).toEqual(best.map(({ a }) => a));
      expect(Array.from(found.b)).toEqual(best.map(({ b }) => b));
      expect(Array.from(found.scores)).toEqual(best.map(({ score }) => score));
      for (const { score, summed } of best) expect(Math.log(score)).toBeCloseTo(summed, 6);
    }),
    { numRuns: 2000 },
  );
});

test("expectedLinks() adds up the scores of every pair, whatever the weights", () => {
  fc.assert(
    fc.property(arbitraryQuestion, (drawn) => {
      const { projection, question, features, areTogether } = asked(drawn);
      const found = expectedLinks(projection, { ...question, newcomerFactor: 2 });
      const plain = Array.from(question.from, (node) => {
        features.select(node);
        const scores = Array.from(question.to, (target) =>
          areTogether(node, target) ? 0 : Math.exp(features.scoreOf(target, question.model)),
        );
        return scores.reduce((a, b) => a + b, 0) * (features.isNewcomer(node) ? 2 : 1);
      });
      found.forEach((expected, i) => {
        // To six decimals, or as many digits as a number has.
        expect(Math.abs(expected - plain[i])).toBeLessThan(1e-6 + 1e-9 * plain[i]);
      });
    }),
    { numRuns: 1000 },
  );
});

/** The profiles of nodes that have each of their sectors once. */
function profilesOf(sectors: readonly (readonly number[])[]) {
  const packer = new ProfilePacker(sectors.length);
  for (const own of sectors) {
    for (const sector of own) packer.add(sector, 1);
    packer.end();
  }
  return packer.profiles(4);
}

test("ProfilePacker adds up what is said of one number, node by node", () => {
  const packer = new ProfilePacker(3);
  packer.add(2, 1);
  packer.add(0, 0.5);
  packer.add(2, 0.25);
  packer.end();
  packer.end();
  packer.add(0, 3);
  packer.end();
  expect(packer.profiles(3)).toEqual({
    offsets: Int32Array.of(0, 2, 2, 3),
    entries: Int32Array.of(2, 0, 0),
    weights: Float64Array.of(1.25, 0.5, 3),
    width: 3,
  });
});
