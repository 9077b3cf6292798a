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
export const missingLinks: GapFinder = { kind: "MISSING_LINK", find, findAgain };

async function find(context: GapContext): Promise<FoundGap[]> {
  const { network, question, asOf } = context;
  const { region, where, ranker } = question;
  const limit = limits.missingLinks;
  return toGaps(context, await network.rankMissingLinks({ region, where, asOf, ranker, limit }));
}

/** Pairs scored at once: what is asked for them grows with their square. */
const mostAtOnce = 100;

async function findAgain(context: GapContext, subjects: readonly (readonly string[])[]): Promise<FoundGap[]> {
  const { network, question, asOf } = context;
  const { region, where, ranker } = question;
  const members = new Set<string>(network.membersOf(region, where));
  const pairs = subjects.filter((pair) => pair.every((id) => members.has(id)));
  const found: FoundGap[] = [];
  for (let i = 0; i < pairs.length; i += mostAtOnce) {
    const some = pairs.slice(i, i + mostAtOnce);
    const wanted = new Set(some.map((pair) => pair.join()));
    const [from, to] = [0, 1].map((end) => [...new Set(some.map((pair) => pair[end] as OrganisationId))]);
    const limit = from.length * to.length;
    const ranked = await network.rankLinksBetween({ from, to, region, where, asOf, ranker, limit });
    const again = ranked.filter(({ pair }) => wanted.has(pair.join()));
    found.push(...toGaps(context, again));
  }
  return found;
}

function toGaps(context: GapContext, pairs: readonly RankedPair[]): FoundGap[] {
  const { network, question, asOf } = context;
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
