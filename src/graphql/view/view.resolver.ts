import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";

import type { NetworkView } from "../../domain/view.js";
import { limits } from "../../service/services.js";
import { Between, sized } from "../bounds.js";
import { organisationOf, type Context } from "../context.js";
import { inTurns } from "../in-turns.js";
import { NetworkFilterInput } from "../network/network-filter.input.js";
import { OrganisationType } from "../organisation/organisation.type.js";
import { OrganisationRefScalar } from "../scalars.js";
import { NetworkLinkType, NetworkViewType } from "./view.type.js";

@ArgsType()
class ViewArguments {
  @Field(() => NetworkFilterInput, {
    nullable: true,
    description: "Which organisations and partnerships count; absent: all.",
  })
  where?: NetworkFilterInput | null;

  @Field(() => Int, {
    defaultValue: 5000,
    description: `How many links at most, cheapest first: 1 to ${sized(limits.viewLinks)}.`,
  })
  @Between(1, limits.viewLinks)
  firstLinks: number;
}

@ArgsType()
class NeighbourhoodArguments extends ViewArguments {
  @Field(() => OrganisationRefScalar, {
    description: "The organisation in the middle; NOT_FOUND where there is none.",
  })
  of: string;

  @Field(() => Int, {
    defaultValue: 1,
    description: `How many hops away its neighbours may be: 1 to ${limits.neighbourhoodHops}.`,
  })
  @Between(1, limits.neighbourhoodHops)
  hops: number;

  @Field(() => Int, {
    defaultValue: 500,
    description: `How many organisations at most, the one in the middle included: 1 to ${sized(limits.viewOrganisations)}.`,
  })
  @Between(1, limits.viewOrganisations)
  first: number;
}

@ArgsType()
class NetworkViewArguments extends ViewArguments {
  @Field(() => Int, {
    defaultValue: 1000,
    description: `How many organisations at most, the most connected first: 1 to ${sized(limits.viewOrganisations)}.`,
  })
  @Between(1, limits.viewOrganisations)
  first: number;
}

@Resolver(() => NetworkViewType)
export class ViewResolver {
  @Query(() => NetworkViewType, {
    description:
      "The organisations within so many hops of one, itself exempt from the filter: nearest first, then most linked, then " +
      "by name; and the links among them.",
  })
  neighbourhood(
    @Args(() => NeighbourhoodArguments) question: NeighbourhoodArguments,
    @Ctx() { viewer, services }: Context,
  ) {
    return services.viewNeighbourhood(viewer, question);
  }

  @Query(() => NetworkViewType, {
    description:
      "The network of a filter as a drawing needs it: organisations, the most connected first, and the links among them, " +
      "cheapest first.",
  })
  networkView(
    @Args(() => NetworkViewArguments) question: NetworkViewArguments,
    @Ctx() { viewer, services }: Context,
  ) {
    return services.viewNetwork(viewer, question);
  }

  @FieldResolver(() => [OrganisationType], {
    description: "The organisations of this view; links speak of them by their position here, from 0.",
  })
  organisations(@Root() { organisations }: NetworkView, @Ctx() context: Context) {
    return inTurns(organisations.map((id) => organisationOf(context, id)));
  }

  @FieldResolver(() => [NetworkLinkType], {
    description: "The linked pairs among the organisations of this view, cheapest first.",
  })
  links(@Root() { links }: NetworkView) {
    return inTurns(links);
  }
}
