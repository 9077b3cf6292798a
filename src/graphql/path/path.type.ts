import { createUnionType, Field, Int, ObjectType, registerEnumType } from "type-graphql";

import { noPathReasons, type NoPathReason as Reason } from "../../domain/path.js";
import { describeValues, enumOf } from "../enum.js";

@ObjectType("PathStep", {
  description:
    "One hop of a path: two linked organisations. `partnerships` comes from the store, all else from the network in memory.",
  simpleResolvers: true,
})
export class PathStepType {
  @Field(() => Int, {
    description: "The least cost among the partnerships of this hop that pass the filter; see `Path.cost`.",
  })
  cost: number;
}

@ObjectType("Path", {
  description:
    "A loopless way through the network, from one organisation to another over those that know each other.",
  simpleResolvers: true,
})
export class PathType {
  @Field(() => Int, {
    description:
      "The sum over the hops of the least (6 - strength) × ⌈log2(partyCount)⌉ among the partnerships of that hop that pass " +
      "the filter, strength 3 where not rated: close and small is cheap.",
  })
  cost: number;

  @Field(() => [PathStepType], { description: "The hops in order, as many as `hops` says." })
  steps: PathStepType[];
}

@ObjectType("Paths", { description: "Ways that were found, best first.", simpleResolvers: true })
export class PathsType {
  @Field(() => [PathType], {
    description: "The paths, best first: fewest hops, then least cost, then by the ids along the way.",
  })
  paths: PathType[];

  @Field(() => Boolean, {
    description:
      "The work budget ran out: there may be more, even where none was found yet. That there is no path is always proven.",
  })
  truncated: boolean;

  @Field(() => Int, { description: "The revision of the network that was searched." })
  revision: number;
}

export const NoPathReason = enumOf(noPathReasons);

registerEnumType(NoPathReason, {
  name: "NoPathReason",
  description:
    "Why there is no path: the first that holds. Clients need a default case, for reasons may be added.",
  valuesConfig: describeValues({
    NO_PARTNERS: "No organisation at one of the ends has any partnership at all.",
    NOT_CONNECTED:
      "There is no path even without filter and hop limit: the two sides lie in separate parts of the network.",
    TOO_FAR: "There is a path under the filter, but with more hops than `maxHops`.",
    VIA_UNREACHABLE:
      "There is a path under the filter, but none that passes the organisations it should pass, however many hops.",
    FILTERED_OUT: "There is a path only without the filter.",
  }),
});

@ObjectType("NoPath", {
  description: "There is no path, and why; proven, never a guess.",
  simpleResolvers: true,
})
export class NoPathType {
  @Field(() => NoPathReason, { description: "The first reason that holds, in the order of the enum." })
  reason: Reason;

  @Field(() => Int, {
    description:
      "How many organisations `from` can reach under the filter, however many hops; ends are not counted and no way leads " +
      "through one.",
  })
  fromReach: number;

  @Field(() => Int, { description: "How many organisations can reach `to` likewise." })
  toReach: number;

  @Field(() => Int, { description: "The revision of the network that was searched." })
  revision: number;
}

export const PathAnswer = createUnionType({
  name: "PathAnswer",
  description: "Ways from one side to the other, or why there is none.",
  types: () => [PathsType, NoPathType] as const,
  resolveType: (answer) => ("reason" in answer ? "NoPath" : "Paths"),
});
