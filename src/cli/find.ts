import { Option, type Command } from "commander";
import { openApp } from "../app.js";
import { operator } from "../domain/access.js";
import { keyOf, type OrganisationId } from "../domain/ids.js";
import { limits, type Services } from "../service/services.js";
import { readOnlyConfig } from "./read-only-config.js";
import { exitCodes, print, printJson, wholeNumber, withStore } from "./terminal.js";
import type { ExitCode, StoreOptions, Terminal } from "./terminal.js";

interface FindOptions extends StoreOptions {
  readonly first: number;
  readonly json?: boolean;
}

/** Adds `schakel find WORDS`. */
export function addFind(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  withStore(program.command("find"))
    .summary("find organisations and regions by name, with what other commands call them by")
    .description(
      "Find organisations and regions by the words of their names, or the beginnings of these, and tell the refs and " +
        "codes that other commands take.",
    )
    .argument("<words...>", "words of a name, or an identifier or code")
    .addOption(
      new Option("--first <number>", "how many of either to tell, 1 to 500")
        .default(20)
        .argParser(wholeNumber(1, limits.page)),
    )
    .option("--json", "print the answer as JSON")
    .addHelpText("after", "\nExamples:\n  schakel find techniek brabant\n  schakel find eindhoven --json")
    .action(async (words: readonly string[], options: FindOptions) =>
      exit(await runFind(words.join(" "), options, terminal)),
    );
}

async function runFind(search: string, options: FindOptions, terminal: Terminal): Promise<ExitCode> {
  const app = await openApp(readOnlyConfig(options));
  try {
    const { services } = app;
    const page = { first: options.first, after: null, last: null, before: null };
    const found = services.listOrganisations(operator, { search, page });
    const organisations = found.rows.map(({ item }) => organisationFound(services, item));
    const foundRegions = services.listRegions(operator, { search, page });
    const regions = foundRegions.rows.map(({ item }) => services.regionOf(item)!);
    const counts = { organisationCount: found.count(), regionCount: foundRegions.count() };
    if (options.json)
      printJson(terminal, { ...counts, organisations, regions, revision: services.revision() });
    else
      print(
        terminal,
        ...linesOf(
          `Organisations: ${counts.organisationCount}`,
          organisations.map(({ ref, name, region }) => [
            ref,
            region === null ? name : `${name}, ${region.name}`,
          ]),
        ),
        ...linesOf(
          `Regions: ${counts.regionCount}`,
          regions.map(({ code, name, division }) => [code, `${name}, ${division}`]),
        ),
      );
    return exitCodes.done;
  } finally {
    await app.close();
  }
}

/** An organisation with what tells it from its namesakes. */
function organisationFound(services: Services, id: OrganisationId) {
  const { kind, region, ...record } = services.organisationOf(id)!;
  const lies = region === null ? null : { code: region, name: services.regionOf(region)?.name ?? region };
  return { id, ref: keyOf(record), name: record.name, kind, region: lies };
}

/** A heading, and below it what each is called by in a column of its own. */
function linesOf(heading: string, rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([ref]) => ref.length));
  return [heading, ...rows.map(([ref, told]) => `  ${ref.padEnd(width)}  ${told}`)];
}
