import type { PartnershipId } from "../domain/ids.js";
import type { Partnership } from "../domain/partnership.js";
import { operator } from "../domain/access.js";
import type { Services } from "../service/services.js";
import { partnershipTitle, type Language, type Names } from "../text/text.js";

/** Says what things are called, from what the service holds in memory. */
export function namesFrom(services: Services): Names {
  return {
    organisation: (id) => services.organisationOf(id)?.name ?? id,
    region: (code) => services.regionOf(code)?.name ?? code,
    sector: (code, language) => {
      const { name, nameNl } = services.sectorOf(code);
      return language === "NL" ? (nameNl ?? name) : name;
    },
  };
}

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
