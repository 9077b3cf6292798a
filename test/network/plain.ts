/**
 * The network's answers worked out slowly from the records: filter everything, link every pair, sort
 * everything. Knows no node number, no mask and no kernel.
 */
import { dateOf, dayOf, type CalendarDate } from "../../src/domain/calendar-date.js";
import type { NetworkFilter, OrganisationFilter, PartnershipFilter } from "../../src/domain/filter.js";
import type { OrganisationId, PartnershipId, RegionCode, SectorCode } from "../../src/domain/ids.js";
import type { Organisation } from "../../src/domain/organisation.js";
import { hopCost, largestClique, partnershipKinds, type Partnership } from "../../src/domain/partnership.js";
import type { NoPathReason, PathQuestion } from "../../src/domain/path.js";
import { compareCodePoints, fold, wordsOf } from "../../src/domain/text-order.js";
import type { NetworkLink } from "../../src/domain/view.js";
import { noFilter } from "../../src/domain/filter.js";
import type { Records } from "./records.js";

export class Plain {
  private readonly byId: ReadonlyMap<OrganisationId, Organisation>;

  constructor(readonly records: Records) {
    this.byId = new Map(records.organisations.map((one) => [one.id, one]));
  }

  // ---- who and what passes

  organisationOf(id: OrganisationId): Organisation {
    const found = this.byId.get(id);
    if (found === undefined) throw new Error(`No organisation ${id}`);
    return found;
  }

  liesIn(own: RegionCode | null, wanted: RegionCode, seen: readonly RegionCode[] = []): boolean {
    if (own === null || seen.includes(own)) return false;
    if (own === wanted) return true;
    const region = this.records.regions.find(({ code }) => code === own);
    return (region?.within ?? []).some((outer) => this.liesIn(outer, wanted, [...seen, own]));
  }

  organisationPasses(one: Organisation, where: NetworkFilter): boolean {
    return (
      (where.organisationKinds?.includes(one.kind) ?? true) &&
      (where.regions?.some((region) => this.liesIn(one.region, region)) ?? true) &&
      (where.organisationSectors?.some((sector) => one.sectors.includes(sector)) ?? true) &&
      !(where.without?.includes(one.id) ?? false)
    );
  }

  partnershipPasses(one: Partnership, where: NetworkFilter): boolean {
    const ranOn = (day: CalendarDate): boolean =>
      (one.since === null || one.since <= day) && (one.until === null || day < one.until);
    const between = where.activeBetween;
    return (
      (where.partnershipKinds?.includes(one.kind) ?? true) &&
      (where.partnershipSectors?.some((sector) => one.sectors.includes(sector)) ?? true) &&
      (where.activeOn === null || ranOn(where.activeOn)) &&
      (between === null ||
        ((between.until === null || one.since === null || one.since < between.until) &&
          (between.since === null || one.until === null || between.since < one.until))) &&
      (where.minStrength === null || (one.strength ?? 3) >= where.minStrength) &&
      (where.maxParties === null || one.parties.length <= where.maxParties)
    );
  }

  /** The partnerships that pass and tie the two. */
  between(a: OrganisationId, b: OrganisationId, where: NetworkFilter): Partnership[] {
    return this.records.partnerships.filter((one) => this.partnershipPasses(one, where) && ties(one, a, b));
  }

  /** Passing organisations, and those exempt. */
  private nodes(where: NetworkFilter, exempt: readonly OrganisationId[] = []): OrganisationId[] {
    return this.records.organisations
      .filter((one) => exempt.includes(one.id) || this.organisationPasses(one, where))
      .map(({ id }) => id);
  }

  neighbours(
    id: OrganisationId,
    where: NetworkFilter,
    exempt: readonly OrganisationId[] = [],
  ): OrganisationId[] {
    return this.nodes(where, exempt).filter(
      (other) => other !== id && this.between(id, other, where).length > 0,
    );
  }

