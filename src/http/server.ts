/** The service on HTTP: one server with its routes, and how it begins and ends. */
import { isIP } from "node:net";

import fastifyCors from "@fastify/cors";
import fastify, { type FastifyError, type FastifyInstance } from "fastify";
import type { Logger } from "pino";

import type { AnonymousRight } from "../domain/access.js";
import type { ErrorCode } from "../domain/errors.js";
import type { Services } from "../service/services.js";
import { anonymousViewer } from "./authenticate.js";
import { errorBody } from "./error-body.js";
import { addGraphiqlRoute, firstQuestion } from "./graphiql-route.js";
import { addGraphqlRoute, type GraphqlLimits } from "./graphql-route.js";
import { addHealthRoutes } from "./health-route.js";
import { openLog } from "./log.js";
import { createPurse, endlessPurse } from "./purse.js";

export { firstQuestion, openLog };

export interface HttpLimits extends GraphqlLimits {
  readonly bodyBytes: number;
  readonly costPerMinute: number;
  readonly readyTime: number;
  readonly stopTime: number;
}

export interface ServerParts {
  readonly services: Services;
  /** Asks the store for a sign of life. */
  ping(): Promise<unknown>;
  readonly limits: HttpLimits;
  readonly anonymous: AnonymousRight;
  readonly introspection: boolean;
  readonly corsOrigins: readonly string[];
  /** Only this machine can reach the service: what a caller may spend in a minute is not counted. */
  readonly isLoopback: boolean;
  readonly log: Logger;
}

export interface HttpServer {
  /** Begins to listen and answers with the port, which the system chooses where 0 is asked for. */
  listen(host: string, port: number): Promise<number>;
  /** Ends: readiness off at once, what was received is answered, then nothing listens any more. */
  stop(): Promise<void>;
  /** The server itself, for tests that ask without a socket. */
  readonly fastify: FastifyInstance;
}

/** Makes a server with all its routes; it does not listen yet. */
export async function openServer(parts: ServerParts): Promise<HttpServer> {
  const { services, ping, limits, anonymous, introspection, corsOrigins, isLoopback, log } = parts;
  let isStopping = false;

  const server = fastify({
    bodyLimit: limits.bodyBytes,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    // Those on open sockets are told to go by a header; Node itself would cut off what it has not read yet.
    forceCloseConnections: false,
  });
  // Only JSON is read: a form of another page cannot send that.
  server.removeContentTypeParser("text/plain");
  server.addHook("onRequest", async (_request, reply) => {
    reply.header("x-content-type-options", "nosniff");
    if (isStopping) reply.header("connection", "close");
  });
  if (isLoopback) refuseForeignHosts(server, services);
  addErrorReplies(server, services, log);
  if (corsOrigins.length > 0)
    await server.register(fastifyCors, { origin: [...corsOrigins], methods: ["GET", "POST"] });

  addHealthRoutes(server, { ping, isStopping: () => isStopping, readyTime: limits.readyTime });
  await addGraphiqlRoute(server);
  await addGraphqlRoute(server, {
    services,
    viewer: anonymousViewer(anonymous),
    limits,
    introspection,
    purse: isLoopback ? endlessPurse : createPurse(limits.costPerMinute),
    log,
  });
  await server.ready();

  return {
    fastify: server,
    listen: async (host, port) => {
      await server.listen({ host, port });
      const address = server.server.address();
      return typeof address === "object" && address !== null ? address.port : port;
    },
    stop: async () => {
      isStopping = true;
      // Callers on open sockets get their answers and are sent away with them before the sockets are closed.
      if (server.server.listening) await new Promise((resolve) => setTimeout(resolve, limits.stopTime));
      await server.close();
    },
  };
}

/** Says whether only this machine can reach a service that listens on a host. */
export function isLoopbackHost(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith("127.");
  return host === "localhost" || host === "::1";
}

/**
 * On loopback whoever can connect may write, so a page of another site must not get there: not even by a
 * name of its own that it makes point to this machine (DNS rebinding).
 */
function refuseForeignHosts(server: FastifyInstance, services: Services): void {
  server.addHook("onRequest", async (request, reply) => {
    if (isLoopbackHost(request.hostname.replace(/^\[(.*)\]$/, "$1"))) return;
    const message = `Cannot answer for the host "${request.hostname.slice(0, 200)}": the service listens on this machine only, ask localhost or 127.0.0.1`;
    await reply
      .code(403)
      .type("application/json; charset=utf-8")
      .send(errorBody("FORBIDDEN", message, services.revision()));
  });
}

const codesByStatus: Readonly<Record<number, ErrorCode>> = {
  400: "BAD_USER_INPUT",
  413: "BUDGET_EXCEEDED",
  415: "BAD_USER_INPUT",
  429: "BUDGET_EXCEEDED",
  503: "UNAVAILABLE",
};

/** Replies to what never becomes a question in the form of any other answer. */
function addErrorReplies(server: FastifyInstance, services: Services, log: Logger): void {
  server.setNotFoundHandler(async ({ method, url }, reply) =>
    reply
      .code(404)
      .type("application/json; charset=utf-8")
      .send(
        errorBody(
          "NOT_FOUND",
          `Cannot ${method} "${url.slice(0, 200)}": the API is at /graphql, its editor at /graphiql`,
          services.revision(),
        ),
      ),
  );

  server.setErrorHandler(async (error: FastifyError, request, reply) => {
    const refused = refusalOf(error);
    if (refused === null) log.error({ err: error, id: request.id }, "a request failed");
    const { status, code, message, headers } = refused ?? {
      status: 500,
      code: "INTERNAL_SERVER_ERROR" as const,
      message: `The service failed; its log says why under ${request.id}`,
      headers: {},
    };
    return reply
      .code(status)
      .headers(headers)
      .type("application/json; charset=utf-8")
      .send(errorBody(code, message, services.revision()));
  });
}

interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

function refusalOf(error: FastifyError): Refusal | null {
  // A question that was refused before it was read.
  const http = (error as { extensions?: { http?: { status: number; headers?: Iterable<[string, string]> } } })
    .extensions?.http;
  const status = http?.status ?? error.statusCode ?? 500;
  const code = codesByStatus[status];
  if (code === undefined) return null;
  const messages: Readonly<Record<string, string>> = {
    FST_ERR_CTP_BODY_TOO_LARGE:
      "Cannot read the request: its body is too large; split the question or pass less in its variables",
    FST_ERR_CTP_INVALID_MEDIA_TYPE:
      "Cannot read the request: wanted a body of the media type application/json",
  };
  const message =
    messages[error.code] ??
    (http === undefined ? `Cannot read the request: ${error.message}` : error.message);
  return { status, code, message, headers: Object.fromEntries(http?.headers ?? []) };
}
