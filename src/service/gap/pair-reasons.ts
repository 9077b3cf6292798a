/** What speaks for a pair that a ranker found. */
import type { Reason, ReasonCode } from "../../domain/gap.js";
import type { SectorCode } from "../../domain/ids.js";
import type { LinkContribution, LinkFeature } from "../../domain/ranker.js";
import type { Network, RankedPair } from "../../network/network.js";
import { closenessOf, reason } from "./closeness.js";

/**
 * The reasons for a pair: the partners both have, where there are any; what `closenessOf()` tells; then
 * WELL_CONNECTED and KINDS_THAT_MEET, where the ranker had them, the weightiest first.
 */
export function pairReasonsOf(
  network: Network,
  { pair, sharedPartners, contributions }: Omit<RankedPair, "score">,
  sharedSectors: readonly SectorCode[],
): Reason[] {
  const shared = { value: sharedPartners.length, organisations: sharedPartners };
  return [
    ...(sharedPartners.length > 0 ? [reason("SHARED_PARTNERS", shared)] : []),
    ...closenessOf(network, pair, sharedSectors),
    ...contributions.flatMap((one) => rankerReasonOf(pair, one)),
  ];
}

const codes: Partial<Record<LinkFeature, ReasonCode>> = {
  WELL_CONNECTED: "WELL_CONNECTED",
  KINDS_THAT_MEET: "KINDS_THAT_MEET",
};

/** A contribution below this makes a pair hardly likelier: a tenth. */
const worthTelling = 0.1;
const fewestPartners = 3;

function rankerReasonOf(
  pair: RankedPair["pair"],
  { feature, value, contribution }: LinkContribution,
): Reason[] {
  const code = codes[feature];
  // Who has hardly a partner is not well connected, whatever the weights say of so few.
  const isHollow = feature === "WELL_CONNECTED" && value < fewestPartners;
  if (code === undefined || contribution < worthTelling || isHollow) return [];
  return [reason(code, { value: Math.round(value * 10) / 10, organisations: pair })];
}
