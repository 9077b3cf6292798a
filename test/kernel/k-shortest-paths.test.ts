import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { noFilter } from "../../src/domain/filter.js";
import { type Filter, passAll } from "../../src/kernel/filter.js";
import { findPaths, type PathsQuestion } from "../../src/kernel/k-shortest-paths.js";
import type { Projection } from "../../src/kernel/projection.js";
import { allPaths, type ManyPathsQuestion } from "../oracle/all-paths.js";
import { draw, organisationId, randomFilters, randomNetworks } from "../support/draw.js";
import { NumberedNetwork } from "./number.js";

interface Options {
  count?: number;
  maxHops?: number;
  rankBy?: "HOPS" | "COST";
  via?: string[];
  budget?: number;
  filter?: Partial<Filter>;
}

/** The answer in the names of a drawing; ranks are by first mention, so that drawings decide ties. */
function find(drawing: string, from: string | string[], to: string | string[], options: Options = {}) {
  const network = new NumberedNetwork(draw(drawing));
  const { count = 100, maxHops = 8, rankBy = "HOPS", via = [], budget = 1e6, filter = {} } = options;
  const nodes = (names: string | string[]) => Int32Array.from([names].flat(), (name) => network.node(name));
  const answer = findPaths(
    network.projection,
    {
      sources: nodes(from),
      targets: nodes(to),
      maxHops,
      filter: { ...passAll, ...filter },
      ranks: Int32Array.from(network.ranks.keys()),
      rankBy,
      count,
      via: nodes(via),
      budget,
    },
    network.workspace,
  );
  return { ...answer, names: answer.paths.map((path) => network.names(path.nodes).join(" ")) };
}

const region = `
  Technasium -- Techport -- Tata Steel
  Technasium -- ROC -- Techport
  Museum
`;

test("findPaths() finds every path, the fewest hops first", () => {
  expect(find(region, "Technasium", "Tata Steel").names).toEqual([
    "Technasium Techport Tata Steel",
    "Technasium ROC Techport Tata Steel",
  ]);
});

test("findPaths() finds no more than asked for, and none between components", () => {
  expect(find(region, "Technasium", "Tata Steel", { count: 1 }).names).toHaveLength(1);
  expect(find(region, "Technasium", "Museum")).toMatchObject({ names: [], truncated: false });
});

test("findPaths() goes by cost first where asked to", () => {
  const costly = `
    A -- Z : *1
    A -- B -- Z : *4
    A -- C -- D -- Z : *5
    A -- E -- F -- Z : *4
  `;
  expect(find(costly, "A", "Z").names).toEqual(["A Z", "A B Z", "A C D Z", "A E F Z"]);
  const byCost = find(costly, "A", "Z", { rankBy: "COST" });
  expect(byCost.names).toEqual(["A C D Z", "A B Z", "A Z", "A E F Z"]);
  expect(byCost.paths.map(({ cost }) => cost)).toEqual([3, 4, 5, 6]);
});

test("findPaths() decides between equals by fewest hops, then by ranks from the source's end", () => {
  const equals = `
    A -- Y -- X -- Z : *5
    A -- B -- Z : *3
    A -- C -- Z : *3
    A -- D -- E -- F -- Z : *5
    A -- G -- Z : *4
  `;
  expect(find(equals, "A", "Z", { rankBy: "COST" }).names).toEqual([
    "A Y X Z",
    "A G Z",
    "A D E F Z",
    "A B Z",
    "A C Z",
  ]);
});

test("findPaths() takes parallel partnerships for one hop, at the least cost", () => {
  const parallel = find("A -- B : *1\nA -- B : *5\nA -- B", "A", "B");
  expect(parallel.names).toEqual(["A B"]);
  expect(parallel.paths[0].cost).toBe(1);
});

test("findPaths() passes through no end", () => {
  expect(find("A -- B -- C -- D", ["A", "B"], ["C", "D"]).names).toEqual(["B C"]);
  expect(find("A -- B -- C\nA -- D -- C", ["A", "B"], ["C"]).names).toEqual(["B C", "A D C"]);
});

test("findPaths() takes one that is both source and target for a path, and starts from it", () => {
  expect(find("A -- B -- C", ["A", "B"], ["B", "C"]).names).toEqual(["B", "A B", "B C"]);
  expect(find("A -- B", "A", "A", { maxHops: 0 }).names).toEqual(["A"]);
});

