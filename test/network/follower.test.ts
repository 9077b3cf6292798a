import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Contents } from "../../src/domain/change.js";
import type { GapId } from "../../src/domain/ids.js";
import { loadRecords } from "../../src/network/load.js";
import { networkOf, type MemoryNetwork } from "../../src/network/memory-network.js";
import { openNetwork, type FollowedNetwork } from "../../src/network/network.js";
import { openSqliteStore } from "../../src/store/sqlite/adapter.js";
import type { Store, StoreWrite } from "../../src/store/store.js";
import { code, dealOf, idOf, organisation, partnership, sector, someRegions } from "./records.js";
import { commit, content, sayings, Scribe } from "./scribe.js";

let folder: string;
let file: string;
let store: Store;
const opened: FollowedNetwork[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "schakel-"));
  file = join(folder, "test.db");
  store = await openSqliteStore({ file });
});

afterEach(async () => {
  for (const followed of opened.splice(0)) await followed.close();
  await store.close();
  await rm(folder, { recursive: true });
});

/** Follows a store without looking at it unless asked to. */
async function follow(followed: Store = store, options = {}): Promise<FollowedNetwork> {
  const network = await openNetwork(followed, { pollEvery: 3_600_000, ...options });
  opened.push(network);
  return network;
}

/** Commits a write and answers its revision. */
const write = (put: StoreWrite["put"], removed: StoreWrite["removed"] = {}): Promise<number> =>
  commit(store, { put, removed });

const organisationOf = (
  key: string,
  rest: Partial<Contents["organisation"]> = {},
): Contents["organisation"] => ({
  ...content(organisation(key)),
  ...rest,
});

test("openNetwork() follows a thousand writes without reading anything again, and answers as a fresh load does", async () => {
  await write({ region: someRegions.map(content), sector: [content(sector("sbi:1", "One"))] });
  const followed = await follow();
  const scribe = new Scribe(3);
  for (let i = 0; i < 1_000; i++) {
    const revision = await commit(store, scribe.next());
    // Now one by one, now several at a time.
    if (i % 50 < 25) await followed.catchUp(revision);
    if (i % 100 === 99) {
      await followed.catchUp(revision);
      expect(await sayings(followed.network)).toEqual(await sayings(networkOf(await loadRecords(store))));
    }
  }
  expect(followed.network.revision).toBe(1_001);
  expect(followed.reloads).toBe(0);
});

test("openNetwork() loads what is written while it reads, once", async () => {
  await write({ organisation: ["a", "b", "c"].map((key) => organisationOf(key)) });
  await write({ partnership: [content(partnership("old", "a b"))] });
  // The store of another process writes between two pages.
  const slow: Store = {
    ...store,
    page: async (kind, after, limit) => {
      const page = await store.page(kind, after, limit);
      if (kind === "organisation") {
        await write({
          organisation: [organisationOf("d")],
          partnership: [content(partnership("new", "a d"))],
        });
        await write({}, { partnerships: [dealOf("old")], organisations: [idOf("b")] });
      }
      return page;
    },
  };
  const { network, reloads } = await follow(slow);
  expect(network.revision).toBe(4);
  expect(await sayings(network)).toEqual(await sayings((await follow()).network));
  expect(network.organisationOf(idOf("b"))).toBeNull();
  expect(network.partnershipOf(dealOf("new"))).not.toBeNull();
  expect(reloads).toBe(0);
});

test("openNetwork() tells what was decided and learnt, whichever process wrote it and whenever it is loaded", async () => {
  await write({ region: someRegions.map(content) });
  const followed = await follow();
  const decided = {
    gap: "gap_1" as GapId,
    gapKind: "SPLIT_NETWORK",
    region: code("NL"),
    subject: [idOf("a")],
    kind: "DISMISSED",
    note: "Known",
    at: "2026-05-01T10:00:00.000Z",
    by: "ada",
    lastSeen: null,
  } as const;
  const learnt = { ranker: "FITTED", at: decided.at, basis: 1, weights: [0.5], figures: {} } as const;
  await followed.catchUp(await write({ decision: [decided], weights: [learnt] }));

  for (const { network } of [followed, await follow()]) {
    expect([...network.decisionsIn(code("NL"))]).toEqual([["gap_1", { ...decided, revision: 2 }]]);
    expect(network.decisionsIn(code("A1"))).toEqual(new Map());
    expect(network.weightsOf("FITTED")).toEqual({ ...learnt, revision: 2 });
    expect(network.weightsOf("ADAMIC_ADAR")).toBeNull();
  }
  await followed.catchUp(await write({ decision: [{ ...decided, kind: "OPEN" }] }));
  expect(followed.network.decisionsIn(code("NL")).get(decided.gap)?.kind).toBe("OPEN");
  expect(followed.reloads).toBe(0);
});

