import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { passAll, type Filter } from "../../src/kernel/filter.js";
import { LinkWalks, WalkNetwork } from "../../src/kernel/link-walks.js";
import { Projection } from "../../src/kernel/projection.js";
import { plainSharedScores, plainWalks } from "../oracle/link-walks.js";

const day = 10_000;
const nodeCount = 9;

function projectionOf(hyperedges: readonly { members: number[]; age: number }[], scale = 365.25): Projection {
  return Projection.build(
    nodeCount,
    hyperedges.map(({ members, age }) => ({
      members: Int32Array.from(members),
      leads: null,
      kind: 0,
      since: Math.round(day - age * scale),
      until: 2147483647,
      strength: 3,
      cost: 3,
    })),
  );
}

/** Of all nodes. */
function walkNetworkOf(projection: Projection, filter: Filter = passAll): WalkNetwork {
  return new WalkNetwork(
    projection,
    filter,
    day,
    Int32Array.from({ length: nodeCount }, (_, node) => node),
  );
}

const arbitraryHyperedges = fc.array(
  fc.record({
    members: fc.uniqueArray(fc.integer({ min: 0, max: nodeCount - 1 }), { minLength: 2, maxLength: 5 }),
    age: fc.constantFrom(0, 4, 8, 12),
  }),
  { maxLength: 9 },
);

test("LinkWalks counts walks of two and of three steps as dense matrices do", () => {
  fc.assert(
    fc.property(arbitraryHyperedges, (hyperedges) => {
      const nodes = Int32Array.from(Array(nodeCount).keys());
      const walks = new LinkWalks(walkNetworkOf(projectionOf(hyperedges)), nodes);
      const plain = plainWalks(nodeCount, hyperedges);
      for (const a of nodes) {
        walks.select(a);
        for (const b of nodes) {
          const areTogether = hyperedges.some(({ members }) => members.includes(a) && members.includes(b));
          if (a === b || areTogether) continue;
          expect(walks.twos.values[b]).toBeCloseTo(plain.twos[a][b], 9);
          expect(walks.threes.values[b]).toBeCloseTo(plain.threes[a][b], 9);
          expect(walks.twos.values[b] > 0).toBe(plain.twos[a][b] > 0);
          expect(walks.threes.values[b] > 0).toBe(plain.threes[a][b] > 1e-12);
        }
      }
    }),
  );
});

test("LinkWalks adds up shared neighbours as Adamic and Adar do, each once, whatever their age", () => {
  fc.assert(
    fc.property(arbitraryHyperedges, (hyperedges) => {
      const nodes = Int32Array.from(Array(nodeCount).keys());
      const walks = new LinkWalks(walkNetworkOf(projectionOf(hyperedges)), nodes);
      const plain = plainSharedScores(nodeCount, hyperedges);
      for (const a of nodes) {
        walks.select(a);
        for (const b of nodes) if (a !== b) expect(walks.shared.values[b]).toBeCloseTo(plain[a][b], 9);
      }
    }),
  );
});

test("LinkWalks says nothing of nodes that are no targets, and nothing of the node before", () => {
  const projection = projectionOf([
    { members: [0, 1], age: 0 },
    { members: [1, 2], age: 0 },
    { members: [1, 3], age: 0 },
    { members: [5, 6], age: 0 },
  ]);
  const walks = new LinkWalks(walkNetworkOf(projection), Int32Array.of(2, 5));
  walks.select(0);
  expect([walks.twos.values[2], walks.twos.values[3]]).toEqual([1 / Math.sqrt(3), 0]);
  walks.select(6);
  expect(walks.twos.values[2]).toBe(0);
});

test("WalkNetwork takes the mean size of hyperedges by their age, partners by the latest, and skips those of whom one alone passes", () => {
  const projection = projectionOf([
    { members: [0, 1, 2], age: 0 },
    { members: [0, 1], age: 4 },
    { members: [0, 3], age: 4 },
    { members: [0, 4], age: 0 },
  ]);
  const nodes = Uint8Array.from(Array(nodeCount).keys(), (node) => Number(node !== 4));
  const network = walkNetworkOf(projection, { ...passAll, nodes });
  expect(network.counts[0]).toBe(3);
  expect(network.recentSizes[0]).toBeCloseTo((3 + 0.25 * 2 + 0.25 * 2) / 1.5, 3);
  expect(network.recentPartners[0]).toBeCloseTo(1 + 1 + 0.25, 3);
  expect(network.counts[4]).toBe(0);
});
