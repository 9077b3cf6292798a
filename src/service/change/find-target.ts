/** Which record a command is about, and whether it may be changed. */
import type { Keys, Records } from "../../domain/change.js";
import { clip, isIdentifier, type Fault } from "../../domain/record-rules.js";
import type { Store } from "../../store/store.js";
import { once, type Given } from "../asked.js";
import { refusal } from "../refuse.js";
import { quoted } from "../references.js";
import type { Command } from "./commit-change.js";
import { findId, type ReferredKind } from "./find-id.js";

export interface RecordCommand extends Command {
  readonly ref?: Given<string>;
  readonly identifiers?: Given<readonly string[]>;
}

/**
 * Finds the record that a command amends: the one its `ref` names (NOT_FOUND where none), else the one
 * that bears one of its identifiers; null where it makes a new one. CONFLICT where the identifiers belong
 * to more than one record, and where the record was last changed at another revision than expected.
 */
export async function findTarget<K extends ReferredKind>(
  store: Store,
  kind: K,
  action: string,
  command: RecordCommand,
): Promise<Records[K] | null> {
  const identifiers = (command.identifiers ?? []).filter(isIdentifier);
  const bearers =
    identifiers.length === 0 ? new Map<string, Keys[K]>() : await store.findIds(kind, identifiers);
  const named = await namedBy(store, kind, action, command.ref);
  const ids = once([...(named === null ? [] : [named]), ...bearers.values()]);
  if (ids.length > 1) throw conflict(kind, action, named, bearers);

  const record = ids.length === 0 ? null : await readTarget(store, kind, action, ids[0]);
  checkExpectedRevision(action, command, record?.revision ?? null);
  return record;
}

/** Reads the record a ref names, at the revision expected; NOT_FOUND or CONFLICT otherwise. */
export async function readNamed<K extends ReferredKind>(
  store: Store,
  kind: K,
  action: string,
  command: Command & { readonly ref: string },
): Promise<Records[K]> {
  const record = await findTarget(store, kind, action, { ...command, identifiers: null });
  return record!;
}

async function namedBy<K extends ReferredKind>(
  store: Store,
  kind: K,
  action: string,
  ref: Given<string>,
): Promise<Keys[K] | null> {
  if (ref === null || ref === undefined) return null;
  const id = await findId(store, kind, ref);
  if (id === null) throw refusal("NOT_FOUND", action, `no ${kind} is known as "${clip(ref)}"`);
  return id;
}

async function readTarget<K extends ReferredKind>(
  store: Store,
  kind: K,
  action: string,
  id: Keys[K],
): Promise<Records[K]> {
  const record = (await store.read(kind, [id])).get(id);
  if (record === undefined) throw refusal("NOT_FOUND", action, `${kind} "${id}" has just been removed`);
  return record;
}

function conflict(
  kind: ReferredKind,
  action: string,
  named: string | null,
  bearers: ReadonlyMap<string, string>,
) {
  const others = [...bearers].filter(([, id]) => id !== named);
  if (named === null) {
    const pairs = others.map(([identifier, id]) => `"${clip(identifier)}" names "${id}"`).join(", ");
    return refusal("CONFLICT", action, `the identifiers belong to more than one ${kind}: ${pairs}`);
  }
  const taken = quoted(others.map(([identifier]) => identifier));
  return refusal("CONFLICT", action, `another ${kind}, "${others[0][1]}", bears ${taken}`);
}

function checkExpectedRevision(action: string, { expectedRevision }: Command, revision: number | null): void {
  if (expectedRevision === null || expectedRevision === undefined || expectedRevision === revision) return;
  const state = revision === null ? "it is not recorded yet" : `it was last changed at revision ${revision}`;
  throw refusal("CONFLICT", action, `revision ${expectedRevision} was expected, but ${state}`);
}

/** CONFLICT where the id derived for a new record is another's, one whose identifiers were changed later. */
export async function checkIdIsFree<K extends ReferredKind>(
  store: Store,
  kind: K,
  action: string,
  id: Keys[K],
  identifiers: readonly string[],
): Promise<void> {
  if (!(await store.read(kind, [id])).has(id)) return;
  const why = `the id "${id}" that "${identifiers[0]}" gives belongs to another ${kind}; another first identifier is wanted`;
  throw refusal("CONFLICT", action, why);
}

/** BAD_USER_INPUT for the first thing wrong with a record. */
export function refuseFaults(action: string, [fault]: readonly Fault[]): void {
  if (fault === undefined) return;
  const { field, value, isCount, wanted } = fault;
  const found = isCount ? `has ${value}` : `is "${value}"`;
  throw refusal("BAD_USER_INPUT", action, `${field} ${found}, wanted ${wanted}`);
}

/** A text field that clears when blank: absent keeps, null clears. */
export function textAfter(given: Given<string>, before: string | null): string | null {
  if (given === undefined) return before;
  return given === null || given.trim() === "" ? null : given;
}

/** A field: absent keeps, null clears. */
export function valueAfter<T>(given: Given<T>, before: T | null): T | null {
  return given === undefined ? before : given;
}

/** BAD_USER_INPUT where a field that a record must have is cleared, or missing from a new one. */
export function required<T>(action: string, field: string, value: T | null, wanted: string): T {
  if (value === null) throw refusal("BAD_USER_INPUT", action, `${field} is not given, wanted ${wanted}`);
  return value;
}
