import { isOrganisationId, ownScheme, type OrganisationId } from "../../domain/ids.js";
import { isIdentifier } from "../../domain/record-rules.js";
import { inBatches } from "./in-batches.js";
import type { Match, Recorded } from "./match-records.js";

/** Finds the organisations that refs name: rows of the same import first, then what is recorded. */
export class PartyFinder {
  readonly #store: Recorded;
  readonly #byIdentifier = new Map<string, OrganisationId>();
  readonly #identifiersOf = new Map<string, readonly string[]>();

  constructor(store: Recorded, rows: readonly Pick<Match<"organisation">, "id" | "identifiers">[]) {
    this.#store = store;
    for (const { id, identifiers } of rows) {
      this.#identifiersOf.set(id, identifiers);
      for (const identifier of identifiers) this.#byIdentifier.set(identifier, id);
    }
  }

  /**
   * A ref is an identifier, `schakel:<id>` or an id. An identifier that a row takes from a recorded
   * organisation names it no longer. Refs that name nothing are absent. O(refs).
   */
  async find(refs: Iterable<string>): Promise<Map<string, OrganisationId>> {
    const found = new Map<string, OrganisationId>();
    const identifiers = new Set<string>();
    const ids = new Map<string, OrganisationId>();
    for (const ref of refs) {
      const inImport = this.#byIdentifier.get(ref);
      if (inImport !== undefined) found.set(ref, inImport);
      else if (isIdentifier(ref)) identifiers.add(ref);
      else {
        const id = ref.startsWith(`${ownScheme}:`) ? ref.slice(ownScheme.length + 1) : ref;
        if (!isOrganisationId(id)) continue;
        if (this.#identifiersOf.has(id)) found.set(ref, id);
        else ids.set(ref, id);
      }
    }

    for (const [identifier, id] of await inBatches(identifiers, (batch) =>
      this.#store.findIds("organisation", batch),
    ))
      if (this.#identifiersOf.get(id)?.includes(identifier) ?? true) found.set(identifier, id);
    const recorded = await inBatches(ids.values(), (batch) => this.#store.read("organisation", batch));
    for (const [ref, id] of ids) if (recorded.has(id)) found.set(ref, id);
    return found;
  }
}
