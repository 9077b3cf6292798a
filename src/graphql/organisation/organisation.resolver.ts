import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Mutation,
  Query,
  Resolver,
  Root,
} from "type-graphql";

import { SchakelError } from "../../domain/errors.js";
import type { OrganisationId, PartnershipId } from "../../domain/ids.js";
import type { Organisation } from "../../domain/organisation.js";
import { limits } from "../../service/services.js";
import { AtMost, Characters } from "../bounds.js";
import {
  firstArguments,
  PageArguments,
  type First,
  toConnection,
  toPageRequest,
  toReadConnection,
} from "../connection.js";
import { organisationOf, type Context } from "../context.js";
import { presentPartnerships, readPartnerships } from "../loaders.js";
import { NetworkFilterInput } from "../network/network-filter.input.js";
import { PartnershipFilterInput } from "../partnership/partnership.input.js";
import { PartnershipConnection, PartnershipType } from "../partnership/partnership.type.js";
import { fromIdentifiers, sectorsOf, toIdentifiers } from "../record.js";
import { RegionType } from "../region/region.type.js";
import { OrganisationRefScalar } from "../scalars.js";
import { SectorType } from "../sector/sector.type.js";
import {
  OrganisationFilterInput,
  OrganisationOrderInput,
  RecordOrganisationInput,
  RemoveOrganisationInput,
} from "./organisation.input.js";
import {
  Identifier,
  OrganisationConnection,
  OrganisationPayload,
  OrganisationType,
  PartnerConnection,
  PartnerEdge,
  RemovalPayload,
} from "./organisation.type.js";

const FirstThree = firstArguments(3);

@ArgsType()
class OrganisationsByRefArguments {
  @Field(() => [OrganisationRefScalar], {
    description: `The refs, up to ${limits.page}; the answer keeps their order.`,
  })
  @AtMost(limits.page)
  refs: string[];
}

@ArgsType()
class OrganisationsArguments extends PageArguments {
  @Field(() => String, {
    nullable: true,
    description:
      "Words, each of which must begin a word of the name, whatever its capitals and accents; or the value of an " +
      `identifier, exactly as recorded. At most ${limits.search} characters.`,
  })
  @Characters(limits.search)
  search?: string | null;

  @Field(() => OrganisationFilterInput, {
    nullable: true,
    description: "Which organisations count; absent: all.",
  })
  where?: OrganisationFilterInput | null;

  @Field(() => OrganisationOrderInput, {
    nullable: true,
    description: "The order of the list; absent: best match first where `search` is given, else by name.",
  })
  orderBy?: OrganisationOrderInput | null;
}

@ArgsType()
class OrganisationPartnershipsArguments extends PageArguments {
  @Field(() => PartnershipFilterInput, {
    nullable: true,
    description: "Which of its partnerships count; absent: all, ended ones too.",
  })
  where?: PartnershipFilterInput | null;
}

@ArgsType()
class PartnersArguments extends PageArguments {
  @Field(() => NetworkFilterInput, {
    nullable: true,
    description:
      "Which partners and partnerships count; the organisation itself is exempt from it. Absent: all.",
  })
  where?: NetworkFilterInput | null;
}

@Resolver(() => OrganisationType)
export class OrganisationResolver {
  @Query(() => OrganisationType, {
    nullable: true,
    description: "Looks an organisation up; null where the ref names none.",
  })
  organisation(
    @Arg("ref", () => OrganisationRefScalar, { description: "Its id or one of its identifiers." })
    ref: string,
    @Ctx() { viewer, services }: Context,
  ) {
    return services.findOrganisation(viewer, ref);
  }

  @Query(() => [OrganisationType], {
    nullable: "items",
    description: `Looks up to ${limits.page} organisations up, in the order asked, null where a ref names none.`,
  })
  organisationsByRef(
    @Args(() => OrganisationsByRefArguments) { refs }: OrganisationsByRefArguments,
    @Ctx() { viewer, services }: Context,
  ) {
    return refs.map((ref) => services.findOrganisation(viewer, ref));
  }

  @Query(() => OrganisationConnection, {
    description:
      "Searches and lists organisations: best match first where `search` is given, else by name, unless `orderBy` says otherwise.",
  })
  organisations(
    @Args(() => OrganisationsArguments) { search, where, orderBy, ...page }: OrganisationsArguments,
    @Ctx() context: Context,
  ) {
    const { viewer, services } = context;
    const found = services.listOrganisations(viewer, {
      search,
      where,
      order: orderBy,
      page: toPageRequest(page),
    });
    return toConnection(found, (id) => organisationOf(context, id));
  }

