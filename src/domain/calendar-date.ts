/**
 * Calendar dates, written YYYY-MM-DD, and the day numbers that the network computes with.
 *
 * A day number counts days from 1970-01-01 (day 0), proleptic Gregorian, no time zone.
 */

/** A date from 1900-01-01 to 2199-12-31, written YYYY-MM-DD. */
export type CalendarDate = string & { readonly __date: true };

const firstDate = "1900-01-01" as CalendarDate;
const lastDate = "2199-12-31" as CalendarDate;

/** What is said to whoever gives something else. */
export const dateWanted = `a date of the calendar, written YYYY-MM-DD, from ${firstDate} to ${lastDate}`;

const millisecondsADay = 86_400_000;

/** Reads a date, or answers `null` for anything that is not one of the calendar within the range. */
export function parseDate(text: string): CalendarDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < firstDate || text > lastDate) return null;
  // Every month has these days: of most dates no more has to be asked.
  if (text.slice(5, 7) <= "12" && text.slice(5, 7) >= "01" && text.slice(8) <= "28" && text.slice(8) >= "01")
    return text as CalendarDate;
  const time = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) return null;
  return text as CalendarDate;
}

/** The day number of a date. */
export function dayOf(date: CalendarDate): number {
  return Date.parse(`${date}T00:00:00Z`) / millisecondsADay;
}

/** Dates by their day numbers: there are few, and spelling one out takes longer than all else that is said of it. */
const dates = new Map<number, CalendarDate>();

/** The date of a day number. */
export function dateOf(day: number): CalendarDate {
  let date = dates.get(day);
  if (date === undefined) {
    date = new Date(day * millisecondsADay).toISOString().slice(0, 10) as CalendarDate;
    dates.set(day, date);
  }
  return date;
}

/** The date so many months earlier; the last day of the month where that has no such day. Not before `firstDate`. */
export function monthsBefore(date: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = date.split("-").map(Number);
  const lastDay = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, month - 1 - months, Math.min(day, lastDay)));
  const text = moved.toISOString().slice(0, 10);
  return (text < firstDate ? firstDate : text) as CalendarDate;
}

/** The date it is now in a time zone such as `Europe/Amsterdam`. */
export function today(timeZone: string): CalendarDate {
  return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(
    new Date(),
  ) as CalendarDate;
}

/** A half-open period: `until` is the first day on which it no longer runs. Either end may be open. */
export interface Period {
  readonly since: CalendarDate | null;
  readonly until: CalendarDate | null;
}
