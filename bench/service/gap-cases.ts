/** What gaps cost over HTTP: every labour-market region of the Netherlands, and the largest country of the EU data. */
import { median, quantile, timeOf, type Case } from "../case.js";
import { openAsker, type Asker } from "./ask.js";
import * as questions from "./questions.js";
import type { ServiceSubject } from "./subject.js";

interface GapsAnswer {
  readonly gaps: { readonly totalCount: number; readonly nodes: readonly { readonly id: string }[] };
}

/** The same instant of three years: each is a question that nobody asked before. */
const days = ["2021-07-01", "2022-07-01", "2023-07-01"];
const country = "DE";

export function gapCases(prepare: () => Promise<ServiceSubject>): Case<ServiceSubject>[] {
  return [
    {
      name: "all gaps of a labour-market region, the slowest of 35, asked for the first time",
      prepare,
      measure: async ({ dutch }) => {
        const times: number[] = [];
        for (const region of dutch!.regions) times.push(await medianTime(dutch!.ask, region, 1));
        return { ours: Math.max(...times), unit: "ms", goal: { atMost: 300 } };
      },
      check: ({ dutch }) => checkGaps(dutch!.ask, "AM28"),
    },
    {
      name: "the same, the slowest of 35, asked again",
      prepare,
      measure: async ({ dutch }) => {
        const times: number[] = [];
        for (const region of dutch!.regions) times.push(await medianTime(dutch!.ask, region, 5));
        const empty = await emptyTime(dutch!.ask);
        return {
          ours: Math.max(...times),
          unit: "ms",
          peer: empty,
          against: "an empty question",
          goal: { atMost: 10, ofPeer: true },
        };
      },
      check: () => undefined,
    },
    {
      name: "all gaps of Germany, asked for the first time",
      prepare,
      measure: async ({ sqlite }) => {
        const first = await timeOf(() => ask(sqlite.ask, country, days[0]));
        return { ours: first / 1000, unit: "s", goal: { atMost: 10 } };
      },
      check: ({ sqlite }) => checkGaps(sqlite.ask, country),
    },
    {
      name: "an empty question while that is worked out, the slowest of 100",
      prepare,
      measure: async ({ sqlite }) => {
        const other = openAsker(sqlite.running.url);
        let isDone = false;
        const heavy = ask(sqlite.ask, country, days[1]).then(() => (isDone = true));
        const times: number[] = [];
        while (!isDone && times.length < 100) {
          times.push(await timeOf(() => other.ask(questions.empty)));
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        await heavy;
        other.close();
        return { ours: quantile(times, 1), unit: "ms", goal: { atMost: 50 } };
      },
      check: () => undefined,
    },
    {
      name: "all gaps of Germany, asked again",
      prepare,
      measure: async ({ sqlite }) => {
        const times: number[] = [];
        for (let i = 0; i < 20; i++) times.push(await timeOf(() => ask(sqlite.ask, country, days[0])));
        return {
          ours: median(times),
          unit: "ms",
          peer: await emptyTime(sqlite.ask),
          against: "an empty question",
          goal: { atMost: 10, ofPeer: true },
        };
      },
      check: () => undefined,
    },
  ];
}

function ask(asker: Asker, region: string, asOf: string): Promise<GapsAnswer> {
  return asker<GapsAnswer>(questions.allGaps, { region, asOf });
}

/** The median over the days of asking for a region's gaps, so often each. */
async function medianTime(asker: Asker, region: string, often: number): Promise<number> {
  const times: number[] = [];
  for (const day of days)
    for (let i = 0; i < often; i++) times.push(await timeOf(() => ask(asker, region, day)));
  return median(times);
}

async function emptyTime(asker: Asker): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 200; i++) times.push(await timeOf(() => asker(questions.empty)));
  return median(times);
}

async function checkGaps(asker: Asker, region: string): Promise<void> {
  const { gaps } = await ask(asker, region, days[0]);
  if (gaps.totalCount === 0 || gaps.nodes.length === 0) throw new Error(`No gap was found in ${region}`);
}
