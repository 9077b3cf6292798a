/** What was decided about the gaps of a question, and which of those accepted a partnership has closed. */
import { noFilter } from "../../domain/filter.js";
import type { Gap, GapKind, GapQuestion, Reason, SuggestedPartnership } from "../../domain/gap.js";
import type { DecidedGap, GapDecision, KeptGapDecision } from "../../domain/gap-decision.js";
import type { GapId, OrganisationId } from "../../domain/ids.js";
import type { Network } from "../../network/network.js";
import { closingPartnershipOf } from "./closing-partnership.js";
import type { Asked } from "./gap-finder.js";
import { defaultRanker, gapIdOf, type SpelledGap } from "./gap-id.js";

/** What a decision is known by: the id of a gap where nothing but its region is asked. */
export function decisionKeyOf({ kind, region, subject }: SpelledGap): GapId {
  return gapIdOf({ region, where: noFilter, asOf: null, ranker: defaultRanker }, kind, subject);
}

/** The decisions about gaps of some kinds in a region, by the ids that these gaps have in a question. O(decisions). */
export function decisionsFor(network: Network, question: GapQuestion): ReadonlyMap<GapId, KeptGapDecision> {
  const decided = new Map<GapId, KeptGapDecision>();
  for (const decision of network.decisionsIn(question.region).values())
    if (question.kinds.includes(decision.gapKind))
      decided.set(gapIdOf(question, decision.gapKind, decision.subject), decision);
  return decided;
}

/** Of decisions by id, those that accepted a gap of a kind. */
export function acceptedOf(
  decided: ReadonlyMap<GapId, KeptGapDecision>,
  kind: GapKind,
): (readonly [GapId, KeptGapDecision])[] {
  return [...decided].filter(([, decision]) => decision.gapKind === kind && decision.kind === "ACCEPTED");
}

/** A decision as it stands while its gap is there; null where nobody decided. */
export function standing(decision: KeptGapDecision | undefined): GapDecision | null {
  if (decision === undefined) return null;
  const { kind, note, at, by } = decision;
  return { kind, note, at, by, closedBy: null };
}

/**
 * The gap of a question that was accepted, is there no more and was closed by a partnership: as it was last seen,
 * under the id it has in the question. Null for anything else.
 */
export function closedGapOf(
  { network, question, asOf }: Asked,
  id: GapId,
  decision: KeptGapDecision,
): DecidedGap | null {
  const { kind, note, at, by, lastSeen } = decision;
  if (kind !== "ACCEPTED" || lastSeen === null) return null;
  const closedBy = closingPartnershipOf(network, lastSeen, question, asOf);
  if (closedBy === null) return null;
  return {
    ...knownOnly(network, lastSeen),
    id,
    decision: { kind: "CLOSED", note, at, by, closedBy },
  };
}

/** A gap as it was last seen, without the organisations that are gone since. */
function knownOnly(network: Network, gap: Gap): Gap {
  const known = (ids: readonly OrganisationId[]): OrganisationId[] =>
    ids.filter((id) => network.organisationOf(id) !== null);
  const reasonsOf = (reasons: readonly Reason[]): Reason[] =>
    reasons.map((reason) => ({ ...reason, organisations: known(reason.organisations) }));
  const suggestions = gap.suggestions.flatMap((suggested): SuggestedPartnership[] => {
    const organisations = known(suggested.organisations);
    if (organisations.length < suggested.organisations.length) return [];
    return [{ ...suggested, reasons: reasonsOf(suggested.reasons) }];
  });
  const facts = { organisations: known(gap.organisations), reasons: reasonsOf(gap.reasons), suggestions };
  if (gap.kind === "MISSING_LINK") return { ...gap, ...facts, sharedPartners: known(gap.sharedPartners) };
  if (gap.kind === "SINGLE_POINT_OF_FAILURE") return { ...gap, ...facts, cutsOff: known(gap.cutsOff) };
  return { ...gap, ...facts };
}