test("openNetwork() reads more records than one page holds", async () => {
  const many = Array.from({ length: 12_000 }, (_, i) => organisationOf(`n${i}`));
  await write({ organisation: many });
  const { network } = await follow();
  expect(network.organisationCount).toBe(12_000);
  expect(network.findOrganisation("test:n11999")).toBe(idOf("n11999"));
  expect(network.findOrganisation(idOf("n7"))).toBe(idOf("n7"));
  expect(network.findOrganisation(`schakel:${idOf("n7")}`)).toBe(idOf("n7"));
  expect(network.findOrganisation("test:none")).toBeNull();
});

test("catchUp() reads everything again after a change too large to carry its records", async () => {
  const followed = await follow();
  const { network } = followed;
  const revision = await write({
    organisation: Array.from({ length: 6_000 }, (_, i) => organisationOf(`n${i}`)),
  });
  await followed.catchUp(revision);
  expect(network.organisationCount).toBe(6_000);
  expect(followed.reloads).toBe(1);
  await followed.catchUp(await write({ organisation: [organisationOf("one more")] }));
  expect(network.organisationCount).toBe(6_001);
  expect(followed.reloads).toBe(1);
});

// Once a reload of the European network held the event loop for more than a second.
test("catchUp() makes the new network over many turns, in which the old one answers", async () => {
  let pages = 0;
  const told: Store = { ...store, page: (...asked) => (pages++, store.page(...asked)) };
  await write({ organisation: [organisationOf("old")] });
  const { network, catchUp } = await openFollowing(told, () => undefined);
  const keys = Array.from({ length: 12_000 }, (_, i) => `n${i}`);
  const revision = await write({
    organisation: keys.map((key) => organisationOf(key)),
    partnership: keys.slice(8).map((key, i) => content(partnership(key, `${key} n${i} n${i + 4}`))),
  });

  const caughtUp = catchUp(revision);
  let turns = 0;
  let pagesBefore = -1;
  while (network.revision < revision) {
    expect(network.organisationCount).toBe(1);
    expect(network.findOrganisation("test:n1")).toBeNull();
    await new Promise(setImmediate);
    // Those in which nothing was read: the network was in the making.
    if (pages === pagesBefore) turns++;
    pagesBefore = pages;
  }
  await caughtUp;
  expect(turns).toBeGreaterThan(4);
  expect(network.organisationCount).toBe(12_001);
  expect(network.partnerCountOf(idOf("n100"))).toBe(4);
});

test("catchUp() reads everything again where the changes have a hole", async () => {
  const holed: Store = {
    ...store,
    readChanges: async (after, limit) =>
      (await store.readChanges(after, limit)).filter(({ revision }) => revision !== 2),
  };
  const followed = await follow(holed);
  await write({ organisation: [organisationOf("a")] });
  await write({ organisation: [organisationOf("b")] });
  await followed.catchUp(await write({ organisation: [organisationOf("c")] }));
  expect(followed.network.organisationCount).toBe(3);
  expect(followed.reloads).toBe(1);
});

test("The follower makes the network anew once what was amended outnumbers what is there", async () => {
  await write({ organisation: ["a", "b", "c"].map((key) => organisationOf(key)) });
  const followed = await follow(store, { pollEvery: 1 });
  const amendments = 60;
  for (let i = 0; i < amendments; i++) {
    const deal = { ...content(partnership("deal", i % 2 === 0 ? "a b" : "b c a")), strength: 1 + (i % 5) };
    const revision = await write({ partnership: [deal] });
    await followed.catchUp(revision);
    expect(followed.network.revision).toBe(revision);
    expect(followed.network.partnershipOf(dealOf("deal"))?.strength).toBe(deal.strength);
  }
  await until(() => followed.reloads > 0);
  // Never before as many numbers were left over as there are records, which are four.
  expect(followed.reloads).toBeLessThanOrEqual(amendments / 4);
  expect(await sayings(followed.network)).toEqual(await sayings((await follow()).network));

  await until(() => !(followed.network as MemoryNetwork).isMostlyLeftOver);
  const { reloads } = followed;
  await followed.catchUp(await write({ organisation: [organisationOf("d")] }));
  expect(followed.reloads).toBe(reloads);
});

test("MemoryNetwork says when most of its numbers are left over", async () => {
  await write({ organisation: ["a", "b"].map((key) => organisationOf(key)) });
  const network = networkOf(await loadRecords(store));
  const amend = async (strength: number): Promise<void> => {
    const revision = await write({ partnership: [{ ...content(partnership("deal", "a b")), strength }] });
    for (const change of await store.readChanges(revision - 1, 1)) network.apply(change);
  };
  const said: boolean[] = [];
  for (const strength of [1, 2, 3, 4, 5]) {
    await amend(strength);
    said.push(network.isMostlyLeftOver);
  }
  // Three records: of five numbers for the partnership, four are left over in the end.
  expect(said).toEqual([false, false, false, false, true]);
  expect(networkOf(await loadRecords(store)).isMostlyLeftOver).toBe(false);
});

