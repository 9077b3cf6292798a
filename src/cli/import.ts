import type { Command } from "commander";
import { openStore } from "../app.js";
import { readConfig } from "../config.js";
import { recordKinds } from "../domain/change.js";
import { importRecords, type ImportReport, type Refusal } from "../service/services.js";
import { plurals } from "./plurals.js";
import { isAbsent } from "./read-only-config.js";
import { complain, exitCodes, print, printJson, progressBar, withStore } from "./terminal.js";
import type { ExitCode, StoreOptions, Terminal } from "./terminal.js";

interface ImportOptions extends StoreOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Adds `schakel import DIR`. */
export function addImport(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  withStore(program.command("import"))
    .summary("read a folder in the exchange format into the store")
    .description(
      "Read a folder in the exchange format into the store: regions.csv, sectors.csv, organisations.csv and " +
        "partnerships.csv, each optional, plain or .gz. One import is one revision; when any row is refused " +
        "nothing is written; the same folder again changes nothing.",
    )
    .argument("<dir>", "the folder to read")
    .option("--dry-run", "tell what would be added, changed and refused, and write nothing")
    .option("--json", "print the report as JSON, every refused row included")
    .addHelpText(
      "after",
      "\nExamples:\n  schakel import seeds/demo --store sqlite:demo.db\n  schakel import export/ --dry-run --json",
    )
    .action(async (directory: string, options: ImportOptions) =>
      exit(await runImport(directory, options, terminal)),
    );
}

async function runImport(directory: string, options: ImportOptions, terminal: Terminal): Promise<ExitCode> {
  const { store: location } = readConfig({ store: options.store });
  // A dry run makes no file either: what is not there yet is tried on a store that ends with this process.
  const isTrial = options.dryRun === true && isAbsent(location);
  const store = await openStore(isTrial ? { ...location, file: ":memory:", isOurs: false } : location);
  const bar = progressBar(terminal);
  try {
    const report = await importRecords(store, directory, {
      dryRun: options.dryRun ?? false,
      actor: "operator",
      onProgress: (progress) => bar.show({ ...progress, phase: phases[progress.phase] }),
    });
    bar.clear();
    if (options.json) printJson(terminal, report);
    else printReport(report, directory, terminal);
    return report.refusals.length > 0 ? exitCodes.refused : exitCodes.done;
  } finally {
    bar.clear();
    await store.close();
  }
}

const phases = { read: "reading", check: "checking", write: "writing" } as const;

const mostShown = 50;

function printReport(report: ImportReport, directory: string, terminal: Terminal): void {
  const { refusals, counts, ignored, revision } = report;
  if (ignored.length > 0)
    complain(terminal, `not read, for their names mean nothing here: ${ignored.join(", ")}`);
  for (const refusal of refusals.slice(0, mostShown)) complain(terminal, refusalText(refusal));
  if (refusals.length > mostShown)
    complain(terminal, `and ${refusals.length - mostShown} more; --json lists them all`);

  print(terminal, row("", "added", "changed", "unchanged", "refused"));
  for (const kind of recordKinds) {
    const { added, changed, unchanged, refused } = counts[kind];
    print(terminal, row(plurals[kind], added, changed, unchanged, refused));
  }
  if (refusals.length > 0)
    complain(terminal, `nothing was imported from ${JSON.stringify(directory)}: rows were refused`);
  else if (report.dryRun) print(terminal, `Nothing was written: a dry run, at revision ${revision}`);
  else if (!report.written) print(terminal, `Nothing differs; the store stays at revision ${revision}`);
  else print(terminal, `Imported; the store is at revision ${revision}`);
}

function row(name: string, ...cells: readonly (string | number)[]): string {
  return name.padEnd(14) + cells.map((cell) => String(cell).padStart(11)).join("");
}

/** Writes a refusal as one line: `organisations.csv, line 7, kind: "SHOP"; wanted one of EDUCATION, ...`. */
function refusalText({ file, line, column, value, wanted }: Refusal): string {
  const place = [file, line === null ? null : `line ${line}`, column]
    .filter((part) => part !== null)
    .join(", ");
  return `${place}: ${value === "" ? "nothing is given" : JSON.stringify(value)}; wanted ${wanted}`;
}
