import type { Viewer } from "../../domain/access.js";
import type { OrganisationId, RegionCode } from "../../domain/ids.js";
import type { Page, PageRequest } from "../../domain/page.js";
import type { Network, OrganisationOrder } from "../../network/network.js";
import { checkedPage, checkedSearch, sortedOnce, type Given } from "../asked.js";
import { resolveOrganisationFilter, type AskedOrganisationFilter } from "../filter/resolve-filter.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";
import { References } from "../references.js";

export interface ListOrganisations {
  readonly search?: Given<string>;
  /** Only those that lie in this region, whatever regions `where` names besides: `Region.organisations`. */
  readonly within?: Given<string>;
  readonly where?: Given<AskedOrganisationFilter>;
  /** Absent: by NAME, or best match first where `search` is given. */
  readonly order?: Given<OrganisationOrder>;
  readonly page: PageRequest;
}

const action = "list organisations";

/** Lists or searches the organisations that pass a filter. From memory. */
export function listOrganisations(
  { network: { network } }: Parts,
  viewer: Viewer,
  question: ListOrganisations,
): Page<OrganisationId> {
  admitReader(viewer, action);
  const page = checkedPage(action, question.page);
  const search = checkedSearch(action, question.search);
  const references = new References(network, action);
  const where = resolveOrganisationFilter(action, references, question.where);
  const [within = null] = references.regions(typeof question.within === "string" ? [question.within] : []);
  references.settle();
  const regions = within === null ? where.regions : regionsInBoth(network, within, where.regions);
  return network.listOrganisations({
    search,
    where: { ...where, regions },
    order: question.order ?? null,
    page,
  });
}

/** The regions that an organisation's own must be one of, to lie in one region and in any of others. */
function regionsInBoth(
  network: Network,
  within: RegionCode,
  others: readonly RegionCode[] | null,
): readonly RegionCode[] {
  if (others === null) return [within];
  const inside = network.regionsWithin(within);
  const common = others.flatMap((other) =>
    [...network.regionsWithin(other)].filter((code) => inside.has(code)),
  );
  return sortedOnce(common);
}
