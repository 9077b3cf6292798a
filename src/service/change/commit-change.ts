/**
 * How a change is made: decide on what the store holds at one revision, commit on the condition that it
 * still stands there, and answer once the network has it.
 */
import { createHash, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Viewer } from "../../domain/access.js";
import { SchakelError } from "../../domain/errors.js";
import { clip } from "../../domain/record-rules.js";
import type { Store, StoreWrite } from "../../store/store.js";
import type { Given } from "../asked.js";
import { limits } from "../limits.js";
import type { Parts } from "../parts.js";
import { refusal } from "../refuse.js";

/** What every command may carry. */
export interface Command {
  /** The revision that the record must have been last changed at. */
  readonly expectedRevision?: Given<number>;
  /** The same key with the same input is one change, however often it is sent. */
  readonly requestKey?: Given<string>;
}

/** Takes a record away. */
export interface RemoveRecord extends Command {
  readonly ref: string;
}

/** What a command did: the record it was about, and the revision at which it stands. */
export interface Done<Id> {
  readonly id: Id;
  readonly revision: number;
}

export interface ChangeRequest<Id> {
  /** What is attempted, for messages: `end partnership "cordis:193181"`. */
  readonly action: string;
  /** What change rows call it. */
  readonly operation: string;
  readonly command: Command;
  /** Reads the store and says what to write, or throws a refusal. Called again when the store has moved on. */
  decide(basis: number): Promise<Decision<Id>>;
}

/** What to write; nothing where neither is given. */
export interface Decision<Id> {
  readonly id: Id;
  readonly put?: StoreWrite["put"];
  readonly removed?: StoreWrite["removed"];
}

/**
 * Commits a change and waits until this process's network has applied it.
 *
 * A change that changes nothing keeps the revision. With a request key that was used before it answers
 * what was answered then, or CONFLICT where the input was another. CONFLICT also when something else was
 * committed between each of the twenty decisions and its write.
 */
export async function commitChange<Id extends string>(
  parts: Parts,
  viewer: Viewer,
  change: ChangeRequest<Id>,
): Promise<Done<Id>> {
  const key = checkedKey(change);
  const done = await parts.writes.run(change.action, async () => {
    for (let attempt = 1; attempt <= limits.writeAttempts; attempt++) {
      const outcome = await tryChange(parts.store, viewer, change, key);
      if (outcome !== "stale") return outcome;
      // Processes that lost to the same write do not all come back at the same moment.
      await wait(Math.random() * 5 * attempt);
    }
    throw refusal(
      "CONFLICT",
      change.action,
      `other changes came first ${limits.writeAttempts} times; try again`,
    );
  });
  await parts.network.catchUp(done.revision);
  return done;
}

async function tryChange<Id extends string>(
  store: Store,
  viewer: Viewer,
  change: ChangeRequest<Id>,
  key: string | null,
): Promise<Done<Id> | "stale"> {
  const basis = await store.readRevision();
  const fingerprint = fingerprintOf(change);
  const earlier = key === null ? null : await store.findRequest(key);
  if (earlier !== null) {
    if (earlier.fingerprint === fingerprint) return { id: earlier.answer as Id, revision: earlier.revision };
    throw refusal(
      "CONFLICT",
      change.action,
      `request key "${key}" was used with another input; a new key is wanted`,
    );
  }

  // A refusal stands only if what it was based on does: half of it may have been read after another commit.
  const decision = await change.decide(basis).catch(async (error: unknown) => {
    if (
      error instanceof SchakelError &&
      error.code !== "UNAVAILABLE" &&
      (await store.readRevision()) !== basis
    )
      return "stale" as const;
    throw error;
  });
  if (decision === "stale") return "stale";

  const { id, put = {}, removed } = decision;
  const unchanged = decision.put === undefined && removed === undefined;
  if (unchanged && key === null)
    return (await store.readRevision()) === basis ? { id, revision: basis } : "stale";
  const outcome = await store.write({
    id: randomUUID(),
    basis,
    operation: change.operation,
    actor: viewer.name,
    at: new Date().toISOString(),
    put,
    removed,
    request: key === null ? undefined : { key, fingerprint, answer: id },
  });
  return outcome.kind === "stale" ? "stale" : { id, revision: outcome.revision };
}

function checkedKey({ action, command: { requestKey } }: ChangeRequest<string>): string | null {
  if (requestKey === null || requestKey === undefined) return null;
  if (/^[^\p{C}]+$/u.test(requestKey) && requestKey.length <= limits.requestKey) return requestKey;
  const wanted = `wanted 1 to ${limits.requestKey} characters without control characters`;
  throw refusal("BAD_USER_INPUT", action, `requestKey is "${clip(requestKey)}", ${wanted}`);
}

/** The same for the same operation with the same input, whatever the order of its fields. */
function fingerprintOf({ operation, command }: ChangeRequest<string>): string {
  const input = { ...command, requestKey: undefined };
  return createHash("sha256").update(canonical({ operation, input })).digest("base64url");
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
