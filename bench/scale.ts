/**
 * `npm run bench:scale`: networks of one shape and three sizes through the exchange format into SQLite, served.
 *
 *   npm run bench:scale -- [--organisations 10000,100000,1000000] [--dry-run]
 *
 * What grows with the network stands side by side. The last size takes about ten minutes and 12 GB.
 */
import { spawn } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { randomFrom } from "../src/exchange/party-draw.js";
import { writeMadeUpNetwork } from "../src/exchange/made-up-network.js";
import { quantile } from "./case.js";
import { circumstances, toTable, writeSection } from "./report.js";
import { openAsker, type Asker } from "./service/ask.js";
import { runSchakel, startSchakel } from "./service/processes.js";
import * as questions from "./service/questions.js";

const { values } = parseArgs({
  options: {
    organisations: { type: "string", default: "10000,100000,1000000" },
    "dry-run": { type: "boolean", default: false },
    write: { type: "string" },
  },
});
const counts = values.organisations.split(",").map(Number);

/** Node's own heap is bounded by 4 GB, whatever the machine has: the largest network wants more. */
const heap = ["--max-old-space-size=14000"];
const asOf = "2024-06-01";

/** One line of figures: what was measured, and how it reads. */
type Measures = ReadonlyMap<string, string>;

if (values.write !== undefined) await writeNetwork(values.write, counts[0]);
else await benchScale();

async function benchScale(): Promise<void> {
  const columns: Measures[] = [];
  for (const count of counts) columns.push(await measureSize(count));
  const names = [...columns[0].keys()];
  const head = ["", ...counts.map((count) => `${grouped(count)} organisations`)];
  const table = toTable(
    head,
    names.map((name) => [name, ...columns.map((column) => column.get(name) ?? "")]),
  );
  const text = `${circumstances()}.\n\n${table}`;
  console.log(text);
  if (values["dry-run"]) return;
  writeSection("scale", `### Scale: through the exchange format into SQLite, served\n\n${text}`);
  writeSection("scale", text, new URL("../README.md", import.meta.url));
}

/** Mostly two parties each, so that there are about as many links as partnerships. */
async function writeNetwork(folder: string, organisations: number): Promise<void> {
  await writeMadeUpNetwork(folder, { organisations, partnerships: 5 * organisations, consortia: 0.0005 });
}

async function measureSize(count: number): Promise<Measures> {
  const folder = await mkdtemp(join(tmpdir(), "schakel-scale-"));
  try {
    const files = join(folder, "network");
    const database = join(folder, "network.db");
    await writeInProcess(files, count);
    const measures = new Map<string, string>([["partnerships", grouped(5 * count)]]);
    const imported = await runSchakel(["import", files, "--store", `sqlite:${database}`], {}, heap);
    measures.set("import", seconds(imported.seconds));
    measures.set(
      "organisations and partnerships a second",
      grouped(Math.round((6 * count) / imported.seconds)),
    );
    measures.set("memory while importing", megabytes(imported.peakMemory));
    measures.set("database file", megabytes((await stat(database)).size));

    const running = await startSchakel(`sqlite:${database}`, {}, heap);
    const { ask, close } = openAsker(running.url);
    try {
      measures.set("start, to the first answer", seconds(running.startTime / 1000));
      measures.set("memory once started", megabytes(running.memory()));
      await measureQuestions(ask, count, measures);
      measures.set("memory after the questions", megabytes(running.memory()));
    } finally {
      close();
      await running.stop();
    }
    return measures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** In a process of its own, whose memory is free again when the import begins. */
async function writeInProcess(folder: string, count: number): Promise<void> {
  const script = fileURLToPath(import.meta.url);
  const words = [...heap, "--import", "tsx", script, "--write", folder, "--organisations", String(count)];
  const child = spawn(process.execPath, words, { stdio: "inherit" });
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0)
    throw new Error(`Cannot write a network of ${count} organisations: ended with ${String(code)}`);
}

async function measureQuestions(ask: Asker, count: number, measures: Map<string, string>): Promise<void> {
  const random = randomFrom(5);
  const someone = () => `made-up:o${String(Math.floor(random() * count)).padStart(7, "0")}`;
  const pairs = Array.from({ length: 200 }, () => ({ from: someone(), to: someone() }));
  const region = `R${String(Math.floor(count / 250 / 3)).padStart(5, "0")}`;
  const province = `P${String(Math.floor(count / 2500 / 3)).padStart(5, "0")}`;
  const time = async (
    name: string,
    times: number,
    question: (i: number) => Promise<unknown>,
  ): Promise<void> => {
    const taken: number[] = [];
    try {
      for (let i = 0; i < times; i++) taken.push((await timed(() => question(i))).taken);
      measures.set(name, spread(taken));
    } catch (error) {
      // What takes too long is a figure too, and the rest of the run is worth having.
      console.error(`${name}: ${String(error)}`);
      measures.set(name, "no answer");
    }
  };

  for (let i = 0; i < 100; i++) await ask(questions.empty);
  await time("an empty question", 100, () => ask(questions.empty));
  await time("a path between any two", 200, (i) => ask(questions.path, pairs[i]));
  const where = { partnershipKinds: ["PROJECT", "PLACEMENT", "CURRICULUM"], activeOn: asOf };
  const narrowed = new Map<boolean, number[]>([
    [true, []],
    [false, []],
  ]);
  let unanswered = 0;
  for (const pair of pairs) {
    const question = () => ask<PathAnswer>(questions.pathWhere, { ...pair, where }).catch(() => null);
    const { taken, answer } = await timed(question);
    if (answer === null) unanswered++;
    else narrowed.get("paths" in answer.paths)!.push(taken);
  }
  const [[first, ...none], some] = [narrowed.get(false)!, narrowed.get(true)!];
  const over = "over 3 of 10 kinds on one day";
  measures.set(`the same ${over}, where there is one`, spread(some));
  measures.set("where there is none, asked first", milliseconds(first));
  measures.set("where there is none, after that", spread(none));
  measures.set("of these 200, not answered in time", String(unanswered));
  await time("20 missing links of a region of 250, asked first", 1, () =>
    ask(questions.gaps, { region, asOf }),
  );
  await time("20 missing links among 2,500, asked first", 1, () =>
    ask(questions.gaps, { region: province, asOf }),
  );
  await time("20 missing links among 2,500, asked again", 5, () =>
    ask(questions.gaps, { region: province, asOf }),
  );
  await time("a page of 50 organisations of a region", 50, () => ask(questions.page, { region }));
  await time("a view of 500 organisations of a province", 5, () => ask(questions.view, { region: province }));
  await time("a search by two words", 20, () =>
    ask(`{ organisations(search: "college noord", first: 10) { nodes { name } } }`),
  );
}

/** What a question for a path is answered with. */
interface PathAnswer {
  readonly paths: { readonly paths: readonly unknown[] } | { readonly reason: string };
}

async function timed<Answer>(question: () => Promise<Answer>): Promise<{ taken: number; answer: Answer }> {
  const began = performance.now();
  const answer = await question();
  return { taken: performance.now() - began, answer };
}

/** The median, and where there are enough the time that few go beyond. */
function spread(taken: readonly number[]): string {
  const middle = milliseconds(quantile(taken, 0.5));
  return taken.length < 20 ? middle : `${middle}, 19 of 20 within ${milliseconds(quantile(taken, 0.95))}`;
}

function grouped(value: number): string {
  return value.toLocaleString("en");
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}

function megabytes(bytes: number): string {
  return `${grouped(Math.round(bytes / 1e6))} MB`;
}
