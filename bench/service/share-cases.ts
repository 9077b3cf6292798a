/** Several processes over one Neo4j: how they share the load, and how soon one knows what another wrote. */
import { median, type Case } from "../case.js";
import { openAsker, type Asker } from "./ask.js";
import * as questions from "./questions.js";
import type { ServiceSubject } from "./subject.js";

/** Callers at once, each with a socket of its own. */
const callers = 8;
const callsEach = 60;

export function shareCases(prepare: () => Promise<ServiceSubject>): Case<ServiceSubject>[] {
  return [
    {
      name: "paths a second for 8 callers, two processes over one Neo4j",
      prepare,
      measure: async ({ neo4j, pairs }) => {
        const rates: [number[], number[]] = [[], []];
        for (let round = 0; round < 4; round++) {
          const alone = await rateOf([neo4j!.running.url], pairs);
          const shared = await rateOf([neo4j!.running.url, neo4j!.second.url], pairs);
          if (round > 0) [alone, shared].forEach((rate, i) => rates[i].push(rate));
        }
        const [alone, shared] = rates.map(median);
        return { ours: shared, unit: "/s", peer: alone, against: "one process" };
      },
      check: () => undefined,
    },
    {
      name: "a write through one process, until the other answers with it",
      prepare,
      measure: async ({ neo4j }) => {
        const other = openAsker(neo4j!.second.url);
        const times: number[] = [];
        for (let i = 0; i < 10; i++) times.push(await timeToSee(neo4j!.ask, other.ask, i));
        other.close();
        return { ours: median(times), unit: "ms" };
      },
      check: () => undefined,
    },
  ];
}

async function rateOf(urls: readonly string[], pairs: ServiceSubject["pairs"]): Promise<number> {
  const askers = Array.from({ length: callers }, (_, i) => openAsker(urls[i % urls.length]));
  const began = performance.now();
  await Promise.all(
    askers.map(async ({ ask, close }, caller) => {
      for (let i = 0; i < callsEach; i++) {
        const [from, to] = pairs[(caller * callsEach + i) % pairs.length];
        await ask(questions.path, { from, to });
      }
      close();
    }),
  );
  return (callers * callsEach * 1000) / (performance.now() - began);
}

const record = `mutation ($input: RecordOrganisationInput!) { recordOrganisation(input: $input) { revision } }`;

async function timeToSee(writer: Asker, reader: Asker, number: number): Promise<number> {
  const value = `${process.pid}-${number}`;
  await writer(record, {
    input: { name: `Bench ${value}`, kind: "OTHER", identifiers: [{ scheme: "bench", value }] },
  });
  const began = performance.now();
  const look = `{ organisation(ref: "bench:${value}") { id } }`;
  while ((await reader<{ organisation: unknown }>(look)).organisation === null)
    await new Promise((resolve) => setTimeout(resolve, 5));
  return performance.now() - began;
}
