import { expect, test } from "@jest/globals";
import { monthsBefore, type CalendarDate } from "../../src/domain/calendar-date.js";

test.each([
  ["2026-11-24", 24, "2024-11-24"],
  ["2026-01-31", 2, "2025-11-30"],
  ["2024-02-29", 24, "2022-02-28"],
  ["2024-03-31", 1, "2024-02-29"],
  ["2026-01-15", 1, "2025-12-15"],
  ["1901-06-01", 24, "1900-01-01"],
])("monthsBefore(%s, %d) is %s", (date, months, before) => {
  expect(monthsBefore(date as CalendarDate, months)).toBe(before);
});
