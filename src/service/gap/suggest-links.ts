/** The links that would most likely tie some organisations to others. */
import type { Reason } from "../../domain/gap.js";
import type { OrganisationId, SectorCode } from "../../domain/ids.js";
import { closenessOf, inBoth, kilometresBetween, reason, sectorsOnce } from "./closeness.js";
import type { GapContext } from "./gap-finder.js";

export interface SuggestedLink {
  /** One of `from`, one of `to`. */
  readonly pair: readonly [OrganisationId, OrganisationId];
  /** The ranker's; 0 for a pair that it does not speak for. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** How many of either side are looked at where the ranker speaks for too few. */
const mostCompared = 50;

/**
 * Suggests the best `limit` links from some organisations to others, apart and all passing the filter: those
 * that the ranker finds likely, best first; after them, where they are too few, pairs by shared sectors, then
 * by partners, then by nearness, then by ids. The latter are taken from the fifty with the most partners on either side.
 */
export function suggestLinks(
  context: GapContext,
  from: readonly OrganisationId[],
  to: readonly OrganisationId[],
  limit: number,
): SuggestedLink[] {
  const ranked = rankedLinks(context, from, to, limit);
  const known = new Set(ranked.map(({ pair }) => pair.join()));
  const others =
    ranked.length >= limit ? [] : closeLinks(context, from, to).filter(({ pair }) => !known.has(pair.join()));
  return [...ranked, ...others.slice(0, limit - ranked.length)];
}

/** The links that the ranker finds likely, best first. */
export function rankedLinks(
  { network, question, asOf }: GapContext,
  from: readonly OrganisationId[],
  to: readonly OrganisationId[],
  limit: number,
): SuggestedLink[] {
  const { where, ranker } = question;
  const isSwapped = to.length < from.length;
  const [fewer, more] = isSwapped ? [to, from] : [from, to];
  const own = new Set(from);
  const sectorsOf = sectorsOnce(network, asOf);
  return network
    .rankLinksBetween({ from: fewer, to: more, where, asOf, ranker, limit })
    .map(({ pair: [a, b], score, sharedPartners }) => {
      const pair = own.has(a) ? ([a, b] as const) : ([b, a] as const);
      const shared = inBoth(sectorsOf(a), sectorsOf(b));
      const partners = reason("SHARED_PARTNERS", {
        value: sharedPartners.length,
        organisations: sharedPartners,
      });
      return {
        pair,
        score,
        reasons: [...(sharedPartners.length > 0 ? [partners] : []), ...closenessOf(network, pair, shared)],
      };
    });
}

interface Candidate {
  readonly pair: readonly [OrganisationId, OrganisationId];
  readonly sharedSectors: readonly SectorCode[];
  readonly partnerCount: number;
  /** Infinity where either place is not known. */
  readonly distance: number;
}

function closeLinks(
  { network, asOf }: GapContext,
  from: readonly OrganisationId[],
  to: readonly OrganisationId[],
): SuggestedLink[] {
  const sectorsOf = sectorsOnce(network, asOf);
  const most = (ids: readonly OrganisationId[]): OrganisationId[] =>
    ids
      .map((id) => ({ id, count: network.partnerCountOf(id) }))
      .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
      .slice(0, mostCompared)
      .map(({ id }) => id);
  const candidates = most(from).flatMap((one) =>
    most(to).map((other): Candidate => {
      const [a, b] = [network.organisationOf(one)!, network.organisationOf(other)!];
      return {
        pair: [one, other],
        sharedSectors: inBoth(sectorsOf(one), sectorsOf(other)),
        partnerCount: network.partnerCountOf(one) + network.partnerCountOf(other),
        distance: kilometresBetween(a.location, b.location) ?? Infinity,
      };
    }),
  );
  return candidates.sort(compareCandidates).map(({ pair, sharedSectors }) => ({
    pair,
    score: 0,
    reasons: closenessOf(network, pair, sharedSectors),
  }));
}

function compareCandidates(a: Candidate, b: Candidate): number {
  if (a.sharedSectors.length !== b.sharedSectors.length)
    return b.sharedSectors.length - a.sharedSectors.length;
  if (a.partnerCount !== b.partnerCount) return b.partnerCount - a.partnerCount;
  if (a.distance !== b.distance) return a.distance - b.distance;
  return a.pair.join() < b.pair.join() ? -1 : 1;
}