test("The follower polls, tells of errors, and recovers by itself", async () => {
  const errors: unknown[] = [];
  const away = new Error("The store is away");
  let isAway = false;
  const unsteady: Store = {
    ...store,
    readRevision: async () => {
      if (isAway) throw away;
      return store.readRevision();
    },
  };
  const { network, catchUp } = await openFollowing(unsteady, (error) => errors.push(error));
  await write({ organisation: [organisationOf("a")] });
  await until(() => network.revision === 1);

  isAway = true;
  const revision = await write({ organisation: [organisationOf("b")] });
  await until(() => errors.length > 0);
  await expect(catchUp(revision)).rejects.toBe(away);
  expect(network.organisationCount).toBe(1);

  isAway = false;
  await until(() => network.revision === 2);
  expect(network.organisationCount).toBe(2);
  expect(errors).toEqual([away]);
});

async function openFollowing(unsteady: Store, onError: (error: unknown) => void) {
  const followed = await follow(unsteady, { pollEvery: 5, onError });
  return { network: followed.network, catchUp: (revision: number) => followed.catchUp(revision) };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}

// Once every poll of an outage was told of, a line a second in the log.
test("The follower tells of an outage once, and once when it is over", async () => {
  const told: string[] = [];
  let isAway = false;
  let looks = 0;
  const unsteady: Store = {
    ...store,
    readRevision: async () => {
      looks++;
      if (isAway) throw new Error("away");
      return store.readRevision();
    },
  };
  await follow(unsteady, {
    pollEvery: 2,
    onError: (error: unknown) => told.push(String(error)),
    onRecovery: () => told.push("back"),
  });
  for (let outage = 0; outage < 2; outage++)
    for (isAway of [true, false]) {
      const before = looks;
      await until(() => looks > before + 4);
    }
  expect(told).toEqual(["Error: away", "back", "Error: away", "back"]);
});

test("The follower follows what another process writes", async () => {
  const other = await openSqliteStore({ file });
  try {
    const followed = await follow(other, { pollEvery: 5 });
    const revision = await write({ organisation: [organisationOf("a"), organisationOf("b")] });
    await write({ partnership: [content(partnership("deal", "a b"))] });
    await until(() => followed.network.revision === revision + 1);
    expect(followed.network.partnerCountOf(idOf("a"))).toBe(1);
  } finally {
    await opened.pop()?.close();
    await other.close();
  }
});

test("catchUp() answers at once for a revision that is applied, and several callers share one look", async () => {
  const followed = await follow();
  await followed.catchUp(0);
  const revisions: number[] = [];
  for (const key of ["a", "b", "c"]) revisions.push(await write({ organisation: [organisationOf(key)] }));
  await Promise.all(revisions.map((revision) => followed.catchUp(revision)));
  expect(followed.network.organisationCount).toBe(3);
  await followed.close();
  await expect(followed.catchUp(99)).rejects.toMatchObject({ code: "UNAVAILABLE" });
});

test("An identifier may move from one organisation to another within one change", async () => {
  const followed = await follow();
  await write({ organisation: [organisationOf("a", { identifiers: ["kvk:1"] }), organisationOf("b")] });
  const moved = [
    organisationOf("b", { identifiers: ["kvk:1"] }),
    organisationOf("a", { identifiers: ["kvk:2"] }),
  ];
  await followed.catchUp(await write({ organisation: moved }));
  expect(followed.network.findOrganisation("kvk:1")).toBe(idOf("b"));
  expect(followed.network.findOrganisation("kvk:2")).toBe(idOf("a"));
  expect(followed.network.findOrganisation("test:b")).toBeNull();
});

test("A change that contradicts what is known alters nothing, is told of, and makes everything be read again", async () => {
  const errors: unknown[] = [];
  await write({ organisation: [organisationOf("a"), organisationOf("b")] });
  await write({ partnership: [content(partnership("deal", "a b"))] });
  const contradicting: Store = {
    ...store,
    readChanges: async (after, limit) =>
      (await store.readChanges(after, limit)).map((change) => ({
        ...change,
        removed: { ...change.removed, organisations: [idOf("a")] },
      })),
  };
  const followed = await follow(contradicting, { onError: (error: unknown) => errors.push(error) });
  await followed.catchUp(await write({ organisation: [organisationOf("c")] }));
  expect(followed.network.organisationCount).toBe(3);
  expect(followed.network.partnerCountOf(idOf("a"))).toBe(1);
  expect(followed.reloads).toBe(1);
  expect(String(errors)).toMatch(
    /Cannot apply change 3 to the network: organisation ".*" is removed and still party/,
  );
});
