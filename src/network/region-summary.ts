/** A region's network in numbers: what there is of it, how it hangs together, and how each organisation stands in it. */
import type { CalendarDate } from "../domain/calendar-date.js";
import type { NetworkFilter } from "../domain/filter.js";
import type { OrganisationId, RegionCode, SectorCode } from "../domain/ids.js";
import { organisationKinds } from "../domain/organisation.js";
import type { CoverageCell, OrganisationMeasures, RegionSummary } from "../domain/region-summary.js";
import { compareCodePoints } from "../domain/text-order.js";
import { hyperedgePasses, type Filter } from "../kernel/filter.js";
import { measures } from "../kernel/measures.js";
import type { Projection } from "../kernel/projection.js";
import { regionalTotals } from "../kernel/regional-totals.js";
import type { HeavyWork } from "./heavy-work.js";
import { membersOf } from "./members.js";
import { sectorListsOf } from "./region-sectors.js";
import type { State } from "./state.js";

export interface RegionSummaryQuestion {
  readonly region: RegionCode;
  readonly where: NetworkFilter;
  /** Up to this day partnerships give their sectors to their parties. */
  readonly asOf: CalendarDate;
}

/** Links of the members up to which they are counted on the event loop. */
const countable = 50_000;

/** As of the moment it was asked; the links of a large region are counted in a worker. O(arcs of the members + their partnerships' parties and sectors). */
export async function regionSummaryOf(
  state: State,
  heavyWork: HeavyWork,
  question: RegionSummaryQuestion,
): Promise<RegionSummary> {
  const { region, where } = question;
  const { organisations, partnerships } = state.tables;
  const { projection } = partnerships;
  const { filter } = state.filters.ofNetwork(where);
  const members = membersOf(state, region, where);
  const kinds = new Int32Array(organisationKinds.length);
  for (const node of members) kinds[organisations.kinds[node]]++;
  const theirs = partnershipsOf(state, members, filter);
  const coverage = coverageOf(state, question, members, theirs);

  const asked = { members, filter };
  const { links, touching, groups, largestGroup } =
    linkCountOf(projection, members) > countable
      ? await heavyWork.run("regionalTotals", asked, { isSlow: true })
      : regionalTotals(projection, asked, state.workspace);
  const count = members.length;
  return {
    organisations: count,
    partnerships: theirs.length,
    links,
    organisationsByKind: organisationKinds.map((kind, i) => ({ kind, count: kinds[i] })),
    coverage,
    density: count < 2 ? 0 : links / ((count * (count - 1)) / 2),
    groups,
    largestGroupShare: count === 0 ? 0 : largestGroup / count,
    insideShare: touching === 0 ? 0 : links / touching,
  };
}

/** How many partners some nodes have together, whatever the filter. */
function linkCountOf(projection: Projection, members: Int32Array): number {
  return members.reduce((sum, node) => sum + projection.partnerCountOf(node), 0);
}

/** The passing partnerships with a party among some nodes, each once. */
function partnershipsOf({ tables }: State, members: Int32Array, filter: Filter): Int32Array {
  const { projection } = tables.partnerships;
  const isSeen = new Uint8Array(projection.hyperedgeCount);
  const found: number[] = [];
  for (const node of members)
    for (const hyperedge of projection.hyperedgesOf(node)) {
      if (isSeen[hyperedge] === 1) continue;
      isSeen[hyperedge] = 1;
      if (hyperedgePasses(projection, filter, hyperedge)) found.push(hyperedge);
    }
  return Int32Array.from(found);
}

function coverageOf(
  state: State,
  { asOf }: RegionSummaryQuestion,
  members: Int32Array,
  partnerships: Int32Array,
): CoverageCell[] {
  const { organisations, partnerships: table } = state.tables;
  const lists = sectorListsOf(state, members, asOf);
  const sectors = [...new Set([...new Set(lists)].flat())].sort(compareCodePoints);
  const kindCount = organisationKinds.length;
  const firstCells = new Map(sectors.map((sector, row) => [sector, row * kindCount]));
  const cellsByList = new Map<readonly SectorCode[], readonly number[]>();
  for (const list of new Set(lists))
    cellsByList.set(
      list,
      list.map((sector) => firstCells.get(sector)!),
    );

  // By node: the first cell of each sector's row; the cell itself lies so far on as the node's kind says.
  const cellsOf: (readonly number[] | undefined)[] = new Array(table.projection.nodeCount);
  members.forEach((node, place) => (cellsOf[node] = cellsByList.get(lists[place])));
  const { kinds } = organisations;
  const organisationCounts = new Int32Array(sectors.length * kindCount);
  const partnershipCounts = new Int32Array(sectors.length * kindCount);
  for (const node of members) for (const first of cellsOf[node]!) organisationCounts[first + kinds[node]]++;
  /** By cell: the last partnership that was counted in it, by its place from 1 on. */
  const countedIn = new Int32Array(sectors.length * kindCount);
  partnerships.forEach((hyperedge, place) => {
    for (const node of table.projection.membersOf(hyperedge))
      for (const first of cellsOf[node] ?? []) {
        const cell = first + kinds[node];
        if (countedIn[cell] === place + 1) continue;
        countedIn[cell] = place + 1;
        partnershipCounts[cell]++;
      }
  });
  return sectors.flatMap((sector, row) =>
    organisationKinds.map((kind, i) => ({
      sector,
      kind,
      organisations: organisationCounts[row * kindCount + i],
      partnerships: partnershipCounts[row * kindCount + i],
    })),
  );
}

/** Members times links above which measuring holds the event loop for longer than a moment. */
const manageable = 5_000_000;

/**
 * Measures the organisations of a region within its own network, in NAME order. A large region is measured in a
 * worker, and BUDGET_EXCEEDED where that takes too long.
 */
export async function regionMeasuresOf(
  state: State,
  heavyWork: HeavyWork,
  { region, where }: Omit<RegionSummaryQuestion, "asOf">,
): Promise<Map<OrganisationId, OrganisationMeasures>> {
  const { organisations, partnerships } = state.tables;
  const { projection } = partnerships;
  const { filter } = state.filters.ofNetwork(where);
  const members = membersOf(state, region, where);
  const ids = Array.from(members, (node) => organisations.idOf(node));
  const question = { members, filter };
  const columns =
    members.length * (members.length + linkCountOf(projection, members)) > manageable
      ? await heavyWork.run("measures", question, { isSlow: true })
      : measures(projection, question, state.workspace);
  const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return new Map(
    ids.map((id, place) => [
      id,
      {
        degree: columns.degree[place],
        betweenness: columns.betweenness[place],
        closeness: columns.closeness[place],
        clustering: columns.clustering[place],
        core: columns.core[place],
        constraint: orNull(columns.constraint[place]),
        effectiveSize: orNull(columns.effectiveSize[place]),
      },
    ]),
  );
}
