/** What a write leaves behind beside its records: the change row that followers read. */
import { type Change, keptKinds, type KeptKind, nothingPut, type Records } from "../domain/change.js";
import type { StoreWrite } from "./store.js";

/** A write of more records or parties than these is told without them: followers read everything again. */
const mostRecords = 5_000;
const mostParties = 50_000;

/** The change that a write makes when it is committed as `revision`. */
export function changeOf(write: StoreWrite, revision: number): Change {
  const { at, actor, operation } = write;
  const whole = isLarge(write);
  return {
    revision,
    at,
    actor,
    operation,
    whole,
    put: whole ? nothingPut : putOf(write, revision),
    removed: {
      organisations: whole ? [] : [...(write.removed?.organisations ?? [])],
      partnerships: whole ? [] : [...(write.removed?.partnerships ?? [])],
    },
  };
}

/** Counts the records that a write puts or removes: 0 leaves the revision as it is. */
export function recordCountOf({ put, removed }: StoreWrite): number {
  const removedCount = (removed?.organisations?.length ?? 0) + (removed?.partnerships?.length ?? 0);
  return keptKinds.reduce((count, kind) => count + (put[kind]?.length ?? 0), removedCount);
}

function isLarge(write: StoreWrite): boolean {
  if (recordCountOf(write) > mostRecords) return true;
  const partyCount = (write.put.partnership ?? []).reduce((count, { parties }) => count + parties.length, 0);
  return partyCount > mostParties;
}

function putOf(write: StoreWrite, revision: number): Change["put"] {
  return {
    region: recordsOf(write, "region", revision),
    sector: recordsOf(write, "sector", revision),
    organisation: recordsOf(write, "organisation", revision),
    partnership: recordsOf(write, "partnership", revision),
    decision: recordsOf(write, "decision", revision),
    weights: recordsOf(write, "weights", revision),
  };
}

function recordsOf<K extends KeptKind>({ put }: StoreWrite, kind: K, revision: number): Records[K][] {
  // A content with a revision is what a record of its kind is; TypeScript does not see that for any kind K.
  return (put[kind] ?? []).map((content) => ({ ...content, revision }) as unknown as Records[K]);
}
