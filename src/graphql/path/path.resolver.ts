import { ArrayMaxSize, Max, Min } from "class-validator";
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";

import type { NoPath, Path, PathStep } from "../../domain/path.js";
import { noPathExplanation, type Language as LanguageCode } from "../../text/text.js";
import { firstArguments, type First } from "../connection.js";
import { organisationOf, type Context } from "../context.js";
import { Language, languageDescription } from "../language.js";
import { presentPartnerships } from "../loaders.js";
import { NetworkFilterInput } from "../network/network-filter.input.js";
import { OrganisationType } from "../organisation/organisation.type.js";
import { PartnershipType } from "../partnership/partnership.type.js";
import { OrganisationRefScalar } from "../scalars.js";
import { NoPathType, PathAnswer, PathStepType, PathType } from "./path.type.js";

const FirstThree = firstArguments(3, 500);

@ArgsType()
class PathsArguments {
  @Field(() => [OrganisationRefScalar], {
    description: "Where paths begin: 1 to 100 organisations, any of which will do. Repeats count once.",
  })
  @ArrayMaxSize(100, { message: "from must be 100 organisations at most" })
  from: string[];

  @Field(() => [OrganisationRefScalar], {
    description:
      "Where paths end: 1 to 100 organisations, any of which will do. One that is also in `from` is a path of no hops.",
  })
  @ArrayMaxSize(100, { message: "to must be 100 organisations at most" })
  to: string[];

  @Field(() => NetworkFilterInput, {
    nullable: true,
    description:
      "Which organisations and partnerships a path may use; the ends are exempt from its conditions on organisations, and " +
      "one that `without` names is BAD_USER_INPUT.",
  })
  where?: NetworkFilterInput | null;

  @Field(() => Int, {
    defaultValue: 6,
    description: "How many hops a path may have, 0 to 8; it bounds the search itself.",
  })
  @Min(0, { message: "maxHops must be 0 to 8" })
  @Max(8, { message: "maxHops must be 0 to 8" })
  maxHops: number;
}

@Resolver(() => PathType)
export class PathResolver {
  @Query(() => PathAnswer, {
    description:
      "The best way from any organisation of `from` to any of `to`: fewest hops, then least cost, then by ids, so that it is " +
      "the same every time. No inner organisation of a path is an end. Where there is none the answer says why.",
  })
  paths(@Args(() => PathsArguments) question: PathsArguments, @Ctx() { viewer, services }: Context) {
    return services.findPaths(viewer, question);
  }

  @FieldResolver(() => Int, { description: "How many hops it has: one less than its organisations." })
  hops(@Root() { steps }: Path): number {
    return steps.length;
  }

  @FieldResolver(() => [OrganisationType], {
    description: "The organisations along the way, both ends included: one more than `hops`.",
  })
  organisations(@Root() { organisations }: Path, @Ctx() context: Context) {
    return organisations.map((id) => organisationOf(context, id));
  }
}

@Resolver(() => PathStepType)
export class PathStepResolver {
  @FieldResolver(() => OrganisationType, { description: "The organisation at the near end of the hop." })
  from(@Root() { from }: PathStep, @Ctx() context: Context) {
    return organisationOf(context, from);
  }

  @FieldResolver(() => OrganisationType, { description: "The organisation at the far end of the hop." })
  to(@Root() { to }: PathStep, @Ctx() context: Context) {
    return organisationOf(context, to);
  }

  @FieldResolver(() => Int, { description: "How many partnerships tie the two under the filter." })
  partnershipCount(@Root() { partnerships }: PathStep): number {
    return partnerships.length;
  }

  @FieldResolver(() => [PartnershipType], {
    nullable: true,
    description:
      "Those partnerships, closest first; null with the error UNAVAILABLE while the store does not answer.",
  })
  partnerships(
    @Root() { partnerships }: PathStep,
    @Args(() => FirstThree) { first }: First,
    @Ctx() { loaders }: Context,
  ) {
    return presentPartnerships(loaders, partnerships.slice(0, first));
  }
}

@Resolver(() => NoPathType)
export class NoPathResolver {
  @FieldResolver(() => String, { description: "Why there is no path, in a sentence or two for people." })
  explanation(
    @Root() answer: NoPath,
    @Arg("language", () => Language, { nullable: true, description: languageDescription })
    language: LanguageCode | null | undefined,
    @Ctx() context: Context,
  ): string {
    return noPathExplanation(answer, context.names, language ?? context.language);
  }
}
