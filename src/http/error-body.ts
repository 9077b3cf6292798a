import type { ErrorCode } from "../domain/errors.js";

/** The body of a reply that no question was executed for, in the form of any other answer. */
export function errorBody(code: ErrorCode, message: string, revision: number): string {
  return JSON.stringify({ errors: [{ message, extensions: { code } }], extensions: { revision } });
}
