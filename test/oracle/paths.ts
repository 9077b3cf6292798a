/** Paths by trying every way: level by level, with all walks kept. */
import type { NetworkFilter } from "../../src/domain/filter.js";
import type { OrganisationId } from "../../src/domain/ids.js";
import { hopCost } from "../../src/domain/partnership.js";
import type { PathQuestion } from "../../src/domain/path.js";
import { linkingPartnerships, partnersOf, type Records } from "./records.js";

/** What a question for one best path, fewest hops first, comes to. */
export type ShortestQuestion = Pick<PathQuestion, "from" | "to" | "where" | "maxHops">;

export interface OraclePath {
  readonly organisations: readonly OrganisationId[];
  readonly cost: number;
}

/** The least cost of a hop between two organisations; Infinity where none passes. */
export function costOfHop(
  records: Records,
  filter: NetworkFilter,
  a: OrganisationId,
  b: OrganisationId,
): number {
  const partnerships = linkingPartnerships(records, filter, a, b);
  return Math.min(...partnerships.map(({ strength, parties }) => hopCost(strength, parties.length)));
}

/** The best path in the order of hops, cost and ids (organisation by organisation), or `null`. */
export function bestPath(records: Records, question: ShortestQuestion): OraclePath | null {
  const { where, from, to, maxHops } = question;
  const exempt = [...from, ...to];
  let walks: OrganisationId[][] = from.map((id) => [id]);
  for (let hops = 0; hops <= maxHops; hops++) {
    const arrived = walks.filter((walk) => to.includes(walk[walk.length - 1]));
    if (arrived.length > 0) return arrived.map((walk) => toPath(records, where, walk)).sort(byCostThenIds)[0];
    const seen = new Set(walks.flat());
    walks = walks.flatMap((walk) =>
      partnersOf(records, where, walk[walk.length - 1], exempt)
        .filter((id) => !seen.has(id))
        .map((id) => [...walk, id]),
    );
  }
  return null;
}

function toPath(records: Records, filter: NetworkFilter, organisations: OrganisationId[]): OraclePath {
  const hops = organisations.slice(1).map((id, i) => costOfHop(records, filter, organisations[i], id));
  return { organisations, cost: hops.reduce((sum, cost) => sum + cost, 0) };
}

function byCostThenIds(a: OraclePath, b: OraclePath): number {
  if (a.cost !== b.cost) return a.cost - b.cost;
  const i = a.organisations.findIndex((id, at) => id !== b.organisations[at]);
  return i === -1 ? 0 : a.organisations[i] < b.organisations[i] ? -1 : 1;
}

/** The organisations that `from` reaches without passing through an end, ends left out. */
export function reach(
  records: Records,
  filter: NetworkFilter,
  from: readonly OrganisationId[],
  to: readonly OrganisationId[],
): OrganisationId[] {
  const found = new Set<OrganisationId>(from);
  for (const id of found)
    for (const partner of partnersOf(records, filter, id)) if (!to.includes(partner)) found.add(partner);
  return [...found].filter((id) => !from.includes(id));
}

/** The organisations within some hops of one, itself exempt from the filter, with how far each is. */
export function surroundings(
  records: Records,
  filter: NetworkFilter,
  of: OrganisationId,
  hops: number,
): Map<OrganisationId, number> {
  const distances = new Map([[of, 0]]);
  for (const [id, distance] of distances)
    if (distance < hops)
      for (const partner of partnersOf(records, filter, id))
        if (!distances.has(partner)) distances.set(partner, distance + 1);
  return distances;
}
