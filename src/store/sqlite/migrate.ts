/** Brings a file's tables up to date. `user_version` is the number of the last migration applied. */
import { fileURLToPath } from "node:url";
import { readMigrations } from "../migrations.js";
import { cannotOpen, type Connection } from "./connect.js";

/** Where the migrations are kept. */
export const sqliteMigrations = fileURLToPath(new URL("../../../schema/sqlite", import.meta.url));

/** "Schk" in ASCII: how a file says that it is a store of ours. */
const applicationId = 0x5363686b;

/**
 * Applies the migrations that a store has not seen yet, each in a transaction of its own.
 *
 * Refuses a file that another program made, one made by a newer Schakel, and an older one that may only be read.
 */
export function migrate(connection: Connection, folder: string): void {
  const migrations = readMigrations(folder, "sql");
  check(connection, migrations.length);
  if (!connection.readonly) connection.pragma("journal_mode = WAL");

  for (const { version, text } of migrations) {
    if (versionOf(connection) >= version) continue;
    if (connection.readonly)
      throw cannotOpen(
        connection.name,
        "an older Schakel made it, and it is opened to read alone; schakel serve or schakel import brings it up to date",
      );
    const apply = connection.transaction(() => {
      // Another process may have been faster.
      if (versionOf(connection) >= version) return;
      connection.exec(text);
      connection.pragma(`application_id = ${applicationId}`);
      connection.pragma(`user_version = ${version}`);
    });
    apply.immediate();
  }
}

function check(connection: Connection, newest: number): void {
  const version = versionOf(connection);
  const id = connection.pragma("application_id", { simple: true });
  const isNew =
    id === 0 && version === 0 && connection.prepare("select 1 from sqlite_schema").get() === undefined;

  if (id !== applicationId && !isNew)
    throw cannotOpen(
      connection.name,
      "another program made this database; a Schakel store or a new file is wanted",
    );
  if (version > newest)
    throw cannotOpen(
      connection.name,
      `a newer Schakel made it: version ${version}, at most ${newest} is wanted`,
    );
}

function versionOf(connection: Connection): number {
  return Number(connection.pragma("user_version", { simple: true }));
}
