/** Where a command writes: answers to standard output, everything else to standard error. */
import type { Writable } from "node:stream";
import { Presets, SingleBar } from "cli-progress";
import { type Command, InvalidArgumentError } from "commander";
import { dateWanted, parseDate, type CalendarDate } from "../domain/calendar-date.js";
import type { Language } from "../text/text.js";

export interface Terminal {
  readonly out: Writable;
  readonly err: Writable & { readonly isTTY?: boolean };
}

/** What a process is given. */
export const processTerminal: Terminal = { out: process.stdout, err: process.stderr };

/** Exit codes, as scripts read them. */
export const exitCodes = { done: 0, failed: 1, wrongUsage: 2, refused: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Writes lines of an answer. */
export function print({ out }: Terminal, ...lines: readonly string[]): void {
  out.write(lines.map((line) => `${line}\n`).join(""));
}

/** Writes an answer as JSON, for programs. */
export function printJson({ out }: Terminal, value: unknown): void {
  out.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Writes a message as one line to standard error. */
export function complain({ err }: Terminal, message: string): void {
  err.write(`schakel: ${message.replace(/\s*[\r\n]+\s*/g, " ").trim()}\n`);
}

export interface ProgressBar {
  show(progress: { readonly phase: string; readonly done: number; readonly total: number | null }): void;
  clear(): void;
}

/** Makes a bar on standard error; where that is no terminal it shows nothing. */
export function progressBar({ err }: Terminal): ProgressBar {
  if (!err.isTTY) return { show: () => undefined, clear: () => undefined };
  const options = { stream: err as NodeJS.WriteStream, clearOnComplete: true, hideCursor: true, fps: 10 };
  let bar: SingleBar | null = null;
  let shown = "";
  const clear = (): void => bar?.stop();
  return {
    show({ phase, done, total }) {
      if (phase !== shown) {
        clear();
        const format = total === null ? `${phase} {value}` : `${phase} [{bar}] {value}/{total}`;
        bar = new SingleBar({ ...options, format }, Presets.legacy);
        bar.start(total ?? 0, done);
        shown = phase;
      } else bar?.update(done);
    },
    clear,
  };
}

export interface StoreOptions {
  readonly store?: string;
}

/** Adds the option that every command has. */
export function withStore(command: Command): Command {
  return command.option(
    "--store <location>",
    "sqlite:FILE, bolt://HOST:PORT or neo4j://HOST:PORT (default: SCHAKEL_STORE, else a file in your data folder)",
  );
}

/** Makes a parser of whole numbers in a range, for an option. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Wanted a whole number from ${least} to ${most}.`);
  };
}

/** Makes a parser of one word, for an option; upper and lower case are alike. */
export function wordAmong<Word extends string>(known: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = wordOf(text, known);
    if (word === undefined) throw new InvalidArgumentError(`Wanted ${alternatives.format(known)}.`);
    return word;
  };
}

/** Makes a parser of words separated by commas, for an option; upper and lower case are alike. */
export function wordsAmong<Word extends string>(known: readonly Word[]): (text: string) => readonly Word[] {
  return (text) =>
    text.split(",").map((given) => {
      const word = wordOf(given.trim(), known);
      if (word === undefined)
        throw new InvalidArgumentError(`Wanted some of ${known.join(", ")}, separated by commas.`);
      return word;
    });
}

function wordOf<Word extends string>(text: string, known: readonly Word[]): Word | undefined {
  return known.find((name) => name === text.toUpperCase());
}

const alternatives = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** Parses a date, for an option. */
export function date(text: string): CalendarDate {
  const parsed = parseDate(text);
  if (parsed === null) throw new InvalidArgumentError(`Wanted ${dateWanted}.`);
  return parsed;
}

/** Parses a language, for an option. */
export function language(text: string): Language {
  const upper = text.toUpperCase();
  if (upper === "EN" || upper === "NL") return upper;
  throw new InvalidArgumentError("Wanted en or nl.");
}
