/** Opens the file, and says in our words what SQLite refuses. */
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { StoreUnavailable } from "../../domain/errors.js";

export type Connection = Database.Database;

/** In ms: how long a writer waits for another process to finish its write. */
export const patience = 5_000;

/** Opens a connection. A file that is absent is made, unless `readonly`. */
export function connect(file: string, readonly: boolean): Connection {
  const inMemory = file === ":memory:" || file === "";
  if (!inMemory && !existsSync(dirname(file)))
    throw cannotOpen(file, `its folder "${dirname(file)}" does not exist`);
  if (!inMemory && readonly && !existsSync(file)) throw cannotOpen(file, "there is no such file");

  try {
    const connection = new Database(file, { readonly, timeout: patience });
    try {
      tune(connection);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  } catch (error) {
    throw explain(file, error);
  }
}

function tune(connection: Connection): void {
  connection.pragma("synchronous = FULL");
  connection.pragma("foreign_keys = ON");
  keepPages(connection, "few");
}

/** Says how much of the file a connection may keep in memory: 64 MB, or 1 GB where most pages are changed again and again. */
export function keepPages(connection: Connection, pages: "few" | "many"): void {
  connection.pragma(`cache_size = -${pages === "few" ? 65_536 : 1_048_576}`);
}

export function cannotOpen(file: string, reason: string, cause?: unknown): StoreUnavailable {
  return new StoreUnavailable("open", file, reason, { cause });
}

/**
 * Puts the file's failures in our words: UNAVAILABLE for one that is locked, gone, full, damaged or not a
 * database. Every other error stays as it is.
 */
export function explain(file: string, error: unknown): unknown {
  // What is kept as JSON was whole when it was written.
  if (error instanceof SyntaxError) return unusable(file, damaged, error);
  const failure = sqliteCodeOf(error);
  const reason = reasons.find(([code]) => failure.startsWith(code))?.[1];
  return reason === undefined ? error : unusable(file, reason, error);
}

export function unusable(file: string, reason: string, cause?: unknown): StoreUnavailable {
  return new StoreUnavailable("use", file, reason, { cause });
}

const damaged = "the file is damaged; a copy or an export is wanted to begin again from";

/** By the beginning of SQLite's code, the first that fits. */
const reasons: readonly (readonly [string, string])[] = [
  ["SQLITE_NOTADB", "it is not an SQLite database; a Schakel store or a new file is wanted"],
  ["SQLITE_CORRUPT", damaged],
  // The statements are constants that fit the tables as the migrations make them.
  ["SQLITE_ERROR", damaged],
  ["SQLITE_CANTOPEN", "the file cannot be opened; one that this user may read and write is wanted"],
  ["SQLITE_READONLY", "the file cannot be written; one that this user may write is wanted"],
  ["SQLITE_BUSY", `another process has kept it locked for ${patience / 1000} s`],
  ["SQLITE_LOCKED", "it is locked"],
  ["SQLITE_FULL", "the disk is full"],
  ["SQLITE_IOERR", "the disk does not read or write"],
];

/** Says whether SQLite refused because another process is writing. */
export function isBusy(error: unknown): boolean {
  return sqliteCodeOf(error).startsWith("SQLITE_BUSY");
}

/** Says whether SQLite refused a reference to a row that is not there, or the removal of one that is referred to. */
export function isForeignKeyFailure(error: unknown): boolean {
  return sqliteCodeOf(error) === "SQLITE_CONSTRAINT_FOREIGNKEY";
}

/** Says whether SQLite refused a second row with the same key. */
export function isUniqueFailure(error: unknown): boolean {
  return sqliteCodeOf(error) === "SQLITE_CONSTRAINT_UNIQUE";
}

/**
 * SQLite's code of a failure, empty for any other error. Told by the code and not by the class: the addon
 * keeps the class of whoever loaded it first in the process, which another copy of its module does not know.
 */
function sqliteCodeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  return typeof code === "string" && code.startsWith("SQLITE_") ? code : "";
}
