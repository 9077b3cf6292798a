import { Field, ID, Int, ObjectType } from "type-graphql";

import { PageInfo } from "../connection.js";
import { Node } from "../node/node.type.js";
import { RegionCodeScalar } from "../scalars.js";

@ObjectType("Region", {
  description:
    "An area in one division of the country. Regions nest, possibly in several divisions at once: a municipality lies " +
    "within a labour-market region and within a COROP area.",
  implements: Node,
  simpleResolvers: true,
})
export class RegionType {
  @Field(() => ID, {
    description: "The global id of the region, for `node`; the code is what other arguments take.",
  })
  id: string;

  @Field(() => RegionCodeScalar, {
    description: "The code by which its statistics office knows it, such as GM0599 or AM22.",
  })
  code: string;

  @Field(() => String, { description: "What the area is called." })
  name: string;

  @Field(() => String, {
    description:
      "The division it belongs to, an upper-case word such as MUNICIPALITY, LABOUR_MARKET_REGION, COROP, PROVINCE, " +
      "COUNTRY or NUTS1. `divisions` lists those that occur.",
  })
  division: string;
}

@ObjectType({ description: "A region in a list, with its place there.", simpleResolvers: true })
export class RegionEdge {
  @Field(() => RegionType, { description: "The region that stands in this row." })
  node: RegionType;

  @Field(() => String, { description: "Where this row lies in the list, for `after`." })
  cursor: string;
}

@ObjectType({ description: "A page of regions, ordered by name.", simpleResolvers: true })
export class RegionConnection {
  @Field(() => [RegionEdge], { description: "The rows of this page, with their cursors." })
  edges: RegionEdge[];

  @Field(() => [RegionType], { description: "The regions of this page, without their edges." })
  nodes: RegionType[];

  @Field(() => PageInfo, { description: "Whether there is more on either side of this page." })
  pageInfo: PageInfo;

  @Field(() => Int, { description: "How many regions the list holds, on all pages." })
  totalCount: number;
}

@ObjectType({ description: "A division of the country, for menus.", simpleResolvers: true })
export class DivisionCount {
  @Field(() => String, {
    description: "The division, as in `Region.division` and the argument `division` of `regions`.",
  })
  division: string;

  @Field(() => Int, { description: "How many regions belong to it." })
  regionCount: number;
}
