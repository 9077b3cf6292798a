/** Gaps of kind DORMANT_PARTNERSHIP: a partnership that ended in the last two years and was not renewed. */
import { dayOf, monthsBefore } from "../../domain/calendar-date.js";
import type { DormantPartnership } from "../../domain/gap.js";
import type { Dormant } from "../../network/network.js";
import { reason } from "./closeness.js";
import type { FoundGap, GapContext, GapFinder } from "./gap-finder.js";
import { gapIdOf } from "./gap-id.js";

/** Finds what ended, scored by the pairs that nothing brings together now, half as much for each year since. */
export const dormantPartnerships: GapFinder = { kind: "DORMANT_PARTNERSHIP", find };

/** How long ago something may have ended to be worth renewing. */
const months = 24;
const daysAYear = 365.25;

async function find(context: GapContext): Promise<FoundGap[]> {
  const { network, question, asOf } = context;
  const { region, where } = question;
  const endedAfter = monthsBefore(asOf, months);
  const dormant = await network.dormantPartnershipsOf({ region, where, asOf, endedAfter });
  return dormant.map((one): FoundGap => {
    const id = gapIdOf(question, "DORMANT_PARTNERSHIP", [one.partnership]);
    const days = dayOf(asOf) - dayOf(one.endedOn);
    const score = one.pairCount * 0.5 ** (days / daysAYear);
    return {
      id,
      score,
      concerns: (organisation) => one.parties.includes(organisation),
      describe: () => describe(context, one, id, score, days),
    };
  });
}

function describe(
  { question, asOf }: GapContext,
  { partnership, endedOn, parties, passingParties }: Dormant,
  id: DormantPartnership["id"],
  score: number,
  days: number,
): DormantPartnership {
  const reasons = [
    reason("ENDED", { value: days, organisations: passingParties, partnerships: [partnership] }),
  ];
  return {
    kind: "DORMANT_PARTNERSHIP",
    id,
    question,
    asOf,
    score,
    organisations: parties,
    reasons,
    // Renewed with those of its parties that pass, also those from elsewhere.
    suggestions: [{ organisations: passingParties, score, reasons }],
    partnership,
    endedOn,
  };
}
