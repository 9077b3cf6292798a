import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { IsInt } from "class-validator";

import type { OrganisationId, RegionCode } from "../../domain/ids.js";
import type { Region } from "../../domain/region.js";
import type {
  CoverageCell as Cell,
  OrganisationMeasures,
  RegionSummary as Summary,
} from "../../domain/region-summary.js";
import { limits } from "../../service/services.js";
import { Between } from "../bounds.js";
import { organisationOf, type Context } from "../context.js";
import { NetworkFilterInput } from "../network/network-filter.input.js";
import { OrganisationType } from "../organisation/organisation.type.js";
import { OrganisationRefScalar } from "../scalars.js";
import { SectorType } from "../sector/sector.type.js";
import {
  CoverageCell,
  Measure,
  OrganisationMeasuresType,
  RegionSummary,
  type MeasureName,
} from "./region-summary.type.js";
import { RegionType } from "./region.type.js";

@ArgsType()
class SummaryArguments {
  @Field(() => NetworkFilterInput, {
    nullable: true,
    description: "Which organisations and partnerships count; absent: all, of every period.",
  })
  where?: NetworkFilterInput | null;
}

@ArgsType()
class MeasuresArguments {
  @Field(() => [OrganisationRefScalar], {
    nullable: true,
    description:
      "Only these, where they pass the filter; NOT_FOUND where one is not known, BAD_USER_INPUT where one does not lie in the region. " +
      "Absent: all.",
  })
  of?: string[] | null;

  @Field(() => Measure, {
    defaultValue: "BETWEENNESS",
    description: "Those with the most of it come first, those without it last, equal ones by name.",
  })
  orderBy: MeasureName;

  @Field(() => Int, {
    defaultValue: limits.defaultPage,
    description: `How many organisations, 1 to ${limits.page}.`,
  })
  @IsInt()
  @Between(1, limits.page)
  first: number;
}

/** A summary, and what it was asked of. */
interface Summarised extends Summary {
  readonly region: RegionCode;
  readonly where: NetworkFilterInput | null | undefined;
}

@Resolver(() => RegionType)
export class SummarisedRegionResolver {
  @FieldResolver(() => RegionSummary, {
    description: "What the network of the region looks like, in numbers. From memory.",
  })
  async summary(
    @Root() { code: region }: Region,
    @Args(() => SummaryArguments) { where }: SummaryArguments,
    @Ctx() { viewer, services, allowRanking }: Context,
  ): Promise<Summarised> {
    allowRanking();
    return { ...(await services.summariseRegion(viewer, { region, where })), region, where };
  }
}

const fields: Readonly<Record<MeasureName, keyof OrganisationMeasures>> = {
  DEGREE: "degree",
  BETWEENNESS: "betweenness",
  CLOSENESS: "closeness",
  CLUSTERING: "clustering",
  CORE: "core",
  CONSTRAINT: "constraint",
  EFFECTIVE_SIZE: "effectiveSize",
};

@Resolver(() => RegionSummary)
export class RegionSummaryResolver {
  @FieldResolver(() => [OrganisationMeasuresType], {
    description:
      "How organisations stand in the network of the region, measured on demand; a large region takes seconds, and " +
      "BUDGET_EXCEEDED where it takes too long.",
  })
  async measures(
    @Root() { region, where }: Summarised,
    @Args(() => MeasuresArguments) { orderBy, ...question }: MeasuresArguments,
    @Ctx() { viewer, services, allowRanking }: Context,
  ) {
    allowRanking();
    const found = await services.measureOrganisations(viewer, {
      ...question,
      region,
      where,
      orderBy: fields[orderBy],
    });
    return found.map(({ organisation, measures }) => ({ organisation, ...measures }));
  }
}

@Resolver(() => OrganisationMeasuresType)
export class OrganisationMeasuresResolver {
  @FieldResolver(() => OrganisationType, { description: "The organisation that is measured." })
  organisation(@Root() { organisation }: { readonly organisation: OrganisationId }, @Ctx() context: Context) {
    return organisationOf(context, organisation);
  }
}

@Resolver(() => CoverageCell)
export class CoverageCellResolver {
  @FieldResolver(() => SectorType, { description: "The sector that the cell is about." })
  sector(@Root() { sector }: Cell, @Ctx() { services }: Context) {
    return services.sectorOf(sector);
  }
}