test("findPaths() bounds the search by maxHops, whatever it ranks by", () => {
  const detour = "A -- Z : *1\nA -- B -- C -- Z : *5";
  expect(find(detour, "A", "Z", { rankBy: "COST" }).names).toEqual(["A B C Z", "A Z"]);
  expect(find(detour, "A", "Z", { rankBy: "COST", maxHops: 2 }).names).toEqual(["A Z"]);
});

test("findPaths() passes nodes in whatever order is best, without loops", () => {
  const square = "A -- B -- C -- Z\nA -- C\nB -- Z";
  expect(find(square, "A", "Z", { via: ["B"] }).names).toEqual(["A B Z", "A B C Z", "A C B Z"]);
  expect(find(square, "A", "Z", { via: ["C", "B"] }).names).toEqual(["A B C Z", "A C B Z"]);
  expect(find("A -- B -- Z\nB -- V", "A", "Z", { via: ["V"] })).toMatchObject({
    names: [],
    truncated: false,
  });
});

test("findPaths() takes an end of the path for passed", () => {
  expect(find("A -- C -- Z\nB -- C", ["A", "B"], "Z", { via: ["B", "Z", "C"] }).names).toEqual(["B C Z"]);
});

test("findPaths() wants nodes to be passed to pass the filter", () => {
  const filter = { nodes: Uint8Array.of(0, 0, 1, 0) };
  expect(find("A -- B -- Z\nA -- C -- Z", "A", "Z", { via: ["B"], filter }).names).toEqual([]);
});

test("findPaths() says when its budget ran out, with the first of what it would have found", () => {
  const cliques = "{A, B, C, D, E, F, G}\n{G, H, I, J, K, L, Z}";
  const all = find(cliques, "A", "Z", { budget: 1e6 });
  expect(all).toMatchObject({ truncated: false });
  expect(find(cliques, "A", "Z", { budget: 1 })).toMatchObject({ names: [], truncated: true });
  for (const rankBy of ["HOPS", "COST"] as const) {
    const whole = find(cliques, "A", "Z", { rankBy }).names;
    let mostFound = 0;
    for (let budget = 10; budget < 3000; budget += 50) {
      const { names, truncated } = find(cliques, "A", "Z", { budget, rankBy });
      expect(names).toEqual(whole.slice(0, names.length));
      expect(truncated || names.length === whole.length).toBe(true);
      if (truncated) mostFound = Math.max(mostFound, names.length);
    }
    expect(mostFound).toBeGreaterThan(5);
  }
});

test("findPaths() ends within its budget where paths are beyond number", () => {
  const names = (clique: number) => Array.from({ length: 30 }, (_, i) => `N${clique}.${i}`).join(", ");
  const consortia = Array.from({ length: 5 }, (_, i) => `{${names(i)}, N${i + 1}.0, N${i + 1}.1}`).join("\n");
  const budget = 200_000;
  for (const rankBy of ["HOPS", "COST"] as const)
    for (const via of [[], ["N2.5"], ["N2.5", "N1.7", "N3.9"]]) {
      const { paths, work } = find(consortia, "N0.5", "N4.7", { count: 100, via, budget, rankBy });
      expect(work).toBeLessThan(budget + 1000);
      expect(paths.length).toBeGreaterThan(0);
    }
});

test("findPaths() proves that there are no more where a dense network hangs by one node", () => {
  const members = Array.from({ length: 40 }, (_, i) => `M${i}`).join(", ");
  const hub = `A -- Hub -- Z\n{Hub, ${members}}`;
  const besides = `{A, B, Hub}\n{Z, Y, Hub}\n{Hub, ${members}}`;
  for (const rankBy of ["HOPS", "COST"] as const) {
    expect(find(hub, "A", "Z", { rankBy })).toMatchObject({ names: ["A Hub Z"], truncated: false });
    const answer = find(besides, "A", "Z", { rankBy });
    expect(answer.truncated).toBe(false);
    expect(answer.names).toEqual(["A Hub Z", "A B Hub Z", "A Hub Y Z", "A B Hub Y Z"]);
  }
});

