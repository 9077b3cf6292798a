/**
 * A real Neo4j Community server from Maven artifacts: no Docker, no installation, only Java.
 *
 * A server has a directory of its own, with `conf`, `data`, `logs` and `plugins` in it, speaks Bolt on
 * 127.0.0.1 and nothing else, and reports to nobody.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { answersBolt } from "./bolt.js";
import { gatherJars, jarsAreCached } from "./jars.js";
import { findFreePort, isFree } from "./ports.js";
import { run } from "./run.js";

/** A Neo4j server that answers Bolt. It dies with the process that started it. */
export interface RunningNeo4j {
  /** `bolt://127.0.0.1:PORT` */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly pid: number;
  /** Resolves when the server has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /**
   * Ends the server, by force after 20 s, and removes its directory if that was a temporary one.
   * Stopping a server that has ended does no harm.
   */
  stop(): Promise<void>;
}

export interface Neo4jOptions {
  /** Where to listen on 127.0.0.1. Default: a free port. */
  readonly port?: number;
  /** Where the data live; kept, and found again by the next start. Default: a temporary folder. */
  readonly directory?: string;
  /** Of user `neo4j`, at least 8 characters. A directory that holds data keeps the password it was made with. */
  readonly password?: string;
  /** The largest heap, as Java writes it. Default: `1g`. */
  readonly heap?: string;
  /** Receives what the server prints, line by line, and a line before a download. */
  readonly log?: (line: string) => void;
}

const user = "neo4j";
/** In ms. Bolt answers after 6 to 8 s on two cores. */
const longestStart = 120_000;
/** In ms. */
const longestStop = 20_000;

/**
 * Starts a Neo4j server and returns once it answers Bolt.
 *
 * Rejects when Java or Maven is missing, when the port is taken, and when the server ends early or does
 * not answer within two minutes; the message then carries its last lines. Nothing is left running or on
 * disk after a rejection, apart from a directory you named.
 */
export async function startNeo4j(options: Neo4jOptions = {}): Promise<RunningNeo4j> {
  const { password = "schakel-local", heap = "1g", log = () => {} } = options;
  const reason = whyNeo4jIsOutOfReach();
  if (reason !== null) throw new Error(`Cannot start Neo4j: ${reason}`);

  const lib = await gatherJars(log);
  const port = options.port ?? (await findFreePort());
  if (!(await isFree(port))) throw new Error(`Cannot start Neo4j on port ${port}: something listens there`);

  const home = await openHome(options.directory);
  const server = { home, lastLines: [] as string[], hasStarted: false };
}
