import type { Command } from "commander";
import { openStore } from "../app.js";
import { exportRecords } from "../service/services.js";
import { readOnlyConfig } from "./read-only-config.js";
import { exitCodes, print, printJson, progressBar, withStore } from "./terminal.js";
import type { ExitCode, StoreOptions, Terminal } from "./terminal.js";

interface ExportOptions extends StoreOptions {
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Adds `schakel export DIR`. */
export function addExport(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  withStore(program.command("export"))
    .summary("write everything in the store as a folder in the exchange format")
    .description(
      "Write everything in the store as a folder in the exchange format. Imported into an empty store and " +
        "exported again, the files are the same bytes. Texts that a spreadsheet would run as a formula have " +
        "an apostrophe before them, which import takes off again.",
    )
    .argument("<dir>", "the folder to write to; it is made where it is not there")
    .option("--force", "replace exchange files that the folder holds already")
    .option("--json", "print the report as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  schakel export backup/2026-11-24\n  schakel export copy --store bolt://localhost:7687 --force",
    )
    .action(async (directory: string, options: ExportOptions) =>
      exit(await runExport(directory, options, terminal)),
    );
}

async function runExport(directory: string, options: ExportOptions, terminal: Terminal): Promise<ExitCode> {
  const store = await openStore(readOnlyConfig(options).store);
  const bar = progressBar(terminal);
  try {
    const report = await exportRecords(store, directory, {
      force: options.force ?? false,
      onProgress: (progress) => bar.show({ ...progress, phase: "writing" }),
    });
    bar.clear();
    const { region, sector, organisation, partnership } = report.counts;
    if (options.json) printJson(terminal, report);
    else
      print(
        terminal,
        `Exported revision ${report.revision}: ${region} regions, ${sector} sectors, ` +
          `${organisation} organisations, ${partnership} partnerships`,
      );
    return exitCodes.done;
  } finally {
    bar.clear();
    await store.close();
  }
}
