import type { Viewer } from "../../domain/access.js";
import type { OrganisationId } from "../../domain/ids.js";
import type { Page, PageRequest } from "../../domain/page.js";
import type { Partner } from "../../network/network.js";
import { checkedPage, type Given } from "../asked.js";
import { resolveNetworkFilter, type AskedNetworkFilter } from "../filter/resolve-filter.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";
import { References } from "../references.js";

export interface ListPartners {
  readonly of: OrganisationId;
  readonly where?: Given<AskedNetworkFilter>;
  readonly page: PageRequest;
}

const action = "list partners";

/** Lists the organisations linked to one, which is itself exempt from the filter. From memory. */
export function listPartners(
  { network: { network } }: Parts,
  viewer: Viewer,
  question: ListPartners,
): Page<Partner> {
  admitReader(viewer, action);
  const page = checkedPage(action, question.page);
  const references = new References(network, action);
  const [of] = references.organisations([question.of]);
  const where = resolveNetworkFilter(action, references, question.where);
  references.settle();
  return network.listPartners({ of, where, page });
}
