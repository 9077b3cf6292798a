import { Field, InputType } from "type-graphql";

import type { CalendarDate } from "../domain/calendar-date.js";
import { DateScalar } from "./scalars.js";

@InputType("Period", {
  description:
    "A half-open period; either end may be left open. `since` must lie before `until`, else BAD_USER_INPUT.",
})
export class PeriodInput {
  @Field(() => DateScalar, {
    nullable: true,
    description: "The first day of the period; absent: no beginning.",
  })
  since?: CalendarDate | null;

  @Field(() => DateScalar, { nullable: true, description: "The first day after the period; absent: no end." })
  until?: CalendarDate | null;
}
