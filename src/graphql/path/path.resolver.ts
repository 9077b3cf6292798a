import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";

import {
  weakestStepOf,
  type IntroductionStep,
  type NoPath,
  type Path,
  type Paths,
  type PathRank as Rank,
  type PathStep,
  type Relaxation,
  type RelaxationKind as Change,
} from "../../domain/path.js";
import { limits } from "../../service/services.js";
import {
  introductionText,
  noPathExplanation,
  relaxationText,
  type Language as LanguageCode,
} from "../../text/text.js";
import { AtMost, Between } from "../bounds.js";
import { firstArguments, type First } from "../connection.js";
import { organisationOf, type Context } from "../context.js";
import { SuggestedPartnershipType } from "../gap/gap.type.js";
import { inTurns } from "../in-turns.js";
import { Language, languageDescription } from "../language.js";
import { presentPartnerships } from "../loaders.js";
import { NetworkFilterInput } from "../network/network-filter.input.js";
import { OrganisationType } from "../organisation/organisation.type.js";
import { PartnershipType } from "../partnership/partnership.type.js";
import { OrganisationRefScalar } from "../scalars.js";
import {
  IntroductionStepType,
  NoPathType,
  PathAnswer,
  PathRank,
  PathsType,
  PathStepType,
  PathType,
  RelaxationKind,
  RelaxationType,
} from "./path.type.js";

const FirstThree = firstArguments(3);

@ArgsType()
class PathsArguments {
  @Field(() => [OrganisationRefScalar], {
    description: `Where paths begin: 1 to ${limits.ends} organisations, any of which will do. Repeats count once.`,
  })
  @AtMost(limits.ends, "organisations")
  from: string[];

  @Field(() => [OrganisationRefScalar], {
    description: `Where paths end: 1 to ${limits.ends} organisations, any of which will do. One that is also in \`from\` is a path of no hops.`,
  })
  @AtMost(limits.ends, "organisations")
  to: string[];

  @Field(() => NetworkFilterInput, {
    nullable: true,
    description:
      "Which organisations and partnerships a path may use; the ends are exempt from its conditions on organisations, and " +
      "one that `without` names is BAD_USER_INPUT.",
  })
  where?: NetworkFilterInput | null;

  @Field(() => PathRank, {
    defaultValue: "HOPS",
    description: "What makes one path better than another.",
  })
  rankBy: Rank;

  @Field(() => [OrganisationRefScalar], {
    nullable: true,
    description:
      "Up to three organisations that each path passes, in whatever order is best; one at an end of a path is passed too. Not " +
      "together with `disjoint`.",
  })
  @AtMost(limits.via, "organisations")
  via?: string[] | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Ask for paths that share no inner organisation: as many as there are up to `first`, of the least sum under `rankBy`, " +
      "best first; those over `maxHops` are dropped. Where both lists hold others too, an organisation in both is the end of no " +
      "path of two hops or more. Not together with `via`.",
  })
  disjoint: boolean;

  @Field(() => Int, { defaultValue: 1, description: `How many paths at most: 1 to ${limits.paths}.` })
  @Between(1, limits.paths)
  first: number;

  @Field(() => Int, {
    defaultValue: 6,
    description: `How many hops a path may have, 0 to ${limits.maxHops}; it bounds the search itself.`,
  })
  @Between(0, limits.maxHops)
  maxHops: number;
}

@Resolver(() => PathsType)
export class PathsResolver {
  @FieldResolver(() => [PathType], {
    description: "The paths, best first under `rankBy`, equally good ones by the ids along the way.",
  })
  paths(@Root() { paths }: Paths) {
    // A path holds some dozens of objects.
    return inTurns(paths, 25);
  }
}

@Resolver(() => PathType)
export class PathResolver {
  @Query(() => PathAnswer, {
    description:
      "The best ways from any organisation of `from` to any of `to`, best first: loopless, and the same every time. No inner " +
      "organisation of a path is an end; parallel partnerships do not make different paths. Where there is none the answer says why.",
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

  @FieldResolver(() => [IntroductionStepType], {
    description:
      "The path as a plan, one step for each inner organisation: the first organisation of the path asks `asked` to bring it to " +
      "`about`, the next one.",
  })
  introduction(@Root() path: Path, @Ctx() { services }: Context) {
    return services.introduce(path);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: "The position in `steps`, from 0, of the first of the dearest; null without steps.",
  })
  weakestStep(@Root() path: Path): number | null {
    return weakestStepOf(path);
  }
}

@Resolver(() => IntroductionStepType)
export class IntroductionStepResolver {
  @FieldResolver(() => OrganisationType, { description: "The inner organisation of the path that is asked." })
  asked(@Root() { asked }: IntroductionStep, @Ctx() context: Context) {
    return organisationOf(context, asked);
  }

  @FieldResolver(() => OrganisationType, {
    description: "The next organisation of the path, to which it is asked to bring the first one.",
  })
  about(@Root() { about }: IntroductionStep, @Ctx() context: Context) {
    return organisationOf(context, about);
  }

  @FieldResolver(() => PartnershipType, {
    nullable: true,
    description:
      "The one of their partnerships that passes the filter and runs the longest, the closest of several: over this they were " +
      "active last. Null where it is gone by now, and with the error UNAVAILABLE while the store does not answer.",
  })
  partnership(@Root() { latest }: IntroductionStep, @Ctx() { loaders }: Context) {
    return latest === null ? null : loaders.partnership.load(latest.id);
  }

  @FieldResolver(() => String, {
    description:
      "What speaks for asking it, in a few sentences for people: what is recorded between the two.",
  })
  because(
    @Root() step: IntroductionStep,
    @Arg("language", () => Language, { nullable: true, description: languageDescription })
    language: LanguageCode | null | undefined,
    @Ctx() context: Context,
  ): string {
    return introductionText(step, context.names, language ?? context.language);
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

/** The share of the time left that remedies may take, so that a reason that took long to find is still told. */
const forRemedies = 0.8;

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

  @FieldResolver(() => [RelaxationType], {
    description:
      "The smallest changes of the question that give a path, each with its path: one condition dropped, else two; more hops; no " +
      "organisations to pass; where none of these does, two of them together. The list ends early where there is no time to try " +
      "them all.",
  })
  relaxations(@Root() answer: NoPath, @Ctx() { viewer, services, timeLeft }: Context) {
    return services.relax(viewer, answer, forRemedies * timeLeft());
  }

  @FieldResolver(() => [SuggestedPartnershipType], {
    description:
      "The likeliest new partnerships, five at most and best first: each alone, taken to pass the filter, makes a path of this " +
      "question within `maxHops`. None where there is no time to find and rank them.",
  })
  suggestions(@Root() answer: NoPath, @Ctx() { viewer, services, timeLeft }: Context) {
    return services.suggestPartnerships(viewer, answer, forRemedies * timeLeft());
  }
}

@Resolver(() => RelaxationType)
export class RelaxationResolver {
  @FieldResolver(() => RelaxationKind, { description: "The first of `changes`." })
  change(@Root() { changes }: Relaxation): Change {
    return changes[0];
  }

  @FieldResolver(() => String, { description: "What to change and what it gives, in a sentence or two." })
  explanation(
    @Root() relaxation: Relaxation,
    @Arg("language", () => Language, { nullable: true, description: languageDescription })
    language: LanguageCode | null | undefined,
    @Ctx() context: Context,
  ): string {
    return relaxationText(relaxation, context.names, language ?? context.language);
  }
}
