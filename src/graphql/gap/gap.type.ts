import { Field, Float, ID, Int, InterfaceType, ObjectType, registerEnumType } from "type-graphql";

import type { CalendarDate } from "../../domain/calendar-date.js";
import {
  gapKinds,
  reasonCodes,
  reasonMeanings,
  type GapKind as Kind,
  type ReasonCode as Code,
} from "../../domain/gap.js";
import { PageInfo } from "../connection.js";
import { describeValues, enumOf } from "../enum.js";
import { Node, typeOfGap } from "../node/node.type.js";
import { DateScalar } from "../scalars.js";

export const GapKind = enumOf(gapKinds);

registerEnumType(GapKind, {
  name: "GapKind",
  description: "What sort of thing is missing. Kinds are added over time: clients need a default case.",
  valuesConfig: describeValues({
    MISSING_LINK:
      "Two organisations of the region were never together in any partnership, and the partners they share say that they " +
      "would or should be.",
    ISOLATED_ORGANISATION:
      "No active partnership is recorded of an organisation of the region, inside or outside it.",
  }),
});

export const ReasonCode = enumOf(reasonCodes);

registerEnumType(ReasonCode, {
  name: "ReasonCode",
  description:
    "What a fact is about, and the unit of its value. Codes are added over time: clients need a default case.",
  valuesConfig: describeValues(reasonMeanings),
});

@ObjectType("Reason", {
  description: "One fact behind a gap or a suggestion, as data and as a sentence.",
  simpleResolvers: true,
})
export class ReasonType {
  @Field(() => ReasonCode, { description: "What the fact is about." })
  code: Code;

  @Field(() => Float, {
    nullable: true,
    description: "How much of it, in the unit that `code` documents; null where it has none.",
  })
  value: number | null;
}

@ObjectType("SuggestedPartnership", {
  description: "A partnership that is not there and would mend something, with the facts that speak for it.",
  simpleResolvers: true,
})
export class SuggestedPartnershipType {
  @Field(() => Float, { description: "Ranks suggestions for the same gap; not comparable across gaps." })
  score: number;

  @Field(() => [ReasonType], { description: "The facts that speak for it, the strongest first." })
  reasons: ReasonType[];
}

@InterfaceType("Gap", {
  description: "Something that is missing in a region and deserves to be there, with the facts that say so.",
  implements: Node,
  resolveType: typeOfGap,
})
export abstract class GapType {
  @Field(() => ID, { description: "The global id: the same gap keeps it from one revision to the next." })
  id: string;

  @Field(() => GapKind, { description: "What sort of thing is missing." })
  kind: Kind;

  @Field(() => Float, {
    description: "Ranks gaps of one kind, most worth mending first; not comparable across kinds.",
  })
  score: number;

  @Field(() => [ReasonType], { description: "What fired: the facts behind this gap, as data." })
  reasons: ReasonType[];
}

@ObjectType("MissingLink", {
  description:
    "Two organisations that were never in a partnership together and that the partners they share bring near each other.",
  implements: [Node, GapType],
  simpleResolvers: true,
})
export class MissingLinkType {}

@ObjectType("IsolatedOrganisation", {
  description: "An organisation of which no active partnership is recorded on the day asked about.",
  implements: [Node, GapType],
  simpleResolvers: true,
})
export class IsolatedOrganisationType {
  @Field(() => DateScalar, {
    nullable: true,
    description:
      "The last day, up to the day asked about, on which it had an active partnership; null if never.",
  })
  lastActive: CalendarDate | null;
}

@ObjectType({ description: "How many gaps there are of one kind.", simpleResolvers: true })
export class GapKindCount {
  @Field(() => GapKind, { description: "The kind of gap that is counted." })
  kind: Kind;

  @Field(() => Int, {
    description:
      "How many gaps of it the question has, on all pages; of missing links at most the best 1,000.",
  })
  count: number;
}

@ObjectType({ description: "A gap in a list, with its place there.", simpleResolvers: true })
export class GapEdge {
  @Field(() => GapType, { description: "The gap that stands in this row." })
  node: GapType;

  @Field(() => String, { description: "Where this row lies in the list, for `after`." })
  cursor: string;
}

@ObjectType({
  description:
    "A page of gaps: by kind, and within a kind the one most worth mending first, equal ones by id.",
  simpleResolvers: true,
})
export class GapConnection {
  @Field(() => [GapEdge], { description: "The rows of this page, with their cursors." })
  edges: GapEdge[];

  @Field(() => [GapType], { description: "The gaps of this page, without their edges." })
  nodes: GapType[];

  @Field(() => PageInfo, { description: "Whether there is more on either side of this page." })
  pageInfo: PageInfo;

  @Field(() => Int, { description: "How many gaps the question has, on all pages." })
  totalCount: number;

  @Field(() => [GapKindCount], { description: "How many of each kind that was asked for, on all pages." })
  countsByKind: GapKindCount[];

  @Field(() => Int, { description: "The revision of the network in which these are gaps." })
  revision: number;
}
