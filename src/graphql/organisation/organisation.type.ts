import { Field, Float, ID, Int, ObjectType } from "type-graphql";

import type { OrganisationKind as Kind } from "../../domain/organisation.js";
import { PageInfo } from "../connection.js";
import { Node } from "../node/node.type.js";
import { OrganisationKind } from "./organisation-kind.js";

@ObjectType({
  description: "A number or name that a register knows a record by; with `:` between them a ref.",
  simpleResolvers: true,
})
export class Identifier {
  @Field(() => String, { description: "The register: kvk, brin, pic, cordis and so on." })
  scheme: string;

  @Field(() => String, { description: "What that register calls the record." })
  value: string;
}

@ObjectType("Location", {
  description: "Where an organisation is. Each part may be unknown.",
  simpleResolvers: true,
})
export class LocationType {
  @Field(() => Float, {
    nullable: true,
    description: "Degrees north of the equator, WGS 84; null where not known.",
  })
  latitude: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Degrees east of Greenwich, WGS 84; null where not known.",
  })
  longitude: number | null;

  @Field(() => String, { nullable: true, description: "The postcode as recorded; null where not known." })
  postcode: string | null;
}

@ObjectType("Organisation", {
  description: "A school, company, government, institute or network that can be party to partnerships.",
  implements: Node,
  simpleResolvers: true,
})
export class OrganisationType {
  @Field(() => ID, {
    description:
      "The global id: derived from its first identifier, so that every store gives the same one; a ref in arguments.",
  })
  id: string;

  @Field(() => String, { description: "What it is called, as recorded." })
  name: string;

  @Field(() => OrganisationKind, { description: "What sort of organisation it is." })
  kind: Kind;

  @Field(() => LocationType, {
    nullable: true,
    description: "Where it is; null where no part of it is known.",
  })
  location: LocationType | null;

  @Field(() => String, {
    nullable: true,
    description: "The address of its website; null where not recorded.",
  })
  website: string | null;

  @Field(() => Int, {
    description: "The revision of the store that last changed this record; for `expectedRevision`.",
  })
  revision: number;
}

@ObjectType({ description: "An organisation in a list, with its place there.", simpleResolvers: true })
export class OrganisationEdge {
  @Field(() => OrganisationType, { description: "The organisation that stands in this row." })
  node: OrganisationType;

  @Field(() => String, { description: "Where this row lies in the list, for `after` and `before`." })
  cursor: string;
}

@ObjectType({ description: "A page of organisations.", simpleResolvers: true })
export class OrganisationConnection {
  @Field(() => [OrganisationEdge], { description: "The rows of this page, with their cursors." })
  edges: OrganisationEdge[];

  @Field(() => [OrganisationType], { description: "The organisations of this page, without their edges." })
  nodes: OrganisationType[];

  @Field(() => PageInfo, { description: "Whether there is more on either side of this page." })
  pageInfo: PageInfo;

  @Field(() => Int, {
    description: "How many organisations the list holds, on all pages; counted only when asked for.",
  })
  totalCount: number;
}

@ObjectType({ description: "A partner in a list: an organisation, and what ties it.", simpleResolvers: true })
export class PartnerEdge {
  @Field(() => OrganisationType, { description: "The organisation at the other end." })
  node: OrganisationType;

  @Field(() => String, { description: "Where this row lies in the list, for `after` and `before`." })
  cursor: string;

  @Field(() => Int, { description: "How many partnerships tie the two under the filter." })
  partnershipCount: number;
}

@ObjectType({
  description:
    "A page of partners: organisations tied to one by most partnerships under the filter first, then by name.",
  simpleResolvers: true,
})
export class PartnerConnection {
  @Field(() => [PartnerEdge], { description: "The rows of this page, with the partnerships that tie each." })
  edges: PartnerEdge[];

  @Field(() => [OrganisationType], { description: "The partners of this page, without their edges." })
  nodes: OrganisationType[];

  @Field(() => PageInfo, { description: "Whether there is more on either side of this page." })
  pageInfo: PageInfo;

  @Field(() => Int, { description: "How many partners there are under the filter, on all pages." })
  totalCount: number;
}

@ObjectType({ description: "An organisation as it was recorded, and when.", simpleResolvers: true })
export class OrganisationPayload {
  @Field(() => OrganisationType, { description: "The organisation as it stands after the change." })
  organisation: OrganisationType;

  @Field(() => Int, {
    description: "The revision at which the change stands; unchanged where nothing had to change.",
  })
  revision: number;
}

@ObjectType({ description: "What was removed, and when.", simpleResolvers: true })
export class RemovalPayload {
  @Field(() => ID, { description: "The global id of what is gone; `node` answers null for it from now on." })
  removed: string;

  @Field(() => Int, { description: "The revision at which it was removed." })
  revision: number;
}
