/** The links that would most likely tie some organisations to others. */
import { kilometresBetween } from "../../domain/distance.js";
import type { Reason, SuggestedPartnership } from "../../domain/gap.js";
import type { OrganisationId } from "../../domain/ids.js";
import { closenessOf, inBoth, sectorsOnce } from "./closeness.js";
import type { GapContext } from "./gap-finder.js";
import { pairReasonsOf } from "./pair-reasons.js";

export interface SuggestedLink {
  /** One of `from`, one of `to`. */
  readonly pair: readonly [OrganisationId, OrganisationId];
  /** The ranker's; 0 for a pair that it does not speak for. */
  readonly score: number;
  reasons(): Reason[];
}

/** How many of either side are looked at where the ranker speaks for too few. */
const mostCompared = 50;

/**
 * Suggests the best `limit` links from some organisations to others, apart and all passing the filter: those
 * that the ranker finds likely, best first; after them, where they are too few, pairs by shared sectors, then
 * by partners, then by nearness, then by ids. The latter are taken from the fifty with the most partners on either side.
 */
export async function suggestLinks(
  context: GapContext,
  from: readonly OrganisationId[],
  to: readonly OrganisationId[],
  limit: number,
): Promise<SuggestedLink[]> {
  const ranked = await rankedLinks(context, from, to, limit);
  const known = new Set(ranked.map(({ pair }) => pair.join()));
  const others =
    ranked.length >= limit ? [] : closeLinks(context, from, to).filter(({ pair }) => !known.has(pair.join()));
  return [...ranked, ...others.slice(0, limit - ranked.length)];
}

/** The links that the ranker finds likely, best first; `to` null stands for all of the region that pass. */
export async function rankedLinks(
  { network, question, asOf }: GapContext,
  from: readonly OrganisationId[],
  to: readonly OrganisationId[] | null,
  limit: number,
): Promise<SuggestedLink[]> {
  const { region, where, ranker } = question;
  const isSwapped = to !== null && to.length < from.length;
  const [fewer, more] = isSwapped ? [to, from] : [from, to];
  const own = new Set(from);
  const sectorsOf = sectorsOnce(network, asOf);
  const pairs = await network.rankLinksBetween({ from: fewer, to: more, region, where, asOf, ranker, limit });
  return pairs.map((ranked) => {
    const [a, b] = ranked.pair;
    const pair = own.has(a) ? ([a, b] as const) : ([b, a] as const);
    return {
      pair,
      score: ranked.score,
      reasons: () => pairReasonsOf(network, { ...ranked, pair }, inBoth(sectorsOf(a), sectorsOf(b))),
    };
  });
}

/** A link as a partnership of the two. */
export function toPartnership({ pair, score, reasons }: SuggestedLink): SuggestedPartnership {
  return { organisations: pair, score, reasons: reasons() };
}

/** The reasons for a link within a partnership of so many: of more than two, each says whom it is about. */
export function reasonsWithin({ pair, reasons }: SuggestedLink, partyCount: number): Reason[] {
  return partyCount > 2 ? reasons().map((one) => ({ ...one, pair })) : reasons();
}

interface Candidate {
  readonly pair: readonly [OrganisationId, OrganisationId];
  readonly sharedCount: number;
  readonly partnerCount: number;
  /** Infinity where either place is not known. */
  readonly distance: number;
}

function closeLinks(
  { network, asOf }: GapContext,
  from: readonly OrganisationId[],
  to: readonly OrganisationId[],
): SuggestedLink[] {
  const most = (ids: readonly OrganisationId[]) =>
    ids
      .map((id) => ({ id, partnerCount: network.partnerCountOf(id) }))
      .sort((a, b) => b.partnerCount - a.partnerCount || (a.id < b.id ? -1 : 1))
      .slice(0, mostCompared)
      .map((one) => ({
        ...one,
        sectors: new Set(network.sectorsOf(one.id, asOf)),
        location: network.organisationOf(one.id)!.location,
      }));
  const others = most(to);
  const candidates = most(from).flatMap((one) =>
    others.map((other): Candidate => {
      let sharedCount = 0;
      for (const sector of one.sectors) if (other.sectors.has(sector)) sharedCount++;
      return {
        pair: [one.id, other.id],
        sharedCount,
        partnerCount: one.partnerCount + other.partnerCount,
        distance: kilometresBetween(one.location, other.location) ?? Infinity,
      };
    }),
  );
  return candidates.sort(compareCandidates).map(({ pair }) => ({
    pair,
    score: 0,
    reasons: () => {
      const [a, b] = pair.map((id) => network.sectorsOf(id, asOf));
      return closenessOf(network, pair, inBoth(a, b));
    },
  }));
}

function compareCandidates(a: Candidate, b: Candidate): number {
  if (a.sharedCount !== b.sharedCount) return b.sharedCount - a.sharedCount;
  if (a.partnerCount !== b.partnerCount) return b.partnerCount - a.partnerCount;
  if (a.distance !== b.distance) return a.distance - b.distance;
  return a.pair.join() < b.pair.join() ? -1 : 1;
}
