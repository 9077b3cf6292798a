import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createHash } from "node:crypto";
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";

import { passAll } from "../../src/kernel/filter.js";
import { atOnce } from "../../src/kernel/in-steps.js";
import { linkedCountOf } from "../../src/kernel/links.js";
import { Projection, type ProjectionColumns } from "../../src/kernel/projection.js";
import { drawing } from "../../src/kernel/ranking-measures.js";
import { reachOf } from "../../src/kernel/reach.js";
import { shortestPath } from "../../src/kernel/shortest-path.js";
import { snapshotSteps } from "../../src/kernel/snapshot.js";
import { createWorkspace } from "../../src/kernel/workspace.js";
import { draw, randomFilters, randomNetworks } from "../support/draw.js";
import { NumberedNetwork } from "./number.js";

function snapshotOf(projection: Projection): ProjectionColumns {
  return atOnce(snapshotSteps(projection));
}

/** What a thread gets of columns that another one sends it. */
function sent(columns: ProjectionColumns): ProjectionColumns {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(columns);
  const received = receiveMessageOnPort(port2) as { message: ProjectionColumns };
  port1.close();
  return received.message;
}

/** All that a few searches say of a network. */
function answers(projection: Projection, { ranks }: NumberedNetwork, filter: typeof passAll) {
  const workspace = createWorkspace(projection);
  const nodes = Array.from({ length: projection.nodeCount }, (_, node) => node);
  return nodes.map((node) => ({
    component: projection.componentOf(node),
    partners: projection.partnerCountOf(node),
    hyperedges: Array.from(projection.hyperedgesOf(node), (number) => [
      number,
      Array.from(projection.membersOf(number)),
      Array.from(projection.leadsOf(number) ?? []),
    ]),
    linked: linkedCountOf(projection, filter, node),
    reach: reachOf(
      projection,
      { sources: Int32Array.of(node), blocked: new Int32Array(0), filter },
      workspace,
    ),
    paths: nodes.map((target) => {
      const ends = { sources: Int32Array.of(node), targets: Int32Array.of(target) };
      const path = shortestPath(projection, { ...ends, maxHops: 8, filter, ranks }, workspace);
      return path === null ? null : [path.cost, ...path.nodes];
    }),
  }));
}

test("snapshotSteps() answers on another thread as the projection does, after any changes", () => {
  const questions = randomNetworks(9).chain((records) =>
    fc.record({
      records: fc.constantFrom({ ...records, largestClique: 4 }, records),
      where: randomFilters(records.organisations.map(({ id }) => id)),
      removed: fc.array(fc.nat(), { maxLength: 3 }),
    }),
  );
  fc.assert(
    fc.property(questions, ({ records, where, removed }) => {
      const network = new NumberedNetwork(records);
      const { projection } = network;
      if (records.partnerships.length > 0)
        for (const pick of removed) projection.removeHyperedge(pick % records.partnerships.length);
      for (const filter of [passAll, network.filterOf(where)]) {
        const copy = Projection.fromColumns(sent(snapshotOf(projection)));
        expect(answers(copy, network, filter)).toEqual(answers(projection, network, filter));
      }
    }),
    { numRuns: 150 },
  );
});

test("snapshotSteps() lies in shared memory, so that sending it copies nothing", () => {
  const columns = snapshotOf(new NumberedNetwork(draw("A -- B -- C")).projection);
  const received = sent(columns);
  received.arcs.targets[0] = 2;
  expect(columns.arcs.targets[0]).toBe(2);
  expect(Object.prototype.toString.call(received.sinces.buffer)).toBe("[object SharedArrayBuffer]");
});

test("snapshotSteps() does not show later changes", () => {
  const { projection } = new NumberedNetwork(draw("A -- B -- C"));
  const copy = Projection.fromColumns(snapshotOf(projection));
  projection.removeHyperedge(1);
  projection.addNode();
  expect(projection.componentOf(2)).toBe(2);
  expect(copy.nodeCount).toBe(3);
  expect(copy.componentOf(2)).toBe(0);
  expect(Array.from(copy.membersOf(1))).toEqual([1, 2]);
});

/** What tells one snapshot from another, by column. */
function digest({ arcs, memberships, ...columns }: ProjectionColumns): Record<string, string> {
  const all = { ...columns, ...arcs, memberships: memberships.hyperedges };
  return Object.fromEntries(
    Object.entries(all)
      .filter(([, column]) => ArrayBuffer.isView(column))
      .map(([name, column]) => [
        name,
        createHash("sha256")
          .update(column as Int32Array)
          .digest("hex"),
      ]),
  );
}

// Once 60 MB were copied in one go on the European network, and the event loop was held for 128 ms.
test("snapshotSteps() takes many steps over a large network and shows nothing that changes between them", () => {
  const random = drawing(3);
  const pick = (below: number) => Math.floor(random() * below);
  const nodeCount = 3_000;
  const hyperedge = () => ({
    members: Int32Array.from(new Set([pick(nodeCount), pick(nodeCount), pick(30)])),
    leads: null,
    kind: pick(5),
    since: pick(9_000),
    until: 10_000,
    strength: 3,
    cost: 6,
  });
  const projection = Projection.build(nodeCount, Array.from({ length: 60_000 }, hyperedge));
  const write = () => {
    projection.removeHyperedge(pick(projection.hyperedgeCount));
    projection.addHyperedge(hyperedge());
  };
  // Rows that were written to have room for more.
  for (let i = 0; i < 2_000; i++) write();
  const before = snapshotOf(projection);
  const steps = snapshotSteps(projection);
  let step = steps.next();
  let turns = 0;
  for (; !step.done; step = steps.next(), turns++) for (let i = 0; i < 200; i++) write();
  expect(turns).toBeGreaterThan(4);
  expect(digest(step.value!)).toEqual(digest(before));
  expect(digest(snapshotOf(projection))).not.toEqual(digest(before));
});
