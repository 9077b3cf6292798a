import type { Viewer } from "../../domain/access.js";
import type { PartnershipId } from "../../domain/ids.js";
import type { Partnership } from "../../domain/partnership.js";
import type { PartnershipFacts } from "../../network/network.js";
import type { PartnershipLabel } from "../../store/store.js";
import { once } from "../asked.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";

/**
 * Reads partnerships in one batch, in the order asked, null where unknown; UNAVAILABLE while the
 * store does not answer.
 *
 * The store is asked for no more than the network does not hold. What has not changed since the network's revision is
 * one version of the record in both; one that has is read whole, once the network has caught up, so that every party
 * of it is known by the time it is handed out.
 */
export async function readPartnerships(
  parts: Parts,
  viewer: Viewer,
  ids: readonly PartnershipId[],
): Promise<(Partnership | null)[]> {
  admitReader(viewer, "read partnerships");
  const { network } = parts.network;
  const wanted = once(ids);
  const { revision } = network;
  const known = wanted.map((id) => network.partnershipOf(id));

  const labels = await parts.store.readLabels(wanted);
  const records = new Map<PartnershipId, Partnership>();
  const newer: PartnershipId[] = [];
  wanted.forEach((id, i) => {
    const [facts, label] = [known[i], labels.get(id)];
    if (label === undefined) return;
    if (facts !== null && label.revision <= revision) records.set(id, labelled(facts, label));
    else newer.push(id);
  });
  for (const record of await readWhole(parts, newer)) records.set(record.id, record);
  return ids.map((id) => records.get(id) ?? null);
}

/** What the facts spell out when they are asked is left to them. */
function labelled(
  facts: PartnershipFacts,
  { title, source, identifiers, revision }: PartnershipLabel,
): Partnership {
  return {
    id: facts.id,
    title,
    kind: facts.kind,
    identifiers,
    get parties() {
      return facts.parties;
    },
    get since() {
      return facts.since;
    },
    get until() {
      return facts.until;
    },
    strength: facts.strength,
    sectors: facts.sectors,
    source,
    revision,
  };
}

async function readWhole({ network, store }: Parts, ids: readonly PartnershipId[]): Promise<Partnership[]> {
  if (ids.length === 0) return [];
  const records = [...(await store.read("partnership", ids)).values()];
  const newest = Math.max(0, ...records.map(({ revision }) => revision));
  if (newest > network.network.revision) await network.catchUp(newest);
  return records;
}
