import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { passAll } from "../../src/kernel/filter.js";
import { canPassAll } from "../../src/kernel/passing-all.js";
import { draw } from "../support/draw.js";
import { NumberedNetwork } from "./number.js";

function asked(drawing: string, from: string, to: string, via: string, budget = 100_000): boolean | null {
  const network = new NumberedNetwork(draw(drawing));
  const nodes = (names: string) => Int32Array.from(names.split(" "), (name) => network.node(name));
  const question = { sources: nodes(from), targets: nodes(to), via: nodes(via), filter: passAll, budget };
  return canPassAll(network.projection, question, network.workspace);
}

test("canPassAll() passes nodes in whatever order leads on", () => {
  expect(asked("A -- B -- C -- D -- E", "A", "E", "D B C")).toBe(true);
});

test("canPassAll() says no where each node can be passed but not both: two others are in the way of either", () => {
  const drawing = "A -- X -- V -- Y -- Z\nX -- W -- Y";
  expect(asked(drawing, "A", "Z", "V")).toBe(true);
  expect(asked(drawing, "A", "Z", "W")).toBe(true);
  expect(asked(drawing, "A", "Z", "V W")).toBe(false);
});

test("canPassAll() tries on where two nodes to pass lie on a ring beside the way", () => {
  // The ways of V and W to each other share nothing with A -- Z, and do not join it.
  const ring = "A -- Z\nV -- P -- W -- Q -- V";
  expect(asked(`${ring}\nA -- P`, "A", "Z", "V W")).toBe(false);
  expect(asked(`${ring}\nA -- P\nQ -- Z`, "A", "Z", "V W")).toBe(false);
  expect(asked(`${ring}\nA -- V\nQ -- Z`, "A", "Z", "V W")).toBe(true);
});

test("canPassAll() does not know where its budget runs out", () => {
  expect(asked("A -- B -- C", "A", "C", "B", 1)).toBeNull();
});

test("canPassAll() agrees with trying every way, on networks dense enough to have many", () => {
  const size = 9;
  const question = fc.record({
    pairs: fc.uniqueArray(
      fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).filter(([a, b]) => a < b),
      { selector: (pair) => pair.join(), minLength: 9, maxLength: 14 },
    ),
    stops: fc.shuffledSubarray([...Array(size).keys()], { minLength: 4, maxLength: 5 }),
  });
  const answers = { true: 0, false: 0 };
  fc.assert(
    fc.property(question, ({ pairs, stops: [from, to, ...via] }) => {
      const name = (node: number) => `N${node}`;
      const names = Array.from({ length: size }, (_, node) => name(node));
      const links = pairs.map(([a, b]) => `${name(a)} -- ${name(b)}`);
      const expected = hasWay(pairs, [from], to, via);
      const drawing = [...names, ...links].join("\n");
      expect(asked(drawing, name(from), name(to), via.map(name).join(" "))).toBe(expected);
      answers[`${expected}`]++;
    }),
    { numRuns: 3_000 },
  );
  expect(Math.min(answers.true, answers.false)).toBeGreaterThan(100);
});

function hasWay(
  pairs: readonly (readonly [number, number])[],
  way: readonly number[],
  to: number,
  via: readonly number[],
): boolean {
  const last = way[way.length - 1];
  if (last === to) return via.every((node) => way.includes(node));
  return pairs.some(([a, b]) => {
    const next = a === last ? b : b === last ? a : -1;
    return next !== -1 && !way.includes(next) && hasWay(pairs, [...way, next], to, via);
  });
}
