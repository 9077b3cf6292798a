/**
 * `/graphql`: a body becomes a question, an answer becomes a reply.
 *
 * The order in which a question is stopped: body too large 413, no JSON 415 or 400, too much in a
 * minute 429, unreadable or invalid 400, over a limit 400, too slow 503.
 */
import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";

import type { Viewer } from "../domain/access.js";
import { createContext, type Context } from "../graphql/context.js";
import { createMask } from "../graphql/errors.js";
import { checkLimits, type QuestionLimits } from "../graphql/limits.js";
import { buildApiSchema } from "../graphql/schema.js";
import type { Services } from "../service/services.js";
import { errorBody } from "./error-body.js";
import type { Purse } from "./purse.js";

export interface GraphqlLimits extends QuestionLimits {
  readonly tokens: number;
  readonly answerBytes: number;
  readonly requestTime: number;
  readonly gapsTime: number;
}

export interface GraphqlRoute {
  readonly services: Services;
  readonly viewer: Viewer;
  readonly limits: GraphqlLimits;
  readonly introspection: boolean;
  readonly purse: Purse;
  readonly log: Logger;
}

declare module "fastify" {
  interface FastifyRequest {
    /** What the resolvers of this request are given. */
    question: Context | null;
  }
}

/** Adds the route to a server. */
export async function addGraphqlRoute(server: FastifyInstance, route: GraphqlRoute): Promise<void> {
  const { services, viewer, limits, purse } = route;
  const apollo = await startApollo(route);
  server.decorateRequest("question", null);
  server.addHook("onClose", () => apollo.stop());

  const answer = fastifyApolloHandler(apollo, { context: async (request) => request.question! });
  server.route({
    method: ["GET", "POST"],
    url: "/graphql",
    handler: async (request, reply) => {
      if (isBrowserVisit(request)) return reply.redirect("/graphiql");
      const caller = request.ip;
      await purse.spend(caller, 1);
      const began = performance.now();
      let mayTake = limits.requestTime;
      const timeLeft = (): number => began + mayTake - performance.now();
      request.question = createContext({
        viewer,
        services,
        acceptLanguage: request.headers["accept-language"],
        charge: (cost) => purse.spend(caller, cost),
        allowRanking: () => {
          mayTake = limits.gapsTime;
        },
        timeLeft,
      });
      const answered = await withinTime(timeLeft, Promise.resolve(answer.call(server, request, reply)));
      if (answered !== timeIsUp) return answered;
      // What is late reads nothing more.
      request.question.loaders.expire();
      const message =
        "Cannot finish the question: the time for one request is up; ask for less at once. A change may have been made all the same: " +
        "ask again with the same requestKey";
      return reply
        .code(503)
        .type("application/json; charset=utf-8")
        .send(errorBody("BUDGET_EXCEEDED", message, services.revision()));
    },
  });
}

async function startApollo(route: GraphqlRoute): Promise<ApolloServer<Context>> {
  const { services, limits, introspection, log } = route;
  const schema = buildApiSchema();
  const mask = createMask((error, id) => log.error({ err: error, id }, "a question failed"));
  const apollo = new ApolloServer<Context>({
    schema,
    introspection,
    formatError: mask,
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: { maxErrors: 10 },
    // A service that many write to: nothing is kept but parsed questions.
    persistedQueries: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    nodeEnv: "production",
    stopOnTerminationSignals: false,
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (message?: unknown) => log.warn(String(message)),
      error: (message?: unknown) => log.error(String(message)),
    },
    stringifyResult: (result) => stringify(result, services, limits.answerBytes),
    plugins: [
      questionPlugin(schema, route),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}

/** Judges each question before it is executed, and names the revision in each answer. */
function questionPlugin(
  schema: GraphQLSchema,
  { services, limits }: GraphqlRoute,
): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, request, contextValue }) => {
        // An operation that is not there is for execution to complain of.
        if (operation === undefined) return;
        const variables = request.variables ?? {};
        const { cost } = checkLimits({ schema, document, operation, variables }, limits);
        await contextValue.charge(cost);
      },
      willSendResponse: async ({ response, operation, contextValue }) => {
        if (response.body.kind !== "single") return;
        const result = response.body.singleResult;
        // What was read while a question was answered may be newer; after a change, nothing is older than the change.
        const revision = operation?.operation === "mutation" ? services.revision() : contextValue.revision;
        result.extensions = { ...result.extensions, revision };
      },
    }),
  };
}

interface Result {
  readonly extensions?: Readonly<Record<string, unknown>>;
}

function stringify(result: Result, services: Services, mostBytes: number): string {
  const revision = result.extensions?.["revision"] ?? services.revision();
  const text = JSON.stringify({ ...result, extensions: { ...result.extensions, revision } });
  // A character takes three bytes at most, so that a short answer need not be measured.
  if (text.length * 3 <= mostBytes || Buffer.byteLength(text) <= mostBytes) return text;
  const message = `Cannot send the answer: it is larger than ${mostBytes.toLocaleString("en")} bytes; ask for smaller pages (first)`;
  return errorBody("BUDGET_EXCEEDED", message, services.revision());
}

const timeIsUp = Symbol("time is up");

/** Waits for an answer as long as its question has time left, in ms: more, once it is known what it asks. */
function withinTime<Answer>(
  timeLeft: () => number,
  answering: Promise<Answer>,
): Promise<Answer | typeof timeIsUp> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const left = timeLeft();
      if (left > 0) timer = setTimeout(look, left);
      else resolve(timeIsUp);
    };
    let timer = setTimeout(look, timeLeft());
    answering.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Someone opened the address in a browser: the editor is of more use than an error. */
function isBrowserVisit({ method, query, headers }: FastifyRequest): boolean {
  const asksNothing = Object.keys(query as object).length === 0;
  return method === "GET" && asksNothing && /\btext\/html\b/.test(headers.accept ?? "");
}
