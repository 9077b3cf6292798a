import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { run } from "./run.js";

/** A server's directory, with its `conf`, `data`, `logs` and `plugins`. */
export interface Home {
  readonly path: string;
  /** Whether it goes when the server goes. */
  readonly isTemporary: boolean;
}

/** What a home is set up with. */
export interface HomeOptions {
  /** Made if need be, and kept; a fresh temporary folder when left out. */
  readonly directory: string | undefined;
  /** The folder of Neo4j's jars. */
  readonly lib: string;
  readonly port: number;
  /** Set only where there are no data yet. */
  readonly password: string;
  /** Jars to find in the plugins folder. */
  readonly plugins: readonly string[];
  /** Lines of neo4j.conf, which take the place of those it would have. */
  readonly settings: readonly string[];
}

/**
 * Makes a directory ready for a server to start in, or makes it ready again.
 *
 * The configuration is written anew each time, the data are left alone. Rejects when Neo4j refuses the
 * password; a temporary folder is gone by then.
 */
export async function openHome({
  directory,
  lib,
  port,
  password,
  plugins,
  settings,
}: HomeOptions): Promise<Home> {
  const home =
    directory === undefined
      ? { path: await mkdtemp(join(tmpdir(), "schakel-neo4j-")), isTemporary: true }
      : { path: resolve(directory), isTemporary: false };

  try {
    for (const room of ["conf", "data", "plugins"]) await mkdir(join(home.path, room), { recursive: true });
    for (const jar of plugins) await copyFile(jar, join(home.path, "plugins", basename(jar)));
    await writeFile(join(home.path, "conf", "neo4j.conf"), configuration(port, settings));
    // Neo4j reads the initial password only when it makes its system database.
    if (!existsSync(join(home.path, "data", "databases"))) await setPassword(home, lib, password);
  } catch (error) {
    await leaveHome(home);
    throw error;
  }
  return home;
}

/** Removes a temporary home and leaves any other as it is. The server must have ended. */
export async function leaveHome(home: Home): Promise<void> {
  if (home.isTemporary) await rm(home.path, { recursive: true, force: true });
}

function configuration(port: number, settings: readonly string[]): string {
  const keyOf = (line: string) => line.slice(0, line.indexOf("="));
  const given = new Set(settings.map(keyOf));
  // Neo4j refuses a setting that stands there twice.
  const own = ownConfiguration(port)
    .split("\n")
    .filter((line) => !given.has(keyOf(line)));
  return [...own, ...settings, ""].join("\n");
}

function ownConfiguration(port: number): string {
  return `# Written anew at each start by test/support/neo4j
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:${port}
server.bolt.advertised_address=127.0.0.1:${port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=128m
db.transaction.timeout=60s
# Otherwise half a gigabyte of empty transaction log is laid out at the first start.
db.tx_log.preallocate=false
dbms.usage_report.enabled=false
# Otherwise stopping takes ten seconds, in which Bolt waits for callers that do not come.
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
`;
}

function setPassword(home: Home, lib: string, password: string): Promise<void> {
  const tool = ["-cp", join(lib, "*"), "org.neo4j.cli.AdminTool"];
  return run("set Neo4j's password", "java", [...tool, "dbms", "set-initial-password", "--", password], {
    NEO4J_HOME: home.path,
    NEO4J_CONF: join(home.path, "conf"),
  });
}
