import { Ctx, Query, Resolver } from "type-graphql";

import type { Context } from "../context.js";
import { ServiceStatus } from "./status.type.js";

@Resolver(() => ServiceStatus)
export class StatusResolver {
  @Query(() => ServiceStatus, {
    description: "What this service is, and how much it holds at which revision.",
  })
  service(@Ctx() { viewer, services }: Context) {
    return services.serviceStatus(viewer);
  }
}
