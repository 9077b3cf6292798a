import { expect, test } from "@jest/globals";
import type { CalendarDate } from "../../src/domain/calendar-date.js";
import { lastToRun } from "../../src/domain/partnership.js";

const until = (year: number | null) => ({ until: year === null ? null : (`${year}-01-01` as CalendarDate) });

test("lastToRun() prefers an open partnership, then the one that ends last, and of several the first", () => {
  const [early, late, open] = [until(2020), until(2030), until(null)];
  expect(lastToRun([early, late])).toBe(late);
  expect(lastToRun([late, open, early])).toBe(open);
  expect(lastToRun([open, until(null)])).toBe(open);
  expect(lastToRun([early, late, until(2030)])).toBe(late);
  expect(lastToRun([])).toBeUndefined();
});
