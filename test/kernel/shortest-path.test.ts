import { expect, test } from "@jest/globals";
import fc from "fast-check";

import type { CalendarDate } from "../../src/domain/calendar-date.js";
import { noFilter } from "../../src/domain/filter.js";
import { type Filter, passAll } from "../../src/kernel/filter.js";
import type { Projection } from "../../src/kernel/projection.js";
import { shortestPath } from "../../src/kernel/shortest-path.js";
import { bestPath, type ShortestQuestion } from "../oracle/paths.js";
import { draw, organisationId, randomFilters, randomNetworks } from "../support/draw.js";
import { NumberedNetwork } from "./number.js";

/** The names on the best path, or `null`; ranks are by first mention, so that drawings decide ties. */
function walk(
  drawing: string,
  from: string | string[],
  to: string | string[],
  options: { maxHops?: number; filter?: Partial<Filter> } = {},
): string[] | null {
  const network = new NumberedNetwork(draw(drawing));
  const { maxHops = 8, filter = {} } = options;
  const path = shortestPath(
    network.projection,
    {
      sources: Int32Array.from([from].flat(), (name) => network.node(name)),
      targets: Int32Array.from([to].flat(), (name) => network.node(name)),
      maxHops,
      filter: { ...passAll, ...filter },
      ranks: Int32Array.from(network.ranks.keys()),
    },
    network.workspace,
  );
  return path === null ? null : network.names(path.nodes);
}

const region = `
  Technasium -- Techport -- Tata Steel
  Technasium -- ROC -- Techport
  Museum
`;

test("shortestPath() takes the fewest hops", () => {
  expect(walk(region, "Technasium", "Tata Steel")).toEqual(["Technasium", "Techport", "Tata Steel"]);
});

test("shortestPath() returns null between components", () => {
  expect(walk(region, "Technasium", "Museum")).toBeNull();
});

test("shortestPath() reaches an organisation from itself in no hops", () => {
  expect(walk(region, "Museum", "Museum", { maxHops: 0 })).toEqual(["Museum"]);
});

test("shortestPath() takes the lowest of the organisations at both ends", () => {
  expect(walk("A -- B -- C", ["C", "B"], ["B", "C"])).toEqual(["B"]);
});

test("shortestPath() starts at whichever source is nearest a target", () => {
  expect(walk("A -- B -- C -- D -- E", ["A", "D"], ["E", "B"])).toEqual(["A", "B"]);
  expect(walk("A -- B -- C -- D -- E", ["A", "C"], ["E"])).toEqual(["C", "D", "E"]);
});

test("shortestPath() stops at maxHops", () => {
  expect(walk("A -- B -- C -- D", "A", "D", { maxHops: 2 })).toBeNull();
  expect(walk("A -- B -- C -- D", "A", "D", { maxHops: 3 })).toEqual(["A", "B", "C", "D"]);
});

test("shortestPath() prefers few hops to low cost, and low cost to low ranks", () => {
  const costly = `
    A -- B : *1
    B -- Z : *1
    A -- C -- Z : *3
    A -- D -- E -- Z : *5
  `;
  expect(walk(costly, "A", "Z")).toEqual(["A", "C", "Z"]);
});

test("shortestPath() goes by the cheapest of parallel partnerships that pass", () => {
  const parallel = `
    A -- B : *1
    A -- B : *5
    A -- C -- Z : *3
    B -- Z : *4
  `;
  expect(walk(parallel, "A", "Z")).toEqual(["A", "B", "Z"]);
  const withoutClose = { hyperedges: Uint8Array.of(1, 0, 1, 1, 1) };
  expect(walk(parallel, "A", "Z", { filter: withoutClose })).toEqual(["A", "C", "Z"]);
});

test("shortestPath() counts a large partnership as a looser tie", () => {
  const mixed = `
    {A, B, X1, X2, X3}
    B -- Z
    A -- C -- Z
  `;
  expect(walk(mixed, "A", "Z")).toEqual(["A", "C", "Z"]);
});

