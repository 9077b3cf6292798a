import { Field, Int, ObjectType } from "type-graphql";

import type { CalendarDate } from "../../domain/calendar-date.js";
import type { PartnershipKind as Kind } from "../../domain/partnership.js";
import { PartnershipKind } from "../partnership/partnership-kind.js";
import { DateScalar } from "../scalars.js";

@ObjectType("NetworkLink", {
  description:
    "One linked pair of a view: all partnerships of the two that pass the filter, as one line to draw.",
  simpleResolvers: true,
})
export class NetworkLinkType {
  @Field(() => Int, {
    description: "The position of one end in the view's `organisations`; the lower of the two.",
  })
  fromIndex: number;

  @Field(() => Int, { description: "The position of the other end in the view's `organisations`." })
  toIndex: number;

  @Field(() => Int, { description: "How many partnerships tie the two under the filter." })
  partnershipCount: number;

  @Field(() => [PartnershipKind], {
    description: "The kinds of those partnerships, in the order of the enum, each once.",
  })
  kinds: Kind[];

  @Field(() => Int, {
    description: "The least cost among those partnerships, as in `Path.cost`: close and small is cheap.",
  })
  cost: number;

  @Field(() => DateScalar, {
    nullable: true,
    description: "The first day on which any of them ran; null where one has always run.",
  })
  since: CalendarDate | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: "The first day after all of them; null where one still runs.",
  })
  until: CalendarDate | null;
}

@ObjectType("NetworkView", {
  description:
    "A part of the network as a drawing needs it: organisations, and the links among them by position.",
  simpleResolvers: true,
})
export class NetworkViewType {
  @Field(() => Boolean, { description: "There are more organisations or links than were asked for." })
  truncated: boolean;

  @Field(() => Int, { description: "The revision of the network that the view was made of." })
  revision: number;
}
