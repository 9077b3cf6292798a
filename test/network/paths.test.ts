import { afterEach, expect, test } from "@jest/globals";
import fc from "fast-check";
import { mostHops, pathRanks, type NoPath, type Paths, type PathQuestion } from "../../src/domain/path.js";
import { mostHops as hopsCounted } from "../../src/kernel/hop-ball.js";
import { atOnce } from "../../src/kernel/in-steps.js";
import { MemoryNetwork, networkOf } from "../../src/network/memory-network.js";
import { pathBudgets, type PathBudgets } from "../../src/network/paths.js";
import { State } from "../../src/network/state.js";
import { holdsFor } from "./agreement.js";
import { Plain } from "./plain.js";
import {
  arbitraryFilter,
  arbitraryId,
  arbitraryRecords,
  day,
  dealOf,
  drawn,
  idOf,
  organisation,
  partnership,
  records,
  removal,
  where,
  type Records,
} from "./records.js";

const opened: MemoryNetwork[] = [];

afterEach(async () => {
  for (const network of opened.splice(0)) await network.close();
});

function open(given: Records): MemoryNetwork {
  const network = networkOf(given);
  opened.push(network);
  return network;
}

function question(from: string, to: string, rest: Partial<PathQuestion> = {}): PathQuestion {
  return {
    from: from.split(" ").map(idOf),
    to: to.split(" ").map(idOf),
    where: where({}),
    rankBy: "HOPS",
    via: [],
    disjoint: false,
    first: 1,
    maxHops: 6,
    ...rest,
  };
}

function find(given: Records, asked: PathQuestion, budgets?: PathBudgets): Promise<Paths | NoPath> {
  return open(given).findPaths(asked, budgets);
}

/** The ways of an answer as the keys of their organisations; the reason where there is none. */
function waysOf(answer: Paths | NoPath, keys: readonly string[]): string[] {
  if (answer.kind === "no-path") return [answer.reason];
  const keyOf = (id: string): string => keys.find((key) => idOf(key) === id) ?? "?";
  return answer.paths.map(({ organisations }) => organisations.map(keyOf).join(" "));
}

const arbitraryEnds = fc.uniqueArray(arbitraryId, { minLength: 1, maxLength: 2 });
const arbitraryQuestion = fc.record({
  from: arbitraryEnds,
  to: arbitraryEnds,
  where: arbitraryFilter,
  rankBy: fc.constantFrom(...pathRanks),
  via: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.uniqueArray(arbitraryId, { minLength: 1, maxLength: 3 }) },
  ),
  disjoint: fc.constant(false),
  first: fc.constantFrom(1, 1, 2, 5),
  maxHops: fc.integer({ min: 0, max: 4 }),
});

test("findPaths() agrees with trying all paths, and with the reasons worked out one by one", async () => {
  await holdsFor(fc.tuple(arbitraryRecords, arbitraryQuestion), async ([given, asked]) => {
    const plain = new Plain(given);
    const best = plain.bestPaths(asked);
    const answer = await find(given, asked);
    if (best.length > 0)
      expect(answer).toMatchObject({ kind: "paths", paths: best, truncated: false, revision: 1 });
    else {
      const { reason, hops } = plain.whyNoPath(asked);
      const isTold = hops !== null && (asked.via.length === 0 || hops <= 8);
      expect(answer).toEqual({
        kind: "no-path",
        question: asked,
        reason,
        isSettled: true,
        leastHops: hops === null ? null : isTold ? hops : 9,
        hops: isTold ? hops : null,
        fromReach: plain.reach(asked.from, asked.to, asked.where),
        toReach: plain.reach(asked.to, asked.from, asked.where),
        revision: 1,
      });
    }
  });
});

