import { expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../../src/config.js";
import { errorCodes } from "../../src/domain/errors.js";
import { faultsOfDrawing, faultsOfLinks, faultsOfTable, root } from "./documents.js";
import { examplesOf } from "./examples.js";
import { rowsUnder } from "./house-map.js";
import { readSources } from "./sources.js";

const readme = readFileSync(join(root, "README.md"), "utf8");
const sources = readSources("src");

test("documents link to files that are there", () => {
  const documents = ["README.md", "CONTRIBUTING.md", "src/README.md", "src/DECISIONS.md", "seeds/README.md"];
  expect(documents.flatMap((file) => faultsOfLinks(file, readFileSync(join(root, file), "utf8")))).toEqual(
    [],
  );
});

test("the way of a question is drawn with files that are there", () => {
  const drawing = examplesOf(readme).find(({ text }) => text.includes("POST /graphql"));
  expect(drawing?.text).toContain("kernel/shortest-path.ts");
  expect(faultsOfDrawing(drawing?.text ?? "")).toEqual([]);
});

test("the README's error codes are those of src/domain/errors.ts, word for word", () => {
  expect(faultsOfTable(readme, "## Errors", errorCodes)).toEqual([]);
});

test("the README's configuration names every variable that src/config.ts reads, and no other", () => {
  const config = sources.find(({ file }) => file === "config.ts")?.text ?? "";
  const read = [...config.matchAll(/SCHAKEL_[A-Z0-9_]*[A-Z0-9]/g)].map(([name]) => name);
  const written = rowsUnder(readme, "## Configuration").flatMap(([name]) =>
    name.match(/SCHAKEL_[A-Z0-9_]*[A-Z0-9]/g),
  );
  // Limits have a table of their own.
  const named = read.filter((name) => !name.startsWith("SCHAKEL_LIMIT_"));
  expect(new Set(written)).toEqual(new Set([...named, "SCHAKEL_LIMIT"]));
});

test("the README's limits are those of src/config.ts, with their defaults", () => {
  const { limits } = readConfig({ store: "sqlite:unused.db" }, {});
  const wanted = Object.entries(limits).map(([limit, value]) => [
    `SCHAKEL_LIMIT_${limit.replace(/[A-Z]/g, "_$&").toUpperCase()}`,
    value,
  ]);
  const written = rowsUnder(readme, "## Limits").map(([variable, , value]) => [
    variable.replaceAll("`", ""),
    Number(value.replaceAll(",", "")),
  ]);
  expect(written).toEqual(wanted);
});

test("tests that the README's promises point to are there", () => {
  const paths = rowsUnder(readme, "## What is promised, and how it is tested").flatMap(
    ([, shown]) => shown.match(/\btest\/[\w./-]*\w/g) ?? [],
  );
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("no docstring holds an example that nothing runs", () => {
  const faults = sources.filter(({ text }) => /^\s*\*\s*(@example|```)/m.test(text)).map(({ file }) => file);
  expect(faults).toEqual([]);
});

test("nothing at the root is there without a reason", () => {
  const files = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).trim().split("\n");
  const entries = new Set(files.map((file) => file.split("/")[0]));
  const known = [
    ...[".ci", ".dockerignore", ".github", ".gitignore", ".nvmrc", ".prettierignore"],
    ...["CONTRIBUTING.md", "Dockerfile", "LICENSE", "README.md", "docker-compose.yml", "eslint.config.mjs"],
    ...["package-lock.json", "package.json", "tsconfig.build.json", "tsconfig.json"],
    ...["bench", "schema", "seeds", "src", "test", "web"],
  ];
  expect([...entries].filter((entry) => !known.includes(entry))).toEqual([]);
});

// ---- the laws themselves, on planted faults

test("faultsOfLinks() names a link to nothing", () => {
  expect(faultsOfLinks("src/README.md", "[a](../README.md#x) [b](https://x.example) [c](gone.md)")).toEqual([
    "src/README.md: links to gone.md, which is not there",
  ]);
});

test("faultsOfDrawing() names a file that is drawn and not there", () => {
  expect(faultsOfDrawing("  domain/errors.ts   masked\n  kernel/magic.ts")).toEqual([
    "src/kernel/magic.ts: is drawn and not there",
  ]);
});

test("faultsOfTable() names what is missing, worded otherwise, or no longer in the code", () => {
  const markdown = "## Errors\n\n| code | meaning |\n| --- | --- |\n| `A` | first |\n| `C` | third |";
  expect(faultsOfTable(markdown, "## Errors", { A: "First", B: "second" })).toEqual([
    '## Errors: A should say "First" and says "first"',
    '## Errors: B should say "second" and says "nothing"',
    "## Errors: C is not in the code",
  ]);
});
