import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import type { ConcreteRequest, ReaderFragment } from "relay-runtime";

/** What relay-compiler made of paging.js, by the names of operations and fragments. */
export interface Compiled {
  request(name: string): ConcreteRequest;
  fragment(name: string): ReaderFragment;
}

const compiler = fileURLToPath(import.meta.resolve("relay-compiler/cli.js"));

/** Compiles paging.js over a printed schema; rejects with what relay-compiler says against either. */
export async function compileForRelay(schema: string): Promise<Compiled> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "schakel-relay-")));
  try {
    for (const name of ["source", "artifacts"]) await mkdir(join(folder, name));
    await cp(new URL("paging.js", import.meta.url), join(folder, "source", "paging.js"));
    await writeFile(join(folder, "schema.graphql"), schema);
    const project = {
      language: "javascript",
      eagerEsModules: false,
      schema: "schema.graphql",
      output: "artifacts",
    };
    const config = { root: folder, sources: { source: "paging" }, projects: { paging: project } };
    await writeFile(join(folder, "relay.config.json"), JSON.stringify(config));
    await promisify(execFile)(process.execPath, [compiler, join(folder, "relay.config.json")]).catch(
      (error: { stdout: string }) => {
        throw new Error(error.stdout);
      },
    );
    return readArtifacts(join(folder, "artifacts"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function readArtifacts(folder: string): Compiled {
  const load = createRequire(join(folder, "paging.js"));
  const known = new Map<string, unknown>();
  for (const name of artifactNames) known.set(name, load(`./${name}.graphql.js`));
  return {
    request: (name) => known.get(name) as ConcreteRequest,
    fragment: (name) => known.get(name) as ReaderFragment,
  };
}

/** The operations and fragments of paging.js that checks begin with; they lead to the others. */
const artifactNames = [
  "pagingOrganisationsQuery",
  "pagingOrganisationQuery",
  "pagingGapsQuery",
  "pagingNodeQuery",
  "paging_organisations",
  "paging_organisation",
  "paging_partners",
  "paging_partnerships",
  "paging_gaps",
  "paging_gap",
  "paging_region",
] as const;
