import { Option, type Command } from "commander";
import { openApp } from "../app.js";
import { operator } from "../domain/access.js";
import type { CalendarDate } from "../domain/calendar-date.js";
import { gapKinds, type GapKind } from "../domain/gap.js";
import { gapDecisionKinds, type DecidedGap, type GapDecisionKind } from "../domain/gap-decision.js";
import { SchakelError } from "../domain/errors.js";
import type { OrganisationId, PartnershipId } from "../domain/ids.js";
import type { Partnership } from "../domain/partnership.js";
import { linkRankers, type LinkRanker } from "../domain/ranker.js";
import { limits, type GapPage, type Services } from "../service/services.js";
import {
  decisionText,
  gapExplanation,
  gapKindName,
  gapTitle,
  mendingText,
  namesFrom,
  type Language,
  type Names,
} from "../text/text.js";
import {
  organisationAsJson,
  partnershipAsJson,
  partnershipText,
  readPartnershipsById,
  reasonAsJson,
  suggestionAsJson,
} from "./names.js";
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
    .argument("<region>", "the region's code, such as AM28; schakel find tells it")
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
    .addOption(
      new Option("--lang <language>", "the language of the answer, en or nl")
        .default("EN", "en")
        .argParser(language),
    )
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
    if (services.findRegion(operator, region) === null) {
      const known = services.findRegion(operator, region.toUpperCase());
      throw new SchakelError("NOT_FOUND", unknownRegion[lang](JSON.stringify(region), known?.code ?? null));
    }
    const page = { first, after: null, last: null, before: null };
    const asked = { region, kinds, asOf, decisions, ranker, firstPerKind: perKind };
    const gaps = await services.findGaps(operator, { ...asked, page });
    const partnerships = await readPartnershipsById(services, [
      ...new Set(gaps.rows.flatMap(({ item }) => partnershipsOf(item))),
    ]);
    const told = { region, gaps, services, partnerships, names: namesFrom(services), lang };
    if (options.json) printJson(terminal, gapsAsJson(told));
    else print(terminal, ...brief(told));
    return exitCodes.done;
  } finally {
    await app.close();
  }
}

const unknownRegion = {
  EN: (given: string, meant: string | null) =>
    `Cannot find gaps: no region has the code ${given}; ${meant === null ? "" : `did you mean ${meant}? `}schakel find lists regions by name`,
  NL: (given: string, meant: string | null) =>
    `Kan geen witte vlekken zoeken: geen regio heeft de code ${given}; ${meant === null ? "" : `bedoel je ${meant}? `}schakel find noemt regio's op naam`,
};

/** What is told, and by what names. */
interface Told {
  readonly region: string;
  readonly gaps: GapPage;
  readonly services: Services;
  /** Those that gaps are about or were closed by. */
  readonly partnerships: ReadonlyMap<PartnershipId, Partnership>;
  readonly names: Names;
  readonly lang: Language;
}

/** The partnerships whose titles stand beside the sentences about a gap: the one it is about, and the one that closed it. */
function partnershipsOf(gap: DecidedGap): PartnershipId[] {
  const about =
    gap.kind === "DORMANT_PARTNERSHIP" || gap.kind === "SINGLE_POINT_OF_FAILURE" ? gap.partnership : null;
  return [about, gap.decision?.closedBy ?? null].filter((id) => id !== null);
}

const words = {
  EN: {
    heading: (name: string, count: string, isOne: boolean) => `${name}: ${count} ${isOne ? "gap" : "gaps"}`,
    likeliest: (count: string) => `the ${count} likeliest`,
    recorded: "On record as",
    closing: "Closed by",
    remainder: (count: string) => `... and ${count} more; --per-kind and --first tell how many to print`,
  },
  NL: {
    heading: (name: string, count: string, isOne: boolean) =>
      `${name}: ${count} ${isOne ? "witte vlek" : "witte vlekken"}`,
    likeliest: (count: string) => `de ${count} waarschijnlijkste`,
    recorded: "Vastgelegd als",
    closing: "Opgevuld door",
    remainder: (count: string) => `... en nog ${count}; --per-kind en --first zeggen hoeveel er te zien zijn`,
  },
};

