import { Field, Float, ID, Int, InterfaceType, ObjectType, registerEnumType } from "type-graphql";

import type { CalendarDate } from "../../domain/calendar-date.js";
import {
  gapKinds,
  reasonCodes,
  reasonMeanings,
  type GapKind as Kind,
  type ReasonCode as Code,
} from "../../domain/gap.js";
import type { OrganisationKind as KindOfOrganisation } from "../../domain/organisation.js";
import { linkRankers } from "../../domain/ranker.js";
import { GapDecisionCount } from "./gap-decision.type.js";
import { limits } from "../../service/services.js";
import { sized } from "../bounds.js";
import { PageInfo } from "../connection.js";
import { describeValues, enumOf } from "../enum.js";
import { Node, typeOfGap } from "../node/node.type.js";
import { OrganisationKind } from "../organisation/organisation-kind.js";
import { DateScalar } from "../scalars.js";

export const GapKind = enumOf(gapKinds);

registerEnumType(GapKind, {
  name: "GapKind",
  description: "What sort of thing is missing. Kinds are added over time: clients need a default case.",
  valuesConfig: describeValues({
    MISSING_LINK:
      "Two organisations of the region were never together in any partnership, and the ranker finds reason that they " +
      "would or should be; scored by the ranker.",
    ISOLATED_ORGANISATION:
      "No active partnership is recorded of an organisation of the region, inside or outside it; scored by the new partners " +
      "in a year that the fitted ranker expects of it in the region, by another ranker by the organisations there in its sectors.",
    SPLIT_NETWORK:
      "Two or more organisations of the region are connected with each other and not, within it, with the largest group; " +
      "scored by their number.",
    UNMET_NORM:
      "What a norm expects of an organisation of the region, or in a region of its division, is not recorded; scored by the " +
      "share that is missing.",
    SINGLE_POINT_OF_FAILURE:
      "Without one organisation, or one partnership with all its links, two or more others of the region's largest group " +
      "would be cut off from the rest of it; scored by their number.",
    MISSING_KIND:
      "The active partnerships of those in a sector have no party of education, of companies or of government; scored by the " +
      "organisations of the region in the sector.",
    DORMANT_PARTNERSHIP:
      "A partnership ended in the last two years and some of its parties in the region share no active one now; scored by such " +
      "pairs, half as much for each year since.",
  }),
});

export const LinkRanker = enumOf(linkRankers);

registerEnumType(LinkRanker, {
  name: "LinkRanker",
  description: "How likely it is that two organisations would become partners, judged in which way.",
  valuesConfig: describeValues({
    FITTED:
      "By a model of what made organisations partners before: learnt from the network's own past with `schakel fit`, else elsewhere. " +
      "The score is how many of such pairs would become partners in a year, for each pair.",
    RESOURCE_ALLOCATION:
      "By the partners they share, each counting one divided by the number of partners it has itself.",
    ADAMIC_ADAR:
      "By the partners they share, each counting one divided by the logarithm of the number of partners it has itself.",
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
    "Two organisations that were never in a partnership together, of which the ranker finds reason that they would or should be.",
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

@ObjectType("SplitNetwork", {
  description:
    "A group of organisations of the region that is connected within it, and not with the largest group; `organisations` " +
    "are its members.",
  implements: [Node, GapType],
  simpleResolvers: true,
})
export class SplitNetworkType {
  @Field(() => Int, { description: "How many organisations the group has." })
  groupSize: number;

  @Field(() => Int, { description: "How many organisations the largest group of the region has." })
  largestGroupSize: number;

  @Field(() => Boolean, {
    description:
      "Whether organisations outside the region that pass the filter tie the group to the largest one.",
  })
  tiedOutside: boolean;
}

@ObjectType("SinglePointOfFailure", {
  description:
    "An organisation or a partnership without which others are cut off from what remains of the region's largest group; " +
    "`organisations` are the organisation itself, or the partnership's parties in the region. Each suggestion ties to the " +
    "rest as many as it takes by itself; where `maxParties` does not let it, all of them do together.",
  implements: [Node, GapType],
  simpleResolvers: true,
})
export class SinglePointOfFailureType {}

@ObjectType("MissingKind", {
  description:
    "A sector in which active partnerships have no party of some kinds; `organisations` are those of the region in it.",
  implements: [Node, GapType],
  simpleResolvers: true,
})
export class MissingKindType {
  @Field(() => [OrganisationKind], {
    description: "Which of education, companies and government no active partnership has a party of.",
  })
  missing: KindOfOrganisation[];
}

@ObjectType("DormantPartnership", {
  description: "A partnership that ended and was not renewed; `organisations` are its parties in the region.",
  implements: [Node, GapType],
  simpleResolvers: true,
})
export class DormantPartnershipType {
  @Field(() => DateScalar, { description: "The first day on which it no longer ran: its `until`." })
  endedOn: CalendarDate;
}

@ObjectType({ description: "How many gaps there are of one kind.", simpleResolvers: true })
export class GapKindCount {
  @Field(() => GapKind, { description: "The kind of gap that is counted." })
  kind: Kind;

  @Field(() => Int, {
    description:
      `How many gaps of it the question has, on all pages; of missing links the best ${sized(limits.missingLinks)} at most, and ` +
      "those that were decided about.",
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

  @Field(() => [GapDecisionCount], {
    description:
      "How many there are of each decision in the region, of the kinds asked for, whichever decisions are listed.",
  })
  countsByDecision: GapDecisionCount[];

  @Field(() => Int, { description: "The revision of the network in which these are gaps." })
  revision: number;
}
