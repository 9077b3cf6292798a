import { dateOf, dayOf } from "../domain/calendar-date.js";
import { keyOf, type OrganisationId, type PartnershipId } from "../domain/ids.js";
import type { Reason, SuggestedPartnership } from "../domain/gap.js";
import type { Partnership } from "../domain/partnership.js";
import { operator } from "../domain/access.js";
import type { Services } from "../service/services.js";
import { partnershipTitle, reasonText, type Language, type Names } from "../text/text.js";

/** Reads partnerships by id, in as many batches as it takes; those removed meanwhile are absent. */
export async function readPartnershipsById(
  services: Services,
  ids: readonly PartnershipId[],
): Promise<Map<PartnershipId, Partnership>> {
  const found = new Map<PartnershipId, Partnership>();
  for (let i = 0; i < ids.length; i += 500)
    for (const partnership of await services.readPartnerships(operator, ids.slice(i, i + 500)))
      if (partnership !== null) found.set(partnership.id, partnership);
  return found;
}

/** The title as recorded, else one of the parties' names. */
function titleOf(partnership: Partnership, names: Names, language: Language): string {
  const parties = partnership.parties.map(({ organisation }) => names.organisation(organisation));
  return partnership.title ?? partnershipTitle(parties, language);
}

const periodWords = { EN: { since: "since", to: "to" }, NL: { since: "sinds", to: "t/m" } };

/** What a partnership is called, with its first and last day: `Stages (2024-01-01 to 2024-12-31)`. */
export function partnershipText(partnership: Partnership, names: Names, language: Language): string {
  const { since, until } = partnership;
  const { since: first, to: last } = periodWords[language];
  const days = [
    since === null ? [] : until === null ? [first, since] : [since],
    until === null ? [] : [last, dateOf(dayOf(until) - 1)],
  ].flat();
  const period = days.length === 0 ? "" : ` (${days.join(" ")})`;
  return titleOf(partnership, names, language) + period;
}

/** A partnership as answers in JSON show it; one that was removed meanwhile by its id alone. */
export function partnershipAsJson(
  found: Partnership | undefined,
  id: PartnershipId,
  names: Names,
  language: Language,
): object {
  if (found === undefined) return { id };
  const { kind, since, until } = found;
  return { id, ref: keyOf(found), title: titleOf(found, names, language), kind, since, until };
}

/** A fact as answers in JSON show it. */
export function reasonAsJson(reason: Reason, names: Names, language: Language): object {
  const { code, value } = reason;
  return { code, value, text: reasonText(reason, names, language) };
}

/** A suggestion as answers in JSON show it. */
export function suggestionAsJson(
  { organisations, score, reasons }: SuggestedPartnership,
  services: Services,
  names: Names,
  language: Language,
): object {
  return {
    organisations: organisations.map((id) => organisationAsJson(services, id)),
    score,
    reasons: reasons.map((reason) => reasonAsJson(reason, names, language)),
  };
}

/** An organisation as answers in JSON show it; one that was removed meanwhile by its id alone. */
export function organisationAsJson(services: Services, id: OrganisationId): object {
  const found = services.organisationOf(id);
  return { id, ref: found === null ? id : keyOf(found), name: found?.name ?? id };
}
