/**
 * `npm run test:node24`: runs on Node 24 all tests that need no module compiled for the Node that is installed.
 *
 * Node 24 comes as the npm package `node`, through npx, into npm's cache. Tests that open SQLite are left out:
 * better-sqlite3 is compiled for one version of Node. Where the package cannot be fetched it says so and fails.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const version = "24";
const root = fileURLToPath(new URL("../../", import.meta.url));

/** Lists the test files from which no import leads to better-sqlite3. */
function testsWithoutCompiledModule(): string[] {
  const known = new Map<string, boolean>();
  const needsIt = (file: string): boolean => {
    const before = known.get(file);
    if (before !== undefined) return before;
    known.set(file, false);
    // A name that a test writes into a file of its own.
    if (!existsSync(file)) return false;
    const text = readFileSync(file, "utf8");
    const needs =
      // Or that start the service as a process of its own.
      /from "better-sqlite3"|import\("better-sqlite3"\)|(src|dist)\/main\.[tj]s/.test(text) ||
      [...text.matchAll(/(?:from |import\(|import )"(\.[^"]+)\.js"/g)].some(([, path]) =>
        needsIt(resolve(dirname(file), `${path}.ts`)),
      );
    known.set(file, needs);
    return needs;
  };
  return readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => join(root, "test", file))
    .filter((file) => !needsIt(file))
    .sort();
}

const npx = ["--yes", "--package", `node@${version}`, "--"];
const found = spawnSync("npx", [...npx, "node", "--version"], { cwd: root, encoding: "utf8" });
if (found.status !== 0) {
  process.stderr.write(
    `NODE ${version} DID NOT RUN: the npm package node@${version} cannot be fetched\n${found.stderr}`,
  );
  process.exit(1);
}
const files = testsWithoutCompiledModule();
process.stderr.write(
  `Node ${found.stdout.trim()}: ${files.length} test files that need no compiled module\n`,
);
const words = [
  "--import",
  "tsx",
  "--experimental-vm-modules",
  "--no-warnings=ExperimentalWarning",
  "node_modules/jest/bin/jest.js",
  // No database is wanted, so none is started.
  "--globalSetup=",
  "--globalTeardown=",
  "--runTestsByPath",
  ...files,
];
const child = spawn("npx", [...npx, "node", ...words], { cwd: root, stdio: "inherit" });
child.once("close", (code) => (process.exitCode = code ?? 1));
