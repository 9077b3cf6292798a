import type { Viewer } from "../../domain/access.js";
import type { RegionCode } from "../../domain/ids.js";
import type { Page, PageRequest } from "../../domain/page.js";
import { checkedPage, type Given } from "../asked.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";
import { References } from "../references.js";

export interface ListRegions {
  /** A division that no region belongs to lists nothing. */
  readonly division?: Given<string>;
  /** However far up. */
  readonly within?: Given<string>;
  readonly page: PageRequest;
}

const action = "list regions";

/** Lists regions by NAME. From memory. */
export function listRegions(
  { network: { network } }: Parts,
  viewer: Viewer,
  question: ListRegions,
): Page<RegionCode> {
  admitReader(viewer, action);
  const page = checkedPage(action, question.page);
  const references = new References(network, action);
  const [within = null] = references.regions(typeof question.within === "string" ? [question.within] : []);
  references.settle();
  return network.listRegions({ division: question.division ?? null, within, page });
}
