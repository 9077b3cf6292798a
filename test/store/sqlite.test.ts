/** The store contract over SQLite, and what only a file can do. */
import { describe } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStore } from "../../src/store/sqlite/adapter.js";
import { storeContract } from "./contract.js";

describe("sqlite", () => {
  storeContract({
    name: "sqlite",
    migration: { extension: "sql", text: "alter table sector add column note text;" },
    async makeHome() {
      const folder = mkdtempSync(join(tmpdir(), "schakel-store-"));
      return {
        open: (migrations) => openSqliteStore({ file: join(folder, "store.db"), migrations }),
        leave: async () => rmSync(folder, { recursive: true }),
      };
    },
  });
});
