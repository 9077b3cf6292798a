/** Gaps of kind MISSING_LINK: two organisations that were never partners and share many. */
import type { MissingLink } from "../../domain/gap.js";
import type { OrganisationId, SectorCode } from "../../domain/ids.js";
import type { Network, RankedPair } from "../../network/network.js";
import { limits } from "../limits.js";
import { closenessOf, inBoth, reason, sectorsOnce } from "./closeness.js";
import { gapIdOf } from "./gap-id.js";
import { compareGaps, type RankedGap } from "./ranked-gap.js";
import type { DatedQuestion } from "./dated-question.js";

/** Ranks the best thousand pairs of a question. */
export function rankMissingLinks(network: Network, asked: DatedQuestion): RankedGap[] {
  const { question, asOf } = asked;
  const pairs = network.rankMissingLinks({
    region: question.region,
    where: question.where,
    asOf,
    ranker: "ADAMIC_ADAR",
    limit: limits.missingLinks,
  });
  const sectorsOf = sectorsOnce(network, asOf);
  return pairs
    .map((ranked): RankedGap => {
      const id = gapIdOf(question, "MISSING_LINK", ranked.pair);
      return { id, score: ranked.score, describe: () => describe(network, asked, ranked, id, sectorsOf) };
    })
    .sort(compareGaps);
}

function describe(
  network: Network,
  { question, asOf }: DatedQuestion,
  { pair, score, sharedPartners }: RankedPair,
  id: MissingLink["id"],
  sectorsOf: (id: OrganisationId) => readonly SectorCode[],
): MissingLink {
  const sharedSectors = inBoth(sectorsOf(pair[0]), sectorsOf(pair[1]));
  const reasons = [
    reason("SHARED_PARTNERS", { value: sharedPartners.length, organisations: sharedPartners }),
    ...closenessOf(network, pair, sharedSectors),
  ];
  return {
    kind: "MISSING_LINK",
    id,
    question,
    asOf,
    score,
    organisations: pair,
    reasons,
    suggestions: [{ organisations: pair, score, reasons }],
    sharedPartners,
  };
}
