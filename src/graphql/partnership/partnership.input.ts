import { IsInt, ValidateNested } from "class-validator";
import { Field, InputType, Int } from "type-graphql";

import type { CalendarDate } from "../../domain/calendar-date.js";
import {
  largestClique,
  type PartnershipKind as Kind,
  type PartyRole as Role,
} from "../../domain/partnership.js";
import { limits } from "../../domain/record-rules.js";
import type { AskedPartnershipFilter } from "../../service/services.js";
import { AtMost, Between, sized } from "../bounds.js";
import { RecordChangeInput } from "../change.input.js";
import { IdentifierInput } from "../organisation/organisation.input.js";
import { PeriodInput } from "../period.js";
import {
  DateScalar,
  OrganisationRefScalar,
  PartnershipRefScalar,
  RegionCodeScalar,
  SectorCodeScalar,
} from "../scalars.js";
import { PartnershipKind, PartyRole } from "./partnership-kind.js";

@InputType("PartnershipFilter", {
  description:
    "Which partnerships a list holds. Conditions on different fields must all hold; within one list any one suffices, but " +
    "all of `parties` must be parties; an empty list is BAD_USER_INPUT; an absent field does not restrict.",
})
export class PartnershipFilterInput implements AskedPartnershipFilter {
  @Field(() => [PartnershipKind], { nullable: true, description: "Of one of these kinds." })
  kinds?: Kind[] | null;

  @Field(() => [SectorCodeScalar], { nullable: true, description: "Bearing one of these sectors." })
  sectors?: string[] | null;

  @Field(() => DateScalar, { nullable: true, description: "Running on this day; it may lie ahead." })
  activeOn?: CalendarDate | null;

  @Field(() => PeriodInput, { nullable: true, description: "Ending in this period: its `until` lies in it." })
  endsBetween?: PeriodInput | null;

  @Field(() => [RegionCodeScalar], {
    nullable: true,
    description: "Having a party that lies in one of these regions, or within one.",
  })
  regions?: string[] | null;

  @Field(() => [OrganisationRefScalar], {
    nullable: true,
    description: "Having all of these organisations as parties; NOT_FOUND where one names nothing.",
  })
  parties?: string[] | null;
}

@InputType({ description: "An organisation's part in a partnership to record." })
export class PartyInput {
  @Field(() => OrganisationRefScalar, { description: "The organisation; NOT_FOUND where there is none." })
  organisation: string;

  @Field(() => PartyRole, {
    defaultValue: "PARTICIPANT",
    description: "What it does in the partnership; absent: it takes part.",
  })
  role: Role;
}

@InputType({
  description:
    "A partnership to record. It amends the one that `ref` names, else the one that bears one of the identifiers (two " +
    "records: CONFLICT), else makes a new one. An absent field keeps its value, null clears it, a list that is given " +
    "replaces the list; a new record needs two parties.",
})
export class RecordPartnershipInput extends RecordChangeInput {
  @Field(() => PartnershipRefScalar, {
    nullable: true,
    description: "The partnership to amend; NOT_FOUND where there is none.",
  })
  ref?: string | null;

  @Field(() => [IdentifierInput], {
    nullable: true,
    description: `What registers know it by; the first one gives a new partnership its id. Up to ${limits.identifiers}, none twice.`,
  })
  @ValidateNested({ each: true })
  @AtMost(limits.identifiers)
  identifiers?: IdentifierInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: `What it is called, at most ${limits.name} characters; without one its parties' names do.`,
  })
  title?: string | null;

  @Field(() => PartnershipKind, {
    nullable: true,
    description: "What the parties do together; OTHER for a new one that does not say.",
  })
  kind?: Kind | null;

  @Field(() => [PartyInput], {
    nullable: true,
    description: `Who takes part, 2 to ${sized(limits.parties)}, none twice; above ${largestClique} a COORDINATOR or CONNECTOR must be among them.`,
  })
  @AtMost(limits.parties)
  parties?: PartyInput[] | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: "The first day on which it runs; null: it has always run.",
  })
  since?: CalendarDate | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: "The first day on which it no longer runs, after `since`; null: it still runs.",
  })
  until?: CalendarDate | null;

  @Field(() => Int, {
    nullable: true,
    description: "How close it is, 1 (weak) to 5 (close); null: not rated.",
  })
  @IsInt()
  @Between(1, 5)
  strength?: number | null;

  @Field(() => [SectorCodeScalar], {
    nullable: true,
    description: `The fields it is about; up to ${limits.sectors}.`,
  })
  sectors?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: `Where the fact comes from: at most ${sized(limits.text)} characters.`,
  })
  source?: string | null;
}

@InputType({ description: "A partnership that ends, or ended: it stays known, with its period closed." })
export class EndPartnershipInput extends RecordChangeInput {
  @Field(() => PartnershipRefScalar, { description: "The partnership; NOT_FOUND where there is none." })
  ref: string;

  @Field(() => DateScalar, {
    description: "The first day on which it no longer runs: its new `until`, which must lie after `since`.",
  })
  on: CalendarDate;
}

@InputType({
  description: "A partnership that was recorded by mistake; one that came to its end is ended instead.",
})
export class RemovePartnershipInput extends RecordChangeInput {
  @Field(() => PartnershipRefScalar, {
    description: "The partnership to remove for good; NOT_FOUND where there is none.",
  })
  ref: string;
}
