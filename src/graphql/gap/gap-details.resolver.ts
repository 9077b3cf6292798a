import { Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";

import type { DormantPartnership, MissingKind, SinglePointOfFailure } from "../../domain/gap.js";
import { firstArguments, type First } from "../connection.js";
import { organisationOf, type Context } from "../context.js";
import { OrganisationType } from "../organisation/organisation.type.js";
import { PartnershipType } from "../partnership/partnership.type.js";
import { SectorType } from "../sector/sector.type.js";
import { DormantPartnershipType, MissingKindType, SinglePointOfFailureType } from "./gap.type.js";

const FirstTwenty = firstArguments(20);

@Resolver(() => SinglePointOfFailureType)
export class SinglePointOfFailureResolver {
  @FieldResolver(() => OrganisationType, {
    nullable: true,
    description: "The organisation that others hang by; null where it is a partnership.",
  })
  organisation(@Root() { organisation }: SinglePointOfFailure, @Ctx() context: Context) {
    return organisation === null ? null : organisationOf(context, organisation);
  }

  @FieldResolver(() => PartnershipType, {
    nullable: true,
    description:
      "The partnership that others hang by, with all its links; null where it is an organisation, and with the error " +
      "UNAVAILABLE while the store does not answer.",
  })
  partnership(@Root() { partnership }: SinglePointOfFailure, @Ctx() { loaders }: Context) {
    return partnership === null ? null : loaders.partnership.load(partnership);
  }

  @FieldResolver(() => [OrganisationType], {
    description: "Those who would be cut off, piece by piece, the largest piece first.",
  })
  cutsOff(
    @Root() { cutsOff }: SinglePointOfFailure,
    @Args(() => FirstTwenty) { first }: First,
    @Ctx() context: Context,
  ) {
    return cutsOff.slice(0, first).map((id) => organisationOf(context, id));
  }

  @FieldResolver(() => Int, { description: "How many would be cut off, however many of them are shown." })
  cutsOffCount(@Root() { cutsOff }: SinglePointOfFailure): number {
    return cutsOff.length;
  }
}

@Resolver(() => MissingKindType)
export class MissingKindResolver {
  @FieldResolver(() => SectorType, { description: "The sector that misses them." })
  sector(@Root() { sector }: MissingKind, @Ctx() { services }: Context) {
    return services.sectorOf(sector);
  }
}

@Resolver(() => DormantPartnershipType)
export class DormantPartnershipResolver {
  @FieldResolver(() => PartnershipType, {
    nullable: true,
    description:
      "The partnership that ended; null with the error UNAVAILABLE while the store does not answer.",
  })
  partnership(@Root() { partnership }: DormantPartnership, @Ctx() { loaders }: Context) {
    return loaders.partnership.load(partnership);
  }
}
