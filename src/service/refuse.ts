/** How a use case says no: the attempted action first, then what stands in the way. */
import type { Viewer } from "../domain/access.js";
import { SchakelError, type ErrorCode } from "../domain/errors.js";

/** Makes the error `Cannot <action>: <why>`. */
export function refusal(code: ErrorCode, action: string, why: string): SchakelError {
  return new SchakelError(code, `Cannot ${action}: ${why}`);
}

/** Lets a viewer in who may read; UNAUTHENTICATED for one who is not known, FORBIDDEN for one who is. */
export function admitReader(viewer: Viewer, action: string): void {
  if (!viewer.mayRead) throw shutOut(viewer, action, "read");
}

/** Lets a viewer in who may change what is recorded; UNAUTHENTICATED or FORBIDDEN as for readers. */
export function admitWriter(viewer: Viewer, action: string): void {
  if (!viewer.mayWrite) throw shutOut(viewer, action, "change");
}

function shutOut(viewer: Viewer, action: string, right: "read" | "change"): SchakelError {
  if (viewer.anonymous)
    return refusal("UNAUTHENTICATED", action, `callers without a token may not ${right} here`);
  const what = right === "read" ? "read the network" : "change what is recorded";
  return refusal("FORBIDDEN", action, `"${viewer.name}" may not ${what}`);
}
