/**
 * What a store refuses to write, in the words that every adapter uses.
 *
 * Services decide on what they read at the write's basis, so these are seen only when one of them
 * has not looked.
 */
import { SchakelError } from "../domain/errors.js";

type Kind = "organisation" | "partnership";

export function identifierTaken(kind: Kind, id: string, identifier: string): SchakelError {
  return refusal(kind, id, `identifier "${identifier}" is another's`);
}

export function partyUnknown(partnership: string, organisation: string): SchakelError {
  return refusal("partnership", partnership, `party "${organisation}" is not recorded`);
}

export function regionUnknown(
  kind: "organisation" | "region" | "gap decision",
  id: string,
  region: string,
): SchakelError {
  return refusal(kind, id, `region "${region}" is not recorded`);
}

export function stillParty(organisation: string): SchakelError {
  return new SchakelError(
    "CONFLICT",
    `Cannot remove organisation "${organisation}": it is party to a partnership`,
  );
}

function refusal(kind: string, id: string, reason: string): SchakelError {
  return new SchakelError("CONFLICT", `Cannot record ${kind} "${id}": ${reason}`);
}
