/** Folders and stores that exist for one test and are removed after it. */
import { afterEach } from "@jest/globals";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store } from "../../src/store/store.js";
import { openSqliteStore } from "../../src/store/sqlite/adapter.js";

const folders: string[] = [];
const stores: Store[] = [];

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Makes a folder that holds these files. */
export function folderOf(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "schakel-test-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** Reads the files of a folder in the exchange format, by name. */
export function filesIn(folder: string): Record<string, string> {
  const names = ["regions.csv", "sectors.csv", "organisations.csv", "partnerships.csv"];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

/** Opens a new embedded store that ends with the test. */
export async function emptyStore(): Promise<Store> {
  const store = await openSqliteStore({ file: ":memory:" });
  stores.push(store);
  return store;
}

/** Writes the lines of a CSV file. */
export function lines(...texts: readonly string[]): string {
  return texts.map((text) => `${text}\r\n`).join("");
}
