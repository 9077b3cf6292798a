import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.js";

const pom = fileURLToPath(new URL("pom.xml", import.meta.url));

/** The version of Neo4j that pom.xml names. */
export const neo4jVersion = readVersion();

const cache = join(
  process.env.XDG_CACHE_HOME || join(homedir(), ".cache"),
  "schakel",
  `neo4j-${neo4jVersion}`,
);
const lib = join(cache, "lib");

/**
 * Gathers the jars of a Neo4j server and returns the folder that holds them.
 *
 * The first call on a machine downloads 118 MB with Maven (20 to 40 s) into the user's cache; later
 * ones find them there. The folder appears whole or not at all, also when the download is interrupted
 * or two processes begin together. Rejects with Maven's own words when Maven fails.
 */
export async function gatherJars(log: (line: string) => void = () => {}): Promise<string> {
  if (jarsAreCached()) return lib;

  log(`Gathering Neo4j ${neo4jVersion} with Maven, once: 118 MB into ${lib}`);
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(join(cache, "unfinished-"));
  try {
    await download(unfinished);
    await putInPlace(unfinished);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return lib;
}

/** Tells whether the jars are on this machine, so that Maven is not needed. */
export function jarsAreCached(): boolean {
  return existsSync(lib);
}

function download(folder: string): Promise<void> {
  const goal = ["dependency:copy-dependencies", `-DoutputDirectory=${folder}`];
  return run(`gather Neo4j ${neo4jVersion}`, "mvn", ["-B", "-q", "-f", pom, ...goal]);
}

async function putInPlace(folder: string): Promise<void> {
  try {
    await rename(folder, lib);
  } catch (error) {
    // Another process was faster; its jars are the same.
    if (!jarsAreCached()) throw error;
  }
}

function readVersion(): string {
  const version = /<neo4j\.version>(.+)<\/neo4j\.version>/.exec(readFileSync(pom, "utf8"))?.[1];
  if (version === undefined) throw new Error(`Cannot read the version of Neo4j from "${pom}"`);
  return version;
}
