/** The whole service for tests: a store in a folder of its own, the network, the use cases and the server, asked without a socket. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { openAppOver, openStore, type App } from "../../src/app.js";
import { readConfig, type Limits } from "../../src/config.js";
import { openLog, openServer, type HttpServer, type ServerParts } from "../../src/http/server.js";
import { importRecords } from "../../src/service/services.js";
import type { Store } from "../../src/store/store.js";

/** An answer as a client gets it; the test says what its data look like. */
export interface Answer<Data = unknown> {
  readonly status: number;
  readonly data: Data;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string };
  }[];
  readonly extensions: { readonly revision: number };
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface TestService {
  readonly app: App;
  readonly server: HttpServer;
  /** What was logged, as lines of JSON. */
  readonly logged: string[];
  ask<Data = unknown>(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<Answer<Data>>;
  close(): Promise<void>;
}

export interface TestOptions extends Partial<Omit<ServerParts, "services" | "limits">> {
  readonly limits?: Partial<Limits>;
  /** Fill the store with seeds/demo. */
  readonly demo?: boolean;
  /** An open store to serve, closed with the service, instead of a new SQLite file. */
  readonly store?: Store;
  /** Puts something between the service and its store, once that is filled. */
  wrap?(store: Store): Store;
}

export const demoFolder = fileURLToPath(new URL("../../seeds/demo", import.meta.url));

/** Opens the whole service over a new SQLite store, or over another one. */
export async function openTestService(options: TestOptions = {}): Promise<TestService> {
  const { demo = false, store: given, limits, wrap = (store) => store, ...parts } = options;
  const folder = await mkdtemp(join(tmpdir(), "schakel-"));
  const config = readConfig({ store: `sqlite:${join(folder, "test.db")}` }, {});
  const opened = given ?? (await openStore(config.store));
  if (demo) await importRecords(opened, demoFolder, { actor: "test" });
  const store = wrap(opened);
  const app = await openAppOver(store, config);
  const logged: string[] = [];
  const server = await openServer({
    services: app.services,
    ping: () => store.readRevision(),
    anonymous: "write",
    introspection: true,
    corsOrigins: [],
    isLoopback: true,
    log: openLog({ write: (line: string) => void logged.push(line) }),
    ...parts,
    limits: { ...config.limits, stopTime: 0, ...limits },
  });
  return {
    app,
    server,
    logged,
    ask: (query, variables, headers) => ask(server, query, variables, headers),
    close: async () => {
      await server.stop();
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ask<Data>(
  { fastify }: HttpServer,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Answer<Data>> {
  const reply = await fastify.inject({
    method: "POST",
    url: "/graphql",
    headers: { "content-type": "application/json", ...headers },
    payload: { query, variables },
  });
  return {
    status: reply.statusCode,
    headers: reply.headers,
    ...reply.json<Omit<Answer<Data>, "status" | "headers">>(),
  };
}
