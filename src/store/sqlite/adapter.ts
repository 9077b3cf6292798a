/** The store as one SQLite file, within this process. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Store, WriteOutcome } from "../store.js";
import { connect, type Connection, explain, isBusy, patience, unusable } from "./connect.js";
import { migrate, sqliteMigrations } from "./migrate.js";
import { createReader } from "./read.js";
import { createWriter } from "./write.js";

export interface SqliteOptions {
  /** Made when it is absent, in a folder that exists. `:memory:` is a store that ends with this process. */
  readonly file: string;
  readonly readonly?: boolean;
  /** The folder of the migrations, for tests. Default: the project's own. */
  readonly migrations?: string;
}

/**
 * Opens a store in a file and brings its tables up to date.
 *
 * Several processes may open one file: readers never wait, writers wait for each other, five seconds at
 * most. What is acknowledged is on the disk. Rejects with UNAVAILABLE, naming the file and what was
 * wanted, for one that cannot be opened, is no database, or was made by another program or a newer Schakel.
 */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  const { file, readonly = false, migrations = sqliteMigrations } = options;
  const connection = connect(file, readonly);
  try {
    migrate(connection, migrations);
    return createStore(connection);
  } catch (error) {
    connection.close();
    throw explain(file, error);
  }
}

function createStore(connection: Connection): Store {
  const reader = createReader(connection);
  const write = createWriter(connection);

  const ask = async <T>(work: () => T | Promise<T>): Promise<T> => {
    if (!connection.open) throw unusable(connection.name, "it is closed");
    try {
      return await work();
    } catch (error) {
      throw explain(connection.name, error);
    }
  };

  return {
    name: "sqlite",
    readRevision: () => ask(() => reader.revision()),
    read: (kind, keys) => ask(() => reader.read(kind, keys)),
    readLabels: (ids) => ask(() => reader.labels(ids)),
    findIds: (kind, identifiers) => ask(() => reader.findIds(kind, identifiers)),
    page: (kind, after, limit) => ask(() => reader.page(kind, after, limit)),
    searchPartnerships: (question, limit) => ask(() => reader.search(question, limit)),
    write: (difference) => ask(() => commit(connection, () => write(difference))),
    findRequest: (key) => ask(() => reader.findRequest(key)),
    readChanges: (after, limit) => ask(() => reader.changes(after, limit)),
    close: async () => void connection.close(),
  };
}

/**
 * Runs a write as the file's one writer, whole or not at all. SQLite's own way of waiting would hold up
 * this process, so another process's write is waited for here.
 */
async function commit(connection: Connection, work: () => WriteOutcome): Promise<WriteOutcome> {
  const deadline = Date.now() + patience;
  while (!begin(connection, Date.now() > deadline)) await sleep(10);

  // From here to the end nothing is awaited: no other call comes between.
  try {
    const outcome = work();
    connection.exec("commit");
    return outcome;
  } catch (error) {
    // SQLite has rolled back by itself after some failures, such as a full disk.
    if (connection.inTransaction) connection.exec("rollback");
    throw error;
  }
}

/** Begins a write and returns true, or returns false while another process is at it, unless it is too late. */
function begin(connection: Connection, isLate: boolean): boolean {
  connection.pragma("busy_timeout = 0");
  try {
    connection.exec("begin immediate");
    return true;
  } catch (error) {
    if (isBusy(error) && !isLate) return false;
    throw error;
  } finally {
    connection.pragma(`busy_timeout = ${patience}`);
  }
}
