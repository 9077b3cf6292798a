import { Field, Int, ObjectType } from "type-graphql";

import { Node } from "../node/node.type.js";
import { NormType } from "../norm/norm.type.js";
import { GapType } from "./gap.type.js";

@ObjectType("UnmetNorm", {
  description:
    "An expectation that is not met, by an organisation of the region or in a region of the norm's division; `organisations` " +
    "are the one that is judged, or those that count towards it already.",
  implements: [Node, GapType],
  simpleResolvers: true,
})
export class UnmetNormType {
  @Field(() => NormType, { description: "The norm that is not met, as it was then." })
  norm: NormType;

  @Field(() => Int, {
    description: "How many partners, or parties of one partnership, the norm expects in all.",
  })
  expected: number;

  @Field(() => Int, {
    description:
      "How many of them are recorded on the day; of regions, in the partnership that comes nearest.",
  })
  observed: number;
}