  linkedCount(id: OrganisationId, where: NetworkFilter): number {
    return this.neighbours(id, where).length;
  }

  // ---- orders

  byName = (a: OrganisationId, b: OrganisationId): number =>
    compareCodePoints(fold(this.organisationOf(a).name), fold(this.organisationOf(b).name)) ||
    compareCodePoints(a, b);

  byDefault = (a: Partnership, b: Partnership): number =>
    a.since === b.since
      ? compareCodePoints(a.id, b.id)
      : compareCodePoints(b.since ?? "0000-00-00", a.since ?? "0000-00-00");

  private cheapestFirst(partnerships: readonly Partnership[]): PartnershipId[] {
    return partnerships
      .toSorted((a, b) => costOf(a) - costOf(b) || compareCodePoints(a.id, b.id))
      .map(({ id }) => id);
  }

  // ---- lists

  listOrganisations(
    search: string | null,
    where: OrganisationFilter,
    order: { readonly field: string; readonly direction: string } | null,
  ): OrganisationId[] {
    const filter = {
      ...noFilter,
      organisationKinds: where.kinds,
      regions: where.regions,
      organisationSectors: where.sectors,
    };
    const passing = this.nodes(filter)
      .filter((id) => where.hasPartners === null || this.linkedCount(id, noFilter) > 0 === where.hasPartners)
      .filter((id) => search === null || this.tierOfOrganisation(search, id) < 5);
    if (order === null && search !== null)
      return passing.sort(
        (a, b) =>
          this.tierOfOrganisation(search, a) - this.tierOfOrganisation(search, b) || this.byName(a, b),
      );
    const sorted =
      order?.field === "PARTNER_COUNT"
        ? passing.sort(
            (a, b) =>
              this.linkedCount(a, noFilter) - this.linkedCount(b, noFilter) || compareCodePoints(a, b),
          )
        : passing.sort(this.byName);
    return order?.direction === "DESC" ? sorted.reverse() : sorted;
  }

  private tierOfOrganisation(search: string, id: OrganisationId): number {
    const { name, identifiers } = this.organisationOf(id);
    return tierOf(search, name, identifiers);
  }

  listPartnerships(search: string | null, where: PartnershipFilter): PartnershipId[] {
    const ends = where.endsBetween;
    const passing = this.records.partnerships.filter(
      (one) =>
        this.partnershipPasses(one, {
          ...noFilter,
          partnershipKinds: where.kinds,
          partnershipSectors: where.sectors,
          activeOn: where.activeOn,
        }) &&
        (ends === null ||
          (one.until !== null &&
            (ends.since === null || ends.since <= one.until) &&
            (ends.until === null || one.until < ends.until))) &&
        (where.regions?.some((region) =>
          one.parties.some((party) => this.liesIn(this.organisationOf(party.organisation).region, region)),
        ) ??
          true) &&
        (where.parties?.every((id) => isParty(one, id)) ?? true) &&
        (search === null || tierOf(search, one.title ?? "", one.identifiers) < 5),
    );
    const tier = (one: Partnership): number =>
      search === null ? 0 : tierOf(search, one.title ?? "", one.identifiers);
    return passing.sort((a, b) => tier(a) - tier(b) || this.byDefault(a, b)).map(({ id }) => id);
  }

  listRegions(division: string | null, within: RegionCode | null): RegionCode[] {
    return this.records.regions
      .filter((one) => division === null || one.division === division)
      .filter(({ code }) => within === null || (code !== within && this.liesIn(code, within)))
      .toSorted((a, b) => compareCodePoints(fold(a.name), fold(b.name)) || compareCodePoints(a.code, b.code))
      .map(({ code }) => code);
  }

