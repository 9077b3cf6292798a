import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { atOnce } from "../../src/kernel/in-steps.js";
import { sortedInSteps } from "../../src/network/sorted-in-steps.js";
import { holds } from "./agreement.js";

test("sortedInSteps() sorts lists of any length, equal items as they were given", () => {
  const drawn = fc.record({
    length: fc.constantFrom(0, 1, 2, 2047, 2048, 2049, 4096, 5000, 10_241),
    seed: fc.integer({ min: 1, max: 1_000 }),
  });
  const compare = (a: readonly number[], b: readonly number[]): number => a[0] - b[0];
  holds(drawn, ({ length, seed }) => {
    const items = Array.from({ length }, (_, i) => [(i * 7919 * seed) % 97, i] as const);
    expect(atOnce(sortedInSteps(items, compare))).toEqual(items.toSorted(compare));
  });
});

test("sortedInSteps() lets others have their turn many times in a long list", () => {
  const items = Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 100_003);
  const steps = [...sortedInSteps(items, (a, b) => a - b)];
  expect(steps.length).toBeGreaterThan(100);
});
