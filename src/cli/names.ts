import { keyOf, type OrganisationId, type PartnershipId } from "../domain/ids.js";
import type { Partnership } from "../domain/partnership.js";
import { operator } from "../domain/access.js";
import type { Services } from "../service/services.js";
import { partnershipTitle, type Language, type Names } from "../text/text.js";

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
export function titleOf(partnership: Partnership, names: Names, language: Language): string {
  const parties = partnership.parties.map(({ organisation }) => names.organisation(organisation));
  return partnership.title ?? partnershipTitle(parties, language);
}

/** An organisation as answers in JSON show it; one that was removed meanwhile by its id alone. */
export function organisationAsJson(services: Services, id: OrganisationId): object {
  const found = services.organisationOf(id);
  return { id, ref: found === null ? id : keyOf(found), name: found?.name ?? id };
}