  listSectors(): [SectorCode, number, number][] {
    const { organisations, partnerships, sectors } = this.records;
    const codes = new Set([
      ...sectors.map(({ code }) => code),
      ...organisations.flatMap((one) => one.sectors),
      ...partnerships.flatMap((one) => one.sectors),
    ]);
    const bearing = (all: readonly { readonly sectors: readonly SectorCode[] }[], code: SectorCode): number =>
      all.filter((one) => one.sectors.includes(code)).length;
    return [...codes]
      .sort(compareCodePoints)
      .map((code) => [code, bearing(organisations, code), bearing(partnerships, code)]);
  }

  listPartners(of: OrganisationId, where: NetworkFilter): [OrganisationId, PartnershipId[]][] {
    return this.neighbours(of, where, [of])
      .map((other): [OrganisationId, PartnershipId[]] => [
        other,
        this.cheapestFirst(this.between(of, other, where)),
      ])
      .sort(([a, p], [b, q]) => q.length - p.length || this.byName(a, b));
  }

  partnershipsOf(id: OrganisationId, where: NetworkFilter): PartnershipId[] {
    return this.cheapestFirst(
      this.records.partnerships.filter((one) => isParty(one, id) && this.partnershipPasses(one, where)),
    );
  }

  // ---- paths

  /** The paths of a question by trying all of them, best first; `disjoint` is left aside. */
  bestPaths(question: PathQuestion): FoundPath[] {
    const found = this.allPaths(question, Infinity);
    const hopsOf = (path: FoundPath): number => path.organisations.length;
    const byHops = (a: FoundPath, b: FoundPath): number => hopsOf(a) - hopsOf(b) || a.cost - b.cost;
    const byCost = (a: FoundPath, b: FoundPath): number => a.cost - b.cost || hopsOf(a) - hopsOf(b);
    const byRank = question.rankBy === "HOPS" ? byHops : byCost;
    found.sort((a, b) => byRank(a, b) || compareIds(a.organisations, b.organisations));
    return found.slice(0, question.first);
  }

  /** The paths of a question as they are met, until there are so many. */
  private allPaths({ from, to, where, maxHops, via }: PathQuestion, most: number): FoundPath[] {
    const exempt = [...from, ...to];
    const known = new Map<OrganisationId, (readonly [OrganisationId, number])[]>();
    const hopsFrom = (id: OrganisationId): (readonly [OrganisationId, number])[] => {
      const hops =
        known.get(id) ??
        this.neighbours(id, where, exempt).map((next) => [next, this.leastCost(id, next, where)] as const);
      known.set(id, hops);
      return hops;
    };
    const found: FoundPath[] = [];
    const extend = ({ organisations, cost }: FoundPath): void => {
      if (found.length >= most) return;
      const last = organisations[organisations.length - 1];
      if (to.includes(last) && via.every((id) => organisations.includes(id)))
        found.push({ organisations, cost });
      if (organisations.length > maxHops || (organisations.length > 1 && exempt.includes(last))) return;
      for (const [next, hop] of hopsFrom(last))
        if (!organisations.includes(next))
          extend({ organisations: [...organisations, next], cost: cost + hop });
    };
    for (const id of from) extend({ organisations: [id], cost: 0 });
    return found;
  }

  private leastCost(a: OrganisationId, b: OrganisationId, where: NetworkFilter): number {
    return Math.min(...this.between(a, b, where).map(costOf));
  }

  /** Why there is none, and of one that is too long how many hops it takes. */
  whyNoPath(question: PathQuestion): { reason: NoPathReason; hops: number | null } {
    const reason = this.reasonOf(question);
    return { reason, hops: reason === "TOO_FAR" ? this.fewestHops(question) : null };
  }

  private reasonOf(question: PathQuestion): NoPathReason {
    const alone = (ids: readonly OrganisationId[]): boolean =>
      !ids.some((id) => this.records.partnerships.some((one) => isParty(one, id)));
    if (alone(question.from) || alone(question.to)) return "NO_PARTNERS";
    const connects = (where: NetworkFilter): boolean =>
      question.from.some((id) => question.to.some((other) => this.isReached(id, other, where)));
    if (!connects(noFilter)) return "NOT_CONNECTED";
    if (!connects(question.where)) return "FILTERED_OUT";
    return this.fewestHops(question) !== null ? "TOO_FAR" : "VIA_UNREACHABLE";
  }

