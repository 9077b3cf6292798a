import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import neo4jDriver, { type Driver } from "neo4j-driver";

import { randomFrom } from "../../src/exchange/party-draw.js";
import { startNeo4j, whyNeo4jIsOutOfReach, type RunningNeo4j } from "../../test/support/neo4j/server.js";
import { openAsker, type Asker } from "./ask.js";
import { gatherGds } from "./gds.js";
import { runSchakel, startPeer, startSchakel, type Environment, type Running } from "./processes.js";

/** Where the EU data are looked for; they are not part of the project. */
export const euFolder = fileURLToPath(new URL("../../../shared/data/exchange/eu/", import.meta.url));
const nlFolder = fileURLToPath(new URL("../../../shared/data/exchange/nl/", import.meta.url));
export const euCounts = { organisations: 54_565, partnerships: 22_587 };

/** Paris, for pages of its 565 organisations; Noord-Holland, for what is missing among its 339. */
export const region = "FR101";
export const gapsRegion = "NL32";

export interface Import {
  readonly seconds: number;
  readonly peakMemory: number;
}

/** Schakel over SQLite, over Neo4j, and @neo4j/graphql over that same Neo4j: whatever there is of them. */
export interface ServiceSubject {
  readonly sqlite: { readonly running: Running; readonly ask: Asker; readonly imported: Import };
  readonly neo4j: {
    readonly server: RunningNeo4j;
    readonly running: Running;
    readonly ask: Asker;
    readonly imported: Import;
    /** A second process over the same database. */
    readonly second: Running;
  } | null;
  readonly peer: { readonly running: Running; readonly ask: Asker; readonly bolt: Driver } | null;
  /** Schakel over the Dutch data in SQLite, and the codes of its labour-market regions; null where those are not there. */
  readonly dutch: {
    readonly running: Running;
    readonly ask: Asker;
    readonly regions: readonly string[];
  } | null;
  /** Ids of organisations with partners, in pairs. */
  readonly pairs: readonly (readonly [string, string])[];
  close(): Promise<void>;
}

/** Says why the service cases cannot run, or null. */
export function whyNoService(): string | null {
  return existsSync(euFolder) ? null : `the EU data are not there: ${euFolder}`;
}

/** Imports the EU data anew into fresh stores and starts all there is. */
export async function openServiceSubject(withPeers: boolean): Promise<ServiceSubject> {
  const folder = join(tmpdir(), `schakel-bench-${process.pid}`);
  await mkdir(folder, { recursive: true });
  const closers: (() => Promise<void> | void)[] = [() => rm(folder, { recursive: true, force: true })];
  const open = (url: string): Asker => {
    const { ask, close } = openAsker(url);
    closers.push(close);
    return ask;
  };

  const store = `sqlite:${join(folder, "eu.db")}`;
  const imported = await runSchakel(["import", euFolder, "--store", store]);
  // However slow: what it takes is what is measured.
  const running = await startSchakel(store, { SCHAKEL_LIMIT_GAPS_TIME: "120000" });
  closers.push(() => running.stop());
  const sqlite = { running, ask: open(running.url), imported };

  let dutch: ServiceSubject["dutch"] = null;
  if (existsSync(nlFolder)) {
    const nl = `sqlite:${join(folder, "nl.db")}`;
    await runSchakel(["import", nlFolder, "--store", nl]);
    const over = await startSchakel(nl);
    closers.push(() => over.stop());
    const ask = open(over.url);
    const { regions } = await ask<{ regions: { nodes: readonly { code: string }[] } }>(
      `{ regions(division: "LABOUR_MARKET_REGION", first: 500) { nodes { code } } }`,
    );
    dutch = { running: over, ask, regions: regions.nodes.map(({ code }) => code) };
  }

  let neo4j: ServiceSubject["neo4j"] = null;
  let peer: ServiceSubject["peer"] = null;
  const reason = withPeers ? whyNeo4jIsOutOfReach() : "not asked for";
  if (reason === null) {
    const server = await startNeo4j({
      directory: join(folder, "neo4j"),
      heap: "4g",
      plugins: await gatherGds(),
      settings: ["dbms.security.procedures.unrestricted=gds.*", "db.transaction.timeout=600s"],
    });
    closers.push(() => server.stop());
    const bolt = neo4jDriver.driver(server.url, neo4jDriver.auth.basic(server.user, server.password));
    closers.push(() => bolt.close());
    // A server that has just begun takes its time over the first question.
    await bolt.executeQuery("MATCH (n) RETURN count(n)");
    const environment: Environment = {
      SCHAKEL_NEO4J_USER: server.user,
      SCHAKEL_NEO4J_PASSWORD: server.password,
    };
    const took = await runSchakel(["import", euFolder, "--store", server.url], environment);
    const over = await startSchakel(server.url, environment);
    closers.push(() => over.stop());
    const second = await startSchakel(server.url, environment);
    closers.push(() => second.stop());
    neo4j = { server, running: over, ask: open(over.url), imported: took, second };
    const started = await startPeer("neo4j-graphql-server.mjs", {
      PEER_NEO4J_URL: server.url,
      PEER_NEO4J_USER: server.user,
      PEER_NEO4J_PASSWORD: server.password,
    });
    closers.push(() => started.stop());
    await bolt.executeQuery(
      "CALL gds.graph.project('eu', ['Organisation', 'Partnership'], { PARTY_TO: { orientation: 'UNDIRECTED' } })",
    );
    peer = { running: started, ask: open(started.url), bolt };
  } else process.stderr.write(`Without peers: ${reason}\n`);

  return {
    sqlite,
    neo4j,
    peer,
    dutch,
    pairs: await drawPairs(sqlite.ask, 200),
    close: async () => {
      for (const close of closers.reverse()) await close();
    },
  };
}

async function drawPairs(ask: Asker, count: number): Promise<[string, string][]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const { organisations }: Listed = await ask<Listed>(
      `query ($after: String) {
        organisations(where: { hasPartners: true }, first: 500, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } }
      }`,
      { after },
    );
    ids.push(...organisations.nodes.map(({ id }) => id));
    after = organisations.pageInfo.hasNextPage ? organisations.pageInfo.endCursor : null;
  } while (after !== null);
  const random = randomFrom(3);
  const pick = (): string => ids[Math.floor(random() * ids.length)];
  return Array.from({ length: count }, () => [pick(), pick()] as [string, string]).filter(
    ([a, b]) => a !== b,
  );
}

interface Listed {
  readonly organisations: {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  };
}
