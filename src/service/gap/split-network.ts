/** Gaps of kind SPLIT_NETWORK: a connected group of a region's network that is not the largest one. */
import type { SplitNetwork } from "../../domain/gap.js";
import type { RegionalGroup } from "../../network/network.js";
import { limits } from "../limits.js";
import { reason } from "./closeness.js";
import type { FoundGap, GapContext, GapFinder } from "./gap-finder.js";
import { gapIdOf } from "./gap-id.js";
import { suggestLinks, toPartnership } from "./suggest-links.js";

/** Finds the groups of two or more beside the largest, scored by their size. */
export const splitNetworks: GapFinder = { kind: "SPLIT_NETWORK", find };

async function find(context: GapContext): Promise<FoundGap[]> {
  const { network, question, asOf } = context;
  const { region, where } = question;
  const { groups } = await network.regionalNetworkOf({ region, where, asOf });
  const [largest, ...others] = groups;
  return others.map((group): FoundGap => {
    const id = gapIdOf(question, "SPLIT_NETWORK", [group.organisations[0]]);
    return {
      id,
      score: group.organisations.length,
      concerns: (organisation) => group.organisations.includes(organisation),
      describe: () => describe(context, group, largest, id),
    };
  });
}

async function describe(
  context: GapContext,
  { organisations, tiedOutside }: RegionalGroup,
  largest: RegionalGroup,
  id: SplitNetwork["id"],
): Promise<SplitNetwork> {
  const { question, asOf } = context;
  const links = await suggestLinks(context, organisations, largest.organisations, limits.suggestions);
  return {
    kind: "SPLIT_NETWORK",
    id,
    question,
    asOf,
    score: organisations.length,
    organisations,
    reasons: [reason("GROUP_APART", { value: organisations.length, organisations })],
    suggestions: links.map(toPartnership),
    groupSize: organisations.length,
    largestGroupSize: largest.organisations.length,
    tiedOutside,
  };
}
