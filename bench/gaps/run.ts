/**
 * Measures the rankers of missing links on what really formed later, and writes the ranker's section of bench/README.md.
 *
 *     npm run bench:gaps [-- FOLDER]      FOLDER holds the exchange folders eu and nl; default ../shared/data/exchange
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dateOf, dayOf, parseDate } from "../../src/domain/calendar-date.js";
import type { RegionCode } from "../../src/domain/ids.js";
import { ratioInterval } from "../../src/kernel/ranking-measures.js";
import { defaultModel } from "../../src/network/default-model.js";
import { learnRanker } from "../../src/network/learn-ranker.js";
import { State } from "../../src/network/state.js";
import { atOnce } from "../../src/kernel/in-steps.js";
import type { NetworkRecords } from "../../src/network/tables.js";
import {
  candidateShares,
  fittedRanker,
  measure,
  plainRankers,
  type Measures,
  type Ranker,
} from "./measure.js";
import { holdOut } from "./hold-out.js";
import { readRecords, recordsBefore } from "./read-records.js";

interface Case {
  readonly name: string;
  readonly records: NetworkRecords;
  readonly cut: string;
  readonly until: string;
  readonly codes: readonly RegionCode[];
  readonly fewest: number;
}

const folder = process.argv[2] ?? "../shared/data/exchange";
const [eu, nl] = await Promise.all(["eu", "nl"].map((name) => readRecords(`${folder}/${name}`)));
const shipped = fittedRanker(defaultModel());

function codesOf(
  records: NetworkRecords,
  division: string,
  isWanted: (code: string) => boolean,
): RegionCode[] {
  return records.regions
    .filter((one) => one.division === division && isWanted(one.code))
    .map(({ code }) => code);
}

const isAbroad = (code: string): boolean => !code.startsWith("NL");
/** Those that were agreed on first, then those that were measured before them: none is left out for what it says. */
const cuts = [
  ["2018-01-01", "2021-01-01"],
  ["2021-01-01", "2024-01-01"],
  ["2019-01-01", "2022-01-01"],
  ["2022-01-01", "2025-01-01"],
] as const;
const cases: Case[] = cuts.flatMap(([cut, until]) => [
  {
    name: "the Netherlands, within the EU's network",
    records: eu,
    codes: ["NL" as RegionCode],
    fewest: 1,
    cut,
    until,
  },
  {
    name: "the Netherlands, its own partnerships alone",
    records: nl,
    codes: ["NL" as RegionCode],
    fewest: 1,
    cut,
    until,
  },
  { name: "other countries", records: eu, codes: codesOf(eu, "COUNTRY", isAbroad), fewest: 50, cut, until },
  {
    name: "NUTS 2 regions elsewhere",
    records: eu,
    codes: codesOf(eu, "NUTS2", isAbroad),
    fewest: 20,
    cut,
    until,
  },
]);

/** How far the tables are a test: what had been seen of their windows before weights were settled. */
const whatWasSeen =
  "Each window of three years is ranked from what began before it. The weights as shipped know nothing that began in 2018 or later, " +
  "and no organisation of the Netherlands; those fitted to the history before are what `schakel fit` hands over of all that began " +
  "before the window. The form of the model was not chosen blind. When its features were first settled, pairs of 2018, the first year of " +
  "the first window, had been looked at with some 150 forms, the window from 2019 with eleven and that from 2022 with two. What was " +
  "changed since, how connected two are under a root and no count of partnerships, was chosen on pairs of 2016 and 2017 alone, " +
  "before all four windows were looked at with it and three more forms. All are listed below.";

const rankersAtIssue = { shipped: "fitted, as shipped", fitted: "fitted to the history before" } as const;

/** What a ranker does over the regions of a case, beside Adamic-Adar. */
interface Figures {
  /** Average precision over the first 500, as a multiple of Adamic-Adar's, and the middle nine tenths of what it might have been. */
  readonly ratio: number;
  readonly interval: readonly [number, number];
  /** The same over the first 100. */
  readonly ratio100: number;
}

const fitted = new Map<string, Ranker>();
const lines: string[] = [];
const tell = (line: string): void => {
  lines.push(line);
  process.stdout.write(`${line}\n`);
};
const reported = cases.map((one) => ({ one, figures: report(one) }));
const details = lines.splice(0);
tell("");
tell(whatWasSeen);
tell("");
tell(
  "| hold-out | from | as shipped, AP500 x Adamic-Adar | 90 % interval | AP100 x | fitted, AP500 x Adamic-Adar | 90 % interval | AP100 x |",
);
tell("| --- | --- | --- | --- | --- | --- | --- | --- |");
for (const { one, figures } of reported) {
  const cells = Object.values(rankersAtIssue).flatMap((ranker) => {
    const { ratio, interval, ratio100 } = figures.get(ranker)!;
    return [ratio.toFixed(2), intervalText(interval), ratio100.toFixed(2)];
  });
  tell(`| ${[one.name, one.cut.slice(0, 4), ...cells].join(" | ")} |`);
}
lines.push(...details);
tell("");
tell("What was tried, and how it did where it was tried:");
tell("");
const variants = JSON.parse(readFileSync(new URL("variants.json", import.meta.url), "utf8")) as {
  readonly trial: string;
  readonly variant: string;
  readonly ap500: number;
  readonly ap100: number | null;
}[];
tell("| trial | variant | AP500 x Adamic-Adar | AP100 x Adamic-Adar |");
tell("| --- | --- | --- | --- |");
for (const { trial, variant, ap500, ap100 } of variants)
  tell(`| ${trial} | ${variant} | ${ap500.toFixed(2)} | ${ap100 === null ? "" : ap100.toFixed(2)} |`);