test("findPaths() answers the same whatever the order in which the records came", async () => {
  const shuffled = arbitraryRecords.chain((given) =>
    fc.record({
      given: fc.constant(given),
      organisations: fc.shuffledSubarray([...given.organisations], { minLength: given.organisations.length }),
      partnerships: fc.shuffledSubarray([...given.partnerships], { minLength: given.partnerships.length }),
      asked: arbitraryQuestion,
      disjoint: fc.boolean(),
    }),
  );
  await holdsFor(shuffled, async ({ given, organisations, partnerships, asked, disjoint }) => {
    const whole = disjoint ? { ...asked, via: [], disjoint, first: 5 } : asked;
    const answer = await find(given, whole);
    expect(await find({ ...given, organisations, partnerships }, whole)).toEqual(answer);
  });
});

test("findPaths() finds disjoint paths that share no inner organisation, none of them too long", async () => {
  await holdsFor(fc.tuple(arbitraryRecords, arbitraryQuestion), async ([given, drawnQuestion]) => {
    const asked = { ...drawnQuestion, via: [], disjoint: true, first: 4 };
    const answer = await find(given, asked);
    const [best] = new Plain(given).bestPaths({ ...asked, first: 1 });
    expect(answer.kind).toBe(best === undefined ? "no-path" : "paths");
    if (answer.kind === "no-path") return;
    const inner = answer.paths.flatMap(({ organisations }) => organisations.slice(1, -1));
    expect(new Set(inner).size).toBe(inner.length);
    for (const { steps } of answer.paths) expect(steps.length).toBeLessThanOrEqual(asked.maxHops);
  });
});

test("findPaths() tells of each step what it costs and its partnerships, the closest first, then by id", async () => {
  const given = records({
    organisations: ["a", "b", "c"].map((key) => organisation(key)),
    partnerships: [
      partnership("loose", "a b c", { strength: 1 }),
      partnership("one", "a b"),
      partnership("other", "a b"),
      partnership("close", "b c", { strength: 5 }),
      partnership("ended", "a b", { strength: 5, until: day("2020-01-01") }),
    ],
  });
  const answer = await find(
    given,
    question("a", "c", { where: where({ activeOn: day("2020-01-01"), maxParties: 2 }) }),
  );
  expect(answer).toMatchObject({
    paths: [
      {
        organisations: ["a", "b", "c"].map(idOf),
        cost: 4,
        steps: [
          { from: idOf("a"), to: idOf("b"), cost: 3, partnerships: [dealOf("one"), dealOf("other")].sort() },
          { from: idOf("b"), to: idOf("c"), cost: 1, partnerships: [dealOf("close")] },
        ],
      },
    ],
  });
});

test("findPaths() needs no hop for an organisation on both sides, not even a partnership", async () => {
  const given = records({ organisations: [organisation("a"), organisation("b")] });
  expect(await find(given, question("a b", "b a", { maxHops: 0 }))).toMatchObject({
    paths: [{ organisations: [[idOf("a"), idOf("b")].sort()[0]], cost: 0, steps: [] }],
  });
});

test("findPaths() gives the first reason that holds", async () => {
  const keys = ["a", "b", "c", "d", "e", "x", "y", "alone"];
  const given = drawn("a b\nb c\nc d\nb e\nx y\nalone");
  const ways = async (asked: PathQuestion) => waysOf(await find(given, asked), keys);
  expect(await ways(question("alone", "a"))).toEqual(["NO_PARTNERS"]);
  expect(await ways(question("a", "alone", { maxHops: 1 }))).toEqual(["NO_PARTNERS"]);
  expect(await ways(question("a alone", "y"))).toEqual(["NOT_CONNECTED"]);
  expect(await ways(question("a", "y", { via: [idOf("x")] }))).toEqual(["NOT_CONNECTED"]);
  expect(await ways(question("a", "d", { maxHops: 2 }))).toEqual(["TOO_FAR"]);
  expect(await ways(question("a", "d", { via: [idOf("b")], maxHops: 2 }))).toEqual(["TOO_FAR"]);
  expect(await ways(question("a", "d", { where: where({ without: [idOf("c")] }) }))).toEqual([
    "FILTERED_OUT",
  ]);
  expect(await ways(question("a", "d", { maxHops: 3 }))).toEqual(["a b c d"]);
});

