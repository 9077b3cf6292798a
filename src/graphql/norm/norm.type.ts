import { Field, ObjectType } from "type-graphql";

import { Node } from "../node/node.type.js";

@ObjectType("Norm", {
  description:
    "An expectation that is kept as data, such as a rule of a subsidy: what organisations, or the regions of a division, " +
    "should have. Where it is not met there is a gap of kind UNMET_NORM.",
  implements: Node,
  simpleResolvers: true,
})
export class NormType extends Node {
  @Field(() => String, {
    nullable: true,
    description:
      "Where the expectation comes from, such as a law and its address; null where nothing says so.",
  })
  source: string | null;
}
