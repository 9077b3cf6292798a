/** Linked pairs by looking at every pair. */
import type { NetworkFilter } from "../../src/domain/filter.js";
import type { OrganisationId } from "../../src/domain/ids.js";
import { hopCost, partnershipKinds } from "../../src/domain/partnership.js";
import type { NetworkLink } from "../../src/domain/view.js";
import { linkingPartnerships, type Records } from "./records.js";

/** The links among some organisations, which pass whatever the filter says of them: cheapest first, then by position. */
export function linksAmong(
  records: Records,
  filter: NetworkFilter,
  organisations: readonly OrganisationId[],
): NetworkLink[] {
  const links: NetworkLink[] = [];
  for (let fromIndex = 0; fromIndex < organisations.length; fromIndex++)
    for (let toIndex = fromIndex + 1; toIndex < organisations.length; toIndex++) {
      const all = linkingPartnerships(records, filter, organisations[fromIndex], organisations[toIndex]);
      if (all.length === 0) continue;
      const sinces = all.map(({ since }) => since);
      const untils = all.map(({ until }) => until);
      links.push({
        fromIndex,
        toIndex,
        partnershipCount: all.length,
        kinds: partnershipKinds.filter((kind) => all.some((partnership) => partnership.kind === kind)),
        cost: Math.min(...all.map(({ strength, parties }) => hopCost(strength, parties.length))),
        since: sinces.includes(null) ? null : sinces.sort()[0],
        until: untils.includes(null) ? null : untils.sort()[untils.length - 1],
      });
    }
  return links.sort((a, b) => a.cost - b.cost || a.fromIndex - b.fromIndex || a.toIndex - b.toIndex);
}