test("findPaths() says VIA_UNREACHABLE of what lies down a dead end, and of two ends of one side", async () => {
  const keys = ["a", "b", "c", "d", "e", "x", "y"];
  const given = drawn("a b\nb c\nc d\nb e\nx y");
  const ways = async (asked: PathQuestion) => waysOf(await find(given, asked), keys);
  expect(await ways(question("a", "d", { via: [idOf("e")] }))).toEqual(["VIA_UNREACHABLE"]);
  expect(await ways(question("a", "d", { via: [idOf("x")] }))).toEqual(["VIA_UNREACHABLE"]);
  expect(await ways(question("a e", "d", { via: [idOf("a"), idOf("e")] }))).toEqual(["VIA_UNREACHABLE"]);
  expect(await ways(question("a e", "d", { via: [idOf("e")] }))).toEqual(["e b c d"]);
  expect(await ways(question("a", "c", { via: [idOf("b")] }))).toEqual(["a b c"]);
});

test("findPaths() says TOO_FAR only where one long way passes all of them, and how many hops it takes", async () => {
  // Either of v and w lies between x and y, and no way passes both; a ring closes over u.
  const given = drawn("a x\nx v\nv y\nx w\nw y\ny z\nz u\nu t\nt z");
  const none = (via: readonly string[], to = "z", budgets?: PathBudgets) =>
    find(given, question("a", to, { via: via.map(idOf), maxHops: 3 }), budgets);
  expect(await none(["v", "y"])).toMatchObject({ reason: "TOO_FAR", hops: 4, leastHops: 4, isSettled: true });
  expect(await none(["v", "w"])).toMatchObject({ reason: "VIA_UNREACHABLE", hops: null, isSettled: true });
  expect(await none(["v", "u"], "t")).toMatchObject({ reason: "TOO_FAR", hops: 6 });
  const unsure = await none(["v", "w"], "z", { ...pathBudgets, atOnce: 20, atMost: 20 });
  expect(unsure).toMatchObject({ kind: "no-path", reason: "VIA_UNREACHABLE", isSettled: false });
});

test("findPaths() takes an organisation on both sides for either end of a way that passes it", async () => {
  const keys = ["a", "b", "c", "d", "e"];
  const given = drawn("a b\nb c\nc d\nd e");
  const ways = async (via: readonly string[], maxHops: number) =>
    waysOf(await find(given, question("a e", "a d", { via: via.map(idOf), maxHops })), keys);
  expect(await ways(["a", "e"], 4)).toEqual(["VIA_UNREACHABLE"]);
  expect(await ways(["b", "c"], 2)).toEqual(["TOO_FAR"]);
  expect(await ways(["b", "c"], 3)).toEqual(["a b c d"]);
});

test("findPaths() passes organisations in whatever order is best", async () => {
  const keys = ["a", "b", "c", "d"];
  const given = drawn("a b\nb c\nc d\na d");
  for (const via of [
    ["b", "c"],
    ["c", "b"],
  ])
    expect(waysOf(await find(given, question("a", "d", { via: via.map(idOf), first: 5 })), keys)).toEqual([
      "a b c d",
    ]);
});

test("findPaths() exempts the ends from the filter, and counts reach without the ends and not through them", async () => {
  const given = drawn("a b\nb c\nc d\nd e\nf a");
  const answer = await find(given, question("a", "d", { where: where({ without: [idOf("c")] }) }));
  expect(answer).toMatchObject({ kind: "no-path", reason: "FILTERED_OUT", fromReach: 2, toReach: 1 });
  const exempt = await find(given, question("a", "c", { where: where({ without: [idOf("c")] }) }));
  expect(exempt).toMatchObject({ kind: "paths", paths: [{ organisations: ["a", "b", "c"].map(idOf) }] });
});

/** Layers of consortia of so many organisations each, every two in a row in one partnership. */
function layers(count: number, size: number): Records {
  const layer = (i: number) => Array.from({ length: size }, (_, j) => `n${i}.${j}`).join(" ");
  return drawn(Array.from({ length: count - 1 }, (_, i) => `${layer(i)} ${layer(i + 1)}`).join("\n"));
}

