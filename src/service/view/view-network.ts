import type { Viewer } from "../../domain/access.js";
import type { NetworkView } from "../../domain/view.js";
import { checkedNumber, type Given } from "../asked.js";
import { resolveNetworkFilter, type AskedNetworkFilter } from "../filter/resolve-filter.js";
import { limits } from "../limits.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";
import { References } from "../references.js";

export interface ViewNetwork {
  readonly where?: Given<AskedNetworkFilter>;
  readonly first: number;
  readonly firstLinks: number;
}

const action = "view the network";

/** Shows the network of a filter, the most connected organisations first. From memory. */
export async function viewNetwork(
  { network: { network } }: Parts,
  viewer: Viewer,
  question: ViewNetwork,
): Promise<NetworkView> {
  admitReader(viewer, action);
  const first = checkedNumber(action, "first", question.first, 1, limits.viewOrganisations);
  const firstLinks = checkedNumber(action, "firstLinks", question.firstLinks, 1, limits.viewLinks);
  const references = new References(network, action);
  const where = resolveNetworkFilter(action, references, question.where);
  references.settle();
  return network.networkView({ where, first, firstLinks });
}
