import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { NoPath, Paths, PathQuestion } from "../../src/domain/path.js";
import { networkOf } from "../../src/network/memory-network.js";
import { holds } from "./agreement.js";
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
  where,
  type Records,
} from "./records.js";

function question(from: string, to: string, rest: Partial<PathQuestion> = {}): PathQuestion {
  return {
    from: from.split(" ").map(idOf),
    to: to.split(" ").map(idOf),
    where: where({}),
    maxHops: 6,
    ...rest,
  };
}

function find(given: Records, asked: PathQuestion): Paths | NoPath {
  return networkOf(given).findPath(asked);
}

const arbitraryEnds = fc.uniqueArray(arbitraryId, { minLength: 1, maxLength: 2 });

test("findPath() agrees with trying all paths, and with the reasons worked out one by one", () => {
  const asked = fc.record({
    drawnRecords: arbitraryRecords,
    from: arbitraryEnds,
    to: arbitraryEnds,
    where: arbitraryFilter,
    maxHops: fc.integer({ min: 0, max: 4 }),
  });
  holds(asked, ({ drawnRecords, ...rest }) => {
    const plain = new Plain(drawnRecords);
    const best = plain.bestPath(rest);
    const answer = find(drawnRecords, rest);
    if (best === null)
      expect(answer).toEqual({
        kind: "no-path",
        question: rest,
        reason: plain.whyNoPath(rest),
        fromReach: plain.reach(rest.from, rest.to, rest.where),
        toReach: plain.reach(rest.to, rest.from, rest.where),
        revision: 1,
      });
    else expect(answer).toMatchObject({ kind: "paths", paths: [best], truncated: false, revision: 1 });
  });
});

test("findPath() tells of each step what it costs and its partnerships, the closest first, then by id", () => {
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
  const answer = find(
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

test("findPath() needs no hop for an organisation on both sides, not even a partnership", () => {
  const given = records({ organisations: [organisation("a"), organisation("b")] });
  expect(find(given, question("a b", "b a", { maxHops: 0 }))).toMatchObject({
    paths: [{ organisations: [[idOf("a"), idOf("b")].sort()[0]], cost: 0, steps: [] }],
  });
});

test("findPath() gives the first reason that holds", () => {
  const given = drawn("a b\nb c\nc d\nx y\nalone");
  const reason = (asked: PathQuestion): unknown => {
    const answer = find(given, asked);
    return answer.kind === "no-path" ? answer.reason : answer.kind;
  };
  expect(reason(question("alone", "a"))).toBe("NO_PARTNERS");
  expect(reason(question("a", "alone", { maxHops: 1 }))).toBe("NO_PARTNERS");
  expect(reason(question("a alone", "y"))).toBe("NOT_CONNECTED");
  expect(reason(question("a", "d", { maxHops: 2 }))).toBe("TOO_FAR");
  expect(reason(question("a", "d", { where: where({ without: [idOf("c")] }) }))).toBe("FILTERED_OUT");
  expect(reason(question("a", "d", { maxHops: 3 }))).toBe("paths");
});

test("findPath() exempts the ends from the filter, and counts reach without the ends and not through them", () => {
  const given = drawn("a b\nb c\nc d\nd e\nf a");
  const answer = find(given, question("a", "d", { where: where({ without: [idOf("c")] }) }));
  expect(answer).toMatchObject({ kind: "no-path", reason: "FILTERED_OUT", fromReach: 2, toReach: 1 });
  const exempt = find(given, question("a", "c", { where: where({ without: [idOf("c")] }) }));
  expect(exempt).toMatchObject({ kind: "paths", paths: [{ organisations: ["a", "b", "c"].map(idOf) }] });
});
