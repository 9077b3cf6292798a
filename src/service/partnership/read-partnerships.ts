import type { Viewer } from "../../domain/access.js";
import type { PartnershipId } from "../../domain/ids.js";
import type { Partnership } from "../../domain/partnership.js";
import { once } from "../asked.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";

/**
 * Reads partnerships in one batch, in the order asked, null where unknown; UNAVAILABLE while the
 * store does not answer. Where a record is newer than the network in memory, the network catches up
 * first, so that every party of it is known by the time it is handed out.
 */
export async function readPartnerships(
  { network, store }: Parts,
  viewer: Viewer,
  ids: readonly PartnershipId[],
): Promise<(Partnership | null)[]> {
  admitReader(viewer, "read partnerships");
  const records = await store.read("partnership", once(ids));
  let newest = 0;
  for (const { revision } of records.values()) newest = Math.max(newest, revision);
  if (newest > network.network.revision) await network.catchUp(newest);
  return ids.map((id) => records.get(id) ?? null);
}
