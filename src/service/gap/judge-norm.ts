/** Whom a norm judges, and how much of what it expects is recorded. */
import type { CalendarDate } from "../../domain/calendar-date.js";
import { kilometresBetween } from "../../domain/distance.js";
import type { NetworkFilter } from "../../domain/filter.js";
import type { OrganisationId, PartnershipId, RegionCode } from "../../domain/ids.js";
import { expectedOf, type Condition, type Norm, type Wanted } from "../../domain/norm.js";
import { compareCodePoints } from "../../domain/text-order.js";
import type { Network } from "../../network/network.js";
import { createTurns } from "../turns.js";
import { sectorsOnce } from "./closeness.js";

/** What a norm is held against. */
export interface NormContext {
  readonly network: Network;
  readonly where: NetworkFilter;
  readonly asOf: CalendarDate;
}

/** An organisation or a region that a norm judges: one of the two is given. */
export interface JudgedOne {
  readonly organisation: OrganisationId | null;
  readonly region: RegionCode | null;
  /** Of a region, where those lie who count: there, or in the regions around it that the norm names. */
  readonly places: readonly RegionCode[];
  /** Says whether an organisation lies where the norm wants it. */
  liesWithin(id: OrganisationId): boolean;
}

/** What is recorded of what is expected. */
export interface Observed {
  /** The partners or parties that count, no more than are expected of their sort. */
  readonly counted: readonly OrganisationId[];
  /** For each sort that is wanted, those of `counted` that count for it. */
  readonly bySort: readonly (readonly OrganisationId[])[];
}

/**
 * Holds norms against a network on a day; each organisation's sectors are looked up once. Gives way to others while it
 * judges many, so that the network may move on.
 */
export class NormJudge {
  readonly #context: NormContext;
  /** What counts on the day. */
  readonly #active: NetworkFilter;
  readonly #sectorsOf: ReturnType<typeof sectorsOnce>;
  readonly #giveWay = createTurns();

  constructor(context: NormContext) {
    this.#context = context;
    this.#active = { ...context.where, activeOn: context.asOf };
    this.#sectorsOf = sectorsOnce(context.network, context.asOf);
  }

  /** Says whether an organisation is of the kinds and sectors that are wanted. */
  matches(id: OrganisationId, { kinds, sectors }: Condition): boolean {
    const record = this.#context.network.organisationOf(id);
    if (record === null || (kinds !== null && !kinds.includes(record.kind))) return false;
    return sectors === null || this.#sectorsOf(id).some((sector) => sectors.includes(sector));
  }

  /**
   * Those whom a norm judges when a region is asked about: its organisations that pass and meet the norm's
   * conditions and whose place is known as far as the norm speaks of it, or the regions of the norm's division in it, else
   * around it.
   */
  async judgedBy({ appliesTo, expects: { within } }: Norm, region: RegionCode): Promise<JudgedOne[]> {
    const { network, where } = this.#context;
    if ("division" in appliesTo)
      return regionsToJudge(network, appliesTo.division, region).map((code) =>
        this.#regionToJudge(code, within),
      );
    const judged: JudgedOne[] = [];
    for (const id of network.membersOf(region, where)) {
      await this.#giveWay();
      const one = this.matches(id, appliesTo.organisations) ? this.#organisationToJudge(id, within) : null;
      if (one !== null) judged.push(one);
    }
    return judged;
  }

  /** The one that a gap of a norm is about, judged as `judgedBy()` does; null where its place is no longer known. */
  judgedAs(norm: Norm, organisation: OrganisationId | null, region: RegionCode | null): JudgedOne | null {
    const { within } = norm.expects;
    if (region !== null) return this.#regionToJudge(region, within);
    return organisation === null || this.#context.network.organisationOf(organisation) === null
      ? null
      : this.#organisationToJudge(organisation, within);
  }

