import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";

import { regionIdOf, type RegionCode } from "../../domain/ids.js";
import type { Region } from "../../domain/region.js";
import { limits } from "../../domain/record-rules.js";
import { Characters } from "../bounds.js";
import { ForwardPageArguments, PageArguments, toConnection, toPageRequest } from "../connection.js";
import { organisationOf, type Context } from "../context.js";
import { OrganisationFilterInput, OrganisationOrderInput } from "../organisation/organisation.input.js";
import { OrganisationConnection } from "../organisation/organisation.type.js";
import { RegionCodeScalar } from "../scalars.js";
import { DivisionCount, RegionConnection, RegionType } from "./region.type.js";

@ArgsType()
class ContainsArguments extends ForwardPageArguments {
  @Field(() => String, {
    nullable: true,
    description:
      "Only regions of this division, for example MUNICIPALITY; NOT_FOUND where none belongs to it. Absent: of all.",
  })
  @Characters(limits.division)
  division?: string | null;
}

@ArgsType()
class RegionsArguments extends ContainsArguments {
  @Field(() => RegionCodeScalar, {
    nullable: true,
    description:
      "Only regions that lie within this one, however far up; NOT_FOUND where no region has the code.",
  })
  within?: string | null;
}

@ArgsType()
class RegionOrganisationsArguments extends PageArguments {
  @Field(() => OrganisationFilterInput, {
    nullable: true,
    description: "Which of the region's organisations count; absent: all.",
  })
  where?: OrganisationFilterInput | null;

  @Field(() => OrganisationOrderInput, {
    nullable: true,
    description: "The order of the list; absent: by name.",
  })
  orderBy?: OrganisationOrderInput | null;
}

@Resolver(() => RegionType)
export class RegionResolver {
  @Query(() => RegionType, {
    nullable: true,
    description: "Looks a region up by its code; null where no region has it.",
  })
  region(
    @Arg("code", () => RegionCodeScalar, { description: "The region's code, such as AM22 or GM0599." })
    code: string,
    @Ctx() { viewer, services }: Context,
  ) {
    return services.findRegion(viewer, code);
  }

  @Query(() => RegionConnection, {
    description: "The regions, ordered by name; of one division or within one region if asked.",
  })
  regions(@Args(() => RegionsArguments) question: RegionsArguments, @Ctx() context: Context) {
    return listRegions(context, question.division, question.within, question);
  }

  @Query(() => [DivisionCount], {
    description: "The divisions that regions belong to, ordered by name, for menus.",
  })
  divisions(@Ctx() { viewer, services }: Context) {
    return services.listDivisions(viewer);
  }

  @FieldResolver(() => ID)
  id(@Root() { code }: Region) {
    return regionIdOf(code);
  }

  @FieldResolver(() => [RegionType], {
    description: "The regions it lies in directly, ordered by code; those lie in others in turn.",
  })
  within(@Root() { within }: Region, @Ctx() { services }: Context) {
    return within.map((code) => services.regionOf(code)).filter((region) => region !== null);
  }

  @FieldResolver(() => RegionConnection, {
    description: "The regions that lie in it, however far down, ordered by name.",
  })
  contains(
    @Root() { code }: Region,
    @Args(() => ContainsArguments) question: ContainsArguments,
    @Ctx() context: Context,
  ) {
    return listRegions(context, question.division, code, question);
  }

  @FieldResolver(() => OrganisationConnection, {
    description:
      "The organisations that lie in it or in a region within it, ordered by name unless `orderBy` is given.",
  })
  organisations(
    @Root() { code }: Region,
    @Args(() => RegionOrganisationsArguments) { where, orderBy, ...page }: RegionOrganisationsArguments,
    @Ctx() context: Context,
  ) {
    const { viewer, services } = context;
    const found = services.listOrganisations(viewer, {
      within: code,
      where,
      order: orderBy,
      page: toPageRequest(page),
    });
    return toConnection(found, (id) => organisationOf(context, id));
  }
}

function listRegions(
  { viewer, services }: Context,
  division: string | null | undefined,
  within: string | null | undefined,
  page: ForwardPageArguments,
) {
  const found = services.listRegions(viewer, { division, within, page: toPageRequest(page) });
  return toConnection(found, (code: RegionCode) => services.regionOf(code));
}
