import { expect, test } from "@jest/globals";
import { GraphQLError } from "graphql";

import { errorCodes, SchakelError, type ErrorCode } from "../../src/domain/errors.js";
import { createMask, refuseQuestion } from "../../src/graphql/errors.js";

const reported: { error: unknown; id: string }[] = [];
const mask = createMask((error, id) => reported.push({ error, id }));

/** As the GraphQL server formats an error before it is masked. */
function masked(error: GraphQLError) {
  return mask(
    { ...error.toJSON(), extensions: { code: "INTERNAL_SERVER_ERROR", ...error.extensions } },
    error,
  );
}

function wrapped(cause: Error): GraphQLError {
  return new GraphQLError(cause.message, {
    originalError: new GraphQLError(cause.message, { originalError: cause }),
    path: ["a", 0],
  });
}

test.each(Object.keys(errorCodes) as ErrorCode[])(
  "the mask lets a refusal with the code %s through as it is",
  (code) => {
    const shown = masked(wrapped(new SchakelError(code, "Cannot do it: so it is")));
    expect(shown).toEqual({ message: "Cannot do it: so it is", path: ["a", 0], extensions: { code } });
  },
);

test("the mask hides a bug and reports it under the number its caller is told", () => {
  const bug = new TypeError("secret.password of undefined");
  const shown = masked(wrapped(bug));
  const { error, id } = reported.at(-1)!;
  expect(error).toBe(bug);
  expect(shown.message).toBe(`The service failed; its log says why under ${id}`);
  expect(shown.extensions).toEqual({ code: "INTERNAL_SERVER_ERROR" });
  expect(JSON.stringify(shown)).not.toContain("secret");
});

test("the mask hides what GraphQL says of an answer that is not what the schema promises", () => {
  const shown = masked(wrapped(new Error("Cannot return null for non-nullable field Organisation.name.")));
  expect(shown.extensions).toEqual({ code: "INTERNAL_SERVER_ERROR" });
  expect(shown.message).not.toContain("Organisation");
});

test("the mask hides what was thrown but is no error", () => {
  const error = new GraphQLError("Unexpected error value: 5");
  expect(masked(error).message).toMatch(/^The service failed/);
});

test("the mask keeps the codes of GraphQL's own complaints and drops its guesses at names", () => {
  const said =
    'Cannot query field "organisatio" on type "Query". Did you mean "organisation" or "organisations"?';
  const error = new GraphQLError(said, { extensions: { code: "GRAPHQL_VALIDATION_FAILED" } });
  expect(masked(error)).toEqual({
    message: 'Cannot query field "organisatio" on type "Query".',
    extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
  });
});

test("the mask drops guesses in the middle of a message too", () => {
  const said =
    'Variable "$k" got invalid value "COMPANIES"; Value "COMPANIES" does not exist in "OrganisationKind" enum. Did you mean the enum value "COMPANY"?';
  const error = new GraphQLError(said, { extensions: { code: "BAD_USER_INPUT" } });
  expect(masked(error).message).toBe(
    'Variable "$k" got invalid value "COMPANIES"; Value "COMPANIES" does not exist in "OrganisationKind" enum.',
  );
});

test("the mask shows no stack, whatever the extensions of an error hold", () => {
  const error = new GraphQLError("No", {
    extensions: { code: "GRAPHQL_PARSE_FAILED", stacktrace: ["at x"], http: { status: 400 } },
  });
  expect(masked(error).extensions).toEqual({ code: "GRAPHQL_PARSE_FAILED" });
});

test("the mask tells too many tokens as a limit", () => {
  const syntax = new GraphQLError("Syntax Error: Document contains more that 2000 tokens. Parsing aborted.");
  const error = new GraphQLError(syntax.message, {
    originalError: syntax,
    extensions: { code: "GRAPHQL_PARSE_FAILED" },
  });
  expect(masked(error).extensions).toEqual({ code: "BUDGET_EXCEEDED" });
});

test("the mask tells a parser whose stack overflowed as bad input", () => {
  const error = new GraphQLError("Maximum call stack size exceeded", {
    originalError: new RangeError("Maximum call stack size exceeded"),
    extensions: { code: "GRAPHQL_PARSE_FAILED" },
  });
  expect(masked(error)).toEqual({
    message: "Cannot read the question: its brackets are nested too deeply",
    extensions: { code: "BAD_USER_INPUT" },
  });
});

test("the mask cuts messages that repeat a long value", () => {
  const error = new GraphQLError("x".repeat(100_000), { extensions: { code: "GRAPHQL_VALIDATION_FAILED" } });
  expect(masked(error).message.length).toBeLessThan(2100);
});

test("refuseQuestion() makes an error with the status and headers of its reply", () => {
  const error = refuseQuestion("BUDGET_EXCEEDED", "Too much", 429, { "retry-after": "5" });
  expect(error.extensions["http"]).toEqual({ status: 429, headers: new Map([["retry-after", "5"]]) });
  expect(masked(error).extensions).toEqual({ code: "BUDGET_EXCEEDED" });
});