test("findPaths() is asked for no more hops than its searches count", () => {
  expect(mostHops).toBeLessThanOrEqual(hopsCounted);
});

test("findPaths() says that there may be more when its budget is one step, and that none was found yet", async () => {
  const budgets = { ...pathBudgets, atOnce: 1, atMost: 1 };
  const answer = await find(layers(4, 6), question("n0.0", "n3.0", { first: 10 }), budgets);
  expect(answer).toMatchObject({ kind: "paths", paths: [], truncated: true });
});

test("findPaths() ends within its budget where ways are without number, with the best so far", async () => {
  const given = layers(8, 20);
  const asked = question("n0.0", "n7.0", {
    first: 100,
    maxHops: 8,
    via: ["n1.1", "n3.3", "n5.5"].map(idOf),
    rankBy: "COST",
  });
  const answer = await find(given, asked, { ...pathBudgets, atOnce: 50_000, atMost: 200_000 });
  expect(answer.kind).toBe("paths");
  if (answer.kind === "paths") expect(answer.truncated || answer.paths.length === 100).toBe(true);
});

test("findPaths() answers in a worker what is too long for the event loop, as of when it was asked", async () => {
  const given = layers(5, 6);
  const asked = question("n0.0", "n4.0", { first: 20 });
  const network = open(given);
  const heavy = network.findPaths(asked, { ...pathBudgets, atOnce: 1 });
  const gone = given.organisations.find(({ id }) => id === idOf("n1.0"))!;
  const its = given.partnerships.filter(({ parties }) =>
    parties.some(({ organisation: id }) => id === gone.id),
  );
  network.apply(
    removal(
      2,
      [gone.id],
      its.map(({ id }) => id),
    ),
  );
  expect(await heavy).toEqual(await find(given, asked));
  expect(await network.findPaths(asked)).toMatchObject({
    kind: "no-path",
    reason: "NO_PARTNERS",
    revision: 2,
  });
});

/** A network whose workers have no time at all. */
function openHurried(given: Records): MemoryNetwork {
  const network = new MemoryNetwork(atOnce(State.of(given)), { deadline: 0 });
  opened.push(network);
  return network;
}

test("findPaths() answers with what it found at once where a worker has no time for the rest", async () => {
  const asked = question("n0.0", "n7.0", { first: 100, maxHops: 8 });
  const given = layers(8, 20);
  const soon = { ...pathBudgets, atOnce: 20_000 };
  const hurried = await openHurried(given).findPaths(asked, soon);
  expect(hurried).toMatchObject({ kind: "paths", truncated: true });
  expect(hurried).toEqual(await find(given, asked, { ...soon, atMost: soon.atOnce }));

  const unexplained = openHurried(drawn("a b\nb c")).findPaths(question("a", "c", { maxHops: 1 }), {
    ...pathBudgets,
    explained: 0,
  });
  await expect(unexplained).rejects.toMatchObject({ code: "BUDGET_EXCEEDED" });
});

test("findPaths() tells in a worker as well why there is none", async () => {
  const given = drawn("a b\nb c\nx y");
  const asked = question("a", "c", { maxHops: 1, first: 3 });
  const answer = await find(given, asked, { ...pathBudgets, explained: 0 });
  expect(answer).toEqual(await find(given, asked));
});

test("findPaths() says the same of a large network when it is asked again, and on the event loop", async () => {
  const given = drawn("a b\nb c\nc d\nx y\nlone lone2\n");
  const network = open(given);
  const [large, small] = [{ ...pathBudgets, explained: 0 }, pathBudgets];
  const kinds = { partnershipKinds: ["OTHER"] as const };
  for (const filter of [{}, kinds])
    for (const [from, to] of ["a x", "x d", "a d", "a x"].map((pair) => pair.split(" "))) {
      const asked = question(from, to, { maxHops: 2, where: where(filter) });
      const first = await network.findPaths(asked, large);
      expect(await network.findPaths(asked, large)).toEqual(first);
      expect(await find(given, asked, small)).toEqual(first);
    }
});
