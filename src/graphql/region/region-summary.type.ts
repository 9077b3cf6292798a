import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";

import type { OrganisationKind as Kind } from "../../domain/organisation.js";
import { describeValues, enumOf } from "../enum.js";
import { OrganisationKind } from "../organisation/organisation-kind.js";

@ObjectType({ description: "How many organisations there are of one kind.", simpleResolvers: true })
export class KindCount {
  @Field(() => OrganisationKind, { description: "The kind of organisation that is counted." })
  kind: Kind;

  @Field(() => Int, { description: "How many organisations of the region that pass the filter are of it." })
  count: number;
}

@ObjectType({
  description: "One cell of the table of sectors by kinds: zeros say where a kind is missing.",
  simpleResolvers: true,
})
export class CoverageCell {
  @Field(() => OrganisationKind, { description: "The kind of organisation that the cell is about." })
  kind: Kind;

  @Field(() => Int, {
    description:
      "How many organisations of the region are of the kind and work in the sector, by themselves or in a partnership.",
  })
  organisations: number;

  @Field(() => Int, { description: "How many of the partnerships counted have one of these as a party." })
  partnerships: number;
}

@ObjectType({
  description:
    "What a region's network looks like, in numbers, over the organisations that lie in it and pass the filter. Without a " +
    "condition on time partnerships of every period count, ended ones too.",
  simpleResolvers: true,
})
export class RegionSummary {
  @Field(() => Int, { description: "How many organisations lie in the region and pass the filter." })
  organisations: number;

  @Field(() => Int, {
    description: "How many partnerships pass the filter and have one of these as a party.",
  })
  partnerships: number;

  @Field(() => Int, { description: "How many pairs of these organisations are linked." })
  links: number;

  @Field(() => [KindCount], { description: "How many organisations there are of every kind, none included." })
  organisationsByKind: KindCount[];

  @Field(() => [CoverageCell], {
    description:
      "The table of the sectors that occur by all kinds, by the sectors' codes, then in the order of the kinds.",
  })
  coverage: CoverageCell[];

  @Field(() => Float, {
    description:
      "Of all pairs of these organisations, the share that is linked: 0 to 1; 0 below two organisations.",
  })
  density: number;

  @Field(() => Int, {
    description: "How many connected groups of two or more the links within the region make.",
  })
  groups: number;

  @Field(() => Float, {
    description: "The share of these organisations that is in the largest group: 0 to 1.",
  })
  largestGroupShare: number;

  @Field(() => Float, {
    description:
      "Of the linked pairs with an end in the region, the share with both ends there: 0 to 1; 0 without any.",
  })
  insideShare: number;
}

/** By the names that the API has for them, what each says. */
const measureMeanings = {
  DEGREE: "With how many organisations of the region it is linked",
  BETWEENNESS: "Of the pairs of two others, the share of whose shortest paths it lies on",
  CLOSENESS: "How near it is to those that it reaches, times the share of the others that it reaches",
  CLUSTERING: "Of the pairs of its partners, the share that is linked",
  CORE: "The largest k for which it lies in a part of the network where each has k partners or more",
  CONSTRAINT: "How much its partners lead back to each other (Burt): low for one who connects groups",
  EFFECTIVE_SIZE: "Its partners, less those that others of them already lead to (Burt)",
};

export const Measure = enumOf(Object.keys(measureMeanings) as (keyof typeof measureMeanings)[]);
export type MeasureName = keyof typeof measureMeanings;

registerEnumType(Measure, {
  name: "Measure",
  description: "A measure of how an organisation stands in the network of a region.",
  valuesConfig: describeValues(measureMeanings),
});

@ObjectType("OrganisationMeasures", {
  description:
    "How one organisation stands in the network of a region, where only those in it that pass the filter count, and their links.",
  simpleResolvers: true,
})
export class OrganisationMeasuresType {
  @Field(() => Int, { description: `${measureMeanings.DEGREE}.` })
  degree: number;

  @Field(() => Float, { description: `${measureMeanings.BETWEENNESS}: 0 to 1.` })
  betweenness: number;

  @Field(() => Float, { description: `${measureMeanings.CLOSENESS}: 0 to 1.` })
  closeness: number;

  @Field(() => Float, { description: `${measureMeanings.CLUSTERING}: 0 to 1; 0 below two partners.` })
  clustering: number;

  @Field(() => Int, { description: `${measureMeanings.CORE}.` })
  core: number;

  @Field(() => Float, {
    nullable: true,
    description: `${measureMeanings.CONSTRAINT}; null without partners.`,
  })
  constraint: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `${measureMeanings.EFFECTIVE_SIZE}; null without partners.`,
  })
  effectiveSize: number | null;
}
