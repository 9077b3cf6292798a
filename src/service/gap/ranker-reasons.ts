/** What a ranker's contributions say to people, beyond shared partners and what `closenessOf()` tells. */
import type { Reason, ReasonCode } from "../../domain/gap.js";
import type { OrganisationId } from "../../domain/ids.js";
import type { LinkContribution, LinkFeature } from "../../domain/ranker.js";
import { reason } from "./closeness.js";

const codes: Partial<Record<LinkFeature, ReasonCode>> = {
  WELL_CONNECTED: "WELL_CONNECTED",
  KINDS_THAT_MEET: "KINDS_THAT_MEET",
};

/** A contribution below this makes a pair hardly likelier: a tenth. */
const worthTelling = 0.1;
const fewestPartners = 3;

/** The reasons WELL_CONNECTED and KINDS_THAT_MEET that a ranker had for a pair, the weightiest first. */
export function rankerReasonsOf(
  pair: readonly [OrganisationId, OrganisationId],
  contributions: readonly LinkContribution[],
): Reason[] {
  return contributions.flatMap(({ feature, value, contribution }) => {
    const code = codes[feature];
    // Who has hardly a partner is not well connected, whatever the weights say of so few.
    const isHollow = feature === "WELL_CONNECTED" && value < fewestPartners;
    return code === undefined || contribution < worthTelling || isHollow
      ? []
      : [reason(code, { value: Math.round(value * 10) / 10, organisations: pair })];
  });
}
