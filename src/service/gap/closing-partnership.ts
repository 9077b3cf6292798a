/** Which partnership closed a gap that was there before and is gone. */
import type { CalendarDate } from "../../domain/calendar-date.js";
import { noFilter, type NetworkFilter } from "../../domain/filter.js";
import type { Gap, GapQuestion, UnmetNorm } from "../../domain/gap.js";
import type { OrganisationId, PartnershipId, RegionCode } from "../../domain/ids.js";
import { expectedOf } from "../../domain/norm.js";
import type { Network, PartnershipFacts } from "../../network/network.js";
import { NormJudge, type NormContext } from "./judge-norm.js";

/**
 * Finds the partnership that closed a gap, from what the gap was when it was last seen: one that runs on the day,
 * passes the filter of then and of now, and could not have been there then, for it is what was missing. Whether it
 * began before, or nobody knows when, it was recorded later. Of several the first that began after it was seen; else
 * the one that began first, those of unknown beginning last, then the lowest id. Null where something else made the gap go away.
 */
export function closingPartnershipOf(
  network: Network,
  gap: Gap,
  { region, where }: GapQuestion,
  asOf: CalendarDate,
): PartnershipId | null {
  // On a day before it was seen it is not closed but not there yet.
  if (asOf < gap.asOf) return null;
  const now = closingUnder(network, gap, { region, where }, asOf);
  // What the filter of then left out did not make it a gap.
  const then = new Set(
    closingUnder(network, gap, { region, where: gap.question.where }, asOf).map(({ id }) => id),
  );
  const closing = now.filter(({ id }) => then.has(id));
  const beganBefore = ({ since }: PartnershipFacts): number => (since !== null && since > gap.asOf ? 0 : 1);
  closing.sort((a, b) => beganBefore(a) - beganBefore(b) || compareSince(a, b) || (a.id < b.id ? -1 : 1));
  return closing[0]?.id ?? null;
}

/** The partnerships that a filter lets pass and that bring what was missing. */
function closingUnder(
  network: Network,
  gap: Gap,
  { region, where }: Pick<GapQuestion, "region" | "where">,
  asOf: CalendarDate,
): PartnershipFacts[] {
  const closes = testOf({ network, where, asOf }, gap, region);
  return candidatesOf(network, gap, where, asOf)
    .filter((one) => closes(one))
    .map(({ facts }) => facts);
}

/** A partnership, and those of its parties that pass the filter. */
interface Candidate {
  readonly facts: PartnershipFacts;
  readonly parties: readonly OrganisationId[];
}

type Test = (candidate: Candidate) => boolean;

/** Tells of a partnership, kind by kind, whether it is what was missing in a region. */
function testOf(context: NormContext, gap: Gap, region: RegionCode): Test {
  const { network } = context;
  switch (gap.kind) {
    case "MISSING_LINK":
      return ({ parties }) => gap.organisations.every((id) => parties.includes(id));
    case "ISOLATED_ORGANISATION":
      return ({ parties }) => parties.includes(gap.organisation);
    case "SPLIT_NETWORK": {
      const group = new Set(gap.organisations);
      return ({ parties }) => joins(parties, group, (id) => network.liesIn(id, region) && !group.has(id));
    }
    case "UNMET_NORM":
      return normTestOf(context, gap);
    case "SINGLE_POINT_OF_FAILURE": {
      const cutOff = new Set(gap.cutsOff);
      const isElsewhere = (id: OrganisationId): boolean =>
        network.liesIn(id, region) && !cutOff.has(id) && id !== gap.organisation;
      return ({ facts, parties }) => facts.id !== gap.partnership && joins(parties, cutOff, isElsewhere);
    }
    case "MISSING_KIND":
      return ({ parties }) =>
        parties.some((id) => gap.missing.includes(network.organisationOf(id)?.kind ?? "OTHER"));
    case "DORMANT_PARTNERSHIP":
      // Some of its parties may have met elsewhere all along, and it was a gap for the others.
      return ({ facts, parties }) =>
        (facts.since === null || facts.since > gap.asOf) &&
        parties.filter((id) => gap.organisations.includes(id)).length > 1;
  }
}

/** Tells of a partnership whether it brings what a norm expects: one that counts and did not, or all who must be together. */
function normTestOf(context: NormContext, { norm, organisation, judgedRegion, reasons }: UnmetNorm): Test {
  const judge = new NormJudge(context);
  const judged = judge.judgedAs(norm, organisation, judgedRegion);
  if (judged === null) return () => false;
  const { expects } = norm;
  if ("parties" in expects) {
    const expected = expectedOf(norm);
    return ({ parties }) => judge.together(parties, expects.parties, judged).counted.length === expected;
  }
  const counted = new Set(reasons.flatMap(({ organisations }) => organisations));
  return ({ parties }) =>
    parties.some((id) => !counted.has(id) && judge.counts(id, expects.partners, judged));
}

/** Says whether some parties are of a group and some are elsewhere. */
function joins(
  parties: readonly OrganisationId[],
  group: ReadonlySet<OrganisationId>,
  isElsewhere: (id: OrganisationId) => boolean,
): boolean {
  return parties.some((id) => group.has(id)) && parties.some(isElsewhere);
}

/** The partnerships of those who lacked something that count on the day; of a missing link all that began by then. */
function candidatesOf(network: Network, gap: Gap, where: NetworkFilter, asOf: CalendarDate): Candidate[] {
  const isLink = gap.kind === "MISSING_LINK";
  const filter = isLink ? noFilter : { ...where, activeOn: asOf };
  const concerned = gap.kind === "SINGLE_POINT_OF_FAILURE" ? gap.cutsOff : gap.organisations;
  const ids = new Set<PartnershipId>();
  for (const id of isLink ? concerned.slice(0, 1) : concerned)
    if (network.organisationOf(id) !== null)
      for (const partnership of network.partnershipsOf(id, filter)) ids.add(partnership);

  return [...ids].flatMap((id) => {
    const facts = network.partnershipOf(id)!;
    if (facts.since !== null && facts.since > asOf) return [];
    const parties = facts.parties
      .map(({ organisation }) => organisation)
      .filter((party) => isLink || network.organisationPasses(party, where));
    return parties.length < 2 ? [] : [{ facts, parties }];
  });
}

function compareSince({ since: a }: PartnershipFacts, { since: b }: PartnershipFacts): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null || a < b ? -1 : 1;
}
