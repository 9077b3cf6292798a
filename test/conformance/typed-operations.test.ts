/**
 * GraphQL Code Generator's client preset over the printed schema and the example operations.
 *
 * What it makes is compiled as strictly as TypeScript can, together with the answers of the examples
 * written down as values of the generated types: an answer that is null where its type is not would not
 * compile.
 */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { codegen } from "@graphql-codegen/core";
import { preset } from "@graphql-codegen/client-preset";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse } from "graphql";

import { exampleOperations, examplesFolder } from "./examples.js";
import { customScalars, printedSchema } from "./schema-facts.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");

let folder: string;
beforeAll(async () => {
  // Below the project, so that what is generated finds the packages that it imports.
  const cache = join(root, "node_modules", ".cache");
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(join(cache, "typed-operations-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Generates types and documents as `graphql-codegen` does with `preset: "client"`. */
async function generate(): Promise<void> {
  const documents = exampleOperations.map(({ name, text }) => ({
    location: `${name}.graphql`,
    document: parse(text),
    rawSDL: text,
  }));
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: `${folder}/`,
    schema: parse(printedSchema),
    documents,
    config: {
      strictScalars: true,
      useTypeImports: true,
      enumsAsTypes: true,
      scalars: Object.fromEntries(customScalars.map((name) => [name, "string"])),
    },
    presetConfig: { fragmentMasking: false },
    plugins: [],
    pluginMap: {},
  });
  for (const section of sections) await writeFile(section.filename, await codegen(section));
}

/** Writes the answers as values of the generated types. */
async function writeAnswers(change: (name: string, data: string) => string): Promise<void> {
  const lines: string[] = [`import type * as made from "./graphql.js";`];
  for (const { name, text } of exampleOperations) {
    const [, kind, operation] = /^(query|mutation) (\w+)/m.exec(text)!;
    const { data } = JSON.parse(await readFile(new URL(`${name}.json`, examplesFolder), "utf8")) as {
      data: unknown;
    };
    const type = `${operation}${kind === "query" ? "Query" : "Mutation"}`;
    lines.push(`export const ${operation}: made.${type} = ${change(name, JSON.stringify(data, null, 2))};`);
  }
  await writeFile(join(folder, "answers.ts"), lines.join("\n"));
}

/** Compiles what lies in the folder; answers what tsc complains of. */
async function compile(): Promise<string> {
  const compilerOptions = {
    target: "es2023",
    module: "nodenext",
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noImplicitOverride: true,
    noPropertyAccessFromIndexSignature: true,
    noUnusedParameters: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    noEmit: true,
    types: [],
  };
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, files: ["graphql.ts", "answers.ts"] }),
  );
  const compiling = promisify(execFile)(process.execPath, [tsc, "-p", folder]);
  return compiling.then(
    () => "",
    (error: { stdout: string }) => error.stdout,
  );
}

test("the client preset's output and the answers of the examples compile under strict TypeScript", async () => {
  await generate();
  await writeAnswers((_name, data) => data);
  expect(await compile()).toBe("");
});

test("an answer with a null where none may be does not compile", async () => {
  await generate();
  await writeAnswers((name, data) =>
    name === "schools-without-partners" ? data.replace(/"sectors": \[[^\]]*\]/, '"sectors": null') : data,
  );
  expect(await compile()).toMatch(/answers\.ts.* error TS2322: Type 'null' is not assignable/);
});
