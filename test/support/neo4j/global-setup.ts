/**
 * Jest's global setup: one Neo4j server for all test files of a run, which claim it with `claimNeo4j()`.
 *
 * A server that is named by SCHAKEL_TEST_NEO4J_URL, _USER and _PASSWORD is used as it is, and what it
 * holds is at the tests' mercy. Where Neo4j is out of reach the run goes on without and says so;
 * in continuous integration (CI set) it fails.
 *
 * Jest requires this file through Node's resolver and not its own, so the `.js` imports reach their `.ts`
 * files only with `node --import tsx`.
 */
import { gatherJars } from "./jars.js";
import { findFreePort } from "./ports.js";
import { type RunningNeo4j, startNeo4j, whyNeo4jIsOutOfReach } from "./server.js";

declare global {
  /** The server of this test run, which the global teardown stops: the two share nothing else. */
  var schakelTestNeo4j: RunningNeo4j | undefined;
}

export default async function globalSetup(): Promise<void> {
  if (!process.env.SCHAKEL_TEST_NEO4J_URL) await startOne();
  process.env.SCHAKEL_TEST_NEO4J_USER ||= "neo4j";
  process.env.SCHAKEL_TEST_NEO4J_LOCK_PORT ||= String(await findFreePort());
}

async function startOne(): Promise<void> {
  const reason = whyNeo4jIsOutOfReach() ?? (await whyTheJarsAreMissing());
  if (reason !== null) return goWithout(reason);

  // Ctrl-C in the middle of a run: an orderly exit takes the server along, a death by signal does not.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));

  const server = await startNeo4j();
  globalThis.schakelTestNeo4j = server;
  process.env.SCHAKEL_TEST_NEO4J_URL = server.url;
  process.env.SCHAKEL_TEST_NEO4J_USER = server.user;
  process.env.SCHAKEL_TEST_NEO4J_PASSWORD = server.password;
}

async function whyTheJarsAreMissing(): Promise<string | null> {
  try {
    await gatherJars((line) => process.stderr.write(`${line}\n`));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function goWithout(reason: string): void {
  const line = `NEO4J LANE DID NOT RUN: ${reason.replaceAll(/\s+/g, " ")}; install Java 17 and Maven, or name a server in SCHAKEL_TEST_NEO4J_URL, _USER and _PASSWORD`;
  if (isContinuousIntegration()) throw new Error(line);
  process.stderr.write(`\n${line}\n\n`);
}

function isContinuousIntegration(): boolean {
  return !["", "false"].includes((process.env.CI ?? "").toLowerCase());
}
