import { Field, ID, InterfaceType } from "type-graphql";

import type { Gap as DomainGap, GapKind } from "../../domain/gap.js";
import type { Norm as DomainNorm } from "../../domain/norm.js";
import type { Organisation as DomainOrganisation } from "../../domain/organisation.js";
import type { Partnership as DomainPartnership } from "../../domain/partnership.js";
import type { Region as DomainRegion } from "../../domain/region.js";

/** What a global id can name. */
export type AnyNode = DomainOrganisation | DomainPartnership | DomainRegion | DomainGap | DomainNorm;

@InterfaceType({
  description:
    "Anything with a global id: what `node` can fetch again. Across types, clients alias fields of the same name and " +
    "another type (kind, region, organisations).",
  resolveType: typeOfNode,
})
export abstract class Node {
  @Field(() => ID, {
    description:
      "The global id: opaque, the same in every store and at every revision, and what `node` takes to fetch this again.",
  })
  id: string;
}

/** The name of the GraphQL type that shows a node. */
function typeOfNode(node: AnyNode): string {
  if ("division" in node) return "Region";
  if ("expects" in node) return "Norm";
  if ("question" in node) return typeOfGap(node);
  return "parties" in node ? "Partnership" : "Organisation";
}

/** The name of the GraphQL type that shows a gap. */
export function typeOfGap(gap: DomainGap): string {
  return gapTypes[gap.kind];
}

const gapTypes: Readonly<Record<GapKind, string>> = {
  MISSING_LINK: "MissingLink",
  ISOLATED_ORGANISATION: "IsolatedOrganisation",
  SPLIT_NETWORK: "SplitNetwork",
  SINGLE_POINT_OF_FAILURE: "SinglePointOfFailure",
  UNMET_NORM: "UnmetNorm",
  MISSING_KIND: "MissingKind",
  DORMANT_PARTNERSHIP: "DormantPartnership",
};
