import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { noFilter } from "../../src/domain/filter.js";
import { type Hyperedge, Projection } from "../../src/kernel/projection.js";
import { drawing } from "../../src/kernel/ranking-measures.js";
import { reach } from "../oracle/paths.js";
import { partnersOf } from "../oracle/records.js";
import { draw, randomNetworks } from "../support/draw.js";
import { NumberedNetwork } from "./number.js";

function hyperedge(members: number[], options: Partial<Hyperedge> = {}): Hyperedge {
  return {
    members: Int32Array.from(members),
    leads: null,
    kind: 0,
    since: -2147483648,
    until: 2147483647,
    strength: 3,
    cost: 3,
    ...options,
  };
}

/** The arcs of a node, each with all that is known of it. */
function row(projection: Projection, node: number) {
  const { starts, ends, targets, words, hyperedges, costs } = projection.arcs;
  const arcs = [];
  for (let arc = starts[node]; arc < ends[node]; arc++)
    arcs.push([targets[arc], hyperedges[arc], words[arc], costs[arc]]);
  return arcs;
}

test("Projection.build() links every pair of members, in the order of target and hyperedge", () => {
  const projection = Projection.build(4, [hyperedge([2, 0, 1]), hyperedge([0, 2])]);
  expect(row(projection, 0).map(([target, number]) => [target, number])).toEqual([
    [1, 0],
    [2, 0],
    [2, 1],
  ]);
  expect(row(projection, 3)).toEqual([]);
  expect([0, 1, 2, 3].map((node) => projection.partnerCountOf(node))).toEqual([2, 2, 2, 0]);
});

test("Projection.build() links leads with every member and the others with leads alone", () => {
  const projection = Projection.build(4, [hyperedge([0, 1, 2, 3], { leads: Uint8Array.of(0, 1, 0, 1) })]);
  expect([0, 1, 2, 3].map((node) => row(projection, node).map(([target]) => target))).toEqual([
    [1, 3],
    [0, 2, 3],
    [1, 3],
    [0, 1, 2],
  ]);
});

test("Projection keeps what it was told of a hyperedge", () => {
  const told = { kind: 31, since: 18262, until: 18263, strength: 5, cost: 127 };
  const projection = Projection.build(3, [hyperedge([0, 1]), hyperedge([2, 0], told)]);
  expect(Array.from(projection.membersOf(1))).toEqual([2, 0]);
  expect(Array.from(projection.hyperedgesOf(0))).toEqual([0, 1]);
  expect({
    kind: projection.kindOf(1),
    since: projection.sinceOf(1),
    until: projection.untilOf(1),
    strength: projection.strengthOf(1),
    cost: projection.costOf(1),
  }).toEqual(told);
});

test("Projection never gives the number of a removed hyperedge again", () => {
  const projection = Projection.build(2, [hyperedge([0, 1])]);
  projection.removeHyperedge(0);
  projection.removeHyperedge(0);
  expect(projection.isPresent(0)).toBe(false);
  expect(Array.from(projection.membersOf(0))).toEqual([]);
  expect(projection.addHyperedge(hyperedge([0, 1]))).toBe(1);
  expect(projection.hyperedgeCount).toBe(2);
});

test("Projection counts a partner as long as any parallel link is left", () => {
  const projection = Projection.build(2, [hyperedge([0, 1]), hyperedge([0, 1])]);
  expect(projection.partnerCountOf(0)).toBe(1);
  projection.removeHyperedge(0);
  expect(projection.partnerCountOf(0)).toBe(1);
  projection.removeHyperedge(1);
  expect(projection.partnerCountOf(0)).toBe(0);
});

test("Projection calls a component by its lowest node", () => {
  const projection = Projection.build(5, [hyperedge([4, 1]), hyperedge([3, 1])]);
  const components = () => [0, 1, 2, 3, 4].map((node) => projection.componentOf(node));
  expect(components()).toEqual([0, 1, 2, 1, 1]);
  const link = projection.addHyperedge(hyperedge([0, 4]));
  expect(components()).toEqual([0, 0, 2, 0, 0]);
  projection.removeHyperedge(link);
  expect(components()).toEqual([0, 1, 2, 1, 1]);
});

test("Projection joins no components over a hyperedge without a single lead", () => {
  const projection = Projection.build(3, [hyperedge([0, 1, 2], { leads: Uint8Array.of(0, 0, 0) })]);
  expect(projection.componentOf(2)).toBe(2);
  expect(Array.from(projection.hyperedgesOf(2))).toEqual([0]);
});

test("Projection starts empty and grows", () => {
  const projection = Projection.build(0, []);
  for (let node = 0; node < 300; node++) expect(projection.addNode()).toBe(node);
  for (let node = 1; node < 300; node++) projection.addHyperedge(hyperedge([node - 1, node]));
  expect(projection.componentOf(299)).toBe(0);
  projection.removeHyperedge(100);
  expect(projection.componentOf(299)).toBe(101);
  expect(projection.addNode()).toBe(300);
  expect(projection.componentOf(300)).toBe(300);
});