test("findPaths() looks for no loop from an organisation to itself", () => {
  const members = Array.from({ length: 40 }, (_, i) => `M${i}`).join(", ");
  const clique = `{A, ${members}}`;
  expect(find(clique, "A", "A")).toMatchObject({ names: ["A"], truncated: false, work: 0 });
});

test("findPaths() agrees with trying every way where much leads nowhere", () => {
  // Two dense groups in a chain of single nodes, so that most of what is near the ends is on no path.
  const cases = fc.record({
    strengths: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 5, maxLength: 5 }),
    size: fc.integer({ min: 5, max: 7 }),
    maxHops: fc.integer({ min: 3, max: 6 }),
    rankBy: fc.constantFrom("HOPS" as const, "COST" as const),
    count: fc.constantFrom(3, 20, 100),
    ends: fc.constantFrom(["A", "Z"], ["Z", "A"], ["L0", "Z"], ["R1", "A"], ["L1", "R2"]),
  });
  fc.assert(
    fc.property(cases, ({ strengths, size, maxHops, rankBy, count, ends: [from, to] }) => {
      const group = (letter: string) => Array.from({ length: size }, (_, i) => `${letter}${i}`).join(", ");
      const records = draw(`
        A -- X : *${strengths[0]}
        X -- Y : *${strengths[1]}
        Y -- Z : *${strengths[2]}
        {X, ${group("L")}} : *${strengths[3]}
        {Y, ${group("R")}} : *${strengths[4]}
        L0 -- L1
        R0 -- R1
      `);
      const ends = { from: [organisationId(from)], to: [organisationId(to)] };
      const question = { ...ends, where: noFilter, maxHops, rankBy, via: [] };
      const { paths, truncated } = ask(new NumberedNetwork(records), question, { count });
      expect(paths).toEqual(allPaths(records, question).slice(0, count));
      expect(truncated).toBe(false);
    }),
    { numRuns: 60 },
  );
});

const questions = randomNetworks(9).chain((drawn) => {
  const ids = drawn.organisations.map(({ id }) => id);
  const some = fc.subarray(ids, { minLength: 1, maxLength: Math.min(3, ids.length) });
  const one = fc.constantFrom(...ids).map((id) => [id]);
  const ends = fc.oneof({ weight: 3, arbitrary: one }, { weight: 1, arbitrary: some });
  const none = fc.constant<typeof ids>([]);
  const via = fc.oneof(
    { weight: 2, arbitrary: none },
    { weight: 1, arbitrary: fc.subarray(ids, { maxLength: Math.min(3, ids.length) }) },
  );
  return fc.record({
    records: fc.constantFrom({ ...drawn, largestClique: 4 }, drawn),
    count: fc.constantFrom(1, 2, 10, 100),
    question: fc.record({
      from: ends,
      to: ends,
      where: randomFilters(ids),
      maxHops: fc.integer({ min: 0, max: 8 }),
      rankBy: fc.constantFrom("HOPS" as const, "COST" as const),
      via,
    }),
  });
});

test("findPaths() agrees with trying every way on random networks, under any filter", () => {
  let found = 0;
  let foundVia = 0;
  fc.assert(
    fc.property(questions, ({ records, question, count }) => {
      const { paths, truncated } = ask(new NumberedNetwork(records), question, { count });
      const expected = allPaths(records, question).slice(0, count);
      expect(paths).toEqual(expected);
      expect(truncated).toBe(false);
      if (paths.length > 1) found++;
      if (paths.length > 1 && question.via.length > 0) foundVia++;
    }),
    { numRuns: 4000 },
  );
  // The test is worth something only while there are paths to disagree on.
  expect(found).toBeGreaterThan(400);
  expect(foundVia).toBeGreaterThan(40);
});

test("findPaths() finds the first of the paths within any budget on random networks", () => {
  let cut = 0;
  fc.assert(
    fc.property(questions, fc.integer({ min: 1, max: 300 }), ({ records, question, count }, budget) => {
      const network = new NumberedNetwork(records);
      const { paths, truncated } = ask(network, question, { count, budget });
      const whole = ask(network, question, { count });
      expect(paths).toEqual(whole.paths.slice(0, paths.length));
      expect(truncated || paths.length === whole.paths.length).toBe(true);
      if (truncated && paths.length > 0) cut++;
    }),
    { numRuns: 1000 },
  );
  expect(cut).toBeGreaterThan(20);
});

