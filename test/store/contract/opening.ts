/** A store is opened again, brought up to date, or refused. */
import { describe, expect, test } from "@jest/globals";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Tested } from "../contract.js";
import { everything, full, sectorOf, writeOf } from "./make.js";

export function describeOpening(tested: Tested): void {
  describe("opening", () => {
    test("a store that is opened again holds what was written", async () => {
      await tested.commit({ organisation: [full({ region: null })], sector: [sectorOf("a:1")] });
      const before = await everything(tested.store);
      await tested.store.close();

      expect(await everything(await tested.open())).toEqual(before);
    });

    test("an older store is brought up to date, with all it holds", async () => {
      await tested.commit({ organisation: [full({ region: null })], sector: [sectorOf("a:1")] });
      const before = await everything(tested.store);
      await tested.store.close();

      await withFurtherMigration(async (folder) => {
        const newer = await tested.open(folder);
        expect(await everything(newer)).toEqual(before);
        const write = writeOf({ basis: 1, put: { sector: [sectorOf("a:2")] } });
        expect(await newer.write(write)).toMatchObject({ revision: 2 });
        // Once is enough.
        expect(await (await tested.open(folder)).readRevision()).toBe(2);
      });
    });

    test("a store that a newer version made is refused", async () => {
      await withFurtherMigration(async (folder) => {
        await tested.open(folder);
        await expect(tested.home.open()).rejects.toMatchObject({
          code: "UNAVAILABLE",
          message: expect.stringContaining("a newer Schakel made it"),
        });
      });
    });

    test("a closed store answers nothing, and closing it again does no harm", async () => {
      await tested.store.close();
      await tested.store.close();

      await expect(tested.store.readRevision()).rejects.toMatchObject({ code: "UNAVAILABLE" });
      await expect(tested.store.write(writeOf({ put: {} }))).rejects.toMatchObject({ code: "UNAVAILABLE" });
    });

    async function withFurtherMigration(use: (folder: string) => Promise<void>): Promise<void> {
      const { extension, text } = tested.adapter.migration;
      const folder = mkdtempSync(join(tmpdir(), "schakel-migrations-"));
      try {
        cpSync(join(process.cwd(), "schema", tested.adapter.name), folder, { recursive: true });
        const number = String(readdirSync(folder).length + 1).padStart(4, "0");
        writeFileSync(join(folder, `${number}-further.${extension}`), text);
        await use(folder);
      } finally {
        rmSync(folder, { recursive: true });
      }
    }
  });
}
