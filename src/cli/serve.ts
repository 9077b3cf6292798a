import { fileURLToPath } from "node:url";

import { Option, type Command } from "commander";

import { openApp, type App } from "../app.js";
import { ConfigError, demoStore, readConfig, type Config } from "../config.js";
import type { HttpServer } from "../http/server.js";
import { importRecords } from "../service/services.js";
import { exitCodes, wholeNumber, withStore } from "./terminal.js";
import type { ExitCode, StoreOptions, Terminal } from "./terminal.js";

interface ServeOptions extends StoreOptions {
  readonly host: string;
  readonly port: number;
  readonly demo?: boolean;
}

/** Adds `schakel serve`. */
export function addServe(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  withStore(program.command("serve"))
    .summary("answer questions over GraphQL")
    .description(
      "Answer questions over GraphQL until SIGTERM or SIGINT. On loopback everyone may read and write; on any " +
        "other address SCHAKEL_ANONYMOUS (none, read or write) must say what a caller without a token may do.",
    )
    .option("--host <address>", "the address to listen on", "127.0.0.1")
    .addOption(
      new Option("--port <number>", "the port to listen on; 0: any that is free")
        .default(4000)
        .argParser(wholeNumber(0, 65_535)),
    )
    .option(
      "--demo",
      "put forty invented organisations into the store if it is empty; without --store into one of their own",
    )
    .addHelpText(
      "after",
      "\nExamples:\n  schakel serve --demo\n  schakel serve --store sqlite:nl.db --port 8080",
    )
    .action(async (options: ServeOptions) => exit(await runServe(options, terminal)));
}

async function runServe(options: ServeOptions, terminal: Terminal): Promise<ExitCode> {
  // Here, so that no other command waits for what only this one needs.
  const { firstQuestion, isLoopbackHost, openLog, openServer } = await import("../http/server.js");
  const config = configOf(options);
  const isLoopback = isLoopbackHost(options.host);
  const anonymous = config.anonymous ?? (isLoopback ? "write" : null);
  if (anonymous === null)
    throw new ConfigError(
      `Cannot listen on "${options.host}", which others can reach: wanted SCHAKEL_ANONYMOUS to say what a caller without a token may do: none, read or write`,
    );

  // From the first moment on, so that a signal during a long start ends it too.
  const signal = signalOf(process);
  const log = openLog();
  const app = await openApp(config, {
    onError: (error) => log.error({ err: error }, "the network does not follow the store"),
    onRecovery: () => log.info("the network follows the store again"),
  });
  try {
    if (options.demo) await addDemo(app);
    const server = await openServer({
      services: app.services,
      ping: () => app.store.readRevision(),
      limits: config.limits,
      anonymous,
      introspection: config.introspection,
      corsOrigins: config.corsOrigins,
      isLoopback,
      log,
    });
    await serveUntil(signal, server, options.demo ? firstQuestion : null, options, terminal);
    return exitCodes.done;
  } finally {
    await app.close();
  }
}

function configOf({ store, demo }: ServeOptions): Config {
  const config = readConfig({ store });
  return demo && config.isDefaultStore ? { ...config, store: demoStore() } : config;
}

/** Puts the demo data into an empty store; one that holds anything is left as its users made it. */
async function addDemo(app: App): Promise<void> {
  if (app.network.network.revision > 0) return;
  const folder = new URL("../../seeds/demo", import.meta.url);
  const { refusals, revision } = await importRecords(app.store, fileURLToPath(folder), { actor: "demo" });
  if (refusals.length > 0) throw new Error(`The demo data was refused: ${JSON.stringify(refusals[0])}`);
  await app.network.catchUp(revision);
}

async function serveUntil(
  signal: Promise<void>,
  server: HttpServer,
  question: string | null,
  { host, port: wanted }: ServeOptions,
  { err }: Terminal,
): Promise<void> {
  try {
    const hostname = host.includes(":") ? `[${host}]` : host;
    const port = await server.listen(host, wanted).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") throw error;
      const advice = "the port is in use; --port takes another, 0 any that is free";
      throw new Error(`Cannot listen on ${hostname}:${wanted}: ${advice}`, { cause: error });
    });
    const address = `http://${hostname}:${port}`;
    err.write(`GraphQL   ${address}/graphql\nGraphiQL  ${address}/graphiql\n`);
    if (question !== null) err.write(`\nA first question to paste:\n\n${question}\n\n`);
    err.write(`schakel: ready on ${address}\n`);
    await signal;
    err.write("schakel: stopping\n");
  } finally {
    await server.stop();
  }
}

/** Waits for SIGTERM or SIGINT; a second one ends the process at once. */
function signalOf(source: NodeJS.Process): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ["SIGTERM", "SIGINT"] as const)
      source.once(name, () => {
        resolve();
        source.once(name, () => source.exit(exitCodes.failed));
      });
  });
}
