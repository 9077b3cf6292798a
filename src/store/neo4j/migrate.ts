/** Brings a database's constraints and indexes up to date. The store's node bears the number of the last migration applied. */
import { fileURLToPath } from "node:url";
import neo4j from "neo4j-driver";
import { readMigrations } from "../migrations.js";
import { type Connection, unavailable } from "./connect.js";
import { toInteger } from "./decode.js";

/** Where the migrations are kept. */
export const neo4jMigrations = fileURLToPath(new URL("../../../schema/neo4j", import.meta.url));

/**
 * Applies the migrations that a store has not seen yet, and makes the store's node. Refuses one that a newer
 * Schakel made, and where nothing may be written, an older one and a database without a store.
 *
 * Neo4j does not take constraints and nodes in one transaction: a migration that was cut short runs again from its
 * start, so each of its statements must bear that. So may several processes that open an empty database together.
 */
export async function migrate(connection: Connection, folder: string, readonly: boolean): Promise<void> {
  const migrations = readMigrations(folder, "cypher");
  const version = await readVersion(connection);
  if (version > migrations.length)
    throw unavailable(
      connection.url,
      `a newer Schakel made it: version ${version}, at most ${migrations.length} is wanted`,
    );

  if (readonly && version < migrations.length)
    throw unavailable(
      connection.url,
      version === 0
        ? "it holds no Schakel store; schakel import makes one"
        : "an older Schakel made it, and it is opened to read alone; schakel serve or schakel import brings it up to date",
    );

  for (const migration of migrations) {
    if (migration.version <= version) continue;
    for (const statement of statementsOf(migration.text)) await connection.alter(statement);
    await connection.alter("CALL db.awaitIndexes(300)");
    await connection.write(0, (run) => run(setVersion, { version: neo4j.int(migration.version) }, true));
  }
}

async function readVersion(connection: Connection): Promise<number> {
  const rows = await connection.read((run) =>
    run("MATCH (s:Store {name: 'schakel'}) RETURN s.version AS version"),
  );
  return rows.length === 0 ? 0 : toInteger(rows[0].version);
}

const setVersion = `
MERGE (s:Store {name: 'schakel'})
ON CREATE SET s.revision = 0
SET s.version = $version`;

/** Cuts a file at the semicolons that end a line; comments are whole lines. */
function statementsOf(text: string): string[] {
  const lines = text.split("\n").filter((line) => !line.startsWith("//"));
  return lines
    .join("\n")
    .split(/;\s*(?:\n|$)/)
    .filter((statement) => statement.trim() !== "");
}
