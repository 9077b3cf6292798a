/**
 * The attributes of a hyperedge in one 32-bit word, kept with each of its arcs so that a search need not
 * look them up:
 *
 *     bits  0 to 4   kind
 *     bits  5 to 7   strength
 *     bits  8 to 19  month of since
 *     bits 20 to 31  month of until
 *
 * Months settle a question about days except in the month of the day asked; then the day itself decides.
 */

/** The day of a since that is open. */
export const openSince = -2147483648;
/** The day of an until that is open. */
export const openUntil = 2147483647;
/** How many days make a year, on average. */
export const daysAYear = 365.25;

export function packWord(kind: number, strength: number, since: number, until: number): number {
  return kind | (strength << 5) | (monthOf(since) << 8) | (monthOf(until) << 20);
}

export function kindOfWord(word: number): number {
  return word & 31;
}

export function strengthOfWord(word: number): number {
  return (word >>> 5) & 7;
}

export function sinceMonthOfWord(word: number): number {
  return (word >>> 8) & 4095;
}

/** What a word says of a condition on kind, strength and period. */
export const fails = 0;
export const passes = 1;
export const askDays = 2;

/**
 * Tests a word: its kind in the set `kinds`, at least `minStrength`, since before the one month and until
 * after the other. Answers `askDays` where since or until lies in the very month and nothing else fails.
 */
export function testWord(
  word: number,
  kinds: number,
  minStrength: number,
  sinceMonth: number,
  untilMonth: number,
): number {
  if (((kinds >>> (word & 31)) & 1) === 0) return fails;
  if (((word >>> 5) & 7) < minStrength) return fails;
  const since = (word >>> 8) & 4095;
  const until = word >>> 20;
  if (since > sinceMonth || until < untilMonth) return fails;
  return since === sinceMonth || until === untilMonth ? askDays : passes;
}

/**
 * The month of a day number, counted from 1900-01 as month 1: 0 for a since that is open, 4095 for an
 * until that is. Never falls as days rise: days out of the range count as its first or last month.
 */
export function monthOf(day: number): number {
  if (day === openSince) return 0;
  if (day === openUntil) return 4095;
  // Years begin in March here, so that the leap day is the last of its year; 400 years are an era of
  // 146,097 days. After Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  // Months since March: 0 to 11.
  const monthOfYear = Math.floor((5 * dayOfYear + 2) / 153);
  const month = (era * 400 + yearOfEra - 1900) * 12 + monthOfYear + 3;
  return Math.min(Math.max(month, 1), 4094);
}