  /** The hops of the shortest path however many it takes: tries each set of organisations passed so far once. */
  private fewestHops({ from, to, where, via }: PathQuestion): number | null {
    const exempt = [...from, ...to];
    const partners = new Map(exempt.map((id) => [id, this.neighbours(id, where, exempt)]));
    const partnersOf = (id: OrganisationId): OrganisationId[] => {
      const known = partners.get(id) ?? this.neighbours(id, where, exempt);
      partners.set(id, known);
      return known;
    };
    const ways = from.map((id) => [id]);
    const tried = new Set<string>();
    for (const way of ways) {
      const last = way[way.length - 1];
      if (to.includes(last) && via.every((id) => way.includes(id))) return way.length - 1;
      if (way.length > 1 && exempt.includes(last)) continue;
      for (const next of partnersOf(last)) {
        const key = [next, ...way.toSorted()].join();
        if (way.includes(next) || tried.has(key)) continue;
        tried.add(key);
        ways.push([...way, next]);
      }
    }
    return null;
  }

  /** Whether a chain of partnerships leads from one organisation to another, both exempt from the filter. */
  private isReached(from: OrganisationId, to: OrganisationId, where: NetworkFilter): boolean {
    const found = new Set([from]);
    for (const id of found) for (const next of this.neighbours(id, where, [to])) found.add(next);
    return found.has(to);
  }

  reach(from: readonly OrganisationId[], to: readonly OrganisationId[], where: NetworkFilter): number {
    const found = new Set(from);
    for (const id of found)
      for (const next of this.neighbours(id, where)) if (!to.includes(next)) found.add(next);
    return [...found].filter((id) => !from.includes(id)).length;
  }

  // ---- views

  neighbourhood(of: OrganisationId, hops: number, where: NetworkFilter): OrganisationId[] {
    const found = new Map([[of, 0]]);
    for (const [id, at] of found)
      if (at < hops)
        for (const next of this.neighbours(id, where)) if (!found.has(next)) found.set(next, at + 1);
    return [...found]
      .sort(
        ([a, x], [b, y]) =>
          x - y || this.linkedCount(b, where) - this.linkedCount(a, where) || this.byName(a, b),
      )
      .map(([id]) => id);
  }

  networkView(where: NetworkFilter): OrganisationId[] {
    return this.nodes(where).sort(
      (a, b) => this.linkedCount(b, where) - this.linkedCount(a, where) || this.byName(a, b),
    );
  }

  linksAmong(organisations: readonly OrganisationId[], where: NetworkFilter): NetworkLink[] {
    const links = organisations.flatMap((from, fromIndex) =>
      organisations.flatMap((to, toIndex): NetworkLink[] => {
        const both = fromIndex < toIndex ? this.between(from, to, where) : [];
        if (both.length === 0) return [];
        const sinces = both.map(({ since }) => since);
        const untils = both.map(({ until }) => until);
        return [
          {
            fromIndex,
            toIndex,
            partnershipCount: both.length,
            kinds: partnershipKinds.filter((kind) => both.some((one) => one.kind === kind)),
            cost: Math.min(...both.map(costOf)),
            since: sinces.includes(null) ? null : (sinces.toSorted()[0] ?? null),
            until: untils.includes(null) ? null : (untils.toSorted().at(-1) ?? null),
          },
        ];
      }),
    );
    return links.sort((a, b) => a.cost - b.cost || a.fromIndex - b.fromIndex || a.toIndex - b.toIndex);
  }

  // ---- gaps

  membersOf(region: RegionCode, where: NetworkFilter): OrganisationId[] {
    return this.nodes(where)
      .filter((id) => this.liesIn(this.organisationOf(id).region, region))
      .sort(this.byName);
  }

