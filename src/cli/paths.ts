import { Option, type Command } from "commander";
import { openApp } from "../app.js";
import { operator } from "../domain/access.js";
import type { CalendarDate } from "../domain/calendar-date.js";
import { keyOf, type OrganisationId, type PartnershipId } from "../domain/ids.js";
import { partnershipKinds, type Partnership, type PartnershipKind } from "../domain/partnership.js";
import type { NoPath, Path, Paths, PathStep } from "../domain/path.js";
import type { Services } from "../service/services.js";
import { noPathExplanation, type Language, type Names } from "../text/text.js";
import { namesFrom, readPartnershipsById, titleOf } from "./names.js";
import { readOnlyConfig } from "./read-only-config.js";
import { date, exitCodes, language, print, printJson, wholeNumber, withStore, wordsOf } from "./terminal.js";
import type { ExitCode, StoreOptions, Terminal } from "./terminal.js";

interface PathsOptions extends StoreOptions {
  readonly maxHops: number;
  readonly activeOn?: CalendarDate;
  readonly kinds?: readonly PartnershipKind[];
  readonly lang: Language;
  readonly json?: boolean;
}

/** Adds `schakel paths FROM TO`. */
export function addPaths(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  withStore(program.command("paths"))
    .summary("find the best way from one organisation to another")
    .description(
      "Find the best way from one organisation to another over recorded partnerships, or say why there is none. " +
        "An organisation is named by an identifier such as kvk:12345678, or by its id.",
    )
    .argument("<from>", "the organisation to start at")
    .argument("<to>", "the organisation to get to")
    .addOption(
      new Option("--max-hops <number>", "the most hops a way may have, 0 to 8")
        .default(6)
        .argParser(wholeNumber(0, 8)),
    )
    .option("--active-on <date>", "only partnerships that run on this day, YYYY-MM-DD", date)
    .option(
      "--kinds <kinds>",
      "only partnerships of these kinds, parted by commas",
      wordsOf(partnershipKinds),
    )
    .addOption(new Option("--lang <language>", "en or nl").default("EN", "en").argParser(language))
    .option("--json", "print the answer as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  schakel paths brin:99AA kvk:00000105\n  schakel paths brin:99AA kvk:00000105 --active-on 2026-09-01 --kinds placement,visit",
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
  const { maxHops, activeOn, kinds, lang } = options;
  const app = await openApp(readOnlyConfig(options));
  try {
    const { services } = app;
    const where = { activeOn, partnershipKinds: kinds };
    const answer = services.findPaths(operator, { from: [from], to: [to], maxHops, where });
    const names = namesFrom(services);
    if (answer.kind === "no-path") {
      if (options.json) printJson(terminal, noPathAsJson(answer, names, lang));
      else print(terminal, noPathExplanation(answer, names, lang));
      return exitCodes.done;
    }
    const partnerships = await partnershipsIn(answer, services);
    const steps = new StepTexts(partnerships, names, lang);
    if (options.json) printJson(terminal, pathsAsJson(answer, services, steps));
    else for (const path of answer.paths) print(terminal, ...pathLines(path, names, steps));
    return exitCodes.done;
  } finally {
    await app.close();
  }
}

/** How many partnerships of one hop are read: the first is told, the others counted. */
const partnershipsTold = 10;

function partnershipsIn(answer: Paths, services: Services): Promise<Map<PartnershipId, Partnership>> {
  const ids = answer.paths.flatMap(({ steps }) =>
    steps.flatMap(({ partnerships }) => partnerships.slice(0, partnershipsTold)),
  );
  return readPartnershipsById(services, [...new Set(ids)]);
}

/** What a hop runs over, in words. */
class StepTexts {
  constructor(
    readonly partnerships: ReadonlyMap<PartnershipId, Partnership>,
    readonly names: Names,
    readonly language: Language,
  ) {}

  /** `Stages (2024-01-01 - 2025-01-01), and 2 more`. */
  via({ partnerships }: PathStep): string {
    const best = this.partnerships.get(partnerships[0]);
    if (best === undefined) return partnerships[0];
    const { since, until } = best;
    const period = since === null && until === null ? "" : ` (${since ?? ""} - ${until ?? ""})`;
    const more = partnerships.length - 1;
    const others = more === 0 ? "" : this.language === "NL" ? `, en nog ${more}` : `, and ${more} more`;
    return titleOf(best, this.names, this.language) + period + others;
  }
}

function pathLines({ organisations, steps }: Path, names: Names, texts: StepTexts): string[] {
  return [
    names.organisation(organisations[0]),
    ...steps.flatMap((step) => [`  -> via ${texts.via(step)}`, `  -> ${names.organisation(step.to)}`]),
  ];
}

function noPathAsJson(answer: NoPath, names: Names, lang: Language): object {
  const { reason, fromReach, toReach, revision } = answer;
  const explanation = noPathExplanation(answer, names, lang);
  return { kind: "no-path", reason, explanation, fromReach, toReach, revision };
}

function pathsAsJson({ paths, truncated, revision }: Paths, services: Services, texts: StepTexts): object {
  const organisation = (id: OrganisationId): object => {
    const found = services.organisationOf(id);
    return { id, ref: found === null ? id : keyOf(found), name: texts.names.organisation(id) };
  };
  const partnership = (id: PartnershipId): object => {
    const found = texts.partnerships.get(id);
    if (found === undefined) return { id };
    const { kind, since, until } = found;
    return { id, ref: keyOf(found), title: titleOf(found, texts.names, texts.language), kind, since, until };
  };
  return {
    kind: "paths",
    paths: paths.map(({ organisations, cost, steps }) => ({
      organisations: organisations.map(organisation),
      cost,
      steps: steps.map((step) => ({
        from: step.from,
        to: step.to,
        cost: step.cost,
        partnershipCount: step.partnerships.length,
        partnerships: step.partnerships.slice(0, partnershipsTold).map(partnership),
      })),
    })),
    truncated,
    revision,
  };
}
