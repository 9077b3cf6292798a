import { IsInt } from "class-validator";
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";

import type { CalendarDate } from "../../domain/calendar-date.js";
import type {
  Gap,
  GapKind as Kind,
  IsolatedOrganisation,
  MissingLink,
  Reason,
  SuggestedPartnership,
} from "../../domain/gap.js";
import type { GapDecisionKind as DecisionKind } from "../../domain/gap-decision.js";
import type { Organisation } from "../../domain/organisation.js";
import type { LinkRanker as Ranker } from "../../domain/ranker.js";
import { limits, type GapPage, type Partner } from "../../service/services.js";
import { gapExplanation, gapTitle, reasonText, type Language as LanguageCode } from "../../text/text.js";
import { Between, sized } from "../bounds.js";
import {
  firstArguments,
  ForwardPageArguments,
  toConnection,
  toPageRequest,
  type First,
} from "../connection.js";
import { organisationOf, type Context } from "../context.js";
import { Language, languageDescription } from "../language.js";
import { presentPartnerships } from "../loaders.js";
import { NetworkFilterInput } from "../network/network-filter.input.js";
import { OrganisationType, PartnerConnection } from "../organisation/organisation.type.js";
import { PartnershipType } from "../partnership/partnership.type.js";
import { RegionType } from "../region/region.type.js";
import { DateScalar, RegionCodeScalar } from "../scalars.js";
import { GapDecisionKind } from "./gap-decision.type.js";
import {
  GapConnection,
  GapKind,
  GapType,
  IsolatedOrganisationType,
  LinkRanker,
  MissingLinkType,
  ReasonType,
  SuggestedPartnershipType,
} from "./gap.type.js";

const FirstThree = firstArguments(3);
const FirstFive = firstArguments(5);
const FirstTwenty = firstArguments(20);

@ArgsType()
class GapsArguments extends ForwardPageArguments {
  @Field(() => RegionCodeScalar, {
    description: "The region to look in, with all regions within it; NOT_FOUND where none has the code.",
  })
  region: string;

  @Field(() => [GapKind], {
    nullable: true,
    description: "Which kinds, in this order; absent: all, in the order of the enum.",
  })
  kinds?: Kind[] | null;

  @Field(() => NetworkFilterInput, {
    nullable: true,
    description:
      "Which organisations and partnerships count; without `activeOn` and `activeBetween`, which are BAD_USER_INPUT here.",
  })
  where?: NetworkFilterInput | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      "The day to judge on: nothing that begins later is looked at. It may lie ahead, to see what breaks when something " +
      "ends. Absent: today.",
  })
  asOf?: CalendarDate | null;

  @Field(() => LinkRanker, {
    defaultValue: "FITTED",
    description: "What ranks missing links, and the links that are suggested to mend other gaps.",
  })
  ranker: Ranker;

  @Field(() => [GapDecisionKind], {
    nullable: true,
    description:
      "Only gaps with one of these decisions; absent: OPEN and ACCEPTED. A CLOSED one is shown as it was when it was accepted, and its explanation says what closed it.",
  })
  decisions?: DecisionKind[] | null;

  @Field(() => Int, {
    nullable: true,
    description: `At most so many gaps of each kind, 1 to ${limits.page}, those most worth mending; totalCount and countsByKind count all.`,
  })
  @IsInt()
  @Between(1, limits.page)
  firstPerKind?: number | null;
}

@ArgsType()
class OrganisationGapsArguments extends ForwardPageArguments {
  @Field(() => [GapKind], {
    nullable: true,
    description: "Which kinds, in this order; absent: all, in the order of the enum.",
  })
  kinds?: Kind[] | null;
}

@Resolver(() => GapType)
export class GapResolver {
  @Query(() => GapConnection, {
    description:
      "What is missing in a region, most worth mending first within each kind; kinds in the order asked for. totalCount and " +
      "countsByKind count all pages.",
  })
  async gaps(
    @Args(() => GapsArguments) { first, after, ...question }: GapsArguments,
    @Ctx() { viewer, services, allowRanking }: Context,
  ) {
    allowRanking();
    return toGapConnection(
      await services.findGaps(viewer, { ...question, page: toPageRequest({ first, after }) }),
    );
  }

  @FieldResolver(() => RegionType, { description: "The region that was asked about." })
  region(@Root() { question }: Gap, @Ctx() { services }: Context) {
    return services.regionOf(question.region);
  }

  @FieldResolver(() => [OrganisationType], {
    description:
      "The organisations that it concerns: of a missing link the two, else those that lack something.",
  })
  organisations(
    @Root() { organisations }: Gap,
    @Args(() => FirstTwenty) { first }: First,
    @Ctx() context: Context,
  ) {
    return organisations.slice(0, first).map((id) => organisationOf(context, id));
  }

  @FieldResolver(() => Int, {
    description: "How many organisations it concerns, however many of them are shown.",
  })
  organisationCount(@Root() { organisations }: Gap): number {
    return organisations.length;
  }

