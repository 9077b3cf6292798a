import { dateOf, dayOf } from "../../domain/calendar-date.js";
import { lastToRun } from "../../domain/partnership.js";
import type { IntroductionStep, Path, PathStep } from "../../domain/path.js";
import type { Network } from "../../network/network.js";
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
  const latest = lastToRun(shared);
  return {
    forWhom,
    asked,
    about,
    partnershipCount: shared.length,
    latest:
      latest === undefined
        ? null
        : { id: latest.id, kind: latest.kind, since: latest.since, until: latest.until },
    lastActive: latest === undefined || latest.until === null ? null : dateOf(dayOf(latest.until) - 1),
    askedPartnerCount: network.organisationOf(asked) === null ? 0 : network.partnerCountOf(asked),
  };
}
