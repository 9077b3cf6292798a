import { Arg, Args, ArgsType, Ctx, Field, ID, Query, Resolver } from "type-graphql";

import { isOrganisationId, isPartnershipId, regionCodeOf } from "../../domain/ids.js";
import { isNormId } from "../../domain/norm.js";
import { limits } from "../../service/services.js";
import { AtMost } from "../bounds.js";
import type { Context } from "../context.js";
import { Node, type AnyNode } from "./node.type.js";

@ArgsType()
class NodesArguments {
  @Field(() => [ID], { description: `The global ids, up to ${limits.page}; the answer keeps their order.` })
  @AtMost(limits.page)
  ids: string[];
}

@Resolver(() => Node)
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description:
      "Fetches anything again by its global id; null where the id names nothing, or nothing any more.",
  })
  node(
    @Arg("id", () => ID, { description: "The global id of what is wanted." }) id: string,
    @Ctx() context: Context,
  ) {
    return nodeOf(context, id);
  }

  @Query(() => [Node], {
    nullable: "items",
    description: `Fetches up to ${limits.page} things again by their global ids, in the order asked, null where an id names nothing.`,
  })
  nodes(@Args(() => NodesArguments) { ids }: NodesArguments, @Ctx() context: Context) {
    return ids.map((id) => nodeOf(context, id));
  }
}

function nodeOf(
  { viewer, services, loaders, allowRanking }: Context,
  id: string,
): AnyNode | null | Promise<AnyNode | null> {
  if (isOrganisationId(id)) return services.findOrganisation(viewer, id);
  if (isPartnershipId(id)) return loaders.partnership.load(id);
  if (id.startsWith("gap_")) {
    allowRanking();
    return services.findGap(viewer, id);
  }
  if (isNormId(id)) return services.findNorm(viewer, id);
  const code = regionCodeOf(id);
  return code === null ? null : services.findRegion(viewer, code);
}
