/** What a caller asks, brought into the form the rooms below take; what is out of range is BAD_USER_INPUT. */
import type { CalendarDate, Period } from "../domain/calendar-date.js";
import type { PageRequest } from "../domain/page.js";
import { clip } from "../domain/record-rules.js";
import { compareCodePoints, wordsOf } from "../domain/text-order.js";
import { limits } from "./limits.js";
import { refusal } from "./refuse.js";

/** Absent and null mean the same in a question. */
export type Given<T> = T | null | undefined;

export interface AskedPeriod {
  readonly since?: Given<CalendarDate>;
  readonly until?: Given<CalendarDate>;
}

/** A whole number from `least` to `most`. */
export function checkedNumber(
  action: string,
  field: string,
  value: number,
  least: number,
  most: number,
): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  const wanted = most === Infinity ? `of ${least} or more` : `from ${least} to ${most}`;
  throw refusal("BAD_USER_INPUT", action, `${field} is ${value}, wanted a whole number ${wanted}`);
}

/** A list that a question cannot do without: refused when empty or longer than `most`. */
export function checkedRequiredList<T>(
  action: string,
  field: string,
  values: readonly T[],
  most: number,
): readonly T[] {
  if (values.length === 0)
    throw refusal("BAD_USER_INPUT", action, `${field} is an empty list, wanted at least one value`);
  return checkedList(action, field, values, most) ?? [];
}

/** A list of a question: null when absent, refused when empty or longer than `most`. */
export function checkedList<T>(
  action: string,
  field: string,
  values: Given<readonly T[]>,
  most: number = limits.list,
): readonly T[] | null {
  if (values === null || values === undefined) return null;
  if (values.length === 0)
    throw refusal(
      "BAD_USER_INPUT",
      action,
      `${field} is an empty list, wanted at least one value or no ${field}`,
    );
  if (values.length > most)
    throw refusal("BAD_USER_INPUT", action, `${field} has ${values.length} values, wanted at most ${most}`);
  return values;
}

/** A period that begins before it ends; null when absent. */
export function checkedPeriod(action: string, field: string, period: Given<AskedPeriod>): Period | null {
  if (period === null || period === undefined) return null;
  const since = period.since ?? null;
  const until = period.until ?? null;
  if (since !== null && until !== null && since >= until)
    throw refusal("BAD_USER_INPUT", action, `${field} has until ${until}, wanted a day after since ${since}`);
  return { since, until };
}

/** A page of 1 to 500 rows, the first 50 where nothing is asked. */
export function checkedPage(action: string, page: PageRequest): PageRequest {
  const { first, last } = page;
  if (first !== null && last !== null)
    throw refusal(
      "BAD_USER_INPUT",
      action,
      `first ${first} and last ${last} are both given, wanted one of them`,
    );
  if (first !== null) checkedNumber(action, "first", first, 1, limits.page);
  if (last !== null) checkedNumber(action, "last", last, 1, limits.page);
  return first === null && last === null ? { ...page, first: limits.defaultPage } : page;
}

/** The text of a search: null when absent, refused when too long, and without a letter or digit. */
export function checkedSearch(action: string, search: Given<string>): string | null {
  if (search === null || search === undefined) return null;
  if (wordsOf(search).length === 0)
    throw refusal(
      "BAD_USER_INPUT",
      action,
      `search is "${clip(search)}", wanted at least one letter or digit`,
    );
  if (search.length > 2 * limits.search || Array.from(search).length > limits.search)
    throw refusal(
      "BAD_USER_INPUT",
      action,
      `search is "${clip(search)}", wanted at most ${limits.search} characters`,
    );
  return search;
}

/** Each value once, in the order in which it first occurs. */
export function once<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** Each value once, by code points: the one form of lists that mean the same. */
export function sortedOnce<T extends string>(values: readonly T[]): T[] {
  return once(values).sort(compareCodePoints);
}
