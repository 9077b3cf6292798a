import { Field, ID, InputType, Int, ObjectType } from "type-graphql";

import type { GapDecisionKind as Kind } from "../../domain/gap-decision.js";
import { limits } from "../../domain/record-rules.js";
import { sized } from "../bounds.js";
import { RepeatableInput } from "../change.input.js";
import { GapDecisionKind, GapDecisionType } from "./gap-decision.type.js";
import { GapType } from "./gap.type.js";

@InputType({ description: "A decision about a gap." })
export class DecideGapInput extends RepeatableInput {
  @Field(() => ID, { description: "The gap, by its id; NOT_FOUND where there is none, or none any more." })
  gap: string;

  @Field(() => GapDecisionKind, {
    description: "ACCEPTED, DISMISSED, or OPEN to take a decision back; CLOSED is BAD_USER_INPUT.",
  })
  decision: Kind;

  @Field(() => String, {
    nullable: true,
    description: `Why: at most ${sized(limits.text)} characters. Absent or blank: no note, also where there was one.`,
  })
  note?: string | null;
}

@ObjectType({ description: "A gap as it was decided about.", simpleResolvers: true })
export class GapDecisionPayload {
  @Field(() => GapType, {
    nullable: true,
    description:
      "The gap as it stands after the decision; null where it is gone, such as a closed one taken back.",
  })
  gap: GapType | null;

  @Field(() => GapDecisionType, {
    nullable: true,
    description: "What stands decided; null where nobody has decided about it.",
  })
  decision: GapDecisionType | null;

  @Field(() => Int, {
    description: "The revision at which the decision stands; unchanged where nothing had to change.",
  })
  revision: number;
}
