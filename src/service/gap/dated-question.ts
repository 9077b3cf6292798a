/** A question for the gaps of one kind, and the day it is judged on. */
import type { CalendarDate } from "../../domain/calendar-date.js";
import type { GapQuestion } from "../../domain/gap.js";

export interface DatedQuestion {
  readonly question: GapQuestion;
  readonly asOf: CalendarDate;
}
