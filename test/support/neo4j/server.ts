/**
 * A real Neo4j Community server from Maven artifacts: no Docker and no installation, only Java.
 *
 * It has a directory to itself, speaks Bolt on 127.0.0.1 and nothing else, and reports to nobody.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { answersBolt } from "./bolt.js";
import { type Home, leaveHome, openHome } from "./home.js";
import { gatherJars, jarsAreCached } from "./jars.js";
import { findFreePort, isFree } from "./ports.js";

/** What a server is started with. */
export interface Neo4jOptions {
  /** Where to listen on 127.0.0.1. Default: a free port. */
  readonly port?: number;
  /** Where the data live: kept, and found again by the next start. Default: a temporary folder. */
  readonly directory?: string;
  /** At least 8 characters. A directory that holds data keeps the password it was made with. */
  readonly password?: string;
  /** The largest heap, as Java writes it. Default: `1g`. */
  readonly heap?: string;
  /** Jars that the server finds in its plugins folder. */
  readonly plugins?: readonly string[];
  /** Lines of neo4j.conf, which take the place of those it would have. */
  readonly settings?: readonly string[];
  /** Receives what the server prints, line by line, and one line before a download. */
  readonly log?: (line: string) => void;
}

/** A Neo4j server that answers Bolt. */
export interface RunningNeo4j {
  /** `bolt://127.0.0.1:PORT` */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly pid: number;
  /** Resolves when the server has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /**
   * Ends the server, by force after 20 s, and removes its directory if that is a temporary one.
   * Stopping twice does no harm.
   */
  stop(): Promise<void>;
}

/** In ms; 4 to 8 s are usual. */
const longestStart = 120_000;
/** In ms; half a second is usual. */
const longestStop = 20_000;

/**
 * Starts a Neo4j server and returns once it answers Bolt.
 *
 * The server is yours to stop; should this process exit before, the server is told to end. Rejects when
 * Java or Maven is missing, when the port is taken, and when the server ends early or does not answer
 * within two minutes: the message then carries its last lines. A rejection leaves nothing running.
 */
export async function startNeo4j(options: Neo4jOptions = {}): Promise<RunningNeo4j> {
  const { directory, password = "schakel-local", heap = "1g", log = () => {} } = options;
  const reason = whyNeo4jIsOutOfReach();
  if (reason !== null) throw new Error(`Cannot start Neo4j: ${reason}`);

  const lib = await gatherJars(log);
  const port = options.port ?? (await findFreePort());
  if (!(await isFree(port))) {
    throw new Error(`Cannot start Neo4j on port ${port}: something listens there already`);
  }

  const { plugins = [], settings = [] } = options;
  const home = await openHome({ directory, lib, port, password, plugins, settings });
  const server = launch(home, lib, heap, log);
  try {
    await untilItAnswers(server, port);
  } catch (error) {
    await stop(server);
    throw error;
  }

  return {
    url: `bolt://127.0.0.1:${port}`,
    user: "neo4j",
    password,
    pid: server.child.pid!,
    ended: server.ended,
    stop: () => stop(server),
  };
}

/**
 * Tells why no Neo4j can be started on this machine, or returns `null` when one can.
 *
 * Java 17 or later is wanted, and Maven as long as the jars are not in the cache. Whether Maven can
 * download them is found out by `gatherJars()`.
 */
export function whyNeo4jIsOutOfReach(): string | null {
  const java = spawnSync("java", ["-version"], { encoding: "utf8" });
  if (java.error !== undefined) return "there is no java on the PATH";

  // Java 8 and older call themselves 1.8 and the like: refused as well.
  const version = /version "([^"]+)"/.exec(java.stderr)?.[1] ?? "unknown";
  if (!(Number.parseInt(version, 10) >= 17)) return `java is version ${version}, where 17 or later is wanted`;

  if (!jarsAreCached() && spawnSync("mvn", ["--version"]).error !== undefined) {
    return "there is no mvn on the PATH to gather Neo4j's jars with";
  }
  return null;
}

/** A server process, from its launch to its end. */
interface Server {
  readonly child: ChildProcess;
  readonly home: Home;
  readonly ended: Promise<void>;
  /** The last of what it printed, for whoever has to say why it failed. */
  readonly lastLines: string[];
  hasAnnouncedItself: boolean;
  hasEnded: boolean;
  /** Ends it at once, from within this process's exit, where nothing can be waited for. */
  readonly abandon: () => void;
}

function launch(home: Home, lib: string, heap: string, log: (line: string) => void): Server {
  const child = spawn("java", javaParameters(home, lib, heap), { stdio: ["ignore", "pipe", "pipe"] });
  const server: Server = {
    child,
    home,
    ended: new Promise((resolve) => child.once("close", () => resolve())),
    lastLines: [],
    hasAnnouncedItself: false,
    hasEnded: false,
    abandon: () => abandon(child, home),
  };

  const hear = (line: string): void => {
    log(line);
    server.lastLines.push(line);
    if (server.lastLines.length > 40) server.lastLines.shift();
    if (/\bINFO\s+Started\.$/.test(line)) server.hasAnnouncedItself = true;
  };
  for (const output of [child.stdout, child.stderr]) createInterface({ input: output }).on("line", hear);
  child.once("error", (error) => hear(error.message));
  child.once("close", () => (server.hasEnded = true));
  process.once("exit", server.abandon);
  return server;
}

function javaParameters(home: Home, lib: string, heap: string): string[] {
  const opened = ["java.nio", "java.io", "sun.nio.ch", "java.util.concurrent"];
  const classPath = [join(home.path, "plugins", "*"), join(home.path, "conf", "*"), join(lib, "*")];
  return [
    `-Xmx${heap}`,
    "-XX:+UseG1GC",
    "-Dfile.encoding=UTF-8",
    ...opened.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    "-cp",
    classPath.join(delimiter),
    "org.neo4j.server.CommunityEntryPoint",
    `--home-dir=${home.path}`,
    `--config-dir=${join(home.path, "conf")}`,
    "--console-mode",
  ];
}

function abandon(child: ChildProcess, home: Home): void {
  child.kill(home.isTemporary ? "SIGKILL" : "SIGTERM");
  if (home.isTemporary) rmSync(home.path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

async function untilItAnswers(server: Server, port: number): Promise<void> {
  const deadline = Date.now() + longestStart;

  // Its own word counts too: had another server taken the port meanwhile, that one would shake hands.
  while (!server.hasAnnouncedItself || !(await answersBolt(port))) {
    if (server.hasEnded) throw failure(server, "it ended early");
    if (Date.now() > deadline) throw failure(server, `no answer within ${longestStart / 1000} s`);
    await sleep(50);
  }
}

function failure(server: Server, what: string): Error {
  return new Error(
    `Cannot start Neo4j in "${server.home.path}": ${what}. Its last lines:\n${server.lastLines.join("\n")}`,
  );
}

async function stop(server: Server): Promise<void> {
  server.child.kill("SIGTERM");
  const patience = setTimeout(() => server.child.kill("SIGKILL"), longestStop);
  await server.ended;
  clearTimeout(patience);

  process.off("exit", server.abandon);
  await leaveHome(server.home);
}