const numbers = { EN: new Intl.NumberFormat("en-GB"), NL: new Intl.NumberFormat("nl-NL") };

/** What a policy officer can paste into a memo: kind by kind, each gap with why it is one and what would mend it. */
function brief(told: Told): string[] {
  const { region, gaps, services, names, lang } = told;
  const { heading, likeliest, remainder } = words[lang];
  const { format } = numbers[lang];
  const count = gaps.count();
  const name = services.findRegion(operator, region)?.name ?? region;
  const counts = new Map(gaps.countsByKind().map(({ kind, count: ofKind }) => [kind, ofKind]));
  const countText = (kind: GapKind): string => {
    const ofKind = counts.get(kind)!;
    // There are more pairs that never met than are ranked and told.
    return kind === "MISSING_LINK" && ofKind > 1 ? likeliest(format(ofKind)) : format(ofKind);
  };
  const lines = [heading(`${name} (${region})`, format(count), count === 1)];
  let last: GapKind | null = null;
  gaps.rows.forEach(({ item }, i) => {
    if (item.kind !== last) lines.push("", `${gapKindName(item.kind, lang)}: ${countText(item.kind)}`);
    last = item.kind;
    lines.push("", `${i + 1}. ${gapTitle(item, names, lang)}`, ...gapLines(item, told).map(indented));
  });
  const more = count - gaps.rows.length;
  return more > 0 ? [...lines, "", remainder(format(more))] : lines;
}

function indented(line: string): string {
  return `   ${line}`;
}

/** Why it is a gap, as what its partnerships are recorded, what would mend it, and what was decided. */
function gapLines(gap: DecidedGap, { partnerships, names, lang }: Told): string[] {
  const closedBy = gap.decision?.closedBy ?? null;
  const { recorded, closing } = words[lang];
  // Two who should meet need no more words to say who should.
  const isMended = gap.kind === "MISSING_LINK" || gap.decision?.kind === "CLOSED";
  const lines = [
    gapExplanation(gap, names, lang),
    // Without a title they are called as they are in the sentence.
    ...partnershipsOf(gap).flatMap((id) => {
      const found = partnerships.get(id);
      if (found === undefined || found.title === null) return [];
      return `${id === closedBy ? closing : recorded}: ${partnershipText(found, names, lang)}`;
    }),
    isMended ? "" : mendingText(gap, names, lang),
    gap.decision === null ? "" : decisionText(gap.decision, lang),
  ];
  return lines.filter((line) => line !== "");
}

function gapsAsJson({ region, gaps, services, partnerships, names, lang }: Told): object {
  const organisation = (id: OrganisationId): object => organisationAsJson(services, id);
  const partnership = (id: PartnershipId): object => partnershipAsJson(partnerships.get(id), id, names, lang);
  const gapAsJson = (gap: DecidedGap): object => {
    const [about] = partnershipsOf({ ...gap, decision: null });
    const { decision } = gap;
    return {
      id: gap.id,
      kind: gap.kind,
      title: gapTitle(gap, names, lang),
      explanation: gapExplanation(gap, names, lang),
      asOf: gap.asOf,
      score: gap.score,
      organisations: gap.organisations.map(organisation),
      ...(about === undefined ? {} : { partnership: partnership(about) }),
      reasons: gap.reasons.map((reason) => reasonAsJson(reason, names, lang)),
      suggestions: gap.suggestions.map((one) => suggestionAsJson(one, services, names, lang)),
      decision: decision && { ...decision, closedBy: decision.closedBy && partnership(decision.closedBy) },
    };
  };
  return {
    region,
    revision: gaps.revision,
    count: gaps.count(),
    countsByKind: gaps.countsByKind(),
    countsByDecision: gaps.countsByDecision(),
    gaps: gaps.rows.map(({ item }) => gapAsJson(item)),
  };
}