  @Mutation(() => OrganisationPayload, {
    description:
      "Records an organisation: makes a new one, or amends the one that `ref` or an identifier names.",
  })
  async recordOrganisation(
    @Arg("input", () => RecordOrganisationInput, {
      description: "The organisation to record, and which one to amend.",
    })
    input: RecordOrganisationInput,
    @Ctx() context: Context,
  ) {
    const { viewer, services, loaders } = context;
    const command = { ...input, identifiers: fromIdentifiers(input.identifiers) };
    const { id, revision } = await services.recordOrganisation(viewer, command);
    loaders.partnership.clearAll();
    return { organisation: organisationDone(context, id), revision };
  }

  @Mutation(() => RemovalPayload, {
    description: "Removes an organisation for good; CONFLICT while it is party to a partnership.",
  })
  async removeOrganisation(
    @Arg("input", () => RemoveOrganisationInput, { description: "Which one to remove." })
    input: RemoveOrganisationInput,
    @Ctx() { viewer, services, loaders }: Context,
  ) {
    const { id, revision } = await services.removeOrganisation(viewer, input);
    loaders.partnership.clearAll();
    return { removed: id, revision };
  }

  @FieldResolver(() => [Identifier], {
    description: "What registers know it by, in the recorded order; each makes a ref, `scheme:value`.",
  })
  identifiers(@Root() { identifiers }: Organisation) {
    return toIdentifiers(identifiers);
  }

  @FieldResolver(() => RegionType, {
    nullable: true,
    description: "The smallest known area it lies in; null where none is known.",
  })
  region(@Root() { region }: Organisation, @Ctx() { services }: Context) {
    return region === null ? null : services.regionOf(region);
  }

  @FieldResolver(() => [SectorType], {
    description: "The fields it works in, ordered by code; its own, not those of its partnerships.",
  })
  sectors(@Root() { sectors }: Organisation, @Ctx() context: Context) {
    return sectorsOf(context, sectors);
  }

  @FieldResolver(() => PartnershipConnection, {
    description:
      "The partnerships it is party to: the one that began last first, those of unknown beginning at the end.",
  })
  async partnerships(
    @Root() { id }: Organisation,
    @Args(() => OrganisationPartnershipsArguments) { where, ...page }: OrganisationPartnershipsArguments,
    @Ctx() { viewer, services, loaders }: Context,
  ) {
    const parties = [id, ...(where?.parties ?? [])];
    const found = await services.listPartnerships(viewer, {
      where: where?.parties?.length === 0 ? where : { ...where, parties },
      page: toPageRequest(page),
    });
    return toReadConnection(found, (ids) => readPartnerships(loaders, ids));
  }

  @FieldResolver(() => PartnerConnection, {
    description:
      "The organisations linked to this one under the filter, from which this one is exempt: most partnerships first, " +
      "then by name. A partnership of more than 200 parties links only its coordinators and connectors to the others.",
  })
  partners(
    @Root() { id }: Organisation,
    @Args(() => PartnersArguments) { where, ...page }: PartnersArguments,
    @Ctx() context: Context,
  ) {
    const { viewer, services } = context;
    const found = services.listPartners(viewer, { of: id, where, page: toPageRequest(page) });
    return toConnection(
      found,
      (partner) => organisationOf(context, partner.organisation),
      ({ partnerships }) => ({ partnershipCount: partnerships.length, ids: partnerships }),
    );
  }
}

@Resolver(() => PartnerEdge)
export class PartnerEdgeResolver {
  @FieldResolver(() => [PartnershipType], {
    nullable: true,
    description:
      "The partnerships that tie the two, closest first; null with the error UNAVAILABLE while the store does not answer.",
  })
  partnerships(
    @Root() { ids }: { readonly ids: readonly PartnershipId[] },
    @Args(() => FirstThree) { first }: First,
    @Ctx() { loaders }: Context,
  ) {
    return presentPartnerships(loaders, ids.slice(0, first));
  }
}

/** The organisation that a command was about; the network has caught up with the command by now. */
function organisationDone({ services }: Context, id: OrganisationId): Organisation {
  const organisation = services.organisationOf(id);
  if (organisation === null)
    throw new SchakelError(
      "NOT_FOUND",
      `Cannot show organisation "${id}": it was recorded, and removed since`,
    );
  return organisation;
}
