import { expect, test } from "@jest/globals";
import { averagePrecision, precisionAt, ratioInterval } from "../../src/kernel/ranking-measures.js";

test("averagePrecision() is the mean precision at the hits", () => {
  expect(averagePrecision(Uint8Array.of(1, 0, 1), 2, 100)).toBeCloseTo((1 + 2 / 3) / 2, 12);
});

test("averagePrecision() counts hits that are missing as 0, as far as there is room for them", () => {
  expect(averagePrecision(Uint8Array.of(1, 0), 4, 100)).toBeCloseTo(1 / 4, 12);
  expect(averagePrecision(Uint8Array.of(1, 1, 1), 4, 2)).toBe(1);
  expect(averagePrecision(new Uint8Array(0), 4, 2)).toBe(0);
});

test("precisionAt() counts places that nothing fills as misses", () => {
  expect(precisionAt(Uint8Array.of(1, 1), 10)).toBe(0.2);
});

test("ratioInterval() is narrow where all cases agree and holds the ratio of the means", () => {
  expect(ratioInterval([2, 4, 6], [1, 2, 3])).toEqual([2, 2]);
  const [low, high] = ratioInterval([1, 5, 2, 3], [2, 2, 2, 2]);
  expect(low).toBeLessThan(11 / 8);
  expect(high).toBeGreaterThan(11 / 8);
});
