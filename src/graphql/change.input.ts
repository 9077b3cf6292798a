/** What inputs of changes take besides the change itself. */
import { IsInt, Min } from "class-validator";
import { Field, InputType, Int } from "type-graphql";

import { limits } from "../service/services.js";

/** A change that is safe to repeat. */
@InputType()
export abstract class RepeatableInput {
  @Field(() => String, {
    nullable: true,
    description:
      `A key of your choice, up to ${limits.requestKey} characters, that makes repeating safe: the same key and input again is one change, ` +
      "answered with the revision that it was made at, for 30 days; what is shown of the record is how it stands by then. The " +
      "same key with another input is CONFLICT.",
  })
  requestKey?: string | null;
}

/** A change of a record. */
@InputType()
export abstract class RecordChangeInput extends RepeatableInput {
  @Field(() => Int, {
    nullable: true,
    description:
      "The revision at which you saw the record (its `revision`): CONFLICT where it has changed since. Absent: not checked.",
  })
  @IsInt()
  @Min(0, { message: "expectedRevision must be 0 or more" })
  expectedRevision?: number | null;
}
