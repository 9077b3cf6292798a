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

/**
 * The most paths, up to `count`, that share no inner organisation, and the least sum of hops and of costs that
 * so many come to, compared as `rankBy` says. Paths of any number of hops, ends as `disjointPaths` has them.
 */
export function bestDisjoint(
  records: Records,
  question: Omit<ManyPathsQuestion, "maxHops" | "via">,
  count: number,
): { size: number; hops: number; cost: number } {
  const { from, to } = question;
  const all = allPaths(records, { ...question, maxHops: records.organisations.length, via: [] });
  const isLimited = (id: OrganisationId): boolean =>
    from.length > 1 && to.length > 1 && from.includes(id) && to.includes(id);
  // Those without an inner organisation stand in nobody's way: of them the best ones complete any set.
  const free = all.filter(({ organisations }) => organisations.length <= 2);
  const paths = all.filter(
    ({ organisations }) =>
      organisations.length > 2 && !isLimited(organisations[0]) && !isLimited(organisations.at(-1)!),
  );
  const sumOf = (set: readonly OraclePath[]) => ({
    size: set.length,
    hops: set.reduce((sum, { organisations }) => sum + organisations.length - 1, 0),
    cost: set.reduce((sum, path) => sum + path.cost, 0),
  });
  let best = sumOf([]);
  const isBetter = (a: typeof best, b: typeof best): boolean => {
    if (a.size !== b.size) return a.size > b.size;
    const order =
      question.rankBy === "HOPS" ? [a.hops - b.hops, a.cost - b.cost] : [a.cost - b.cost, a.hops - b.hops];
    return (order[0] || order[1]) < 0;
  };
  const addFrom = (start: number, set: readonly OraclePath[]): void => {
    const sum = sumOf([...set, ...free.slice(0, count - set.length)]);
    if (isBetter(sum, best)) best = sum;
    if (set.length === count) return;
    const used = set.flatMap(({ organisations }) => organisations.slice(1, -1));
    for (let i = start; i < paths.length; i++)
      if (!paths[i].organisations.some((id) => used.includes(id))) addFrom(i + 1, [...set, paths[i]]);
  };
  addFrom(0, []);
  return best;
}
