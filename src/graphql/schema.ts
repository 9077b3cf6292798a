/** The API schema, built once from the types and resolvers of every noun. */
import "reflect-metadata";

import { lexicographicSortSchema, printSchema, type GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";

import {
  DormantPartnershipResolver,
  MissingKindResolver,
  SinglePointOfFailureResolver,
} from "./gap/gap-details.resolver.js";
import { DecidedGapResolver, GapDecisionResolver } from "./gap/gap-decision.resolver.js";
import {
  GapResolver,
  IsolatedOrganisationResolver,
  MissingLinkResolver,
  OrganisationGapsResolver,
  ReasonResolver,
  SuggestedPartnershipResolver,
} from "./gap/gap.resolver.js";
import { SplitNetworkType } from "./gap/gap.type.js";
import { UnmetNormResolver } from "./gap/unmet-norm.resolver.js";
import { NodeResolver } from "./node/node.resolver.js";
import { NormResolver } from "./norm/norm.resolver.js";
import { OrganisationResolver, PartnerEdgeResolver } from "./organisation/organisation.resolver.js";
import { PartnershipResolver, PartyResolver } from "./partnership/partnership.resolver.js";
import {
  IntroductionStepResolver,
  NoPathResolver,
  PathResolver,
  PathsResolver,
  PathStepResolver,
  RelaxationResolver,
} from "./path/path.resolver.js";
import {
  CoverageCellResolver,
  OrganisationMeasuresResolver,
  RegionSummaryResolver,
  SummarisedRegionResolver,
} from "./region/region-summary.resolver.js";
import { RegionResolver } from "./region/region.resolver.js";
import { SectorResolver } from "./sector/sector.resolver.js";
import { StatusResolver } from "./status/status.resolver.js";
import { validateArgument } from "./validate.js";
import { ViewResolver } from "./view/view.resolver.js";

/** Builds the schema. Costs some ten milliseconds: once per process. */
export function buildApiSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    orphanedTypes: [SplitNetworkType],
    resolvers: [
      DecidedGapResolver,
      GapDecisionResolver,
      DormantPartnershipResolver,
      GapResolver,
      IntroductionStepResolver,
      IsolatedOrganisationResolver,
      MissingKindResolver,
      MissingLinkResolver,
      NodeResolver,
      NoPathResolver,
      NormResolver,
      UnmetNormResolver,
      OrganisationGapsResolver,
      OrganisationResolver,
      PartnerEdgeResolver,
      PartnershipResolver,
      PartyResolver,
      PathResolver,
      PathsResolver,
      PathStepResolver,
      ReasonResolver,
      CoverageCellResolver,
      OrganisationMeasuresResolver,
      RegionResolver,
      RegionSummaryResolver,
      SummarisedRegionResolver,
      RelaxationResolver,
      SectorResolver,
      SinglePointOfFailureResolver,
      StatusResolver,
      SuggestedPartnershipResolver,
      ViewResolver,
    ],
    // Not its own way of validating, which loads the rules anew for every argument.
    validateFn: validateArgument,
  });
  // TypeGraphQL has no decorator to describe these two with.
  schema.getQueryType()!.description =
    "What can be asked: look-ups, lists, ways between organisations, views of the network and what is missing in a region.";
  schema.getMutationType()!.description =
    "What can be changed. Each takes one input and answers with what it was about and the revision at which it stands.";
  return schema;
}

/** Prints the schema as `schema/schema.graphql` holds it: ordered by name, so that it changes only where the API does. */
export function printApiSchema(): string {
  return `${printSchema(lexicographicSortSchema(buildApiSchema()))}\n`;
}