test("findPaths() agrees with trying every way where rows are long and ways tie", () => {
  // Layers of three, all linked to the next and within themselves: hundreds of ways, told apart by little.
  const strengths = fc.array(fc.constantFrom(2, 3, 3, 3, 5), { minLength: 12 * 4, maxLength: 12 * 4 });
  const cases = fc.record({
    pool: strengths,
    mentioned: fc.shuffledSubarray(
      Array.from({ length: 15 }, (_, i) => i),
      { minLength: 15 },
    ),
    layers: fc.integer({ min: 1, max: 3 }),
    maxHops: fc.integer({ min: 2, max: 5 }),
    rankBy: fc.constantFrom("HOPS" as const, "COST" as const),
    count: fc.constantFrom(1, 7, 40),
    padded: fc.subarray(Array.from({ length: 15 }, (_, i) => i)),
    via: fc.subarray([4, 7, 9], { maxLength: 2 }),
  });
  fc.assert(
    fc.property(cases, ({ pool, mentioned, layers, maxHops, rankBy, count, padded, via }) => {
      const name = (layer: number, i: number) => `N${layer}.${i}`;
      const nameOf = (i: number) => name(i % 5, Math.floor(i / 5));
      const lines = mentioned.map((i) => nameOf(i));
      for (let link = 0; link < 12 * layers; link++) {
        const [layer, i, j] = [Math.floor(link / 12), Math.floor(link / 4) % 3, link % 4];
        const other = j < 3 ? name(layer + 1, j) : name(layer, (i + 1) % 3);
        lines.push(`${name(layer, i)} -- ${other} : *${pool[link]}`);
      }
      const records = draw(lines.join("\n"));
      const network = new NumberedNetwork(records);
      const ends = (layer: number) => [0, 1, 2].map((i) => organisationId(name(layer, i)));
      const rest = { where: noFilter, maxHops, rankBy, via: via.map((i) => organisationId(nameOf(i))) };
      const questions = [
        { from: ends(0), to: ends(layers), ...rest },
        { from: ends(layers).slice(0, 1), to: ends(0).slice(0, 1), ...rest },
        { from: ends(0).slice(1), to: ends(layers).slice(1, 2), ...rest },
      ];
      const answers = questions.map((question) => allPaths(records, question).slice(0, count));
      // Partners that lead nowhere change no answer, but some rows are long then.
      for (const i of padded)
        for (let more = 0; more < 120; more++) addPartner(network.projection, network.node(nameOf(i)));
      const found = questions.map((question) => askPadded(network, question, { count }));
      expect(found).toEqual(answers);
    }),
    { numRuns: 400 },
  );
});

function addPartner(projection: Projection, node: number): void {
  projection.addHyperedge({
    members: Int32Array.of(node, projection.addNode()),
    leads: null,
    kind: 0,
    since: -2147483648,
    until: 2147483647,
    strength: 5,
    cost: 1,
  });
}

/** The kernel's answer for a network with more nodes than organisations. */
function askPadded(network: NumberedNetwork, question: ManyPathsQuestion, options: { count: number }) {
  const ranks = Int32Array.from({ length: network.projection.nodeCount }, (_, node) => 7 * node);
  network.ranks.forEach((rank, node) => (ranks[node] = 7 * rank));
  return ask(network, question, options, ranks).paths;
}

/** The kernel's answer in the oracle's words. */
function ask(
  network: NumberedNetwork,
  { from, to, where, maxHops, rankBy, via }: ManyPathsQuestion,
  options: Pick<PathsQuestion, "count"> & { budget?: number },
  ranks = network.ranks,
) {
  const { paths, truncated } = findPaths(
    network.projection,
    {
      sources: network.nodesOf(from),
      targets: network.nodesOf(to),
      maxHops,
      filter: network.filterOf(where),
      ranks,
      rankBy,
      count: options.count,
      via: network.nodesOf(via),
      budget: options.budget ?? 10_000_000,
    },
    network.workspace,
  );
  return {
    paths: paths.map(({ nodes, cost }) => ({ organisations: network.idsOf(nodes), cost })),
    truncated,
  };
}
