import type { Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import neo4j from "neo4j-driver";
import { close, tryToListen } from "./ports.js";

/** The test run's Neo4j server, yours alone until you release it. */
export interface Claim {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Lets the next test file have it; releasing twice does no harm. */
  release(): Promise<void>;
}

/** In ms, for the hook that claims: longer than `claimNeo4j()` itself waits. */
export const claimTimeout = 300_000;

const longestWait = claimTimeout - 10_000;

/**
 * Claims the one Neo4j server that the test files of a run share, or returns `null` where there is none.
 *
 * Waits while another test file has it, in this worker or any other. The claim is a port listened on, so
 * a worker that dies gives it up too; a file that forgets to release it keeps everyone else waiting.
 * What earlier claimants wrote is still in the database. Rejects after almost five minutes, so give the
 * hook as long: `beforeAll(..., claimTimeout)`.
 */
export async function claimNeo4j(): Promise<Claim | null> {
  const url = process.env.SCHAKEL_TEST_NEO4J_URL;
  if (!url) return null;

  const user = wanted("SCHAKEL_TEST_NEO4J_USER");
  const password = wanted("SCHAKEL_TEST_NEO4J_PASSWORD");
  const lock = await hold(Number(wanted("SCHAKEL_TEST_NEO4J_LOCK_PORT")));
  return { url, user, password, release: () => close(lock) };
}

/** Empties the database: what earlier claimants wrote, or what is left for the next. */
export async function clearNeo4j({ url, user, password }: Claim): Promise<void> {
  const driver = neo4j.driver(url, neo4j.auth.basic(user, password));
  const session = driver.session();
  try {
    // In transactions of its own: the whole in one would not fit a small heap.
    await session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS");
  } finally {
    await session.close();
    await driver.close();
  }
}

function wanted(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`Cannot claim Neo4j: ${name} is wanted beside SCHAKEL_TEST_NEO4J_URL`);
  return value;
}

async function hold(port: number): Promise<Server> {
  const deadline = Date.now() + longestWait;

  for (;;) {
    const lock = await tryToListen(port);
    if (lock !== null) return lock;
    if (Date.now() > deadline) throw new Error("Cannot claim Neo4j: another test file has not released it");
    await sleep(20);
  }
}
