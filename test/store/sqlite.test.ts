/** The store contract over SQLite, and what only a file can do. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import Database from "better-sqlite3";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keptKinds } from "../../src/domain/change.js";
import { SchakelError } from "../../src/domain/errors.js";
import type { SectorCode } from "../../src/domain/ids.js";
import { openSqliteStore } from "../../src/store/sqlite/adapter.js";
import { identifiedQuestion, pageQuestions } from "../../src/store/sqlite/read.js";
import type { Store, StoreWrite } from "../../src/store/store.js";
import { storeContract } from "./contract.js";

describe("sqlite", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "schakel-store-"));
    file = join(folder, "store.db");
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  storeContract({
    name: "sqlite",
    migration: { extension: "sql", text: "alter table sector add column note text;" },
    makeHome: async () => ({
      open: (migrations) => openSqliteStore({ file, migrations }),
      setRevision: async (revision) =>
        within(file, (database) => database.prepare(setRevision).run(revision)),
      leave: async () => {},
    }),
  });

  describe("the file", () => {
    test("page() goes along one index, with 100,000 records as with one", async () => {
      await (await openSqliteStore({ file })).close();
      within(file, (database) => {
        database.exec(hundredThousand);
        database.exec("analyze");
        for (const kind of keptKinds) {
          const steps = database.prepare(`explain query plan ${pageQuestions[kind]}`).all("", 50);
          const details = steps.map((step) => (step as { detail: string }).detail);
          expect(details).toEqual([expect.stringMatching(/^SEARCH \w+ USING (INDEX|PRIMARY KEY)/)]);
        }
      });
    });

    test("the search for an identifier looks it up, whole and after its scheme", async () => {
      await (await openSqliteStore({ file })).close();
      within(file, (database) => {
        const steps = database.prepare(`explain query plan ${identifiedQuestion}`).all({ value: "" });
        const details = steps.map((step) => (step as { detail: string }).detail).join("; ");
        expect(details).toMatch(/PRIMARY KEY \(value=\?\)/);
        expect(details).toContain("partnership_identifier_after_scheme (<expr>=?)");
        expect(details).not.toContain("SCAN partnership");
      });
    });

    test("openSqliteStore() refuses a file that is no database", async () => {
      writeFileSync(file, "code,name,division\nNL,Nederland,COUNTRY\n".repeat(100));

      await expect(openSqliteStore({ file })).rejects.toMatchObject({
        code: "UNAVAILABLE",
        message: `Cannot use store "${file}": it is not an SQLite database; a Schakel store or a new file is wanted`,
      });
      expect(readFileSync(file, "utf8").startsWith("code,name")).toBe(true);
    });

    test("openSqliteStore() refuses another program's database and leaves it as it is", async () => {
      within(file, (database) => database.exec("create table recipe (name text)"));

      await expect(openSqliteStore({ file })).rejects.toMatchObject({
        code: "UNAVAILABLE",
        message: `Cannot open store "${file}": another program made this database; a Schakel store or a new file is wanted`,
      });
      within(file, (database) => {
        expect(database.prepare("select name from sqlite_schema").pluck().all()).toEqual(["recipe"]);
        expect(database.pragma("journal_mode", { simple: true })).toBe("delete");
      });
    });

    test("openSqliteStore() says which folder or file is wanted", async () => {
      const lost = join(folder, "nowhere", "store.db");
      await expect(openSqliteStore({ file: lost })).rejects.toThrow(
        `Cannot open store "${lost}": its folder "${join(folder, "nowhere")}" does not exist`,
      );
      await expect(openSqliteStore({ file, readonly: true })).rejects.toThrow(
        `Cannot open store "${file}": there is no such file`,
      );
      mkdirSync(file);
      await expect(openSqliteStore({ file })).rejects.toMatchObject({ code: "UNAVAILABLE" });
    });

    test("a store opened to read refuses writes", async () => {
      const writer = await openSqliteStore({ file });
      const reader = await openSqliteStore({ file, readonly: true });
      await writer.write(sectorWrite(0));

      expect(await reader.readRevision()).toBe(1);
      await expect(reader.write(sectorWrite(1))).rejects.toMatchObject({ code: "UNAVAILABLE" });
      await Promise.all([reader.close(), writer.close()]);
    });

    test("a write waits for another process's, and reads go on meanwhile", async () => {
      const store = await openSqliteStore({ file });
      const other = new Database(file);
      other.exec("begin immediate");

      const outcome = store.write(sectorWrite(0));
      expect(await store.readRevision()).toBe(0);
      expect(await store.page("sector", null, 10)).toEqual([]);
      other.exec("update store set revision = 1; commit");

      expect(await outcome).toEqual({ kind: "stale" });
      other.close();
      await store.close();
    });

    test("a file that stays locked is UNAVAILABLE", async () => {
      const store = await openSqliteStore({ file });
      const other = new Database(file);
      other.exec("begin immediate");

      await expect(store.write(sectorWrite(0))).rejects.toMatchObject({
        code: "UNAVAILABLE",
        message: `Cannot use store "${file}": another process has kept it locked for 5 s`,
      });
      other.close();
      expect(await store.write(sectorWrite(0))).toMatchObject({ kind: "committed" });
      await store.close();
    });

    test("a damaged file is refused by name, wherever the damage is", async () => {
      const store = await openSqliteStore({ file });
      for (let revision = 0; revision < 20; revision++) await store.write(sectorWrite(revision, 20));
      await store.close();
      const sound = readFileSync(file);
      let refused = 0;

      for (let round = 0; round < 60; round++) {
        const damaged = Buffer.from(sound);
        // Strides that share no factor with the size of a page reach every part of one.
        for (let at = round * 61; at < damaged.length; at += 4_099) damaged[at] ^= 0xff;
        writeFileSync(file, damaged);
        const error = await readAll(file);
        if (error === null) continue;
        refused++;
        expect(error).toBeInstanceOf(SchakelError);
        expect((error as SchakelError).message).toContain(file);
      }
      expect(refused).toBeGreaterThan(30);
    });
  });
});

const setRevision = "update store set revision = ?";

const hundredThousand = `
  with recursive number (i) as (select 1 union all select i + 1 from number where i < 100000)
  insert into organisation (id, key, name, kind, identifiers, sectors, revision)
  select 'org_' || i, 'kvk:' || i, 'Organisation ' || i, 'COMPANY', '[]', '[]', 1 from number;

  insert into partnership (id, key, identifiers, kind, sectors, revision)
  select 'par_' || revision || id, key, '[]', 'PROJECT', '[]', 1 from organisation;`;

function within(file: string, use: (database: Database.Database) => void): void {
  const database = new Database(file);
  try {
    use(database);
  } finally {
    database.close();
  }
}

function sectorWrite(basis: number, count = 1): StoreWrite {
  const at = new Date(0).toISOString();
  const sector = Array.from({ length: count }, (_, i) => ({
    code: `a:${basis}.${i}` as SectorCode,
    name: `Sector ${i} `.repeat(5),
    nameNl: null,
  }));
  return { id: `write ${basis} of ${count}`, basis, operation: "test", actor: "tester", at, put: { sector } };
}

/** What opening and reading a file through ends in: null when all is well. */
async function readAll(file: string): Promise<unknown> {
  let store: Store | null = null;
  try {
    store = await openSqliteStore({ file });
    for (const kind of keptKinds) await store.page(kind, null, 1_000);
    await store.readChanges(0, 1_000);
    await store.write(sectorWrite(await store.readRevision()));
    return null;
  } catch (error) {
    return error;
  } finally {
    await store?.close();
  }
}
