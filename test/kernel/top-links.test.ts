import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { passAll } from "../../src/kernel/filter.js";
import { fittedLinks } from "../../src/kernel/fitted-links.js";
import {
  classPairCount,
  FeatureBase,
  ProfilePacker,
  pairFeatures,
  PairFeatures,
} from "../../src/kernel/pair-features.js";
import { Projection } from "../../src/kernel/projection.js";

const day = 10_000;
const nodeCount = 8;
const nodes = Int32Array.from(Array(nodeCount).keys());
const weight = fc.integer({ min: -20, max: 20 }).map((tenths) => tenths / 10);

const arbitraryQuestion = fc.record({
  hyperedges: fc.array(
    fc.record({
      members: fc.uniqueArray(fc.nat(nodeCount - 1), { minLength: 2, maxLength: 4 }),
      age: fc.nat(3000),
    }),
    { maxLength: 8 },
  ),
  classes: fc.array(fc.nat(5), { minLength: nodeCount, maxLength: nodeCount }),
  places: fc.array(fc.option(fc.nat(3), { nil: NaN }), { minLength: nodeCount, maxLength: nodeCount }),
  sectors: fc.array(fc.uniqueArray(fc.nat(3), { maxLength: 2 }), {
    minLength: nodeCount,
    maxLength: nodeCount,
  }),
  weights: fc.array(weight, { minLength: pairFeatures.length, maxLength: pairFeatures.length }),
  classWeights: fc.array(weight, { minLength: classPairCount, maxLength: classPairCount }),
  limit: fc.integer({ min: 1, max: 12 }),
});

test("fittedLinks() finds the pairs that scoring every pair in full ranks highest, whatever the signs of the weights", () => {
  fc.assert(
    fc.property(arbitraryQuestion, ({ hyperedges, classes, places, sectors, limit, ...model }) => {
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
      const linear = {
        base: 0,
        weights: Float64Array.from(model.weights),
        classWeights: Float64Array.from(model.classWeights),
      };
      const asked = { from: nodes, to: nodes, filter: passAll, day, traits, model: linear, limit };
      const found = fittedLinks(projection, { ...asked, ranks: nodes });

      const features = new PairFeatures(new FeatureBase(projection, passAll, day, traits), nodes);
      const scores: number[] = [];
      for (const a of nodes)
        for (const b of nodes) {
          const areTogether = hyperedges.some(({ members }) => members.includes(a) && members.includes(b));
          features.select(a);
          if (b <= a || areTogether || !features.isCandidate(b)) continue;
          const sum = features.of(b).reduce((total, value, i) => total + value * linear.weights[i], 0);
          scores.push(sum + linear.classWeights[features.classesWith(b)]);
        }
      const best = scores.sort((x, y) => y - x).slice(0, limit);
      expect(Array.from(found.scores, (score) => Math.log(score))).toEqual(
        best.map((score): unknown => expect.closeTo(score, 6)),
      );
    }),
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
