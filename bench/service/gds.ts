import { existsSync, readdirSync } from "node:fs";
import { mkdir, mkdtemp, rename } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { gatherJars } from "../../test/support/neo4j/jars.js";
import { run } from "../../test/support/neo4j/run.js";

const pom = fileURLToPath(new URL("../peers/gds/pom.xml", import.meta.url));
const version = "2.13.9";
const cache = join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "schakel");

/** Gathers the jars of Graph Data Science that Neo4j has not, with Maven, once; answers their files. */
export async function gatherGds(): Promise<string[]> {
  const folder = join(cache, `gds-${version}`);
  if (!existsSync(folder)) {
    await mkdir(cache, { recursive: true });
    const unfinished = await mkdtemp(join(cache, "unfinished-"));
    const goal = [
      "dependency:copy-dependencies",
      "-DincludeScope=runtime",
      `-DoutputDirectory=${unfinished}`,
    ];
    await run("gather Graph Data Science", "mvn", ["-B", "-q", "-f", pom, ...goal]);
    await rename(unfinished, folder);
  }
  const own = new Set(readdirSync(await gatherJars()).map(withoutVersion));
  return (
    readdirSync(folder)
      // Some of its own bear the name of one of Neo4j's.
      .filter((jar) => jar.endsWith(`-${version}.jar`) || !own.has(withoutVersion(jar)))
      .map((jar) => join(folder, jar))
  );
}

function withoutVersion(jar: string): string {
  return jar.replace(/-\d[\w.-]*\.jar$/, "");
}
