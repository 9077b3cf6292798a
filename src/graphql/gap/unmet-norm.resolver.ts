import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";

import type { UnmetNorm } from "../../domain/gap.js";
import { organisationOf, type Context } from "../context.js";
import { OrganisationType } from "../organisation/organisation.type.js";
import { RegionType } from "../region/region.type.js";
import { UnmetNormType } from "./unmet-norm.type.js";

@Resolver(() => UnmetNormType)
export class UnmetNormResolver {
  @FieldResolver(() => OrganisationType, {
    nullable: true,
    description: "The organisation that does not meet it; null where the norm is on regions.",
  })
  organisation(@Root() { organisation }: UnmetNorm, @Ctx() context: Context) {
    return organisation === null ? null : organisationOf(context, organisation);
  }

  @FieldResolver(() => RegionType, {
    nullable: true,
    description:
      "The region in which it is not met: one of the norm's division, in the region asked about or around it; null where " +
      "the norm is on organisations.",
  })
  judgedRegion(@Root() { judgedRegion }: UnmetNorm, @Ctx() { services }: Context) {
    return judgedRegion === null ? null : services.regionOf(judgedRegion);
  }
}
