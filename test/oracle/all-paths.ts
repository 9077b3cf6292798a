/** All loopless paths, and the best sets of them that share nothing, by trying every one. */
import type { NetworkFilter } from "../../src/domain/filter.js";
import type { OrganisationId } from "../../src/domain/ids.js";
import { costOfHop, type OraclePath } from "./paths.js";
import { partnersOf, type Records } from "./records.js";

export interface ManyPathsQuestion {
  readonly from: readonly OrganisationId[];
  readonly to: readonly OrganisationId[];
  readonly where: NetworkFilter;
  readonly maxHops: number;
  readonly rankBy: "HOPS" | "COST";
  readonly via: readonly OrganisationId[];
}

/** Every path there is, best first. */
export function allPaths(records: Records, question: ManyPathsQuestion): OraclePath[] {
  const { where, from, to, maxHops, rankBy, via } = question;
  const exempt = [...from, ...to];
  const partners = new Map<OrganisationId, Map<OrganisationId, number>>();
  for (const { id } of records.organisations) {
    const others = partnersOf(records, where, id, exempt);
    partners.set(id, new Map(others.map((other) => [other, costOfHop(records, where, id, other)])));
  }

  const paths: OraclePath[] = [];
  const walkOn = (organisations: readonly OrganisationId[], cost: number): void => {
    const last = organisations[organisations.length - 1];
    if (to.includes(last) && via.every((id) => organisations.includes(id)))
      paths.push({ organisations, cost });
    const isInner = organisations.length > 1 && exempt.includes(last);
    if (organisations.length > maxHops || isInner) return;
    for (const [next, hop] of partners.get(last)!)
      if (!organisations.includes(next)) walkOn([...organisations, next], cost + hop);
  };
  for (const id of from) walkOn([id], 0);
  return paths.sort((a, b) => comparePaths(rankBy, a, b));
}

/** Negative where `a` is the better one. */
export function comparePaths(rankBy: "HOPS" | "COST", a: OraclePath, b: OraclePath): number {
  const byHops = a.organisations.length - b.organisations.length;
  const byCost = a.cost - b.cost;
  const order = rankBy === "HOPS" ? byHops || byCost : byCost || byHops;
  if (order !== 0) return order;
  const i = a.organisations.findIndex((id, at) => id !== b.organisations[at]);
  return i === -1 ? 0 : a.organisations[i] < b.organisations[i] ? -1 : 1;
}
