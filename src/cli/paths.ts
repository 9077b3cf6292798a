import { InvalidArgumentError, Option, type Command } from "commander";
import { openApp } from "../app.js";
import { operator } from "../domain/access.js";
import type { CalendarDate } from "../domain/calendar-date.js";
import type { OrganisationId, PartnershipId } from "../domain/ids.js";
import {
  lastToRun,
  partnershipKinds,
  type Partnership,
  type PartnershipKind,
} from "../domain/partnership.js";
import type { SuggestedPartnership } from "../domain/gap.js";
import {
  pathRanks,
  weakestStepOf,
  type IntroductionStep,
  type NoPath,
  type Path,
  type PathRank,
  type Paths,
  type PathStep,
  type Relaxation,
} from "../domain/path.js";
import { isOrganisationRef, organisationRefWanted } from "../domain/refs.js";
import { limits, type Services } from "../service/services.js";
import {
  introductionText,
  namesFrom,
  noPathExplanation,
  reasonText,
  relaxationText,
  type Language,
  type Names,
} from "../text/text.js";
import {
  organisationAsJson,
  partnershipAsJson,
  partnershipText,
  readPartnershipsById,
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

interface PathsOptions extends StoreOptions {
  readonly k: number;
  readonly rank: PathRank;
  readonly via?: readonly string[];
  readonly disjoint?: boolean;
  readonly maxHops: number;
  readonly activeOn?: CalendarDate;
  readonly kinds?: readonly PartnershipKind[];
  readonly lang: Language;
  readonly json?: boolean;
}

/** Adds `schakel paths FROM TO`. */
export function addPaths(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  withStore(program.command("paths"))
    .summary("find the best ways from one organisation to another")
    .description(
      "Find the best ways from one organisation to another over recorded partnerships, or say why there is none and what " +
        "would make one. An organisation is named by an identifier such as kvk:12345678, or by its id: schakel find tells both.",
    )
    .argument("<from>", "the organisation to start at", organisationRef)
    .argument("<to>", "the organisation to get to", organisationRef)
    .addOption(
      new Option("--k <number>", `how many ways, 1 to ${limits.paths}; the best first`)
        .default(1)
        .argParser(wholeNumber(1, limits.paths)),
    )
    .addOption(
      new Option("--rank <order>", "hops (fewest steps first) or cost (closest and smallest first)")
        .default("HOPS", "hops")
        .argParser(wordAmong(pathRanks)),
    )
    .option(
      "--via <organisations>",
      "organisations to pass, three at most, separated by commas",
      organisationRefs,
    )
    .option("--disjoint", "only ways that share no organisation but their ends")
    .addOption(
      new Option("--max-hops <number>", `the most hops a way may have, 0 to ${limits.maxHops}`)
        .default(6)
        .argParser(wholeNumber(0, limits.maxHops)),
    )
    .option("--active-on <date>", "only partnerships that run on this day, YYYY-MM-DD", date)
    .option(
      "--kinds <kinds>",
      "only partnerships of these kinds, separated by commas",
      wordsAmong(partnershipKinds),
    )
    .addOption(
      new Option("--lang <language>", "the language of the answer, en or nl")
        .default("EN", "en")
        .argParser(language),
    )
    .option("--json", "print the answer as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  schakel paths brin:99AA kvk:00000105\n  schakel paths brin:99AA kvk:00000105 --k 3 --rank cost --active-on 2026-09-01 --kinds placement,visit",
    )
    .action(async (from: string, to: string, options: PathsOptions) =>
      exit(await runPaths(from, to, options, terminal)),
    );
}

async function runPaths(
  from: string,
  to: string,
  options: PathsOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { maxHops, activeOn, kinds, lang, k, rank: rankBy, via, disjoint } = options;
  const app = await openApp(readOnlyConfig(options));
  try {
    const { services } = app;
    const where = { activeOn, partnershipKinds: kinds };
    const question = { from: [from], to: [to], where, rankBy, via, disjoint, first: k, maxHops };
    const answer = await services.findPaths(operator, question);
    const names = namesFrom(services);
    if (answer.kind === "no-path") {
      const remedies = await remediesFor(answer, services);
      if (options.json) printJson(terminal, noPathAsJson(answer, remedies, services, names, lang));
      else print(terminal, ...noPathLines(answer, remedies, names, lang));
      return exitCodes.done;
    }
    const partnerships = await partnershipsIn(answer, services);
    const steps = new StepTexts(partnerships, names, lang);
    if (options.json) printJson(terminal, pathsAsJson(answer, services, steps));
    else print(terminal, ...pathsLines(answer, services, names, steps));
    return exitCodes.done;
  } finally {
    await app.close();
  }
}

/** Parses the ref of an organisation. */
function organisationRef(text: string): string {
  if (isOrganisationRef(text)) return text;
  throw new InvalidArgumentError(`Wanted ${organisationRefWanted}.`);
}

/** Parses refs separated by commas, for an option. */
function organisationRefs(text: string): readonly string[] {
  return text
    .split(",")
    .map((ref) => ref.trim())
    .filter((ref) => ref !== "")
    .map(organisationRef);
}

/** What would make a path where there is none. */
interface Remedies {
  readonly relaxations: readonly Relaxation[];
  readonly suggestions: readonly SuggestedPartnership[];
}

async function remediesFor(answer: NoPath, services: Services): Promise<Remedies> {
  return {
    relaxations: await services.relax(operator, answer),
    suggestions: await services.suggestPartnerships(operator, answer),
  };
}

const headings = {
  EN: {
    path: (number: number, steps: number, cost: number) =>
      `${number}. ${steps === 1 ? "1 step" : `${steps} steps`}, cost ${cost}`,
    others: (count: number) => `, and ${count} more`,
    introduction: "Who can introduce whom:",
    truncated:
      "There may be more: the search took too long to be finished. Narrow it with --active-on, --kinds or --max-hops.",
    relaxations: "What would help:",
    suggestions: "New partnerships that would make a way:",
  },
  NL: {
    path: (number: number, steps: number, cost: number) =>
      `${number}. ${steps === 1 ? "1 stap" : `${steps} stappen`}, kosten ${cost}`,
    others: (count: number) => `, en nog ${count}`,
    introduction: "Wie kan wie voorstellen:",
    truncated:
      "Er kunnen er meer zijn: het zoeken duurde te lang om af te maken. Beperk het met --active-on, --kinds of --max-hops.",
    relaxations: "Wat zou helpen:",
    suggestions: "Nieuwe samenwerkingen die een weg zouden maken:",
  },
};

function pathsLines(
  { paths, truncated }: Paths,
  services: Services,
  names: Names,
  texts: StepTexts,
): string[] {
  const { path: heading, truncated: more } = headings[texts.language];
  const linesOf = (path: Path): string[] => [
    ...pathLines(path, names, texts),
    ...introductionLines(services.introduce(path), names, texts.language),
  ];
  const lines =
    paths.length === 1
      ? linesOf(paths[0])
      : paths.flatMap((path, i) => [
          ...(i === 0 ? [] : [""]),
          heading(i + 1, path.steps.length, path.cost),
          ...linesOf(path),
        ]);
  return truncated ? [...lines, ...(lines.length === 0 ? [] : [""]), more] : lines;
}

function introductionLines(
  introduction: readonly IntroductionStep[],
  names: Names,
  lang: Language,
): string[] {
  if (introduction.length === 0) return [];
  return [
    headings[lang].introduction,
    ...introduction.map((step) => `- ${introductionText(step, names, lang)}`),
  ];
}

function noPathLines(
  answer: NoPath,
  { relaxations, suggestions }: Remedies,
  names: Names,
  lang: Language,
): string[] {
  const lines = [noPathExplanation(answer, names, lang)];
  if (relaxations.length > 0) lines.push("", headings[lang].relaxations);
  for (const relaxation of relaxations)
    lines.push(
      `- ${relaxationText(relaxation, names, lang)}`,
      `  ${relaxation.path.organisations.map(names.organisation).join(" -> ")}`,
    );
  if (suggestions.length > 0) lines.push("", headings[lang].suggestions);
  for (const { organisations, reasons } of suggestions)
    lines.push(
      `- ${organisations.map(names.organisation).join(" + ")}`,
      ...reasons.map((reason) => `  ${reasonText(reason, names, lang)}`),
    );
  return lines;
}

function partnershipsIn({ paths }: Paths, services: Services): Promise<Map<PartnershipId, Partnership>> {
  const ids = paths.flatMap(({ steps }) => steps.flatMap(({ partnerships }) => partnerships));
  return readPartnershipsById(services, [...new Set(ids)]);
}

/** How many partnerships of one hop are told in JSON; all are counted. */
const partnershipsTold = 10;

/** What a hop runs over, in words. */
class StepTexts {
  constructor(
    readonly partnerships: ReadonlyMap<PartnershipId, Partnership>,
    readonly names: Names,
    readonly language: Language,
  ) {}

  /** `Stages (2024-01-01 to 2024-12-31), and 2 more`: of several the one that runs the longest. */
  via({ partnerships }: PathStep): string {
    const present = partnerships.map((id) => this.partnerships.get(id)).filter((one) => one !== undefined);
    const latest = lastToRun(present);
    if (latest === undefined) return partnerships[0];
    const { others } = headings[this.language];
    const more = partnerships.length - 1;
    return partnershipText(latest, this.names, this.language) + (more === 0 ? "" : others(more));
  }
}

function pathLines({ organisations, steps }: Path, names: Names, texts: StepTexts): string[] {
  return [
    names.organisation(organisations[0]),
    ...steps.flatMap((step) => [`  -> via ${texts.via(step)}`, `  -> ${names.organisation(step.to)}`]),
  ];
}

function noPathAsJson(
  answer: NoPath,
  { relaxations, suggestions }: Remedies,
  services: Services,
  names: Names,
  lang: Language,
): object {
  const { reason, hops, fromReach, toReach, revision } = answer;
  const organisation = (id: OrganisationId): object => organisationAsJson(services, id);
  return {
    kind: "no-path",
    reason,
    explanation: noPathExplanation(answer, names, lang),
    hops,
    fromReach,
    toReach,
    relaxations: relaxations.map((relaxation) => ({
      change: relaxation.changes[0],
      changes: relaxation.changes,
      filterFields: relaxation.filterFields,
      maxHops: relaxation.maxHops,
      explanation: relaxationText(relaxation, names, lang),
      path: {
        organisations: relaxation.path.organisations.map(organisation),
        cost: relaxation.path.cost,
      },
    })),
    suggestions: suggestions.map((suggested) => suggestionAsJson(suggested, services, names, lang)),
    revision,
  };
}

function pathsAsJson({ paths, truncated, revision }: Paths, services: Services, texts: StepTexts): object {
  const organisation = (id: OrganisationId): object => organisationAsJson(services, id);
  const partnership = (id: PartnershipId): object =>
    partnershipAsJson(texts.partnerships.get(id), id, texts.names, texts.language);
  return {
    kind: "paths",
    paths: paths.map((path) => ({
      organisations: path.organisations.map(organisation),
      cost: path.cost,
      weakestStep: weakestStepOf(path),
      steps: path.steps.map((step) => ({
        from: step.from,
        to: step.to,
        cost: step.cost,
        partnershipCount: step.partnerships.length,
        partnerships: step.partnerships.slice(0, partnershipsTold).map(partnership),
      })),
      introduction: services.introduce(path).map((step) => ({
        asked: step.asked,
        about: step.about,
        because: introductionText(step, texts.names, texts.language),
        partnershipCount: step.partnershipCount,
        partnership: step.latest === null ? null : partnership(step.latest.id),
        lastActive: step.lastActive,
        askedPartnerCount: step.askedPartnerCount,
      })),
    })),
    truncated,
    revision,
  };
}
