import { Field, Int, ObjectType } from "type-graphql";

import { PageInfo } from "../connection.js";
import { SectorCodeScalar } from "../scalars.js";

@ObjectType("Sector", {
  description: "A field of work or study that organisations and partnerships are marked with.",
  simpleResolvers: true,
})
export class SectorType {
  @Field(() => SectorCodeScalar, { description: "The scheme and the code in it, `scheme:code`." })
  code: string;
}

@ObjectType({ description: "A sector in a list, with how much bears it.", simpleResolvers: true })
export class SectorEdge {
  @Field(() => SectorType, { description: "The sector that stands in this row." })
  node: SectorType;

  @Field(() => String, { description: "Where this row lies in the list, for `after`." })
  cursor: string;

  @Field(() => Int, { description: "How many organisations bear the sector themselves." })
  organisationCount: number;

  @Field(() => Int, { description: "How many partnerships bear the sector, ended ones too." })
  partnershipCount: number;
}

@ObjectType({ description: "A page of sectors, ordered by code.", simpleResolvers: true })
export class SectorConnection {
  @Field(() => [SectorEdge], { description: "The rows of this page, with their cursors and counts." })
  edges: SectorEdge[];

  @Field(() => [SectorType], { description: "The sectors of this page, without their edges." })
  nodes: SectorType[];

  @Field(() => PageInfo, { description: "Whether there is more on either side of this page." })
  pageInfo: PageInfo;

  @Field(() => Int, { description: "How many sectors there are, on all pages." })
  totalCount: number;
}
