/** The store in a Neo4j server, where it reads as the domain: organisations, partnerships, regions, sectors. */
import type { Store } from "../store.js";
import { connect, type Connection, type ConnectionOptions } from "./connect.js";
import { migrate, neo4jMigrations } from "./migrate.js";
import {
  findIds,
  findRequest,
  readChanges,
  readLabels,
  readPage,
  readRecords,
  readRevision,
  searchPartnerships,
} from "./read.js";
import { writeDifference } from "./write.js";
import { recordCountOf } from "../change-of.js";

export interface Neo4jOptions extends ConnectionOptions {
  /** Nothing is written to it, not even to bring it up to date. Default: it may be. */
  readonly readonly?: boolean;
  /** The folder of the migrations, for tests. Default: the project's own. */
  readonly migrations?: string;
}

/**
 * Opens a store in the server's default database and brings its constraints and indexes up to date.
 *
 * Any number of processes may open one database; writes come one after the other, and one that has waited a
 * minute for another rejects with UNAVAILABLE. So does a call that is not answered within its deadline, and later
 * calls begin with a new connection. Rejects in the same way when the server is away, refuses the password, or holds what a newer Schakel made.
 */
export async function openNeo4jStore(options: Neo4jOptions): Promise<Store> {
  const connection = connect(options);
  const { readonly = false, migrations = neo4jMigrations } = options;
  try {
    await migrate(connection, migrations, readonly);
    return createStore(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

function createStore(connection: Connection): Store {
  return {
    name: "neo4j",
    readRevision: () => connection.read(readRevision),
    read: (kind, keys) => connection.read((run) => readRecords(run, kind, keys)),
    readLabels: (ids) => connection.read((run) => readLabels(run, ids)),
    findIds: (kind, identifiers) => connection.read((run) => findIds(run, kind, identifiers)),
    page: (kind, after, limit) => connection.read((run) => readPage(run, kind, after, limit)),
    searchPartnerships: (question, limit) =>
      connection.read((run) => searchPartnerships(run, question, limit)),
    write: (write) => connection.write(recordCountOf(write), (run) => writeDifference(run, write)),
    findRequest: (key) => connection.read((run) => findRequest(run, key)),
    readChanges: (after, limit) => connection.read((run) => readChanges(run, after, limit)),
    close: () => connection.close(),
  };
}
