/** Cursors: the keyset of a row as an opaque text, base64url over JSON. */
import { SchakelError } from "../domain/errors.js";
import type { Keyset } from "../domain/page.js";
import { clip } from "../domain/record-rules.js";
import { limits } from "../service/services.js";

/** Characters of a cursor: the longest holds the id of a gap and little else, each three bytes in four characters. */
export const longestCursor = Math.ceil(((limits.gapId + 500) * 4) / 3);

/** Writes the keyset of a row as a cursor. */
export function encodeCursor(keyset: Keyset): string {
  return Buffer.from(JSON.stringify([keyset.ordering, ...keyset.key]), "utf8").toString("base64url");
}

/** Reads a cursor back; BAD_USER_INPUT for anything that this service cannot have written. */
export function decodeCursor(cursor: string, argument: "after" | "before"): Keyset {
  const parts = partsOf(cursor);
  if (parts === null)
    throw new SchakelError(
      "BAD_USER_INPUT",
      `Cannot read ${argument} "${clip(cursor)}": wanted a cursor that an earlier page of this list gave`,
    );
  const [ordering, ...key] = parts;
  return { ordering, key };
}

function partsOf(cursor: string): [string, ...(string | number)[]] | null {
  if (cursor.length > longestCursor || !/^[\w-]+$/.test(cursor)) return null;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return null;
  }
  const isKeyset =
    Array.isArray(parts) &&
    typeof parts[0] === "string" &&
    parts.every((part) => typeof part === "string" || typeof part === "number");
  return isKeyset ? (parts as [string, ...(string | number)[]]) : null;
}