writeSection(lines);

/** Tells how each ranker does on a case. */
function report({ name, records, cut, until, codes, fewest }: Case): Map<string, Figures> {
  const held = holdOut(records, dayOf(parseDate(cut)!), dayOf(parseDate(until)!), codes, fewest);
  const isSingle = held.regions.length === 1;
  const links = held.regions.reduce((sum, { formed }) => sum + formed.size, 0);
  const shares = candidateShares(held);
  const share = (count: number): string => `${((100 * count) / shares.formed).toFixed(0)} %`;
  tell("");
  tell(
    `**${name}, ${cut} up to ${until}**: ${held.regions.length} ${isSingle ? "region" : "regions"}, ${links} pairs that formed; of these ${share(shares.twoHops)} ` +
      `had a shared partner, ${share(shares.threeHops)} were three hops apart, ${share(shares.sectorOrNearness)} had but a sector or nearness in common.`,
  );
  tell("");
  tell("| ranker | AP500 | x Adamic-Adar | 90 % interval | AP100 | x | P@10 | P@50 | P@100 | lift at 100 |");
  tell("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
  const plain = held.regions.map((region) => measure(held, region, plainRankers["Adamic-Adar"], isSingle));
  const rankers = {
    ...plainRankers,
    [rankersAtIssue.shipped]: shipped,
    [rankersAtIssue.fitted]: fittedTo(records, cut),
  };
  const figures = new Map<string, Figures>();
  for (const [ranker, rank] of Object.entries(rankers)) {
    const own = held.regions.map((region) => measure(held, region, rank, isSingle));
    const mean = (of: (measures: Measures) => number, all = own): number =>
      all.reduce((sum, measures) => sum + of(measures), 0) / all.length;
    const timesPlain = (of: (measures: Measures) => number): number => mean(of) / mean(of, plain);
    const ratio = timesPlain((m) => m.ap500);
    const ratio100 = timesPlain((m) => m.ap100);
    const interval = isSingle
      ? redrawnInterval(own[0], plain[0])
      : ratioInterval(
          own.map(({ ap500 }) => ap500),
          plain.map(({ ap500 }) => ap500),
        );
    figures.set(ranker, { ratio, interval, ratio100 });
    tell(
      `| ${ranker} | ${mean((m) => m.ap500).toFixed(4)} | ${ratio.toFixed(2)} | ${intervalText(interval)} | ` +
        `${mean((m) => m.ap100).toFixed(4)} | ${ratio100.toFixed(2)} | ${mean((m) => m.p10).toFixed(2)} | ${mean((m) => m.p50).toFixed(2)} | ` +
        `${mean((m) => m.p100).toFixed(2)} | ${mean((m) => m.lift).toFixed(0)} |`,
    );
  }
  return figures;
}

function intervalText(interval: readonly [number, number]): string {
  return interval.map((end) => end.toFixed(2)).join(" - ");
}

/** What `schakel fit` learns from all that began before a cut. */
function fittedTo(records: NetworkRecords, cut: string): Ranker {
  const key = `${records === eu ? "eu" : "nl"} ${cut}`;
  let ranker = fitted.get(key);
  if (ranker === undefined) {
    const end = dayOf(parseDate(cut)!);
    const state = atOnce(State.of(recordsBefore(records, end)));
    const learnt = learnRanker(state, { asOf: dateOf(end - 1), withPlaces: false });
    if (learnt === null) throw new Error(`Cannot learn from what began before ${cut}: too little did`);
    fitted.set(key, (ranker = fittedRanker(learnt.model)));
  }
  return ranker;
}

function redrawnInterval(
  { redrawn: above }: Measures,
  { redrawn: below }: Measures,
): readonly [number, number] {
  const ratios = above.map((value, i) => (below[i] === 0 ? 1 : value / below[i])).sort((a, b) => a - b);
  return [ratios[Math.floor(ratios.length * 0.05)], ratios[Math.floor(ratios.length * 0.95)]];
}

function writeSection(section: readonly string[]): void {
  const file = new URL("../README.md", import.meta.url);
  const [begin, end] = ["<!-- ranker: begin -->", "<!-- ranker: end -->"];
  const before = existsSync(file) ? readFileSync(file, "utf8") : "# Benchmarks\n";
  const text = `${begin}\n\n## The ranker of missing links\n${section.join("\n")}\n\n${end}`;
  const at = before.indexOf(begin);
  const after =
    at === -1
      ? `${before.trimEnd()}\n\n${text}\n`
      : before.slice(0, at) + text + before.slice(before.indexOf(end) + end.length);
  writeFileSync(file, after);
  execFileSync("npx", ["prettier", "--write", fileURLToPath(file)]);
}
