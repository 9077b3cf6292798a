import type { Viewer } from "../../domain/access.js";
import { gapKinds, type GapKind } from "../../domain/gap.js";
import { gapDecisionKinds } from "../../domain/gap-decision.js";
import type { OrganisationId, RegionCode } from "../../domain/ids.js";
import type { PageRequest } from "../../domain/page.js";
import { checkedList, checkedPage, once, type Given } from "../asked.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";
import { findGaps, type GapPage } from "./find-gaps.js";

export interface FindOrganisationGaps {
  readonly organisation: OrganisationId;
  /** Its own; null where that is not known. */
  readonly region: RegionCode | null;
  readonly kinds?: Given<readonly GapKind[]>;
  readonly page: PageRequest;
}

/** Finds the gaps of an organisation's own region, as of today, that concern it; none where that is not known. */
export async function findOrganisationGaps(
  parts: Parts,
  viewer: Viewer,
  { organisation, region, kinds, page }: FindOrganisationGaps,
): Promise<GapPage> {
  if (region !== null) return findGaps(parts, viewer, { region, kinds, concerning: organisation, page });
  const action = "find gaps";
  admitReader(viewer, action);
  checkedPage(action, page);
  const asked = once(checkedList(action, "kinds", kinds) ?? gapKinds);
  return {
    rows: [],
    hasNext: false,
    hasPrevious: false,
    count: () => 0,
    countsByKind: () => asked.map((kind) => ({ kind, count: 0 })),
    countsByDecision: () => gapDecisionKinds.map((decision) => ({ decision, count: 0 })),
    revision: parts.network.network.revision,
  };
}