  /** All missing links with their scores and shared partners, best first. */
  missingLinks(region: RegionCode, where: NetworkFilter, asOf: CalendarDate) {
    const begun: Records = {
      ...this.records,
      partnerships: this.records.partnerships.filter(({ since }) => since === null || since <= asOf),
    };
    const then = new Plain(begun);
    const members = this.membersOf(region, where).sort(compareCodePoints);
    const pairs = members.flatMap((a, i) =>
      members.slice(i + 1).flatMap((b) => {
        if (begun.partnerships.some((one) => isParty(one, a) && isParty(one, b))) return [];
        const ofB = then.neighbours(b, where);
        const shared = then.neighbours(a, where).filter((id) => ofB.includes(id));
        const counts = new Map(shared.map((id) => [id, then.linkedCount(id, where)]));
        shared.sort((x, y) => (counts.get(x) ?? 0) - (counts.get(y) ?? 0) || compareCodePoints(x, y));
        // The smallest terms first, as the contract sums them: equal scores are equal to the last bit.
        const score = shared.reduceRight((sum, id) => sum + 1 / Math.log(counts.get(id) ?? 0), 0);
        return score > 0 ? [{ pair: [a, b] as const, score, sharedPartners: shared }] : [];
      }),
    );
    return pairs.sort(
      (x, y) =>
        y.score - x.score ||
        compareCodePoints(x.pair[0], y.pair[0]) ||
        compareCodePoints(x.pair[1], y.pair[1]),
    );
  }

  activityOf(region: RegionCode, where: NetworkFilter, asOf: CalendarDate) {
    return this.membersOf(region, where).map((id) => {
      const counting = this.records.partnerships.filter(
        (one) =>
          isParty(one, id) &&
          this.partnershipPasses(one, where) &&
          (one.since === null || one.since <= asOf) &&
          one.parties.filter((party) =>
            this.organisationPasses(this.organisationOf(party.organisation), where),
          ).length >= 2,
      );
      const lastDays = counting.map(({ until }) =>
        until === null || until > asOf ? asOf : dateOf(dayOf(until) - 1),
      );
      return {
        organisation: id,
        active: lastDays.includes(asOf) && counting.some(({ until }) => until === null || until > asOf),
        lastActive: lastDays.toSorted().at(-1) ?? null,
        partnershipCount: counting.length,
      };
    });
  }
}

interface FoundPath {
  readonly organisations: readonly OrganisationId[];
  readonly cost: number;
}

function isParty({ parties }: Partnership, id: OrganisationId): boolean {
  return parties.some(({ organisation }) => organisation === id);
}

/** The projection rule. */
function ties(one: Partnership, a: OrganisationId, b: OrganisationId): boolean {
  if (a === b || !isParty(one, a) || !isParty(one, b)) return false;
  return (
    one.parties.length <= largestClique ||
    one.parties.some(
      ({ organisation, role }) =>
        (organisation === a || organisation === b) && (role === "COORDINATOR" || role === "CONNECTOR"),
    )
  );
}

function costOf({ strength, parties }: Partnership): number {
  return hopCost(strength, parties.length);
}

function compareIds(a: readonly OrganisationId[], b: readonly OrganisationId[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return compareCodePoints(a[i], b[i]);
  return 0;
}

/** 0 to 4 as domain.md has them; 5 where it is not found. */
function tierOf(search: string, name: string, identifiers: readonly string[]): number {
  const isEqual = (identifier: string) =>
    identifier === search || identifier.slice(identifier.indexOf(":") + 1) === search;
  if (identifiers.some(isEqual)) return 0;
  const asked = wordsOf(search);
  const words = wordsOf(name);
  if (asked.length === 0 || !asked.every((word) => words.some((other) => other.startsWith(word)))) return 5;
  if (words.join(" ") === asked.join(" ")) return 1;
  if (words.join(" ").startsWith(asked.join(" "))) return 2;
  return asked.every((word) => words.includes(word)) ? 3 : 4;
}
