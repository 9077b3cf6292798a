import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";

import type { SectorContent } from "../../domain/sector.js";
import type { Language as LanguageCode } from "../../text/text.js";
import { ForwardPageArguments, toConnection, toPageRequest } from "../connection.js";
import type { Context } from "../context.js";
import { Language, languageDescription } from "../language.js";
import { SectorConnection, SectorType } from "./sector.type.js";

@Resolver(() => SectorType)
export class SectorResolver {
  @Query(() => SectorConnection, {
    description:
      "The sectors that organisations and partnerships bear or that are described, ordered by code.",
  })
  sectors(
    @Args(() => ForwardPageArguments) page: ForwardPageArguments,
    @Ctx() { viewer, services }: Context,
  ) {
    return toConnection(
      services.listSectors(viewer, toPageRequest(page)),
      ({ sector }) => sector,
      ({ organisationCount, partnershipCount }) => ({ organisationCount, partnershipCount }),
    );
  }

  @FieldResolver(() => String, {
    description:
      "What the sector is called; its code where no name is known, its English name where no Dutch one is.",
  })
  name(
    @Root() { name, nameNl }: SectorContent,
    @Arg("language", () => Language, { nullable: true, description: languageDescription })
    language: LanguageCode | null | undefined,
    @Ctx() context: Context,
  ): string {
    return (language ?? context.language) === "NL" ? (nameNl ?? name) : name;
  }
}
