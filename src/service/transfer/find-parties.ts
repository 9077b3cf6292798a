import type { RecordKind } from "../../domain/change.js";
import { isOrganisationId, ownScheme, type OrganisationId } from "../../domain/ids.js";
import { isIdentifier } from "../../domain/record-rules.js";
import type { Store } from "../../store/store.js";
import { inBatches } from "./in-batches.js";
import type { Match } from "./match-records.js";

/**
 * Finds the organisations that refs name: rows of the same import first, then what is recorded.
 *
 * A ref is an identifier, `schakel:<id>` or an id. An identifier that a row takes from a recorded
 * organisation names it no longer. Refs that name nothing are absent. O(rows + refs).
 */
export async function findParties(
  store: Store,
  refs: Iterable<string>,
  rows: readonly Match<Extract<RecordKind, "organisation">>[],
): Promise<Map<string, OrganisationId>> {
  const byIdentifier = new Map<string, OrganisationId>();
  const identifiersOf = new Map<string, readonly string[]>();
  for (const { id, identifiers } of rows) {
    identifiersOf.set(id, identifiers);
    for (const identifier of identifiers) byIdentifier.set(identifier, id);
  }

  const found = new Map<string, OrganisationId>();
  const identifiers = new Set<string>();
  const ids = new Map<string, OrganisationId>();
  for (const ref of refs) {
    const inImport = byIdentifier.get(ref);
    if (inImport !== undefined) found.set(ref, inImport);
    else if (isIdentifier(ref)) identifiers.add(ref);
    else {
      const id = ref.startsWith(`${ownScheme}:`) ? ref.slice(ownScheme.length + 1) : ref;
      if (!isOrganisationId(id)) continue;
      if (identifiersOf.has(id)) found.set(ref, id);
      else ids.set(ref, id);
    }
  }

  for (const [identifier, id] of await inBatches(identifiers, (batch) =>
    store.findIds("organisation", batch),
  ))
    if (identifiersOf.get(id)?.includes(identifier) ?? true) found.set(identifier, id);
  const recorded = await inBatches(ids.values(), (batch) => store.read("organisation", batch));
  for (const [ref, id] of ids) if (recorded.has(id)) found.set(ref, id);
  return found;
}