  #organisationToJudge(organisation: OrganisationId, within: Norm["expects"]["within"]): JudgedOne | null {
    const { network } = this.#context;
    if (within === null) return { organisation, region: null, places: [], liesWithin: () => true };
    if ("kilometres" in within) {
      const { location } = network.organisationOf(organisation)!;
      if (kilometresBetween(location, location) === null) return null;
      const { kilometres } = within;
      return {
        organisation,
        region: null,
        places: [],
        liesWithin: (id) =>
          (kilometresBetween(location, network.organisationOf(id)?.location ?? null) ?? Infinity) <=
          kilometres,
      };
    }
    const own = network.organisationOf(organisation)!.region;
    const regions = own === null ? [] : regionsAround(network, within.division, own);
    if (regions.length === 0) return null;
    return {
      organisation,
      region: null,
      places: [],
      liesWithin: (id) => regions.some((code) => network.liesIn(id, code)),
    };
  }

  #regionToJudge(region: RegionCode, within: Norm["expects"]["within"]): JudgedOne {
    const { network } = this.#context;
    const places =
      within !== null && "division" in within ? regionsAround(network, within.division, region) : [region];
    return {
      organisation: null,
      region,
      places,
      liesWithin: (id) => places.some((code) => network.liesIn(id, code)),
    };
  }

  /** What is recorded on the day: the partners that count, or the parties of the partnership that comes nearest. */
  async observe(norm: Norm, judged: JudgedOne): Promise<Observed> {
    const { expects } = norm;
    await this.#giveWay();
    if ("partners" in expects) {
      const { atLeast } = expects.partners;
      const counted = this.#context.network
        .partnersOf(judged.organisation!, this.#active)
        .filter((id) => this.counts(id, expects.partners, judged))
        .sort()
        .slice(0, atLeast);
      return { counted, bySort: [counted] };
    }

    let best: Observed = { counted: [], bySort: expects.parties.map(() => []) };
    const expected = expectedOf(norm);
    for (const partnership of await this.#partnershipsOf(expects.parties, judged)) {
      await this.#giveWay();
      const parties = this.#partiesOf(partnership);
      if (parties.length < 2) continue;
      const observed = this.together(parties, expects.parties, judged);
      if (observed.counted.length > best.counted.length) best = observed;
      if (best.counted.length === expected) break;
    }
    return best;
  }

  /** Says whether an organisation counts for one that is judged: of the sort wanted, where it is wanted, and another. */
  counts(id: OrganisationId, wanted: Wanted, judged: JudgedOne): boolean {
    return id !== judged.organisation && this.matches(id, wanted) && judged.liesWithin(id);
  }

  /** What the parties of one partnership come to: each counts for one sort, so that the most are counted. */
  together(parties: readonly OrganisationId[], wanted: readonly Wanted[], judged: JudgedOne): Observed {
    const fitting = wanted.map((sort) => parties.filter((id) => this.counts(id, sort, judged)).sort());
    const bySort = shareOut(
      fitting,
      wanted.map(({ atLeast }) => atLeast),
    );
    return { counted: bySort.flat(), bySort };
  }

  /** The parties of a partnership that pass the filter. */
  #partiesOf(partnership: PartnershipId): OrganisationId[] {
    const { network, where } = this.#context;
    const { parties } = network.partnershipOf(partnership)!;
    return parties
      .map(({ organisation }) => organisation)
      .filter((id) => network.organisationPasses(id, where));
  }

  /** The active partnerships of one that is judged, ordered by id: its own, or those of all who are wanted and lie where they count. */
  async #partnershipsOf(
    wanted: readonly Wanted[],
    { organisation, places }: JudgedOne,
  ): Promise<PartnershipId[]> {
    const { network, where } = this.#context;
    const partnerships = new Set<PartnershipId>();
    const members =
      organisation === null ? places.flatMap((code) => network.membersOf(code, where)) : [organisation];
    for (const id of members) {
      await this.#giveWay();
      if (organisation === null && !wanted.some((sort) => this.matches(id, sort))) continue;
      for (const partnership of network.partnershipsOf(id, this.#active)) partnerships.add(partnership);
    }
    return [...partnerships].sort();
  }
}

/** The regions of a division in a region, itself included; else those that it lies in. By code. */
function regionsToJudge(network: Network, division: string, region: RegionCode): RegionCode[] {
  const inside = [...network.regionsWithin(region)].filter(
    (code) => network.regionOf(code)?.division === division,
  );
  return inside.length > 0 ? inside.sort(compareCodePoints) : regionsAround(network, division, region);
}

/** The regions of a division that a region is or lies in, however far up. By code. */
function regionsAround(network: Network, division: string, region: RegionCode): RegionCode[] {
  const around = new Set<RegionCode>([region]);
  for (const code of around) for (const next of network.regionOf(code)?.within ?? []) around.add(next);
  return [...around].filter((code) => network.regionOf(code)?.division === division).sort(compareCodePoints);
}

/**
 * Shares organisations out over sorts, each to one, so that the most find a place: a maximum matching by
 * augmenting paths. `fitting` holds those that fit each sort, `places` how many it takes.
 */
export function shareOut<Id extends string>(
  fitting: readonly (readonly Id[])[],
  places: readonly number[],
): Id[][] {
  const sortOf = new Map<Id, number>();
  const taken = fitting.map(() => new Set<Id>());

  /** Finds one more for a sort, moving others to another sort where that makes room. */
  function fill(sort: number, seen: Set<Id>): boolean {
    for (const id of fitting[sort]) {
      if (seen.has(id) || taken[sort].has(id)) continue;
      seen.add(id);
      const other = sortOf.get(id);
      if (other !== undefined && !fill(other, seen)) continue;
      if (other !== undefined) taken[other].delete(id);
      taken[sort].add(id);
      sortOf.set(id, sort);
      return true;
    }
    return false;
  }

  places.forEach((count, sort) => {
    while (taken[sort].size < count && fill(sort, new Set()));
  });
  return taken.map((ids) => [...ids].sort());
}
