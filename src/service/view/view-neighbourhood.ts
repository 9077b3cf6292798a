import type { Viewer } from "../../domain/access.js";
import type { NetworkView } from "../../domain/view.js";
import { checkedNumber, type Given } from "../asked.js";
import { resolveNetworkFilter, type AskedNetworkFilter } from "../filter/resolve-filter.js";
import { limits } from "../limits.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";
import { References } from "../references.js";

export interface ViewNeighbourhood {
  readonly of: string;
  /** 1 to 4. */
  readonly hops: number;
  readonly where?: Given<AskedNetworkFilter>;
  readonly first: number;
  readonly firstLinks: number;
}

const action = "view the neighbourhood";

/** Shows what lies within some hops of an organisation, itself exempt from the filter. From memory. */
export async function viewNeighbourhood(
  { network: { network } }: Parts,
  viewer: Viewer,
  question: ViewNeighbourhood,
): Promise<NetworkView> {
  admitReader(viewer, action);
  const hops = checkedNumber(action, "hops", question.hops, 1, limits.neighbourhoodHops);
  const first = checkedNumber(action, "first", question.first, 1, limits.viewOrganisations);
  const firstLinks = checkedNumber(action, "firstLinks", question.firstLinks, 1, limits.viewLinks);
  const references = new References(network, action);
  const [of] = references.organisations([question.of]);
  const where = resolveNetworkFilter(action, references, question.where);
  references.settle();
  return network.neighbourhood({ of, hops, where, first, firstLinks });
}
