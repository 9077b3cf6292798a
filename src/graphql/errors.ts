/**
 * What a caller is told when something went wrong: the one place where errors are masked.
 *
 * A refusal of the service keeps its code and message, a limit is BUDGET_EXCEEDED, GraphQL's own
 * complaints about a question keep theirs; anything else is a bug, told by a number that the log knows.
 */
import { randomUUID } from "node:crypto";

import { GraphQLError, type GraphQLFormattedError } from "graphql";

import { SchakelError, StoreUnavailable, type ErrorCode } from "../domain/errors.js";

const longestMessage = 2000;

/** Writes a fault to the log, under the number that its caller is told. */
export type ReportFault = (error: unknown, id: string) => void;

/** Shows an error that ended a question, or one field of it. `formatted` is what the GraphQL server would show. */
export type Mask = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** Makes the mask. */
export function createMask(report: ReportFault): Mask {
  return (formatted, error) => {
    const known = recognise(formatted, error);
    if (known !== null) return shown(formatted, known.code, known.message);
    const id = randomUUID();
    report(causeOf(error), id);
    return shown(formatted, "INTERNAL_SERVER_ERROR", `The service failed; its log says why under ${id}`);
  };
}

/** An error that ends a whole question before it is executed, with the status of its reply. */
export function refuseQuestion(
  code: ErrorCode,
  message: string,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): GraphQLError {
  return new GraphQLError(message, {
    originalError: new SchakelError(code, message),
    extensions: { http: { status, headers: new Map(Object.entries(headers)) } },
  });
}

/** The limits that GraphQL itself keeps, by what it says when one is reached. */
const limitsByMessage: readonly { readonly says: RegExp; readonly message: string }[] = [
  {
    says: /^Syntax Error: Document contains more tha[nt] \d+ tokens/,
    message: "Cannot read the question: it has too many tokens; pass long lists as variables or split it",
  },
  {
    says: /Validation aborted\.$/,
    message:
      "Cannot check the question: too many of its fields have the same name, or too much is wrong with it; split it",
  },
];

/** What the parts below say of themselves, in the words of this service. */
const plainWords: readonly { readonly says: RegExp; readonly message: string }[] = [
  {
    says: /^GraphQL introspection is not allowed/,
    message: "Cannot tell about the schema: introspection is off, SCHAKEL_INTROSPECTION=true turns it on",
  },
  {
    says: /potential Cross-Site Request Forgery/,
    message: "Cannot take the request: wanted a POST with the header content-type: application/json",
  },
];

interface Known {
  readonly code: string;
  readonly message: string;
}

function recognise(formatted: GraphQLFormattedError, error: unknown): Known | null {
  const cause = causeOf(error);
  const code = formatted.extensions?.["code"];
  if (cause instanceof StoreUnavailable)
    return { code: cause.code, message: `Cannot use the store: ${cause.reason}` };
  if (cause instanceof SchakelError) return { code: cause.code, message: formatted.message };
  // The parser calls itself for each bracket, so a text of nothing but brackets ends its stack.
  if (cause instanceof RangeError && formatted.path === undefined && /call stack/.test(cause.message))
    return {
      code: "BAD_USER_INPUT",
      message: "Cannot read the question: its brackets are nested too deeply",
    };
  if (!(cause instanceof GraphQLError)) return null;
  const limit = limitsByMessage.find(({ says }) => says.test(cause.message));
  if (limit !== undefined) return { code: "BUDGET_EXCEEDED", message: limit.message };
  if (code !== undefined && code !== "INTERNAL_SERVER_ERROR") {
    const plain = plainWords.find(({ says }) => says.test(cause.message));
    return { code: String(code), message: plain?.message ?? withoutHints(formatted.message) };
  }
  // What validation cannot see: a variable that is null where the argument may not be.
  if (cause.message.startsWith("Argument "))
    return { code: "BAD_USER_INPUT", message: withoutHints(cause.message) };
  return null;
}

function shown(
  { locations, path }: GraphQLFormattedError,
  code: string,
  message: string,
): GraphQLFormattedError {
  return {
    message: shortened(message),
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { code },
  };
}

/** GraphQL repeats what it could not take, however long. */
function shortened(message: string): string {
  return message.length > longestMessage ? `${message.slice(0, longestMessage)}...` : message;
}

/** What was thrown in the first place, under the errors that GraphQL wraps round it. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError !== undefined && cause.originalError !== null)
    cause = cause.originalError;
  return cause;
}

/** Takes GraphQL's guesses at what was meant from a message: they tell a stranger what there is. */
function withoutHints(message: string): string {
  return message.replace(/ ?Did you mean .*?\?(?=$|[ ;])/gs, "").trimEnd();
}
