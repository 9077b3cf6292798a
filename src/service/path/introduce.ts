import { dateOf, dayOf, type CalendarDate } from "../../domain/calendar-date.js";
import type { IntroductionStep, Path, PathStep } from "../../domain/path.js";
import type { Network, PartnershipFacts } from "../../network/network.js";
import type { Parts } from "../parts.js";

/**
 * Reads a path as a plan: for each inner organisation what it is asked, which is to bring the first
 * organisation of the path to the next one. From memory; no more than what is recorded of organisations.
 */
export function introduce(
  { network: { network } }: Parts,
  { organisations, steps }: Path,
): IntroductionStep[] {
  return steps.slice(1).map((step) => introductionOver(network, organisations[0], step));
}

function introductionOver(
  network: Network,
  forWhom: IntroductionStep["forWhom"],
  { from: asked, to: about, partnerships }: PathStep,
): IntroductionStep {
  // One that was removed since the path was found has nothing left to say.
  const shared = partnerships.map((id) => network.partnershipOf(id)).filter((facts) => facts !== null);
  const [closest] = shared;
  return {
    forWhom,
    asked,
    about,
    partnershipCount: shared.length,
    closest:
      closest === undefined ? null : { kind: closest.kind, since: closest.since, until: closest.until },
    lastActive: lastActiveOf(shared),
    askedPartnerCount: network.organisationOf(asked) === null ? 0 : network.partnerCountOf(asked),
  };
}

/** The last day on which one of some partnerships ran; null while one is open. */
function lastActiveOf(partnerships: readonly PartnershipFacts[]): CalendarDate | null {
  let latest = -Infinity;
  for (const { until } of partnerships) {
    if (until === null) return null;
    latest = Math.max(latest, dayOf(until) - 1);
  }
  return latest === -Infinity ? null : dateOf(latest);
}
