import type { Command } from "commander";
import { openStore } from "../app.js";
import type { CalendarDate } from "../domain/calendar-date.js";
import type { HoldOutFigures } from "../domain/ranker.js";
import { fitRanker, type FitReport } from "../service/services.js";
import { readOnlyConfig } from "./read-only-config.js";
import { date, exitCodes, print, printJson, progressBar, withStore } from "./terminal.js";
import type { ExitCode, StoreOptions, Terminal } from "./terminal.js";

interface FitOptions extends StoreOptions {
  readonly asOf?: CalendarDate;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Adds `schakel fit`. */
export function addFit(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  withStore(program.command("fit"))
    .summary("learn from the store's own history which partnerships are missing most")
    .description(
      "Learn from the store's own history which partnerships are missing most: what became partners in the last years is " +
        "compared with what could have. The weights are kept in the store in place of those before, with how " +
        "they did on the end of the history when they had not seen it; where the weights as shipped do as well there, those " +
        "are kept. Takes minutes where regions hold thousands of organisations.",
    )
    .option("--as-of <date>", "the end of the history to learn from, YYYY-MM-DD (default: today)", date)
    .option("--dry-run", "tell how the ranker would do, and write nothing")
    .option("--json", "print the weights and figures as JSON")
    .addHelpText("after", "\nExamples:\n  schakel fit --dry-run\n  schakel fit --as-of 2025-12-31 --json")
    .action(async (options: FitOptions) => exit(await runFit(options, terminal)));
}

async function runFit(options: FitOptions, terminal: Terminal): Promise<ExitCode> {
  const { store: location, timeZone } = readOnlyConfig(options);
  const store = await openStore({ ...location, readonly: options.dryRun });
  const bar = progressBar(terminal);
  try {
    const report = await fitRanker(store, {
      asOf: options.asOf,
      dryRun: options.dryRun ?? false,
      actor: "operator",
      timeZone,
      onProgress: (progress) => bar.show({ ...progress, phase: phases[progress.phase] }),
    });
    bar.clear();
    if (options.json) printJson(terminal, report);
    else printReport(report, terminal);
    return exitCodes.done;
  } finally {
    bar.clear();
    await store.close();
  }
}

const phases = { try: "trying on the end of the history", learn: "learning" } as const;

function printReport(
  { asOf, links, figures, isLearnt, written, revision }: FitReport,
  terminal: Terminal,
): void {
  print(terminal, `Learnt from ${links} pairs that became partners up to ${asOf}`);
  if (figures === null) print(terminal, "Too few became partners at the end of it to say how well that does");
  else printFigures(figures, terminal);
  print(
    terminal,
    isLearnt
      ? "What was learnt does better than the weights as shipped, and takes their place"
      : "The weights as shipped stay, as what was learnt is not known to do better",
  );
  if (figures !== null && isBeaten(figures))
    print(
      terminal,
      "Adamic-Adar alone did better than both: `schakel gaps --ranker ADAMIC_ADAR` ranks by it",
    );
  print(
    terminal,
    written
      ? `Kept; the store is at revision ${revision}`
      : `Nothing was written: a dry run, at revision ${revision}`,
  );
}

/** Says whether Adamic-Adar did better on the held-out end than the weights as shipped and what was learnt. */
function isBeaten({ precision }: HoldOutFigures): boolean {
  const { fitted, start, adamicAdar } = precision[precision.length - 1];
  return adamicAdar > Math.max(fitted, start);
}

function printFigures(
  { since, until, regions, links, precision, ratio, interval }: HoldOutFigures,
  terminal: Terminal,
): void {
  print(
    terminal,
    `On ${links} pairs from ${since} up to ${until}, not learnt from, over ${regions} ${regions === 1 ? "region" : "regions"}:`,
  );
  for (const { places, fitted, start, adamicAdar } of precision)
    print(
      terminal,
      `  average precision over the first ${places}: ${fitted.toFixed(4)}; of the weights as shipped ${start.toFixed(4)}, ` +
        `of Adamic-Adar ${adamicAdar.toFixed(4)}`,
    );
  print(
    terminal,
    `  the weights taken: ${ratio.toFixed(2)} times Adamic-Adar over the first 500${regions === 1 ? "" : intervalText(interval)}`,
  );
}

/** How far the ratio might be off. It is drawn from how regions differ: of one region there is nothing to say. */
function intervalText(interval: HoldOutFigures["interval"]): string {
  return ` (90 % interval ${interval.map((end) => end.toFixed(2)).join(" to ")})`;
}
