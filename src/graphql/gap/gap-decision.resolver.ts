import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";

import type { DecidedGap, GapDecision } from "../../domain/gap-decision.js";
import type { Context } from "../context.js";
import { PartnershipType } from "../partnership/partnership.type.js";
import { DecideGapInput, GapDecisionPayload } from "./decide-gap.type.js";
import { GapDecisionType } from "./gap-decision.type.js";
import { GapType } from "./gap.type.js";

@Resolver(() => GapType)
export class DecidedGapResolver {
  @FieldResolver(() => GapDecisionType, {
    nullable: true,
    description: "What was decided about it; null where nobody has decided.",
  })
  decision(@Root() { decision }: DecidedGap) {
    return decision;
  }
}

@Resolver(() => GapDecisionType)
export class GapDecisionResolver {
  @FieldResolver(() => PartnershipType, {
    nullable: true,
    description:
      "The partnership that closed it; null where none did, and with the error UNAVAILABLE while the store does not answer.",
  })
  closedBy(@Root() { closedBy }: GapDecision, @Ctx() { loaders }: Context) {
    return closedBy === null ? null : loaders.partnership.load(closedBy);
  }

  @Mutation(() => GapDecisionPayload, {
    description:
      "Decides about a gap. The decision attaches to its kind, region and subject and takes the place of the one before; " +
      "a partnership that closes an accepted gap is named with it later.",
  })
  async decideGap(
    @Arg("input", () => DecideGapInput, { description: "The gap, and what is decided about it." })
    input: DecideGapInput,
    @Ctx() { viewer, services, loaders }: Context,
  ) {
    const { id, decision, revision } = await services.decideGap(viewer, input);
    loaders.partnership.clearAll();
    const gap = await services.findGap(viewer, id);
    return { gap, decision: gap === null ? decision : gap.decision, revision };
  }
}