test("shortestPath() decides ties by ranks from the source's end on", () => {
  // B comes before C, so the way over B is taken although it goes on over the last of all.
  expect(walk("A\nB\nC\nA -- C -- D -- E -- Z\nA -- B -- Y -- X -- Z", "A", "Z")).toEqual([
    "A",
    "B",
    "Y",
    "X",
    "Z",
  ]);
  expect(walk("A\nB\nC\nZ -- X -- Y -- B -- A\nZ -- E -- D -- C -- A", "A", "Z")).toEqual([
    "A",
    "B",
    "Y",
    "X",
    "Z",
  ]);
});

test("shortestPath() finds its way through a ladder of ties", () => {
  const ladder = Array.from({ length: 6 }, (_, i) =>
    i === 5
      ? "A5 -- Z\nB5 -- Z"
      : `A${i} -- A${i + 1}\nA${i} -- B${i + 1}\nB${i} -- A${i + 1}\nB${i} -- B${i + 1}`,
  ).join("\n");
  expect(walk(`S -- A0\nS -- B0\n${ladder}`, "S", "Z")).toEqual([
    "S",
    "A0",
    "A1",
    "A2",
    "A3",
    "A4",
    "A5",
    "Z",
  ]);
});

test("shortestPath() lets ends through that the filter rejects, but nothing else", () => {
  const nodes = Uint8Array.of(0, 0, 0);
  expect(walk("A -- B -- C", "A", "B", { filter: { nodes } })).toEqual(["A", "B"]);
  expect(walk("A -- B -- C", "A", "C", { filter: { nodes } })).toBeNull();
  expect(walk("A -- B -- C", ["A", "B"], "C", { filter: { nodes } })).toEqual(["B", "C"]);
});

test("shortestPath() knows the very day on which a partnership ends or begins", () => {
  const march = "A -- B : 2020-03-10..2020-03-20";
  const day = (text: string) => Date.parse(text) / 86_400_000;
  const activeOn = (text: string) => ({ sinceBefore: day(text) + 1, untilAfter: day(text) });
  expect(walk(march, "A", "B", { filter: activeOn("2020-03-09") })).toBeNull();
  expect(walk(march, "A", "B", { filter: activeOn("2020-03-10") })).toEqual(["A", "B"]);
  expect(walk(march, "A", "B", { filter: activeOn("2020-03-19") })).toEqual(["A", "B"]);
  expect(walk(march, "A", "B", { filter: activeOn("2020-03-20") })).toBeNull();
});

test("shortestPath() links only leads with the rest of a large partnership", () => {
  const network = new NumberedNetwork({ ...draw("{A, B/COORDINATOR, C, D/CONNECTOR}"), largestClique: 3 });
  const path = (from: string, to: string) => {
    const ends = { sources: Int32Array.of(network.node(from)), targets: Int32Array.of(network.node(to)) };
    const ranks = Int32Array.from(network.ranks.keys());
    const found = shortestPath(
      network.projection,
      { ...ends, maxHops: 8, filter: passAll, ranks },
      network.workspace,
    );
    return network.names(found?.nodes ?? []);
  };
  expect(path("A", "C")).toEqual(["A", "B", "C"]);
  expect(path("A", "D")).toEqual(["A", "D"]);
});

test("shortestPath() still knows what it has seen after two thousand million stamps", () => {
  const network = new NumberedNetwork(draw("A -- B -- C\nC -- D"));
  network.workspace.takeStamps(2_147_483_647 - 1500);
  for (let i = 0; i < 5; i++) {
    const ends = { sources: Int32Array.of(0), targets: Int32Array.of(3) };
    const question = { ...ends, maxHops: 8, filter: passAll, ranks: Int32Array.of(0, 1, 2, 3) };
    const path = shortestPath(network.projection, question, network.workspace);
    expect(Array.from(path?.nodes ?? [])).toEqual([0, 1, 2, 3]);
  }
});

