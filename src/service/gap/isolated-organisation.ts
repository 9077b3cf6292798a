/** Gaps of kind ISOLATED_ORGANISATION: an organisation without an active partnership, in or outside the region. */
import type { IsolatedOrganisation, Reason, SuggestedPartnership } from "../../domain/gap.js";
import { kilometresAtLeast, kilometresBetween } from "../../domain/distance.js";
import type { OrganisationId, PartnershipId, SectorCode } from "../../domain/ids.js";
import type { Location } from "../../domain/organisation.js";
import { compareCodePoints } from "../../domain/text-order.js";
import type { Activity } from "../../network/network.js";
import { limits } from "../limits.js";
import { closenessOf, inBoth, reason } from "./closeness.js";
import type { FoundGap, GapContext, GapFinder } from "./gap-finder.js";
import { gapIdOf } from "./gap-id.js";
import { rankedLinks, toPartnership } from "./suggest-links.js";

/**
 * Finds the isolated organisations of a region, scored by what they could reach: the new partners in a year that the
 * fitted ranker expects of them in the region; where another ranker is asked for, which expects nothing in numbers, the
 * organisations of the region in their sectors. O(isolated × members), which a worker does where that is much.
 */
export const isolatedOrganisations: GapFinder = { kind: "ISOLATED_ORGANISATION", find };

async function find(context: GapContext): Promise<FoundGap[]> {
  const { network, question, asOf } = context;
  const { region, where, ranker } = question;
  const isolated = network.activityOf({ region, where, asOf }).filter(isInactive);
  if (isolated.length === 0) return [];

  const members = membersBySector(context);
  const of = isolated.map(({ organisation }) => organisation);
  const expected = ranker === "FITTED" ? await network.expectedPartnersOf({ of, region, where, asOf }) : null;
  return isolated.map((activity, i): FoundGap => {
    const { organisation } = activity;
    const id = gapIdOf(question, "ISOLATED_ORGANISATION", [organisation]);
    const sharing = members.countSharing(organisation);
    const lone = { ...activity, id, sharing, expected: expected?.[i] ?? null };
    return {
      id,
      score: lone.expected ?? sharing,
      concerns: (other) => other === organisation,
      describe: () => describe(context, members, lone),
    };
  });
}

interface Lone extends Activity {
  readonly id: IsolatedOrganisation["id"];
  /** Organisations of the region that share a sector with it. */
  readonly sharing: number;
  /** New partners in a year; null where the ranker asked for does not say. */
  readonly expected: number | null;
}

/** How many of its earlier partnerships are told of. */
const mostTold = 10;

function isInactive({ active }: Activity): boolean {
  return !active;
}

async function describe(context: GapContext, members: Members, lone: Lone): Promise<IsolatedOrganisation> {
  const { question, asOf } = context;
  const { id, organisation, lastActive, sharing, expected } = lone;
  return {
    kind: "ISOLATED_ORGANISATION",
    id,
    question,
    asOf,
    score: expected ?? sharing,
    organisations: [organisation],
    reasons: reasonsOf(context, lone),
    suggestions: await suggestionsFor(context, organisation, members),
    organisation,
    lastActive,
  };
}

function reasonsOf(
  context: GapContext,
  { organisation, partnershipCount, sharing, expected }: Lone,
): Reason[] {
  const organisations = [organisation];
  const { region } = context.question;
  const partnerships = partnershipCount === 0 ? [] : lastPartnershipsOf(context, organisation);
  const reasons = [reason("NO_ACTIVE_PARTNERSHIP", { value: partnershipCount, organisations, partnerships })];
  if (expected !== null)
    reasons.push(reason("EXPECTED_PARTNERS", { value: expected, organisations, region }));
  if (sharing > 0) reasons.push(reason("OTHERS_IN_SECTORS", { value: sharing, organisations, region }));
  return reasons;
}

/** The partnerships it had that count, the one that ended last first, then by id: no more than are told of. */
function lastPartnershipsOf(
  { network, question, asOf }: GapContext,
  organisation: OrganisationId,
): PartnershipId[] {
  const { where } = question;
  return network
    .partnershipsOf(organisation, where)
    .map((id) => network.partnershipOf(id)!)
    .filter(({ since, parties }) => {
      const passing = parties.filter((party) => network.organisationPasses(party.organisation, where));
      return passing.length > 1 && (since === null || since <= asOf);
    })
    .sort((a, b) => compareCodePoints(b.until!, a.until!) || compareCodePoints(a.id, b.id))
    .slice(0, mostTold)
    .map(({ id }) => id);
}

// ---- the organisations of the region by sector

interface Members {
  /** In NAME order; the numbers below are positions in it. */
  readonly ids: readonly OrganisationId[];
  readonly positions: ReadonlyMap<OrganisationId, number>;
  readonly locations: readonly (Location | null)[];
  readonly partnerCounts: readonly number[];
  /** Of each, by code. */
  readonly sectors: readonly (readonly SectorCode[])[];
  readonly bearers: ReadonlyMap<SectorCode, readonly number[]>;
  /** How many others share a sector with one. */
  countSharing(organisation: OrganisationId): number;
}