test("Projection after any changes equals a fresh one of what is left", () => {
  const change = fc.oneof(
    { weight: 1, arbitrary: fc.constant({ kind: "node" as const }) },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant("add" as const),
        members: fc.uniqueArray(fc.nat(), { minLength: 2, maxLength: 9, selector: (pick) => pick % 64 }),
        leads: fc.option(fc.array(fc.constantFrom(0, 1), { minLength: 9, maxLength: 9 })),
        since: fc.constantFrom(-2147483648, 0, 18262),
        strength: fc.integer({ min: 1, max: 5 }),
      }),
    },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("remove" as const), pick: fc.nat() }) },
  );
  fc.assert(
    fc.property(
      fc.nat(12),
      fc.nat(12),
      fc.array(change, { maxLength: 60, size: "max" }),
      (nodes, built, changes) => {
        const told: (Hyperedge | null)[] = [];
        let projection = Projection.build(nodes, []);
        let isBuilt = false;
        for (const [step, next] of changes.entries()) {
          // The first so many changes are in the network from the start.
          if (step >= built && !isBuilt) {
            projection = buildFrom(projection.nodeCount, told);
            isBuilt = true;
          }
          if (next.kind === "node") projection.addNode();
          else if (next.kind === "add") {
            const members = [
              ...new Set(next.members.map((pick) => pick % Math.max(projection.nodeCount, 1))),
            ];
            if (members.length < 2) continue;
            const leads = next.leads === null ? null : Uint8Array.from(next.leads.slice(0, members.length));
            const added = hyperedge(members, {
              leads,
              since: next.since,
              strength: next.strength,
              cost: members.length,
            });
            expect(projection.addHyperedge(added)).toBe(told.length);
            told.push(added);
          } else if (told.length > 0) {
            projection.removeHyperedge(next.pick % told.length);
            told[next.pick % told.length] = null;
          }
        }
        expectSame(projection, buildFrom(projection.nodeCount, told));
      },
    ),
    { numRuns: 1500 },
  );
});

// Once columns that were full were copied at once: one write in many thousands took 73 ms on the European network.
test("Projection answers alike while its columns grow, a stretch with each write", () => {
  const random = drawing(5);
  const pick = (below: number) => Math.floor(random() * below);
  const randomHyperedge = () => hyperedge([...new Set([pick(400), pick(400), 400 + pick(20)])]);
  const told: (Hyperedge | null)[] = Array.from({ length: 8_000 }, randomHyperedge);
  const projection = buildFrom(420, told);
  const { targets } = projection.arcs;
  for (let write = 0; write < 2_000; write++) {
    const removed = pick(told.length);
    projection.removeHyperedge(removed);
    told[removed] = null;
    for (let i = 0; i < 2; i++) {
      const added = randomHyperedge();
      projection.addHyperedge(added);
      told.push(added);
    }
    if (write % 200 === 100) expectSame(projection, buildFrom(420, told));
  }
  expect(projection.arcs.targets).not.toBe(targets);
});

/** A fresh network with the same numbers: what was removed is added and removed at once. */
function buildFrom(nodeCount: number, told: readonly (Hyperedge | null)[]): Projection {
  const placeholders = told.map((one) => one ?? hyperedge([0, 1]));
  const projection = Projection.build(nodeCount, placeholders);
  told.forEach((one, number) => {
    if (one === null) projection.removeHyperedge(number);
  });
  return projection;
}

function expectSame(changed: Projection, fresh: Projection): void {
  const describe = (projection: Projection) =>
    Array.from({ length: projection.nodeCount }, (_, node) => ({
      row: row(projection, node),
      hyperedges: Array.from(projection.hyperedgesOf(node)),
      partners: projection.partnerCountOf(node),
      component: projection.componentOf(node),
    }));
  expect(changed.hyperedgeCount).toBe(fresh.hyperedgeCount);
  expect(JSON.stringify(describe(changed), null, 1)).toBe(JSON.stringify(describe(fresh), null, 1));
}

test("Projection agrees with the records on partners and components", () => {
  fc.assert(
    fc.property(randomNetworks(), fc.constantFrom(4, 200), (drawn, largestClique) => {
      const records = { ...drawn, largestClique };
      const network = new NumberedNetwork(records);
      for (const { id } of records.organisations) {
        const node = network.nodeOf(id);
        expect(network.projection.partnerCountOf(node)).toBe(partnersOf(records, noFilter, id).length);
        const component = network.nodesOf([id, ...reach(records, noFilter, [id], [])]);
        expect(network.projection.componentOf(node)).toBe(Math.min(...component));
      }
    }),
    { numRuns: 200 },
  );
});

test("Projection.mayConnect() never denies a path that is there, also between removals and additions", () => {
  const network = new NumberedNetwork(draw("A -- B\nC -- D"));
  const { projection } = network;
  expect(projection.mayConnect(network.node("A"), network.node("C"))).toBe(false);
  projection.removeHyperedge(0);
  projection.addHyperedge(hyperedge([network.node("B"), network.node("C")]));
  expect(projection.mayConnect(network.node("B"), network.node("D"))).toBe(true);
  expect(projection.componentOf(network.node("A"))).toBe(network.node("A"));
});
