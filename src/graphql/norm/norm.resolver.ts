import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";

import type { Norm } from "../../domain/norm.js";
import { normExplanation, normTitle, type Language as LanguageCode } from "../../text/text.js";
import type { Context } from "../context.js";
import { Language, languageDescription } from "../language.js";
import { NormType } from "./norm.type.js";

@Resolver(() => NormType)
export class NormResolver {
  @Query(() => [NormType], {
    description:
      "What is expected of organisations and regions, by id: the norms that the service was started with.",
  })
  norms(@Ctx() { viewer, services }: Context) {
    return services.listNorms(viewer);
  }

  @FieldResolver(() => String, { description: "What is expected, in a few words." })
  title(
    @Root() norm: Norm,
    @Arg("language", () => Language, { nullable: true, description: languageDescription })
    language: LanguageCode | null | undefined,
    @Ctx() context: Context,
  ): string {
    return normTitle(norm, language ?? context.language);
  }

  @FieldResolver(() => String, { description: "What is expected and why, in sentences." })
  explanation(
    @Root() norm: Norm,
    @Arg("language", () => Language, { nullable: true, description: languageDescription })
    language: LanguageCode | null | undefined,
    @Ctx() context: Context,
  ): string {
    return normExplanation(norm, language ?? context.language);
  }
}
