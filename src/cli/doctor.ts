import type { Command } from "commander";
import { openAppOver, openStore, readAllNorms } from "../app.js";
import { readConfig, type Config, type StoreLocation } from "../config.js";
import { recordKinds } from "../domain/change.js";
import { checkRecords } from "../service/services.js";
import { plurals } from "./plurals.js";
import { readOnlyConfig } from "./read-only-config.js";
import { exitCodes, print, printJson, withStore } from "./terminal.js";
import type { ExitCode, StoreOptions, Terminal } from "./terminal.js";

interface DoctorOptions extends StoreOptions {
  readonly json?: boolean;
}

/** One thing that was looked at. */
interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly found: string;
  /** What to do about it; null where nothing is wrong. */
  readonly advice: string | null;
}

/** Adds `schakel doctor`. */
export function addDoctor(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  withStore(program.command("doctor"))
    .summary("look whether everything is in order, and say what to do where it is not")
    .description(
      "Look whether everything is in order: the version of Node, the configuration, the norms, the store and its tables, " +
        "every record in it, and the network made of them. Exit code 1 when something is wrong.",
    )
    .option("--json", "print what was found as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  schakel doctor\n  schakel doctor --store bolt://localhost:7687 --json",
    )
    .action(async (options: DoctorOptions) => exit(await runDoctor(options, terminal)));
}

async function runDoctor(options: DoctorOptions, terminal: Terminal): Promise<ExitCode> {
  const findings: Finding[] = [];
  for await (const finding of examine(options)) {
    findings.push(finding);
    if (!options.json) print(terminal, ...linesOf(finding));
  }
  const ok = findings.every((finding) => finding.ok);
  if (options.json) printJson(terminal, { ok, findings });
  return ok ? exitCodes.done : exitCodes.failed;
}

function linesOf({ check, ok, found, advice }: Finding): string[] {
  const line = `${ok ? "ok   " : "WRONG"}  ${check.padEnd(13)}  ${found}`;
  return advice === null ? [line] : [line, `${" ".repeat(22)}-> ${advice}`];
}

/** Looks at one thing after another, as far as it gets. */
async function* examine({ store: location }: DoctorOptions): AsyncGenerator<Finding> {
  yield checkNode(process.versions.node);

  let config: Config;
  try {
    config = readConfig({ store: location });
  } catch (error) {
    return yield wrong("configuration", messageOf(error), "correct the option or the variable that it names");
  }
  yield fine("configuration", `time zone ${config.timeZone}, version ${config.version}`);

  yield await checkNorms(config);

  let store: Awaited<ReturnType<typeof openStore>>;
  try {
    store = await openStore(readOnlyConfig({ store: location }).store);
  } catch (error) {
    return yield wrong("store", `${placeOf(config.store)}: ${messageOf(error)}`, adviceFor(config.store));
  }
  try {
    yield fine("store", `${placeOf(config.store)} (${store.name}), its tables are those of this version`);
    const revision = await store.readRevision();
    const { counts, faults } = await checkRecords(store);
    const told = recordKinds.map((kind) => `${counts[kind]} ${plurals[kind]}`).join(", ");
    yield fine("contents", `revision ${revision}: ${told}`);
    if (faults.length === 0)
      yield fine("records", "every one keeps the rules, and what it refers to is there");
    for (const { kind, key, field, value, wanted } of faults.slice(0, mostTold))
      yield wrong(
        "records",
        `${kind} ${JSON.stringify(key)}, ${field}: ${JSON.stringify(value)}; wanted ${wanted}`,
        "record it again as it should be, or restore the store from a backup or an export",
      );
    if (faults.length > mostTold)
      yield wrong("records", `and ${faults.length - mostTold} more like these`, "mend the ones above first");
  } catch (error) {
    await store.close();
    return yield wrong("records", messageOf(error), adviceFor(config.store));
  }
  yield await checkNetwork(store, config);
}

const mostTold = 20;

function checkNode(version: string): Finding {
  const [major, minor] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return fine("node", version);
  return wrong("node", version, "install Node 20.19 or later");
}

async function checkNorms({ norms: folder }: Config): Promise<Finding> {
  try {
    const norms = await readAllNorms(folder);
    return fine("norms", `${norms.length}, of which none is refused`);
  } catch (error) {
    return wrong("norms", messageOf(error), "correct the file that it names, or the folder in SCHAKEL_NORMS");
  }
}

/** Loads the network over the store, and closes both. */
async function checkNetwork(store: Awaited<ReturnType<typeof openStore>>, config: Config): Promise<Finding> {
  try {
    // Norms have been looked at by themselves.
    const app = await openAppOver(store, { ...config, norms: null });
    const { revision, organisationCount, partnershipCount } = app.network.network;
    await app.close();
    const held = `${organisationCount} organisations and ${partnershipCount} partnerships`;
    return fine("network", `holds ${held} at revision ${revision}`);
  } catch (error) {
    return wrong("network", messageOf(error), "mend what is wrong above; if nothing is, report this message");
  }
}

function placeOf(location: StoreLocation): string {
  return location.kind === "sqlite" ? `sqlite:${location.file}` : location.url;
}

function adviceFor(location: StoreLocation): string {
  return location.kind === "sqlite"
    ? "see that the file is there, may be read and written, and is a store of this version (schakel serve or schakel import brings an older one up to date); else restore it from a backup"
    : "see that Neo4j runs and answers at that address, that SCHAKEL_NEO4J_USER and its password are right, and that the store there is of this version (schakel serve or schakel import brings an older one up to date)";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function fine(check: string, found: string): Finding {
  return { check, ok: true, found, advice: null };
}

function wrong(check: string, found: string, advice: string): Finding {
  return { check, ok: false, found, advice };
}
