/** Gaps of kind MISSING_LINK: two organisations that were never partners, and the ranker finds reason that they would be. */
import type { MissingLink } from "../../domain/gap.js";
import type { OrganisationId, SectorCode } from "../../domain/ids.js";
import type { RankedPair } from "../../network/network.js";
import { limits } from "../limits.js";
import { inBoth, sectorsOnce } from "./closeness.js";
import type { FoundGap, GapContext, GapFinder } from "./gap-finder.js";
import { gapIdOf } from "./gap-id.js";
import { pairReasonsOf } from "./pair-reasons.js";

/** Finds the best thousand pairs of a question. */
export const missingLinks: GapFinder = { kind: "MISSING_LINK", find };

async function find(context: GapContext): Promise<FoundGap[]> {
  const { network, question, asOf } = context;
  const { region, where, ranker } = question;
  const pairs = await network.rankMissingLinks({ region, where, asOf, ranker, limit: limits.missingLinks });
  const sectorsOf = sectorsOnce(network, asOf);
  return pairs.map((ranked): FoundGap => {
    const id = gapIdOf(question, "MISSING_LINK", ranked.pair);
    return {
      id,
      score: ranked.score,
      concerns: (organisation) => ranked.pair.includes(organisation),
      describe: () => describe(context, ranked, id, sectorsOf),
    };
  });
}

function describe(
  { network, question, asOf }: GapContext,
  ranked: RankedPair,
  id: MissingLink["id"],
  sectorsOf: (id: OrganisationId) => readonly SectorCode[],
): MissingLink {
  const { pair, score, sharedPartners } = ranked;
  const sharedSectors = inBoth(sectorsOf(pair[0]), sectorsOf(pair[1]));
  // That both lie in the region asked about goes without saying.
  const reasons = pairReasonsOf(network, ranked, sharedSectors).filter(
    ({ region }) => region !== question.region,
  );
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
