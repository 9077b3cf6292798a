import { Option, type Command } from "commander";
import { openApp } from "../app.js";
import { operator } from "../domain/access.js";
import type { CalendarDate } from "../domain/calendar-date.js";
import { gapKinds, type GapKind } from "../domain/gap.js";
import { gapDecisionKinds, type DecidedGap, type GapDecisionKind } from "../domain/gap-decision.js";
import type { OrganisationId } from "../domain/ids.js";
import { linkRankers, type LinkRanker } from "../domain/ranker.js";
import { limits, type GapPage, type Services } from "../service/services.js";
import {
  decisionText,
  gapExplanation,
  gapKindName,
  gapTitle,
  namesFrom,
  suggestionText,
  type Language,
  type Names,
} from "../text/text.js";
import { organisationAsJson } from "./names.js";
import { readOnlyConfig } from "./read-only-config.js";
import {
  date,
  exitCodes,
  language,
  print,
  printJson,
  wholeNumber,
  withStore,
  wordAmong,
  wordsAmong,
} from "./terminal.js";
import type { ExitCode, StoreOptions, Terminal } from "./terminal.js";

interface GapsOptions extends StoreOptions {
  readonly kinds?: readonly GapKind[];
  readonly asOf?: CalendarDate;
  readonly decisions?: readonly GapDecisionKind[];
  readonly perKind: number;
  readonly first: number;
  readonly ranker: LinkRanker;
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
      `only gaps of these kinds, separated by commas: ${gapKinds.join(", ")}`,
      wordsAmong(gapKinds),
    )
    .option(
      "--decisions <decisions>",
      `only gaps decided so, separated by commas: ${gapDecisionKinds.join(", ")} (default: open, accepted)`,
      wordsAmong(gapDecisionKinds),
    )
    .option("--as-of <date>", "the day to judge on, YYYY-MM-DD (default: today)", date)
    .addOption(
      new Option("--per-kind <number>", `how many of each kind to tell at most, 1 to ${limits.page}`)
        .default(3)
        .argParser(wholeNumber(1, limits.page)),
    )
    .addOption(
      new Option("--first <number>", `how many to tell in all, 1 to ${limits.page}`)
        .default(50)
        .argParser(wholeNumber(1, limits.page)),
    )
    .addOption(
      new Option("--ranker <ranker>", `what ranks likely links: ${linkRankers.join(", ")}`)
        .default("FITTED", "fitted")
        .argParser(wordAmong(linkRankers)),
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
  const { kinds, asOf, decisions, perKind, first, ranker, lang } = options;
  const app = await openApp(readOnlyConfig(options));
  try {
    const { services } = app;
    const page = { first, after: null, last: null, before: null };
    const asked = { region, kinds, asOf, decisions, ranker, firstPerKind: perKind };
    const gaps = await services.findGaps(operator, { ...asked, page });
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
  EN: (count: number) => `... and ${count} more; --per-kind and --first tell how many to print`,
  NL: (count: number) => `... en nog ${count}; --per-kind en --first zeggen hoeveel er te zien zijn`,
};

/** What a policy officer can paste into a memo: kind by kind, each gap with why it is one and what would mend it. */
function brief(region: string, gaps: GapPage, services: Services, names: Names, lang: Language): string[] {
  const count = gaps.count();
  const name = services.findRegion(operator, region)?.name ?? region;
  const counts = new Map(gaps.countsByKind().map(({ kind, count: ofKind }) => [kind, ofKind]));
  const lines = [headings[lang](`${name} (${region})`, count)];
  let last: GapKind | null = null;
  gaps.rows.forEach(({ item }, i) => {
    if (item.kind !== last) lines.push("", `${gapKindName(item.kind, lang)}: ${counts.get(item.kind)}`);
    last = item.kind;
    lines.push("", `${i + 1}. ${gapTitle(item, names, lang)}`, `   ${gapExplanation(item, names, lang)}`);
    // Two who should meet need no more words to say who should.
    if (item.kind !== "MISSING_LINK" && item.suggestions.length > 0)
      lines.push(`   ${suggestionText(item.suggestions[0], names, lang)}`);
    if (item.decision !== null) lines.push(`   ${decisionText(item.decision, lang)}`);
  });
  const more = count - gaps.rows.length;
  return more > 0 ? [...lines, "", remainders[lang](more)] : lines;
}

function gapsAsJson(region: string, gaps: GapPage, services: Services, names: Names, lang: Language): object {
  const organisation = (id: OrganisationId): object => organisationAsJson(services, id);
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