const questions = randomNetworks().chain((drawn) => {
  const ids = drawn.organisations.map(({ id }) => id);
  const some = fc.subarray(ids, { minLength: 1, maxLength: Math.min(3, ids.length) });
  const one = fc.constantFrom(...ids).map((id) => [id]);
  const ends = fc.oneof({ weight: 3, arbitrary: one }, { weight: 1, arbitrary: some });
  return fc.record({
    records: fc.constantFrom({ ...drawn, largestClique: 4 }, drawn),
    question: fc.record({
      from: ends,
      to: ends,
      where: randomFilters(ids),
      maxHops: fc.integer({ min: 0, max: 8 }),
    }),
  });
});

test("shortestPath() agrees with trying every way on random networks, under any filter", () => {
  let found = 0;
  fc.assert(
    fc.property(questions, ({ records, question }) => {
      const network = new NumberedNetwork(records);
      const path = ask(network, question);
      expect(path).toEqual(bestPath(records, question));
      if (path !== null) found++;
    }),
    { numRuns: 3000 },
  );
  // The test is worth something only while there are paths to disagree on.
  expect(found).toBeGreaterThan(300);
});

/** The kernel's answer in the oracle's words. */
function ask(network: NumberedNetwork, { from, to, where, maxHops }: ShortestQuestion) {
  const path = shortestPath(
    network.projection,
    {
      sources: network.nodesOf(from),
      targets: network.nodesOf(to),
      maxHops,
      filter: network.filterOf(where),
      ranks: network.ranks,
    },
    network.workspace,
  );
  return path === null ? null : { organisations: network.idsOf(path.nodes), cost: path.cost };
}

// Layers of three, all linked to the next: hundreds of shortest ways, few of them unlike in cost, with
// parallel links that a filter takes away.
const layered = fc.record({
  layers: fc.integer({ min: 1, max: 5 }),
  links: fc.array(
    fc.record({
      strength: fc.constantFrom(3, 3, 3, 3, 4),
      period: fc.constantFrom("", "", "2020-01-10..", "..2020-01-10"),
      parallel: fc.option(fc.constantFrom("*5 ..2020-01-09", "*4 2020-01-11..", "*2", "*5"), { freq: 1 }),
    }),
    { minLength: 45, maxLength: 45, size: "max" },
  ),
  mentioned: fc.shuffledSubarray(
    Array.from({ length: 18 }, (_, i) => i),
    { minLength: 18 },
  ),
  where: fc.constantFrom(
    noFilter,
    { ...noFilter, activeOn: "2020-01-10" as CalendarDate },
    { ...noFilter, activeOn: "2020-01-09" as CalendarDate },
    { ...noFilter, minStrength: 3 },
  ),
});

test("shortestPath() agrees with trying every way where long ways tie, and in the crowd", () => {
  fc.assert(
    fc.property(layered, ({ layers, links, mentioned, where }) => {
      const name = (layer: number, i: number) => `N${layer}.${i}`;
      const lines = mentioned.map((i) => name(i % 6, Math.floor(i / 6)));
      for (let link = 0; link < 9 * layers; link++) {
        const { strength, period, parallel } = links[link];
        const layer = Math.floor(link / 9);
        const pair = `${name(layer, Math.floor(link / 3) % 3)} -- ${name(layer + 1, link % 3)}`;
        lines.push(`${pair} : *${strength} ${period}`);
        if (parallel !== null) lines.push(`${pair} : ${parallel}`);
      }
      const records = draw(lines.join("\n"));
      const ends = (layer: number) => [0, 1, 2].map((i) => organisationId(name(layer, i)));
      const network = new NumberedNetwork(records);
      const questions = [
        { from: ends(0), to: ends(layers) },
        { from: ends(layers).slice(0, 1), to: ends(0).slice(0, 1) },
        { from: ends(0).slice(1), to: ends(layers).slice(1, 2) },
      ].map((question) => ({ ...question, where, maxHops: 8 }));
      const answers = questions.map((question) => bestPath(records, question));
      expect(questions.map((question) => ask(network, question))).toEqual(answers);

      // Partners that lead nowhere change no answer, but rows are long now.
      for (const { id } of records.organisations)
        for (let i = 0; i < 60; i++) addPartner(network.projection, network.nodeOf(id));
      expect(questions.map((question) => ask(network, question))).toEqual(answers);
    }),
    { numRuns: 150 },
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
