/** `npm run neo4j`: a Neo4j server to work with by hand, until Ctrl-C. */
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { neo4jVersion } from "./jars.js";
import { type RunningNeo4j, startNeo4j } from "./server.js";

const keptDirectory = join(
  process.env.XDG_DATA_HOME || join(homedir(), ".local", "share"),
  "schakel",
  "neo4j",
);

const help = `Starts Neo4j Community ${neo4jVersion} on this machine, without Docker: Java 17 and Maven are enough.

  npm run neo4j -- [options]

  --port PORT       where Bolt listens on 127.0.0.1 (default 7687)
  --directory PATH  where the data are kept (default ${keptDirectory})
  -h, --help        this text

The password comes from SCHAKEL_NEO4J_PASSWORD, at least 8 characters, else it is "schakel-local".
Data that are there already keep the password they were made with.
Ctrl-C stops the server; the data stay.
`;

interface Wishes {
  readonly port: number;
  readonly directory: string;
  readonly help: boolean;
}

try {
  const wishes = readWishes();
  if (wishes.help) process.stdout.write(help);
  else await serve(wishes);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function readWishes(): Wishes {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "7687" },
      directory: { type: "string", default: keptDirectory },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`Cannot listen on port "${values.port}": a whole number from 1 to 65535 is wanted`);
  }
  return { ...values, port };
}

async function serve({ port, directory }: Wishes): Promise<void> {
  const neo4j = await startNeo4j({
    port,
    directory,
    password: process.env.SCHAKEL_NEO4J_PASSWORD || "schakel-local",
    // An import is one transaction, held in the heap.
    heap: "3g",
    log: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(welcome(neo4j, directory));

  let isWanted = true;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      isWanted = false;
      void neo4j.stop();
    });
  }
  await neo4j.ended;
  if (isWanted) throw new Error("Neo4j ended by itself");
}

function welcome({ url, user, password, pid }: RunningNeo4j, directory: string): string {
  return `
Neo4j ${neo4jVersion} answers at ${url} as user "${user}" (process ${pid}), with its data in
${resolve(directory)}

  export SCHAKEL_STORE=${url}
  export SCHAKEL_NEO4J_USER=${user}
  export SCHAKEL_NEO4J_PASSWORD=${quote(password)}

Ctrl-C stops it; the data stay.
`;
}

/** Quotes a word for the shell where it needs that. */
function quote(word: string): string {
  return /^[\w.-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
