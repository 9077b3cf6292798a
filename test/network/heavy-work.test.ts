import { afterEach, expect, test } from "@jest/globals";
import { dormantHyperedges } from "../../src/kernel/dormant-hyperedges.js";
import { passAll } from "../../src/kernel/filter.js";
import { Projection } from "../../src/kernel/projection.js";
import { regionalNetwork } from "../../src/kernel/regional-network.js";
import { createWorkspace } from "../../src/kernel/workspace.js";
import type { TaskQuestion } from "../../src/network/tasks.js";
import { HeavyWork, type HeavyWorkOptions } from "../../src/network/heavy-work.js";

const opened: HeavyWork[] = [];

afterEach(async () => {
  for (const heavyWork of opened.splice(0)) await heavyWork.close();
});

/** A chain 0 - 1 - 2 ... of so many nodes. */
function chain(length: number): Projection {
  const links = Array.from({ length: length - 1 }, (_, node) => linkBetween(node, node + 1));
  return Projection.build(length, links);
}

function linkBetween(a: number, b: number) {
  const members = Int32Array.of(a, b);
  return { members, leads: null, kind: 0, since: -(2 ** 31), until: 2 ** 31 - 1, strength: 3, cost: 3 };
}

/** With more time than a busy machine takes. */
function open(projection: Projection, options: HeavyWorkOptions = {}) {
  const present = { projection, recordsRevision: 1 };
  const heavyWork = new HeavyWork(() => present, { deadline: 60_000, slowDeadline: 60_000, ...options });
  opened.push(heavyWork);
  return { heavyWork, present };
}

/** The way from one end of a chain to the other. */
function fromEndToEnd(length: number): TaskQuestion<"searchPaths"> {
  return {
    sources: Int32Array.of(0),
    targets: Int32Array.of(length - 1),
    via: new Int32Array(0),
    maxHops: length,
    filter: passAll,
    ranks: Int32Array.from({ length }, (_, node) => node),
    rankBy: "HOPS",
    disjoint: false,
    count: 1,
    budget: 1_000_000,
  };
}

async function searched(heavyWork: HeavyWork, question: TaskQuestion<"searchPaths">): Promise<number[]> {
  const { paths } = await heavyWork.run("searchPaths", question);
  return Array.from(paths[0].nodes);
}

test("run() answers what the task answers on the main thread", async () => {
  const { heavyWork } = open(chain(5));
  expect(await searched(heavyWork, fromEndToEnd(5))).toEqual([0, 1, 2, 3, 4]);
});

test("run() finds for gaps what the event loop finds", async () => {
  const { heavyWork, present } = open(chain(7));
  const { projection } = present;
  const members = Int32Array.of(0, 1, 2, 4, 5, 6);
  const regional = { members, filter: passAll };
  expect(await heavyWork.run("regionalNetwork", regional)).toEqual(
    regionalNetwork(projection, regional, createWorkspace(projection)),
  );
  const dormant = { members, filter: passAll, active: passAll, untilAfter: 0, untilBy: 2 ** 31 - 1 };
  expect(await heavyWork.run("dormantHyperedges", dormant)).toEqual(dormantHyperedges(projection, dormant));
});

test("run() answers as of the moment it was asked, and later of what has changed by then", async () => {
  const { heavyWork, present } = open(chain(5));
  const before = searched(heavyWork, fromEndToEnd(5));
  present.projection.addHyperedge(linkBetween(0, 4));
  present.recordsRevision++;
  const after = searched(heavyWork, fromEndToEnd(5));
  expect(await before).toHaveLength(5);
  expect(await after).toHaveLength(2);
});

test("run() copies a large network over several turns, and what changes between them does not show", async () => {
  const { heavyWork, present } = open(chain(300_000));
  const { projection } = present;
  const asked = { ...fromEndToEnd(6), ranks: Int32Array.from({ length: 300_000 }, (_, node) => node) };
  const before = searched(heavyWork, asked);
  // A write in each turn; the first one ties the ends together.
  let isAnswered = false;
  void before.finally(() => (isAnswered = true));
  for (let far = 5; !isAnswered; far++) {
    projection.addHyperedge(linkBetween(0, far));
    present.recordsRevision++;
    await new Promise(setImmediate);
  }
  expect(await before).toHaveLength(6);
  expect(await searched(heavyWork, asked)).toHaveLength(2);
});

test("run() answers more questions at once than there are threads", async () => {
  const { heavyWork } = open(chain(9), { threads: 1 });
  const asked = [3, 5, 7, 9].map((length) => searched(heavyWork, fromEndToEnd(length)));
  expect((await Promise.all(asked)).map((nodes) => nodes.length)).toEqual([3, 5, 7, 9]);
});

test("run() keeps a thread for what is quick while all that is slow has to wait", async () => {
  const { heavyWork } = open(chain(60_000), { threads: 2 });
  const members = Int32Array.from({ length: 4000 }, (_, node) => node);
  const answered: string[] = [];
  const slow = ["first", "second", "third"].map(async (name) => {
    await heavyWork.run("measures", { members, filter: passAll }, { isSlow: true });
    answered.push(name);
  });
  await searched(heavyWork, fromEndToEnd(5));
  answered.push("quick");
  await Promise.all(slow);
  expect(answered.slice(1)).not.toContain("quick");
  expect(answered.filter((name) => name !== "quick")).toEqual(["first", "second", "third"]);
});

test("run() says BUDGET_EXCEEDED when the time is up, to those who wait as well, and goes on", async () => {
  const { heavyWork } = open(chain(4), { threads: 1 });
  const late = [1, 2].map(() => heavyWork.run("searchPaths", fromEndToEnd(4), { within: 0 }));
  for (const answer of await Promise.allSettled(late))
    expect(answer).toMatchObject({ status: "rejected", reason: { code: "BUDGET_EXCEEDED" } });
  expect(await searched(heavyWork, fromEndToEnd(4))).toHaveLength(4);
});

test("run() rejects what a task throws, and its thread goes on", async () => {
  const { heavyWork } = open(chain(4), { threads: 1 });
  const wrong = { ...fromEndToEnd(4), sources: null as unknown as Int32Array };
  await expect(searched(heavyWork, wrong)).rejects.toThrow("Task searchPaths failed in its worker");
  expect(await searched(heavyWork, fromEndToEnd(4))).toHaveLength(4);
});

test("run() rejects a question whose thread dies, and another thread takes the next", async () => {
  const entry = new URL("./dying-worker.mjs", import.meta.url);
  const { heavyWork } = open(chain(4), { threads: 1, entry });
  for (const _ of [1, 2])
    await expect(searched(heavyWork, fromEndToEnd(4))).rejects.toThrow("A worker ended with code 7");
});

test("close() rejects what is under way with UNAVAILABLE, and what is asked later", async () => {
  const { heavyWork } = open(chain(4), { threads: 1 });
  const asked = [1, 2].map(() => searched(heavyWork, fromEndToEnd(4)));
  const answers = Promise.allSettled(asked);
  await heavyWork.close();
  const later = await Promise.allSettled([searched(heavyWork, fromEndToEnd(4))]);
  for (const answer of [...(await answers), ...later])
    expect(answer).toMatchObject({ status: "rejected", reason: { code: "UNAVAILABLE" } });
});
