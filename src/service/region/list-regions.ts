import type { Viewer } from "../../domain/access.js";
import type { RegionCode } from "../../domain/ids.js";
import type { Page, PageRequest } from "../../domain/page.js";
import { clip } from "../../domain/record-rules.js";
import type { Network } from "../../network/network.js";
import { checkedPage, checkedSearch, type Given } from "../asked.js";
import type { Parts } from "../parts.js";
import { admitReader, refusal } from "../refuse.js";
import { References } from "../references.js";

export interface ListRegions {
  readonly division?: Given<string>;
  /** However far up. */
  readonly within?: Given<string>;
  /** Words, each of which begins one of the name, or a code in either case. */
  readonly search?: Given<string>;
  readonly page: PageRequest;
}

const action = "list regions";

/** Lists regions by NAME; NOT_FOUND for a division that none belongs to. From memory. */
export function listRegions(
  { network: { network } }: Parts,
  viewer: Viewer,
  question: ListRegions,
): Page<RegionCode> {
  admitReader(viewer, action);
  const page = checkedPage(action, question.page);
  const search = checkedSearch(action, question.search);
  const references = new References(network, action);
  const [within = null] = references.regions(typeof question.within === "string" ? [question.within] : []);
  references.settle();
  const division = question.division ?? null;
  if (division !== null) refuseUnknownDivision(network, division);
  return network.listRegions({ division, within, search, page });
}

function refuseUnknownDivision(network: Network, division: string): void {
  const known = network.divisions().map((one) => one.division);
  if (known.includes(division)) return;
  const wanted = known.length === 0 ? "" : `, wanted one of ${known.join(", ")}`;
  throw refusal("NOT_FOUND", action, `no region belongs to the division "${clip(division)}"${wanted}`);
}
