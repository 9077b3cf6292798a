import { Option, type Command } from "commander";
import { openApp } from "../app.js";
import { operator } from "../domain/access.js";
import type { CalendarDate } from "../domain/calendar-date.js";
import { gapKinds, type GapKind } from "../domain/gap.js";
import { gapDecisionKinds, type DecidedGap, type GapDecisionKind } from "../domain/gap-decision.js";
import { keyOf, type OrganisationId } from "../domain/ids.js";
import type { GapPage, Services } from "../service/services.js";
import { decisionText, gapExplanation, gapTitle, type Language, type Names } from "../text/text.js";
import { namesFrom } from "./names.js";
import { readOnlyConfig } from "./read-only-config.js";
import { date, exitCodes, language, print, printJson, wholeNumber, withStore, wordsOf } from "./terminal.js";
import type { ExitCode, StoreOptions, Terminal } from "./terminal.js";

interface GapsOptions extends StoreOptions {
  readonly kinds?: readonly GapKind[];
  readonly asOf?: CalendarDate;
  readonly decisions?: readonly GapDecisionKind[];
  readonly first: number;
  readonly lang: Language;
  readonly json?: boolean;
}

/** Adds `schakel gaps REGION`. */
export function addGaps(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  withStore(program.command("gaps"))
    .summary("tell what is missing in a region")
    .description(
      "Tell what is missing in a region: a brief of its gaps, the highest score of each kind first.",
    )
    .argument("<region>", "the region's code, such as AM28")
    .option(
      "--kinds <kinds>",
      `only gaps of these kinds, parted by commas: ${gapKinds.join(", ")}`,
      wordsOf(gapKinds),
    )
    .option(
      "--decisions <decisions>",
      `only gaps decided so, parted by commas: ${gapDecisionKinds.join(", ")} (default: open, accepted)`,
      wordsOf(gapDecisionKinds),
    )
    .option("--as-of <date>", "the day to judge on, YYYY-MM-DD (default: today)", date)
    .addOption(
      new Option("--first <number>", "how many to tell, 1 to 500").default(10).argParser(wholeNumber(1, 500)),
    )
    .addOption(new Option("--lang <language>", "en or nl").default("EN", "en").argParser(language))
    .option("--json", "print the answer as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  schakel gaps AM28 --lang nl\n  schakel gaps AM28 --kinds missing_link --as-of 2027-01-01 --json",
    )
    .action(async (region: string, options: GapsOptions) => exit(await runGaps(region, options, terminal)));
}

async function runGaps(region: string, options: GapsOptions, terminal: Terminal): Promise<ExitCode> {
  const { kinds, asOf, decisions, first, lang } = options;
  const app = await openApp(readOnlyConfig(options));
  try {
    const { services } = app;
    const page = { first, after: null, last: null, before: null };
    const gaps = await services.findGaps(operator, { region, kinds, asOf, decisions, page });
    const names = namesFrom(services);
    if (options.json) printJson(terminal, gapsAsJson(region, gaps, services, names, lang));
    else print(terminal, ...brief(region, gaps, services, names, lang));
    return exitCodes.done;
  } finally {
    await app.close();
  }
}

const headings = {
  EN: (name: string, count: number) => `${name}: ${count} ${count === 1 ? "gap" : "gaps"}`,
  NL: (name: string, count: number) => `${name}: ${count} ${count === 1 ? "witte vlek" : "witte vlekken"}`,
};

const remainders = {
  EN: (count: number) => `... and ${count} more; --first tells how many to print`,
  NL: (count: number) => `... en nog ${count}; --first zegt hoeveel er te zien zijn`,
};

function brief(region: string, gaps: GapPage, services: Services, names: Names, lang: Language): string[] {
  const count = gaps.count();
  const name = services.findRegion(operator, region)?.name ?? region;
  const lines = [headings[lang](`${name} (${region})`, count)];
  gaps.rows.forEach(({ item }, i) => {
    lines.push("", `${i + 1}. ${gapTitle(item, names, lang)}`, `   ${gapExplanation(item, names, lang)}`);
    if (item.decision !== null) lines.push(`   ${decisionText(item.decision, lang)}`);
  });
  const more = count - gaps.rows.length;
  return more > 0 ? [...lines, "", remainders[lang](more)] : lines;
}

function gapsAsJson(region: string, gaps: GapPage, services: Services, names: Names, lang: Language): object {
  const organisation = (id: OrganisationId): object => {
    const found = services.organisationOf(id);
    return { id, ref: found === null ? id : keyOf(found), name: names.organisation(id) };
  };
  const gapAsJson = (gap: DecidedGap): object => ({
    id: gap.id,
    kind: gap.kind,
    title: gapTitle(gap, names, lang),
    explanation: gapExplanation(gap, names, lang),
    asOf: gap.asOf,
    score: gap.score,
    organisations: gap.organisations.map(organisation),
    reasons: gap.reasons,
    suggestions: gap.suggestions,
    decision: gap.decision,
  });
  return {
    region,
    revision: gaps.revision,
    count: gaps.count(),
    countsByKind: gaps.countsByKind(),
    countsByDecision: gaps.countsByDecision(),
    gaps: gaps.rows.map(({ item }) => gapAsJson(item)),
  };
}
