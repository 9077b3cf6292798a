import { Field, ID, Int, ObjectType } from "type-graphql";

import type { CalendarDate } from "../../domain/calendar-date.js";
import type { PartnershipKind as Kind, PartyRole as Role } from "../../domain/partnership.js";
import { PageInfo } from "../connection.js";
import { Node } from "../node/node.type.js";
import { DateScalar } from "../scalars.js";
import { PartnershipKind, PartyRole } from "./partnership-kind.js";

@ObjectType("Party", { description: "One organisation's part in a partnership.", simpleResolvers: true })
export class PartyType {
  @Field(() => PartyRole, { description: "What it does in the partnership." })
  role: Role;
}

@ObjectType("Partnership", {
  description:
    "An agreed collaboration of two or more organisations: a thing with an id, a period and parties of its own.",
  implements: Node,
  simpleResolvers: true,
})
export class PartnershipType {
  @Field(() => ID, {
    description:
      "The global id: derived from its first identifier, so that every store gives the same one; a ref in arguments.",
  })
  id: string;

  @Field(() => PartnershipKind, { description: "What its parties do together." })
  kind: Kind;

  @Field(() => DateScalar, {
    nullable: true,
    description: "The first day on which it runs; null: it has always run.",
  })
  since: CalendarDate | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: "The first day on which it no longer runs; null: it still runs.",
  })
  until: CalendarDate | null;

  @Field(() => Int, {
    nullable: true,
    description: "How close it is, 1 (weak) to 5 (close); null: not rated, which counts as 3.",
  })
  strength: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Where the fact comes from: a register, report or person; null where not recorded.",
  })
  source: string | null;

  @Field(() => Int, {
    description: "The revision of the store that last changed this record; for `expectedRevision`.",
  })
  revision: number;
}

@ObjectType({ description: "A partnership in a list, with its place there.", simpleResolvers: true })
export class PartnershipEdge {
  @Field(() => PartnershipType, { description: "The partnership that stands in this row." })
  node: PartnershipType;

  @Field(() => String, { description: "Where this row lies in the list, for `after` and `before`." })
  cursor: string;
}

@ObjectType({ description: "A page of partnerships.", simpleResolvers: true })
export class PartnershipConnection {
  @Field(() => [PartnershipEdge], { description: "The rows of this page, with their cursors." })
  edges: PartnershipEdge[];

  @Field(() => [PartnershipType], { description: "The partnerships of this page, without their edges." })
  nodes: PartnershipType[];

  @Field(() => PageInfo, { description: "Whether there is more on either side of this page." })
  pageInfo: PageInfo;

  @Field(() => Int, {
    description: "How many partnerships the list holds, on all pages; counted only when asked for.",
  })
  totalCount: number;
}

@ObjectType({ description: "A partnership as it was recorded or ended, and when.", simpleResolvers: true })
export class PartnershipPayload {
  @Field(() => PartnershipType, { description: "The partnership as it stands after the change." })
  partnership: PartnershipType;

  @Field(() => Int, {
    description: "The revision at which the change stands; unchanged where nothing had to change.",
  })
  revision: number;
}
