import type { Viewer } from "../../domain/access.js";
import { today } from "../../domain/calendar-date.js";
import type { NetworkFilter } from "../../domain/filter.js";
import type { OrganisationId, RegionCode } from "../../domain/ids.js";
import type { OrganisationMeasures, RegionSummary } from "../../domain/region-summary.js";
import { checkedList, checkedNumber, type Given } from "../asked.js";
import { resolveNetworkFilter, type AskedNetworkFilter } from "../filter/resolve-filter.js";
import { limits } from "../limits.js";
import type { Parts } from "../parts.js";
import { quoted, References } from "../references.js";
import { admitReader, refusal } from "../refuse.js";

export interface SummariseRegion {
  /** Known to the network. */
  readonly region: RegionCode;
  readonly where?: Given<AskedNetworkFilter>;
}

export interface MeasureOrganisations extends SummariseRegion {
  /** Only these, which lie in the region, where they pass; absent: all. */
  readonly of?: Given<readonly string[]>;
  readonly orderBy: keyof OrganisationMeasures;
  readonly first: number;
}

/** Tells what a region's network looks like: of every period, unless the filter has a condition on time. */
export async function summariseRegion(
  { network: { network }, timeZone }: Parts,
  viewer: Viewer,
  { region, where: asked }: SummariseRegion,
): Promise<RegionSummary> {
  const action = "summarise region";
  admitReader(viewer, action);
  const references = new References(network, action);
  const where = resolveNetworkFilter(action, references, asked);
  references.settle();
  return network.regionSummaryOf({ region, where, asOf: dayOf(where, timeZone) });
}

function dayOf({ activeOn }: NetworkFilter, timeZone: string) {
  return activeOn ?? today(timeZone);
}

/** Measures organisations in a region's network: those with the most of one measure first, unknown last, equal ones by NAME. */
export async function measureOrganisations(
  { network: { network } }: Parts,
  viewer: Viewer,
  { region, where: asked, of, orderBy, first }: MeasureOrganisations,
): Promise<{ organisation: OrganisationId; measures: OrganisationMeasures }[]> {
  const action = "measure organisations";
  admitReader(viewer, action);
  checkedNumber(action, "first", first, 1, limits.page);
  const refs = checkedList(action, "of", of);
  const references = new References(network, action);
  const where = resolveNetworkFilter(action, references, asked);
  const wanted = refs === null ? null : new Set(references.organisations(refs));
  references.settle();

  const outside = (refs ?? []).filter((ref) => !network.liesIn(network.findOrganisation(ref)!, region));
  if (outside.length > 0)
    throw refusal(
      "BAD_USER_INPUT",
      action,
      `of names ${quoted(outside)}, wanted organisations that lie in "${region}"`,
    );

  const all = await network.regionMeasuresOf({ region, where });
  return Array.from(all, ([organisation, measures]) => ({ organisation, measures }))
    .filter(({ organisation }) => wanted === null || wanted.has(organisation))
    .sort((a, b) => (b.measures[orderBy] ?? -1) - (a.measures[orderBy] ?? -1))
    .slice(0, first)
    .filter(({ organisation }) => network.organisationOf(organisation) !== null);
}
