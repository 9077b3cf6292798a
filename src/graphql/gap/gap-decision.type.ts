import { Field, Int, ObjectType, registerEnumType } from "type-graphql";

import { gapDecisionKinds, type GapDecisionKind as Kind } from "../../domain/gap-decision.js";
import { describeValues, enumOf } from "../enum.js";
import { DateTimeScalar } from "../scalars.js";

export const GapDecisionKind = enumOf(gapDecisionKinds);

registerEnumType(GapDecisionKind, {
  name: "GapDecisionKind",
  description: "How a gap was decided, and what became of it.",
  valuesConfig: describeValues({
    OPEN: "Nobody decided, or the decision was taken back.",
    ACCEPTED: "It deserves mending, and is still there.",
    DISMISSED: "It needs no mending: it leaves the list unless it is asked for.",
    CLOSED: "It was accepted, and a later partnership closed it; it is shown as it was when it was accepted.",
  }),
});

@ObjectType("GapDecision", {
  description:
    "What someone decided about a gap: it holds for its kind, region and subject, however these are asked for.",
  simpleResolvers: true,
})
export class GapDecisionType {
  @Field(() => GapDecisionKind, { description: "What was decided; CLOSED once a partnership has closed it." })
  kind: Kind;

  @Field(() => String, {
    nullable: true,
    description: "Why, in the words of who decided; null without a note.",
  })
  note: string | null;

  @Field(() => DateTimeScalar, { description: "When it was decided; of a closed gap, when it was accepted." })
  at: string;

  @Field(() => String, { nullable: true, description: "Who decided; null where nobody said who it was." })
  by: string | null;
}

@ObjectType({ description: "How many gaps of a question have one decision.", simpleResolvers: true })
export class GapDecisionCount {
  @Field(() => GapDecisionKind, { description: "The decision that is counted." })
  decision: Kind;

  @Field(() => Int, {
    description: "How many gaps of the kinds asked for have it, whichever decisions are listed.",
  })
  count: number;
}
