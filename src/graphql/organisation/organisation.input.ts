import { IsLatitude, IsLongitude, Matches, ValidateNested } from "class-validator";
import { Field, Float, InputType, registerEnumType } from "type-graphql";

import type { OrganisationKind as Kind } from "../../domain/organisation.js";
import { limits } from "../../domain/record-rules.js";
import type { OrganisationOrder } from "../../service/services.js";
import { AtMost, sized } from "../bounds.js";
import { RecordChangeInput } from "../change.input.js";
import { describeValues, enumOf } from "../enum.js";
import { OrganisationRefScalar, RegionCodeScalar, SectorCodeScalar } from "../scalars.js";
import { OrganisationKind } from "./organisation-kind.js";

@InputType("OrganisationFilter", {
  description:
    "Which organisations a list holds. Conditions on different fields must all hold; within one list any one suffices; " +
    "an empty list is BAD_USER_INPUT; an absent field does not restrict.",
})
export class OrganisationFilterInput {
  @Field(() => [OrganisationKind], { nullable: true, description: "Of one of these kinds." })
  kinds?: Kind[] | null;

  @Field(() => [RegionCodeScalar], {
    nullable: true,
    description: "Lying in one of these regions, or in a region within one, however far down.",
  })
  regions?: string[] | null;

  @Field(() => [SectorCodeScalar], { nullable: true, description: "Bearing one of these sectors itself." })
  sectors?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "true: linked to another organisation by some partnership, ended or not; false: linked to none.",
  })
  hasPartners?: boolean | null;
}

const OrganisationOrderField = enumOf(["NAME", "PARTNER_COUNT"] as const);

registerEnumType(OrganisationOrderField, {
  name: "OrganisationOrderField",
  description: "What a list of organisations can be ordered by. Equal ones go by id.",
  valuesConfig: describeValues({
    NAME: "The name without regard to capitals and accents.",
    PARTNER_COUNT: "How many other organisations it is linked to, over all time and unfiltered.",
  }),
});

const OrderDirection = enumOf(["ASC", "DESC"] as const);

registerEnumType(OrderDirection, {
  name: "OrderDirection",
  description: "Which end of an order comes first.",
  valuesConfig: describeValues({
    ASC: "The least first: A before Z, few before many.",
    DESC: "The greatest first: Z before A, many before few; the exact reverse of ASC.",
  }),
});

@InputType("OrganisationOrder", { description: "The order of a list of organisations." })
export class OrganisationOrderInput implements OrganisationOrder {
  @Field(() => OrganisationOrderField, {
    description: "What is compared: the name, or how many partners there are.",
  })
  field: OrganisationOrder["field"];

  @Field(() => OrderDirection, {
    defaultValue: "ASC",
    description: "Which end comes first; absent: the least.",
  })
  direction: OrganisationOrder["direction"];
}

@InputType({ description: "A number or name that a register knows a record by." })
export class IdentifierInput {
  @Field(() => String, {
    description:
      "The register, in lower case: kvk, brin, pic, cordis and so on. `schakel` is the service's own and is refused.",
  })
  @Matches(/^[a-z][a-z0-9_.-]{0,49}$/, {
    message: "scheme must be a lower-case word such as kvk, brin or pic, of 50 characters at most",
  })
  scheme: string;

  @Field(() => String, {
    description: "What the register calls the record: 1 to 200 characters without white space or `;`.",
  })
  @Matches(/^[^\s;\p{C}]{1,200}$/u, { message: "value must be 1 to 200 characters without white space or ;" })
  value: string;
}

@InputType({
  description: "Where an organisation is. Each part may be left out; what is left out is not known.",
})
export class LocationInput {
  @Field(() => Float, { nullable: true, description: "Degrees north of the equator, WGS 84: -90 to 90." })
  @IsLatitude({ message: "latitude must be -90 to 90" })
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: "Degrees east of Greenwich, WGS 84: -180 to 180." })
  @IsLongitude({ message: "longitude must be -180 to 180" })
  longitude?: number | null;

  @Field(() => String, {
    nullable: true,
    description: `The postcode, as its country writes it: at most ${limits.postcode} characters.`,
  })
  postcode?: string | null;
}

@InputType({
  description:
    "An organisation to record. It amends the one that `ref` names, else the one that bears one of the identifiers (two " +
    "records: CONFLICT), else makes a new one. An absent field keeps its value, null clears it, a list that is given " +
    "replaces the list; a new record needs a name and a kind.",
})
export class RecordOrganisationInput extends RecordChangeInput {
  @Field(() => OrganisationRefScalar, {
    nullable: true,
    description: "The organisation to amend; NOT_FOUND where there is none.",
  })
  ref?: string | null;

  @Field(() => [IdentifierInput], {
    nullable: true,
    description: `What registers know it by; the first one gives a new organisation its id. Up to ${limits.identifiers}, none twice.`,
  })
  @ValidateNested({ each: true })
  @AtMost(limits.identifiers)
  identifiers?: IdentifierInput[] | null;

  @Field(() => String, { nullable: true, description: `What it is called: 1 to ${limits.name} characters.` })
  name?: string | null;

  @Field(() => OrganisationKind, { nullable: true, description: "What sort of organisation it is." })
  kind?: Kind | null;

  @Field(() => RegionCodeScalar, {
    nullable: true,
    description:
      "The smallest known region it lies in, usually its municipality; NOT_FOUND where no region has the code.",
  })
  region?: string | null;

  @Field(() => LocationInput, {
    nullable: true,
    description:
      "Where it is; its parts are like fields: an absent one keeps, null clears. Null for all of it clears every part.",
  })
  @ValidateNested()
  location?: LocationInput | null;

  @Field(() => [SectorCodeScalar], {
    nullable: true,
    description: `The fields it works in; up to ${limits.sectors}.`,
  })
  sectors?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: `The address of its website: at most ${sized(limits.text)} characters.`,
  })
  website?: string | null;
}

@InputType({ description: "An organisation to remove, for good." })
export class RemoveOrganisationInput extends RecordChangeInput {
  @Field(() => OrganisationRefScalar, {
    description:
      "The organisation to remove; CONFLICT while it is party to a partnership, NOT_FOUND where there is none.",
  })
  ref: string;
}
