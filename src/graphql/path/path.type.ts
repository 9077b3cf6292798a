import { createUnionType, Field, Int, ObjectType, registerEnumType } from "type-graphql";

import type { CalendarDate } from "../../domain/calendar-date.js";
import {
  noPathReasons,
  pathRanks,
  relaxationKinds,
  type FilterField,
  type NoPathReason as Reason,
  type RelaxationKind as Change,
} from "../../domain/path.js";
import { describeValues, enumOf } from "../enum.js";
import { DateScalar } from "../scalars.js";

export const PathRank = enumOf(pathRanks);

registerEnumType(PathRank, {
  name: "PathRank",
  description:
    "What makes one path better than another. Last, the sequence of organisations' ids from `from` on decides, by code points.",
  valuesConfig: describeValues({
    HOPS: "Fewest hops, then least cost.",
    COST: "Least cost, then fewest hops.",
  }),
});

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

@ObjectType("IntroductionStep", {
  description:
    "What one inner organisation of a path is asked: to bring the first organisation of the path to the next one. From what is " +
    "recorded of organisations and their partnerships, never of people. `partnership` comes from the store, all else from the " +
    "network in memory.",
  simpleResolvers: true,
})
export class IntroductionStepType {
  @Field(() => Int, { description: "How many partnerships tie `asked` and `about` under the filter." })
  partnershipCount: number;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      "The last day on which a partnership of `asked` and `about` that passes the filter ran; null while one is open.",
  })
  lastActive: CalendarDate | null;

  @Field(() => Int, {
    description: "How many organisations are linked to `asked`, over all time and whatever the filter.",
  })
  askedPartnerCount: number;
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
    TOO_FAR:
      "There is a path under the filter that passes the organisations it should pass, but with more hops than `maxHops`.",
    VIA_UNREACHABLE:
      "There is a path under the filter, but none that passes the organisations it should pass, however many hops. Where that " +
      "took too long to prove of paths beyond `maxHops`, `explanation` says so.",
    FILTERED_OUT: "There is a path only without the filter.",
  }),
});

export const RelaxationKind = enumOf(relaxationKinds);

registerEnumType(RelaxationKind, {
  name: "RelaxationKind",
  description: "How a question may be changed so that there is a path.",
  valuesConfig: describeValues({
    DROP_CONDITION: "Leave out conditions of the filter: those that `filterFields` names.",
    RAISE_MAX_HOPS: "Allow more hops: as many as `maxHops` says.",
    DROP_VIA: "Ask for no organisations to pass.",
  }),
});

@ObjectType("Relaxation", {
  description: "A small change of a question without a path, and the path that it gives.",
  simpleResolvers: true,
})
export class RelaxationType {
  @Field(() => [RelaxationKind], {
    description: "Which changes to the question give a path: one, or two together where no one alone does.",
  })
  changes: readonly Change[];

  @Field(() => [String], {
    description:
      "The fields of the filter that are left out, one or two, by their names in `NetworkFilter`; none where none need be.",
  })
  filterFields: readonly FilterField[];

  @Field(() => Int, {
    nullable: true,
    description: "The fewest hops that give a path, 8 at most; null where no more need be allowed.",
  })
  maxHops: number | null;

  @Field(() => PathType, { description: "The best path that there is then." })
  path: PathType;
}

@ObjectType("NoPath", {
  description: "There is no path, and why; proven, never a guess.",
  simpleResolvers: true,
})
export class NoPathType {
  @Field(() => NoPathReason, { description: "The first reason that holds, in the order of the enum." })
  reason: Reason;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many hops the shortest path takes, where the reason is TOO_FAR and that is known; else null.",
  })
  hops: number | null;

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
