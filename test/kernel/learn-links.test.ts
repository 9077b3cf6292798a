import { expect, test } from "@jest/globals";
import { passAll } from "../../src/kernel/filter.js";
import { learnLinks, type LearntLinks } from "../../src/kernel/learn-links.js";
import { classPair, classPairCount, pairFeatures, ProfilePacker } from "../../src/kernel/pair-features.js";
import { Projection } from "../../src/kernel/projection.js";
import { drawing } from "../../src/kernel/ranking-measures.js";
import { plainLearnLinks, type PlainLesson } from "../oracle/learn-links.js";

const windows = [
  { since: 1000, until: 1365 },
  { since: 1365, until: 1730 },
];
/** Adamic-Adar's score alone. */
const plainStart = [1, 0, 0, 0, 0, 0];

/** Two groups of nodes that meet at random, in their own group for the most part. */
function drawnLesson(seed: number, given: Partial<PlainLesson> = {}): PlainLesson {
  const draw = drawing(seed);
  const below = (count: number): number => Math.floor(draw() * count);
  const groups = [[...Array(22).keys()], [...Array(18).keys()].map((node) => 22 + node)];
  const all = groups.flat();
  const hyperedges = Array.from({ length: 150 }, () => {
    const among = draw() < 0.8 ? groups[below(2)] : all;
    const members = Array.from({ length: 2 + below(3) }, () => among[below(among.length)]);
    return { members: [...new Set(members)], since: 400 + below(1400) };
  }).filter(({ members }) => members.length > 1);
  return {
    nodeCount: all.length,
    hyperedges,
    windows,
    groups,
    classes: all.map(() => below(3)),
    sectors: all.map(() => [below(3)]),
    start: plainStart,
    headLength: 1000,
    ...given,
  };
}

function learn(lesson: PlainLesson): LearntLinks | null {
  const { nodeCount, hyperedges, groups, classes, sectors, start, headLength } = lesson;
  const packer = new ProfilePacker(nodeCount);
  for (const own of sectors) {
    for (const sector of own) packer.add(sector, 1);
    packer.end();
  }
  const traits = {
    nodes: Int32Array.from({ length: nodeCount }, (_, node) => node),
    classes: Uint8Array.from(classes),
    latitudes: new Float64Array(nodeCount).fill(NaN),
    longitudes: new Float64Array(nodeCount).fill(NaN),
    profiles: packer.profiles(10),
  };
  const projection = Projection.build(
    nodeCount,
    hyperedges.map(({ members, since }) => ({
      members: Int32Array.from(members),
      leads: null,
      kind: 0,
      since,
      until: 2147483647,
      strength: 3,
      cost: 3,
    })),
  );
  return learnLinks(projection, {
    windows: lesson.windows,
    groups: groups.map((group) => Int32Array.from(group)),
    filter: passAll,
    traitsOn: () => traits,
    features: Uint8Array.from(pairFeatures, (feature) => Number(feature !== "near")),
    start: { base: 0, weights: Float64Array.of(...start, 0), classWeights: new Float64Array(classPairCount) },
    headLength,
    ranks: Int32Array.from({ length: nodeCount }, (_, node) => node),
  });
}

function expectAsPlain(lesson: PlainLesson): void {
  const [learnt, plain] = [learn(lesson)!, plainLearnLinks(lesson)!];
  expect([learnt.formed, learnt.pairs]).toEqual([plain.formed, plain.pairs]);
  const near = (value: number): unknown => expect.closeTo(value, 4);
  expect([...learnt.learnt.weights]).toEqual([...plain.weights, 0].map(near));
  const classWeights = new Float64Array(classPairCount);
  for (const [name, weight] of plain.classWeights) {
    const [one, other] = name.split(" ").map(Number);
    classWeights[classPair(one, other)] = weight;
  }
  expect([...learnt.learnt.classWeights]).toEqual([...classWeights].map(near));
  expect(learnt.learnt.base).toBeCloseTo(plain.base, 3);
}

test("learnLinks() learns what steps uphill from all pairs in full come to", () => {
  for (const seed of [1, 2, 3]) expectAsPlain(drawnLesson(seed));
});

// Once each fit took the head of the ranking before it alone. Ten years of one country's projects taught it that organisations with
// no shared partner find each other first, since hardly any of those were left in the head, and it ranked half as well as Adamic-Adar.
test("learnLinks() keeps in mind all pairs that any fit ranked highest", () => {
  for (const seed of [4, 5, 6]) expectAsPlain(drawnLesson(seed, { headLength: 30 }));
});

test("learnLinks() is held to what it starts from", () => {
  const start = [0.5, 0, 0, 0.2, -0.4, 3];
  expectAsPlain(drawnLesson(7, { start }));
  const [held, free] = [learn(drawnLesson(7, { start }))!, learn(drawnLesson(7))!];
  const sectors = pairFeatures.indexOf("sectors");
  expect(held.learnt.weights[sectors]).toBeGreaterThan(free.learnt.weights[sectors]);
});

test("learnLinks() says of what it starts from, too, how many links form in a year", () => {
  const lesson = drawnLesson(8, { headLength: 1000 });
  const { start, learnt, formed } = learn(lesson)!;
  expect([...start.weights]).toEqual([...plainStart, 0]);
  expect(start.base).not.toBeCloseTo(learnt.base, 3);
  expect(formed).toBeGreaterThan(20);
});

test("learnLinks() is null where too little formed", () => {
  const { hyperedges } = drawnLesson(9);
  expect(learn(drawnLesson(9, { hyperedges: hyperedges.slice(0, 40) }))).toBeNull();
});
