import { Field, InputType, Int } from "type-graphql";

import type { CalendarDate } from "../../domain/calendar-date.js";
import type { OrganisationKind as Kind } from "../../domain/organisation.js";
import type { PartnershipKind as KindOfPartnership } from "../../domain/partnership.js";
import type { AskedNetworkFilter } from "../../service/services.js";
import { OrganisationKind } from "../organisation/organisation-kind.js";
import { PartnershipKind } from "../partnership/partnership-kind.js";
import { PeriodInput } from "../period.js";
import { DateScalar, OrganisationRefScalar, RegionCodeScalar, SectorCodeScalar } from "../scalars.js";

@InputType("NetworkFilter", {
  description:
    "Which organisations and partnerships of the network count. Conditions on different fields must all hold; within one " +
    "list any one suffices; an empty list is BAD_USER_INPUT; an absent field does not restrict: without a condition on time " +
    "partnerships of every period count, ended ones too. A region takes in every region within it. A partnership without " +
    "`since` has always run, one without `until` still runs.",
})
export class NetworkFilterInput implements AskedNetworkFilter {
  @Field(() => [OrganisationKind], {
    nullable: true,
    description: "Only organisations of one of these kinds.",
  })
  organisationKinds?: Kind[] | null;

  @Field(() => [RegionCodeScalar], {
    nullable: true,
    description: "Only organisations that lie in one of these regions, or in a region within one.",
  })
  regions?: string[] | null;

  @Field(() => [SectorCodeScalar], {
    nullable: true,
    description:
      "Only organisations that bear one of these sectors themselves; those of their partnerships do not count.",
  })
  organisationSectors?: string[] | null;

  @Field(() => [OrganisationRefScalar], {
    nullable: true,
    description:
      "Leave these organisations out, as if they were not there; NOT_FOUND where one names nothing.",
  })
  without?: string[] | null;

  @Field(() => [PartnershipKind], { nullable: true, description: "Only partnerships of one of these kinds." })
  partnershipKinds?: KindOfPartnership[] | null;

  @Field(() => [SectorCodeScalar], {
    nullable: true,
    description: "Only partnerships that bear one of these sectors.",
  })
  partnershipSectors?: string[] | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: "Only partnerships that run on this day; it may lie ahead.",
  })
  activeOn?: CalendarDate | null;

  @Field(() => PeriodInput, {
    nullable: true,
    description: "Only partnerships that ran on at least one day of this period (`until` exclusive).",
  })
  activeBetween?: PeriodInput | null;

  @Field(() => Int, {
    nullable: true,
    description: "Only partnerships of at least this strength, 1 to 5; those that are not rated count as 3.",
  })
  minStrength?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Leave out partnerships of more parties than this; 2 or more. Large ones say little about who knows whom.",
  })
  maxParties?: number | null;
}