function membersBySector({ network, question, asOf }: GapContext): Members {
  const { region, where } = question;
  const sectorsById = network.memberSectorsOf({ region, where, asOf });
  const ids = [...sectorsById.keys()];
  const positions = new Map(ids.map((id, position) => [id, position]));
  const sectors = [...sectorsById.values()];
  const bearers = new Map<SectorCode, number[]>();
  sectors.forEach((codes, position) => {
    for (const code of codes) {
      const list = bearers.get(code);
      if (list === undefined) bearers.set(code, [position]);
      else list.push(position);
    }
  });

  // Many organisations have the same few sectors: each set of them is counted once.
  const counts = new Map<string, number>();
  function countSharing(organisation: OrganisationId): number {
    const own = sectors[positions.get(organisation)!];
    const key = own.join(";");
    const kept = counts.get(key);
    if (kept !== undefined) return kept;
    const sharing =
      own.length === 1 ? bearers.get(own[0])!.length : unionSize(own.map((code) => bearers.get(code)!));
    // It bears its own sectors, so that it is one of those counted, unless it has none.
    const others = own.length === 0 ? 0 : sharing - 1;
    counts.set(key, others);
    return others;
  }
  return {
    ids,
    positions,
    locations: ids.map((id) => network.organisationOf(id)!.location),
    partnerCounts: ids.map((id) => network.partnerCountOf(id)),
    sectors,
    bearers,
    countSharing,
  };
}

function unionSize(lists: readonly (readonly number[])[]): number {
  const union = new Set<number>();
  for (const list of lists) for (const position of list) union.add(position);
  return union.size;
}

// ---- whom it could work with

interface Candidate {
  readonly id: OrganisationId;
  readonly shared: number;
  readonly partnerCount: number;
  /** Infinity where either location is not known. */
  readonly distance: number;
}

/**
 * Suggests links to organisations of the region, which pass the question's filter as it does: those that the
 * ranker finds likely, best first; then those that share a sector with it or lie near it, most shared
 * sectors first, then most partners, then nearest, then by id.
 */
async function suggestionsFor(
  context: GapContext,
  organisation: OrganisationId,
  members: Members,
): Promise<SuggestedPartnership[]> {
  const { network } = context;
  const likely = await rankedLinks(context, [organisation], null, limits.suggestions);
  const known = new Set(likely.map(({ pair }) => pair[1]));
  const own = members.sectors[members.positions.get(organisation)!];
  const close = bestCandidates(organisation, members, own).filter(({ id }) => !known.has(id));
  return [
    ...likely.map(toPartnership),
    ...close.slice(0, limits.suggestions - likely.length).map(({ id }) => {
      const pair = [organisation, id] as const;
      const shared = inBoth(own, members.sectors[members.positions.get(id)!]);
      return { organisations: pair, score: 0, reasons: closenessOf(network, pair, shared) };
    }),
  ];
}

function bestCandidates(
  organisation: OrganisationId,
  { ids, positions, locations, partnerCounts, bearers }: Members,
  own: readonly SectorCode[],
): Candidate[] {
  const self = positions.get(organisation)!;
  const shared = new Uint8Array(ids.length);
  for (const sector of own) for (const position of bearers.get(sector)!) shared[position]++;

  const best: Candidate[] = [];
  for (let position = 0; position < ids.length; position++) {
    if (position === self) continue;
    if (shared[position] === 0 && !mayBeNear(locations[self], locations[position])) continue;
    const partnerCount = partnerCounts[position];
    // Most fall short of the worst of the best before any distance is worked out.
    const worst = best.length === limits.suggestions ? best[best.length - 1] : null;
    if (worst !== null && shared[position] < worst.shared) continue;
    if (worst !== null && shared[position] === worst.shared && partnerCount < worst.partnerCount) continue;

    const distance = kilometresBetween(locations[self], locations[position]) ?? Infinity;
    if (shared[position] === 0 && distance > limits.nearKilometres) continue;
    keepBest(best, { id: ids[position], shared: shared[position], partnerCount, distance });
  }
  return best;
}

/** Tells at the cost of a subtraction that two places are too far apart. */
function mayBeNear(a: Location | null, b: Location | null): boolean {
  if (a === null || b === null || a.latitude === null || b.latitude === null) return false;
  return kilometresAtLeast(a.latitude, b.latitude) <= limits.nearKilometres + 1;
}

/** Puts a candidate in its place among the best so far, of whom the last gives way when they are too many. */
function keepBest(best: Candidate[], candidate: Candidate): void {
  let place = best.length;
  while (place > 0 && compareCandidates(candidate, best[place - 1]) < 0) place--;
  best.splice(place, 0, candidate);
  if (best.length > limits.suggestions) best.pop();
}

function compareCandidates(a: Candidate, b: Candidate): number {
  if (a.shared !== b.shared) return b.shared - a.shared;
  if (a.partnerCount !== b.partnerCount) return b.partnerCount - a.partnerCount;
  if (a.distance !== b.distance) return a.distance - b.distance;
  return a.id < b.id ? -1 : 1;
}
