/**
 * Tells which record each row of a file is about: one that is recorded already, or a new one.
 *
 * A recorded one is found by any of its identifiers, whichever column they stand in, or by
 * `schakel:<id>`, and keeps its id. A new one gets the id derived from its `id` cell.
 */
import type { Keys, Records } from "../../domain/change.js";
import { keyOf, organisationIdFrom, ownScheme, partnershipIdFrom } from "../../domain/ids.js";
import { clip, isIdentifier, type Fault } from "../../domain/record-rules.js";
import type { Statement, StatedRecords } from "../../exchange/read-folder.js";
import type { Store } from "../../store/store.js";
import { batchSize, inBatches } from "./in-batches.js";

type NamedKind = "organisation" | "partnership";

export interface Match<K extends NamedKind> {
  readonly statement: Statement<StatedRecords[K]>;
  /** For a refused row possibly one that no record will have. */
  readonly id: Keys[K];
  readonly existing: Records[K] | undefined;
  /** All that the record will bear, the first one first. */
  readonly identifiers: readonly string[];
  /** The faults of the statement, and those of whom it is about. */
  readonly faults: readonly Fault[];
}

/** What is asked of a store to find records by what rows say. */
export type Recorded = Pick<Store, "findIds" | "read">;

/** Matches the rows of a file, in its order, so many at once as are asked of the store together. */
export async function* matchRecords<K extends NamedKind>(
  store: Recorded,
  kind: K,
  statements: readonly Statement<StatedRecords[K]>[],
): AsyncGenerator<Match<K>[]> {
  const lines = new FirstLines();
  for (let i = 0; i < statements.length; i += batchSize)
    yield await matchBatch(store, kind, statements.slice(i, i + batchSize), lines);
}

async function matchBatch<K extends NamedKind>(
  store: Recorded,
  kind: K,
  statements: readonly Statement<StatedRecords[K]>[],
  lines: FirstLines,
): Promise<Match<K>[]> {
  const names = statements.map(({ stated }) => namesIn(kind, stated));
  const found = await inBatches(
    names.flatMap(({ identifiers }) => identifiers.filter(isIdentifier)),
    (batch) => store.findIds(kind, batch),
  );
  // Unmatched rows ask for the id that they would get, which may be taken by a record of other identifiers.
  const wanted = names.map(({ own, derived, identifiers }) => {
    const ids = new Set(identifiers.flatMap((identifier) => found.get(identifier) ?? []));
    if (own !== null) ids.add(own);
    return ids.size > 0 ? [...ids] : [derived];
  });
  const recorded = await inBatches(wanted.flat(), (batch) => store.read(kind, batch));

  return statements.map((statement, i) => {
    const { own, derived, identifiers } = names[i];
    const matched = new Set(identifiers.flatMap((identifier) => found.get(identifier) ?? []));
    if (own !== null && recorded.has(own)) matched.add(own);
    const id = matched.values().next().value ?? own ?? derived;
    const existing = matched.size > 0 ? recorded.get(id) : undefined;
    const faults = [...statement.faults];
    // A row without a readable id cell names nothing that could be compared.
    if (!faults.some(({ field }) => field === "id")) {
      const { ref } = statement.stated;
      if (matched.size > 1) faults.push(severalFault(ref, identifiers, matched.size));
      if (matched.size === 0 && recorded.has(id)) faults.push(takenFault(ref, keyOf(recorded.get(id)!)));
      faults.push(...lines.claim(statement.line, ref, identifiers, id));
    }
    const stated = statement.stated.identifiers;
    return {
      statement,
      id,
      existing,
      identifiers: stated === undefined ? (existing?.identifiers ?? identifiers) : identifiers,
      faults,
    };
  });
}

interface Names<K extends NamedKind> {
  /** The id in `schakel:<id>`, null where the row is named by an identifier. */
  readonly own: Keys[K] | null;
  /** The id that a new record gets where the row does not bring one. */
  readonly derived: Keys[K];
  /** In the order in which the record bears them. */
  readonly identifiers: readonly string[];
}

function namesIn<K extends NamedKind>(kind: K, { ref, identifiers = [] }: StatedRecords[K]): Names<K> {
  const own = ref.startsWith(`${ownScheme}:`) ? (ref.slice(ownScheme.length + 1) as Keys[K]) : null;
  const derived = (kind === "organisation" ? organisationIdFrom(ref) : partnershipIdFrom(ref)) as Keys[K];
  return { own, derived, identifiers: own === null ? [ref, ...identifiers] : identifiers };
}

function severalFault(ref: string, identifiers: readonly string[], count: number): Fault {
  const value = clip([...new Set([ref, ...identifiers])].join(";"));
  return { field: "identifiers", value, wanted: `identifiers of one record; these are borne by ${count}` };
}

function takenFault(ref: string, key: string): Fault {
  return {
    field: "id",
    value: clip(ref),
    wanted: `another identifier: the id this one gives belongs to ${key}`,
  };
}

/** Which line first named an identifier or a record. */
class FirstLines {
  private readonly ofIdentifiers = new Map<string, number>();
  private readonly ofIds = new Map<string, number>();

  /** Claims what a row names, and tells what an earlier row has named already. */
  claim(line: number, ref: string, identifiers: readonly string[], id: string): Fault[] {
    const faults: Fault[] = [];
    for (const identifier of identifiers) {
      const first = this.ofIdentifiers.get(identifier) ?? line;
      if (first === line) this.ofIdentifiers.set(identifier, line);
      else faults.push(repeatFault(identifier === ref ? "id" : "identifiers", identifier, first));
    }
    const first = this.ofIds.get(id);
    if (first === undefined) this.ofIds.set(id, line);
    else if (faults.length === 0) faults.push(repeatFault("id", ref, first));
    return faults;
  }
}

function repeatFault(field: string, value: string, first: number): Fault {
  return { field, value: clip(value), wanted: `each record once; line ${first} is about the same one` };
}
