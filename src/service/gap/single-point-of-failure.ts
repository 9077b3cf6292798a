/** Gaps of kind SINGLE_POINT_OF_FAILURE: an organisation or a partnership without which others are cut off. */
import { setImmediate } from "node:timers/promises";
import type { SinglePointOfFailure, SuggestedPartnership } from "../../domain/gap.js";
import type { OrganisationId } from "../../domain/ids.js";
import { largestClique } from "../../domain/partnership.js";
import type { RegionalCut } from "../../network/network.js";
import { limits } from "../limits.js";
import { reason } from "./closeness.js";
import type { FoundGap, GapContext, GapFinder } from "./gap-finder.js";
import { gapIdOf } from "./gap-id.js";
import {
  rankedLinks,
  reasonsWithin,
  suggestLinks,
  toPartnership,
  type SuggestedLink,
} from "./suggest-links.js";

/** Finds what cuts two or more others off from the largest group, scored by how many these are. */
export const singlePointsOfFailure: GapFinder = { kind: "SINGLE_POINT_OF_FAILURE", find };

async function find(context: GapContext): Promise<FoundGap[]> {
  const { network, question, asOf } = context;
  const { region, where } = question;
  const { cuts } = await network.regionalNetworkOf({ region, where, asOf });
  return cuts.map((cut): FoundGap => {
    const id = gapIdOf(question, "SINGLE_POINT_OF_FAILURE", [subjectOf(cut)]);
    return {
      id,
      score: cut.cutOffCount,
      concerns: (organisation) => cut.concerned.includes(organisation),
      describe: () => describe(context, cut, id),
    };
  });
}

function subjectOf({ organisation, partnership }: RegionalCut): string {
  return (organisation ?? partnership)!;
}

async function describe(
  context: GapContext,
  cut: RegionalCut,
  id: SinglePointOfFailure["id"],
): Promise<SinglePointOfFailure> {
  const { question, asOf } = context;
  const [remainder, ...cutOff] = cut.pieces();
  const cutsOff = cutOff.flat();
  return {
    kind: "SINGLE_POINT_OF_FAILURE",
    id,
    question,
    asOf,
    score: cut.cutOffCount,
    organisations: cut.concerned,
    reasons: [
      reason("CUTS_OFF", {
        value: cutsOff.length,
        organisations: cutsOff,
        partnerships: cut.partnership === null ? [] : [cut.partnership],
      }),
    ],
    suggestions: await suggestionsFor(context, remainder, cutOff),
    organisation: cut.organisation,
    partnership: cut.partnership,
    cutsOff,
  };
}

// ---- what takes the dependence away

/** Pairs that the ranker is asked for at most at once, over all pieces. */
const mostRanked = 1000;

/**
 * Suggests partnerships that tie the pieces to what remains, each with as few parties as it takes: one of
 * each piece, and one of the rest. One organisation may stay alone, for losing touch with one is no gap.
 *
 * Each suggestion mends the gap by itself; only where the filter allows no partnership that large, or the
 * projection would not link all its parties, they are pairs that mend it together.
 */
async function suggestionsFor(
  context: GapContext,
  remainder: readonly OrganisationId[],
  cutOff: readonly (readonly OrganisationId[])[],
): Promise<SuggestedPartnership[]> {
  const ties = await tiesOf(context, remainder, cutOff);
  const most = Math.min(context.question.where.maxParties ?? Infinity, largestClique);
  if (ties.length + 1 > most) return ties.map(([link]) => toPartnership(link));
  if (ties.length === 1) return ties[0].map(toPartnership);

  const suggestions = new Map<string, SuggestedPartnership>();
  for (let rank = 0; rank < limits.suggestions; rank++) {
    const links = ties.map((piece) => piece[Math.min(rank, piece.length - 1)]);
    const strongest = links.reduce((best, link) => (link.score > best.score ? link : best));
    const organisations = [...links.map(({ pair }) => pair[0]), strongest.pair[1]];
    const key = organisations.toSorted().join();
    if (suggestions.has(key)) continue;
    suggestions.set(key, {
      organisations,
      score: links.reduce((sum, { score }) => sum + score, 0),
      reasons: reasonsWithin(strongest, organisations.length),
    });
  }
  return [...suggestions.values()].sort((a, b) => b.score - a.score);
}

/** The best links of each piece that has to be tied, from the piece to what remains: the likeliest piece first. */
async function tiesOf(
  context: GapContext,
  remainder: readonly OrganisationId[],
  cutOff: readonly (readonly OrganisationId[])[],
): Promise<SuggestedLink[][]> {
  const pieceOf = new Map(cutOff.flatMap((piece, p) => piece.map((id) => [id, p] as const)));
  const ties = cutOff.map((): SuggestedLink[] => []);
  const limit = Math.min(cutOff.length * limits.suggestions, mostRanked);
  for (const link of await rankedLinks(context, cutOff.flat(), remainder, limit))
    ties[pieceOf.get(link.pair[0])!].push(link);

  const likeliest = cutOff
    .map((piece, p) => ({ piece, links: ties[p].slice(0, limits.suggestions) }))
    .sort((a, b) => (b.links[0]?.score ?? 0) - (a.links[0]?.score ?? 0));
  const spared = likeliest.findLastIndex(({ piece }) => piece.length === 1);
  const tied = likeliest.filter((_, p) => p !== spared);
  return Promise.all(
    tied.map(async ({ piece, links }, p) => {
      if (links.length > 0) return links;
      // Each question takes the event loop a moment to ask: one a turn.
      for (let turn = 0; turn < p; turn++) await setImmediate();
      return suggestLinks(context, piece, remainder, limits.suggestions);
    }),
  );
}
