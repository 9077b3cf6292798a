import type { Viewer } from "../../domain/access.js";
import { today } from "../../domain/calendar-date.js";
import type { SuggestedPartnership } from "../../domain/gap.js";
import type { OrganisationId, RegionCode, SectorCode } from "../../domain/ids.js";
import type { Organisation } from "../../domain/organisation.js";
import type { NoPath } from "../../domain/path.js";
import type { Network, Sides } from "../../network/network.js";
import { kilometresBetween } from "../../domain/distance.js";
import { inBoth, sectorsOnce } from "../gap/closeness.js";
import { pairReasonsOf } from "../gap/pair-reasons.js";
import { limits } from "../limits.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";
import { inTimeFrom } from "./in-time.js";

/**
 * Finds the likeliest new partnerships of two organisations of which each alone, taken to pass the filter,
 * makes a path of a question that has none, within its hops. Best first; none where there is no time to find and rank them, `within` milliseconds
 * at most.
 *
 * Ranked by the ranker of missing links, and by how near the two are: its score grows up to twentyfold where they lie
 * in one region, close by, or work in the same sectors. Equal ones by the hops of the path they make, then by ids.
 */
export async function suggestPartnerships(
  { network: { network }, timeZone }: Parts,
  viewer: Viewer,
  { question }: NoPath,
  within: number = limits.remedyTime,
): Promise<SuggestedPartnership[]> {
  admitReader(viewer, "suggest partnerships");
  const asOf = today(timeZone);
  const inTime = inTimeFrom(Math.min(limits.remedyTime, within));
  const sides = await inTime((left) => network.sidesOf(question, left));
  const prospects = promisingPairs(network, sides ?? []);
  const pairs = prospects.map(({ pair }) => pair);
  const ranked = await inTime((left) => network.scorePairs({ pairs, asOf }, left));
  if (ranked === undefined) return [];
  const sectorsOf = sectorsOnce(network, asOf);
  return (
    prospects
      .map((prospect, i) => ({ ...prospect, ranked: ranked[i] }))
      // One that was removed meanwhile is nobody's partner.
      .filter(({ pair }) => pair.every((id) => network.organisationOf(id) !== null))
      .map((prospect) => {
        const [a, b] = prospect.pair;
        const sharedSectors = inBoth(sectorsOf(a), sectorsOf(b));
        const score = prospect.ranked.score * Math.exp(prospect.nearness + share(sharedSectors.length));
        return { ...prospect, sharedSectors, score };
      })
      .sort((a, b) => b.score - a.score || compareProspects(a, b))
      .slice(0, limits.pathSuggestions)
      .map(({ pair, score, sharedSectors, ranked: one }) => ({
        organisations: pair,
        score,
        reasons: pairReasonsOf(network, { ...one, pair }, sharedSectors),
      }))
  );
}

/** A pair of which one new partnership would be enough. */
interface Prospect {
  readonly pair: readonly [OrganisationId, OrganisationId];
  /** Of the two and of the ends they are reached from. */
  readonly hops: number;
  /** 0 to 2: by region and distance. */
  readonly nearness: number;
}

/** So many pairs, of the nearest and of those of the shortest paths, are looked at closely. */
const promising = 50;

function promisingPairs(network: Network, sides: readonly Sides[]): Prospect[] {
  const prospects = new Map<string, Prospect>();
  const most = limits.pathSuggestionPairs / sides.length;
  for (const prospect of sides.flatMap((one) => prospectsOver(network, one, most))) {
    const [a, b] = prospect.pair;
    const key = a < b ? a + b : b + a;
    const known = prospects.get(key);
    if (known === undefined || prospect.hops < known.hops) prospects.set(key, prospect);
  }
  const all = [...prospects.values()];
  const nearest = all
    .toSorted((a, b) => b.nearness - a.nearness || compareProspects(a, b))
    .slice(0, promising);
  const shortest = all.sort(compareProspects).slice(0, promising);
  return [...new Set([...nearest, ...shortest])];
}

function compareProspects(a: Prospect, b: Prospect): number {
  if (a.hops !== b.hops) return a.hops - b.hops;
  const i = a.pair[0] === b.pair[0] ? 1 : 0;
  return a.pair[i] < b.pair[i] ? -1 : 1;
}

/** The pairs of one place, at most about so many: of too many organisations those count that have most to do with the other side. */
function prospectsOver(network: Network, { near, far, room }: Sides, most: number): Prospect[] {
  const [here, there] = [candidatesOf(network, near), candidatesOf(network, far)];
  const least = Math.floor(Math.sqrt(most));
  const few = Math.min(Math.max(least, Math.floor(most / there.length)), here.length);
  const many = Math.max(least, Math.floor(most / few));
  const [ours, theirs] = [mostRelated(here, there, few), mostRelated(there, here, many)];
  return ours.flatMap((a) =>
    theirs
      .filter((b) => a.hops + b.hops <= room && a.organisation.id !== b.organisation.id)
      .map((b) => ({
        pair: [a.organisation.id, b.organisation.id] as const,
        hops: a.hops + b.hops,
        nearness: nearnessOf(a.organisation, b.organisation),
      })),
  );
}

interface Candidate {
  readonly organisation: Organisation;
  readonly hops: number;
}

function candidatesOf(network: Network, { organisations, hops }: Sides["near"]): Candidate[] {
  return organisations.flatMap((id, i) => {
    // One that was removed meanwhile is nobody's partner.
    const organisation = network.organisationOf(id);
    return organisation === null ? [] : [{ organisation, hops: hops[i] }];
  });
}

/** The candidates that lie in a region or work in a sector of the other side first, then the nearest. */
function mostRelated(
  candidates: readonly Candidate[],
  others: readonly Candidate[],
  most: number,
): readonly Candidate[] {
  if (candidates.length <= most) return candidates;
  const regions = new Set<RegionCode | null>(others.map(({ organisation }) => organisation.region));
  const sectors = new Set<SectorCode>(others.flatMap(({ organisation }) => organisation.sectors));
  const relation = ({ organisation }: Candidate): number =>
    Number(organisation.region !== null && regions.has(organisation.region)) * 2 +
    Number(organisation.sectors.some((sector) => sectors.has(sector)));
  const related = candidates.map((candidate, place) => ({ candidate, place, by: relation(candidate) }));
  // The ends themselves are always among them.
  related.sort(
    (a, b) =>
      Number(b.candidate.hops === 0) - Number(a.candidate.hops === 0) || b.by - a.by || a.place - b.place,
  );
  return related.slice(0, most).map(({ candidate }) => candidate);
}

function nearnessOf(a: Organisation, b: Organisation): number {
  const isSameRegion = a.region !== null && a.region === b.region;
  const distance = kilometresBetween(a.location, b.location);
  return Number(isSameRegion) + (distance === null ? 0 : 0.5 ** (distance / limits.nearKilometres));
}

/** Grows with a count, and stays below 1. */
function share(count: number): number {
  return count / (count + 1);
}
