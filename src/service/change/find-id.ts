/** Refs resolved by the store rather than by the network: what a change is decided on. */
import type { Keys } from "../../domain/change.js";
import { isOrganisationId, isPartnershipId, ownScheme } from "../../domain/ids.js";
import { isIdentifier } from "../../domain/record-rules.js";
import type { Store } from "../../store/store.js";

/** The kinds of records that are named by refs. */
export type ReferredKind = "organisation" | "partnership";

/** Finds the record a ref names: an id, an identifier `scheme:value`, or `schakel:<id>`; null where it names none. */
export async function findId<K extends ReferredKind>(
  store: Store,
  kind: K,
  ref: string,
): Promise<Keys[K] | null> {
  return (await findIds(store, kind, [ref])).get(ref) ?? null;
}

/** Finds the records that refs name; those that name none are absent. O(refs). */
export async function findIds<K extends ReferredKind>(
  store: Store,
  kind: K,
  refs: readonly string[],
): Promise<Map<string, Keys[K]>> {
  const spelled = new Map<string, Keys[K]>();
  const identifiers: string[] = [];
  for (const ref of refs) {
    const id = spelledId(kind, ref);
    if (id !== null) spelled.set(ref, id);
    else if (isIdentifier(ref)) identifiers.push(ref);
  }
  const found =
    identifiers.length === 0 ? new Map<string, Keys[K]>() : await store.findIds(kind, identifiers);
  if (spelled.size > 0) {
    const records = await store.read(kind, [...new Set(spelled.values())]);
    for (const [ref, id] of spelled) if (records.has(id)) found.set(ref, id);
  }
  return found;
}

/** The id that a ref spells, bare or after `schakel:`; whether anything bears it is another matter. */
function spelledId<K extends ReferredKind>(kind: K, ref: string): Keys[K] | null {
  const id: string = ref.startsWith(`${ownScheme}:`) ? ref.slice(ownScheme.length + 1) : ref;
  const isId = kind === "organisation" ? isOrganisationId(id) : isPartnershipId(id);
  return isId ? (id as Keys[K]) : null;
}
