/**
 * The error catalogue: every code a caller can meet, and the one exception that carries it.
 *
 * Expected outcomes (no path, refused rows) are values, not errors. A message has sentence case
 * and no full stop, names the attempted action, quotes the value and says what was wanted:
 * `Cannot end partnership "cordis:193181": until 2014-01-01 is before since 2014-08-01`.
 */

export const errorCodes = {
  BAD_USER_INPUT: "An argument is malformed or out of range; the message says which and what was wanted",
  NOT_FOUND: "A ref, region or division in an argument names nothing; each one is listed in the message",
  CONFLICT:
    "The change contradicts what is recorded: another revision, a taken identifier, a reused request key",
  FORBIDDEN: "The caller is known and may not do this",
  UNAUTHENTICATED: "The caller must say who it is first",
  BUDGET_EXCEEDED:
    "The question asks for too much work; the message says which limit and how to stay under it",
  UNAVAILABLE: "The store does not answer; questions about the network alone go on being answered",
  INTERNAL_SERVER_ERROR: "A fault of the service; the details are in its log under the id in the message",
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** A refusal whose code and message are meant for the caller. Anything else that is thrown is a bug and gets masked. */
export class SchakelError extends Error {
  override readonly name = "SchakelError";

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The store cannot be used, or not now. Its place is for whoever runs the service, not for callers. */
export class StoreUnavailable extends SchakelError {
  constructor(
    attempt: "use" | "open",
    /** The file or address of the store. */
    readonly place: string,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super("UNAVAILABLE", `Cannot ${attempt} store "${place}": ${reason}`, options);
  }
}
