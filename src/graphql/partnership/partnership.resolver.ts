import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from "type-graphql";

import { SchakelError } from "../../domain/errors.js";
import type { PartnershipId } from "../../domain/ids.js";
import type { Partnership, Party } from "../../domain/partnership.js";
import { limits as recordLimits } from "../../domain/record-rules.js";
import { limits } from "../../service/services.js";
import { partnershipTitle } from "../../text/text.js";
import { Characters, sized } from "../bounds.js";
import { firstArguments, PageArguments, toPageRequest, toReadConnection, type First } from "../connection.js";
import { organisationOf, type Context } from "../context.js";
import { readPartnerships } from "../loaders.js";
import { Identifier, OrganisationType, RemovalPayload } from "../organisation/organisation.type.js";
import { fromIdentifiers, sectorsOf, toIdentifiers } from "../record.js";
import { PartnershipRefScalar } from "../scalars.js";
import { SectorType } from "../sector/sector.type.js";
import {
  EndPartnershipInput,
  PartnershipFilterInput,
  RecordPartnershipInput,
  RemovePartnershipInput,
} from "./partnership.input.js";
import { PartnershipConnection, PartnershipPayload, PartnershipType, PartyType } from "./partnership.type.js";

const FirstHundred = firstArguments(100, recordLimits.parties);

@ArgsType()
class PartnershipsArguments extends PageArguments {
  @Field(() => String, {
    nullable: true,
    description:
      "Words, each of which must begin a word of the recorded title, whatever its capitals and accents; or the value of an " +
      `identifier, exactly as recorded. At most ${limits.search} characters.`,
  })
  @Characters(limits.search)
  search?: string | null;

  @Field(() => PartnershipFilterInput, {
    nullable: true,
    description: "Which partnerships count; absent: all, ended ones too.",
  })
  where?: PartnershipFilterInput | null;
}

@Resolver(() => PartnershipType)
export class PartnershipResolver {
  @Query(() => PartnershipType, {
    nullable: true,
    description: "Looks a partnership up; null where the ref names none.",
  })
  partnership(
    @Arg("ref", () => PartnershipRefScalar, { description: "Its id or one of its identifiers." }) ref: string,
    @Ctx() { viewer, services }: Context,
  ) {
    return services.findPartnership(viewer, ref);
  }

  @Query(() => PartnershipConnection, {
    description:
      "Searches and lists partnerships: best match first where `search` is given, else the one that began last first, " +
      "those of unknown beginning at the end.",
  })
  async partnerships(
    @Args(() => PartnershipsArguments) { search, where, ...page }: PartnershipsArguments,
    @Ctx() { viewer, services, loaders }: Context,
  ) {
    const found = await services.listPartnerships(viewer, { search, where, page: toPageRequest(page) });
    return toReadConnection(found, (ids) => readPartnerships(loaders, ids));
  }

  @Mutation(() => PartnershipPayload, {
    description:
      "Records a partnership: makes a new one, or amends the one that `ref` or an identifier names.",
  })
  async recordPartnership(
    @Arg("input", () => RecordPartnershipInput, {
      description: "The partnership to record, and which one to amend.",
    })
    input: RecordPartnershipInput,
    @Ctx() context: Context,
  ) {
    const command = { ...input, identifiers: fromIdentifiers(input.identifiers) };
    return presentDone(context, await context.services.recordPartnership(context.viewer, command));
  }

  @Mutation(() => PartnershipPayload, {
    description:
      "Ends a partnership: sets its `until`. It stays known; lists and paths filter it out where they ask for a day.",
  })
  async endPartnership(
    @Arg("input", () => EndPartnershipInput, { description: "Which one ends, and when." })
    input: EndPartnershipInput,
    @Ctx() context: Context,
  ) {
    return presentDone(context, await context.services.endPartnership(context.viewer, input));
  }

  @Mutation(() => RemovalPayload, {
    description: "Removes a partnership that was recorded by mistake, for good.",
  })
  async removePartnership(
    @Arg("input", () => RemovePartnershipInput, { description: "Which one to remove." })
    input: RemovePartnershipInput,
    @Ctx() { viewer, services, loaders }: Context,
  ) {
    const { id, revision } = await services.removePartnership(viewer, input);
    loaders.partnership.clearAll();
    return { removed: id, revision };
  }

  @FieldResolver(() => String, {
    description: "What it is called, as recorded; else made of its parties' names.",
  })
  title(@Root() partnership: Partnership, @Ctx() { names, language }: Context): string {
    if (partnership.title !== null) return partnership.title;
    return partnershipTitle(
      partnership.parties.map(({ organisation }) => names.organisation(organisation)),
      language,
    );
  }

  @FieldResolver(() => [Identifier], {
    description: "What registers know it by, in the recorded order; each makes a ref, `scheme:value`.",
  })
  identifiers(@Root() { identifiers }: Partnership) {
    return toIdentifiers(identifiers);
  }

  @FieldResolver(() => [PartyType], {
    description: `Who takes part, in the recorded order; there can be up to ${sized(recordLimits.parties)}.`,
  })
  parties(@Root() { parties }: Partnership, @Args(() => FirstHundred) { first }: First) {
    return parties.slice(0, first);
  }

  @FieldResolver(() => Int, {
    description: "How many take part, two or more, however many of them are shown.",
  })
  partyCount(@Root() { parties }: Partnership): number {
    return parties.length;
  }

  @FieldResolver(() => [SectorType], { description: "The fields it is about, ordered by code." })
  sectors(@Root() { sectors }: Partnership, @Ctx() context: Context) {
    return sectorsOf(context, sectors);
  }
}

@Resolver(() => PartyType)
export class PartyResolver {
  @FieldResolver(() => OrganisationType, { description: "The organisation that takes part." })
  organisation(@Root() { organisation }: Party, @Ctx() context: Context) {
    return organisationOf(context, organisation);
  }
}

/** Reads the partnership that a command was about afresh: whatever this request had read of it is older. */
async function presentDone(
  { loaders }: Context,
  { id, revision }: { readonly id: PartnershipId; readonly revision: number },
): Promise<{ partnership: Partnership; revision: number }> {
  loaders.partnership.clearAll();
  const partnership = await loaders.partnership.load(id);
  if (partnership === null)
    throw new SchakelError(
      "NOT_FOUND",
      `Cannot show partnership "${id}": it was recorded, and removed since`,
    );
  return { partnership, revision };
}