  @FieldResolver(() => String, { description: "What is missing, in a few words; of a closed one, what was." })
  title(
    @Root() gap: Gap,
    @Arg("language", () => Language, { nullable: true, description: languageDescription })
    language: LanguageCode | null | undefined,
    @Ctx() context: Context,
  ): string {
    return gapTitle(gap, context.names, language ?? context.language);
  }

  @FieldResolver(() => String, {
    description:
      "Why it is a gap, in sentences that speak of what is recorded; of a closed one, what was missing and what closed it.",
  })
  explanation(
    @Root() gap: Gap,
    @Arg("language", () => Language, { nullable: true, description: languageDescription })
    language: LanguageCode | null | undefined,
    @Ctx() context: Context,
  ): string {
    return gapExplanation(gap, context.names, language ?? context.language);
  }

  @FieldResolver(() => [SuggestedPartnershipType], { description: "What would mend it, best first." })
  suggestions(@Root() { suggestions }: Gap, @Args(() => FirstThree) { first }: First) {
    return suggestions.slice(0, first);
  }
}

@Resolver(() => OrganisationType)
export class OrganisationGapsResolver {
  @FieldResolver(() => GapConnection, {
    description:
      "The gaps of its own `region`, as of today, that concern it; none where its region is not known. Those that the region's " +
      `own list leaves out, missing links beyond the best ${sized(limits.missingLinks)}, are left out here too.`,
  })
  async gaps(
    @Root() { id, region }: Organisation,
    @Args(() => OrganisationGapsArguments) { kinds, ...page }: OrganisationGapsArguments,
    @Ctx() { viewer, services, allowRanking }: Context,
  ) {
    allowRanking();
    return toGapConnection(
      await services.findOrganisationGaps(viewer, {
        organisation: id,
        region,
        kinds,
        page: toPageRequest(page),
      }),
    );
  }
}

function toGapConnection(found: GapPage) {
  return {
    ...toConnection(found, (gap) => gap),
    countsByKind: () => found.countsByKind(),
    countsByDecision: () => found.countsByDecision(),
    revision: found.revision,
  };
}

@Resolver(() => MissingLinkType)
export class MissingLinkResolver {
  @FieldResolver(() => PartnerConnection, {
    description:
      "The partners of both, those with the fewest partners first; each edge speaks of its partnerships with either of the two.",
  })
  sharedPartners(
    @Root() gap: MissingLink,
    @Args(() => ForwardPageArguments) page: ForwardPageArguments,
    @Ctx() context: Context,
  ) {
    const { viewer, services } = context;
    return toConnection(
      services.listSharedPartners(viewer, { gap, page: toPageRequest(page) }),
      ({ organisation }: Partner) => organisationOf(context, organisation),
      ({ partnerships }) => ({ partnershipCount: partnerships.length, ids: partnerships }),
    );
  }
}

@Resolver(() => IsolatedOrganisationType)
export class IsolatedOrganisationResolver {
  @FieldResolver(() => OrganisationType, {
    nullable: true,
    description:
      "The organisation itself; nullable like its namesakes of other kinds, so that one question can ask for all.",
  })
  organisation(@Root() { organisation }: IsolatedOrganisation, @Ctx() context: Context) {
    return organisationOf(context, organisation);
  }
}

@Resolver(() => ReasonType)
export class ReasonResolver {
  @FieldResolver(() => [OrganisationType], {
    description: "The organisations that the fact is about, such as the shared partners.",
  })
  organisations(
    @Root() { organisations }: Reason,
    @Args(() => FirstFive) { first }: First,
    @Ctx() context: Context,
  ) {
    return organisations.slice(0, first).map((id) => organisationOf(context, id));
  }

  @FieldResolver(() => [PartnershipType], {
    nullable: true,
    description:
      "The partnerships that the fact is about; null with the error UNAVAILABLE while the store does not answer.",
  })
  partnerships(
    @Root() { partnerships }: Reason,
    @Args(() => FirstFive) { first }: First,
    @Ctx() { loaders }: Context,
  ) {
    return presentPartnerships(loaders, partnerships.slice(0, first));
  }

  @FieldResolver(() => String, { description: "The fact as a sentence for people." })
  text(
    @Root() reason: Reason,
    @Arg("language", () => Language, { nullable: true, description: languageDescription })
    language: LanguageCode | null | undefined,
    @Ctx() context: Context,
  ): string {
    return reasonText(reason, context.names, language ?? context.language);
  }
}

@Resolver(() => SuggestedPartnershipType)
export class SuggestedPartnershipResolver {
  @FieldResolver(() => [OrganisationType], { description: "Who would be its parties." })
  organisations(@Root() { organisations }: SuggestedPartnership, @Ctx() context: Context) {
    return organisations.map((id) => organisationOf(context, id));
  }
}
