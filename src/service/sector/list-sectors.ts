import type { Viewer } from "../../domain/access.js";
import type { Page, PageRequest } from "../../domain/page.js";
import type { SectorUse } from "../../network/network.js";
import { checkedPage } from "../asked.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";

/** Lists the sectors that are described or borne, by code, with how often. From memory. */
export function listSectors(
  { network: { network } }: Parts,
  viewer: Viewer,
  page: PageRequest,
): Page<SectorUse> {
  const action = "list sectors";
  admitReader(viewer, action);
  return network.listSectors(checkedPage(action, page));
}
