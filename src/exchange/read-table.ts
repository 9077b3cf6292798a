/**
 * Reads one CSV file strictly: bytes in, rows with the line they begin on out.
 *
 * A fault of the file (cut gzip, not UTF-8, a header that is not ours, a quote that does not close)
 * ends its reading; a fault of a row (more or fewer cells than the header) is told and passed over.
 */
import { isUtf8 } from "node:buffer";
import { gunzip } from "node:zlib";
import { promisify } from "node:util";
import { CsvError, parse } from "csv-parse/sync";
import { clip } from "../domain/record-rules.js";
import type { ExchangeFile } from "./columns.js";
import type { Refusal } from "./refusal.js";

/** One row as it stands in the file. */
export interface Row {
  /** The physical line on which it begins; the header is line 1. */
  readonly line: number;
  readonly record: readonly string[];
  /** Where each column of the file stands in `record`. */
  readonly positions: ReadonlyMap<string, number>;
}

/** The text of a cell, or `undefined` where the file has no such column. */
export function cellOf(row: Row, column: string): string | undefined {
  const position = row.positions.get(column);
  return position === undefined ? undefined : row.record[position];
}

export interface Table {
  /** What is wrong with the file or the shape of its rows. */
  readonly refusals: readonly Refusal[];
  /** False where reading ended before the end of the file. */
  readonly whole: boolean;
}

/** A gzipped file that unpacks to more than this many bytes is refused: it is no table that people exchange. */
const largestFile = 1 << 30;

/** Longer than any partnership of 5,000 parties; what is longer is a quote that was not closed. */
const longestRecord = 4 << 20;

/** Reads a table, handing each well-formed row to `take` in order. O(bytes). */
export async function readTable(
  bytes: Buffer,
  gzipped: boolean,
  file: ExchangeFile,
  take: (row: Row) => void,
): Promise<Table> {
  const name = gzipped ? `${file.name}.gz` : file.name;
  const wrong = (line: number | null, column: string | null, value: string, wanted: string): Refusal => ({
    file: name,
    line,
    column,
    value: clip(value),
    wanted,
  });

  const text = gzipped ? await unpack(bytes) : bytes;
  if (typeof text === "string") return broken([wrong(null, null, text, "a whole gzip file")]);
  const line = lineNotUtf8(text);
  if (line !== null) return broken([wrong(line, null, printable(text, line), "text in UTF-8")]);

  const refusals: Refusal[] = [];
  let positions: Map<string, number> | null = null;
  let next = 1;
  try {
    parse(withoutMark(text), {
      delimiter: ",",
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      max_record_size: longestRecord,
      on_record(record: string[]) {
        const begins = next;
        next += 1 + lineBreaksIn(record);
        // A blank line parses as one empty cell; no file of ours has a single column.
        if (record.length === 1 && record[0] === "") return null;
        if (positions === null) {
          refusals.push(
            ...faultsOfHeader(record, file).map(([value, wanted]) => wrong(begins, null, value, wanted)),
          );
          if (refusals.length > 0) throw new Stop();
          positions = new Map(record.map((column, i) => [column, i]));
        } else if (record.length !== positions.size) {
          refusals.push(
            wrong(begins, null, `${record.length} cells`, `${positions.size}, as many as the header has`),
          );
        } else take({ line: begins, record, positions });
        return null;
      },
    });
  } catch (error) {
    if (error instanceof Stop) return broken(refusals);
    if (!(error instanceof CsvError)) throw error;
    return broken([
      ...refusals,
      wrong(next, null, faultOf(error), "cells quoted as RFC 4180 says; nothing after this was read"),
    ]);
  }
  if (positions === null) return broken([wrong(1, null, "", `a header row with ${namesOf(file, true)}`)]);
  return { refusals, whole: true };
}

/** Ends the parse at a header that is not ours. */
class Stop extends Error {}

function broken(refusals: readonly Refusal[]): Table {
  return { refusals, whole: false };
}

const gunzipAsync = promisify(gunzip);

/** Unpacks a gzip file, or says what is wrong with it. */
async function unpack(bytes: Buffer): Promise<Buffer | string> {
  try {
    return await gunzipAsync(bytes, { maxOutputLength: largestFile });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "Z_BUF_ERROR") return "a gzip file that is cut off";
    if (code === "ERR_BUFFER_TOO_LARGE") return `a gzip file that unpacks to more than ${largestFile} bytes`;
    return "a damaged file, or one that is not gzip";
  }
}

/** Finds the first line that is not UTF-8, or `null`. A line feed is never part of a longer character. */
function lineNotUtf8(text: Buffer): number | null {
  if (isUtf8(text)) return null;
  for (let line = 1, begin = 0; ; line++) {
    const end = endOfLine(text, begin);
    if (!isUtf8(text.subarray(begin, end))) return line;
    begin = end + 1;
  }
}

function endOfLine(text: Buffer, begin: number): number {
  const end = text.indexOf(0x0a, begin);
  return end < 0 ? text.length : end;
}

/** The line as far as it can be shown, faulty bytes as U+FFFD. */
function printable(text: Buffer, line: number): string {
  let begin = 0;
  for (let at = 1; at < line; at++) begin = endOfLine(text, begin) + 1;
  const shown = text.subarray(begin, Math.min(endOfLine(text, begin), begin + 200)).toString("utf8");
  return shown.replace(/\p{Cc}/gu, " ").trim();
}

function withoutMark(text: Buffer): Buffer {
  return text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf ? text.subarray(3) : text;
}

/** Counts the line breaks inside quoted cells: the lines a record takes beyond its first. */
function lineBreaksIn(record: readonly string[]): number {
  let count = 0;
  for (const cell of record)
    if (cell.includes("\n") || cell.includes("\r")) count += cell.match(/\r\n|\n|\r/g)!.length;
  return count;
}

/** What is wrong with a header: the value and what was wanted, each. */
function faultsOfHeader(header: readonly string[], file: ExchangeFile): [string, string][] {
  const faults: [string, string][] = [];
  if (header.length === 1 && header[0].includes(";")) return [[header[0], "columns separated by commas"]];
  const known = new Set(file.columns.map(({ name }) => name));
  header.forEach((name, i) => {
    if (!known.has(name)) faults.push([name, `one of the columns ${namesOf(file, false)}`]);
    else if (header.indexOf(name) < i) faults.push([name, "each column once"]);
  });
  for (const { name, required } of file.columns)
    if (required && !header.includes(name))
      faults.push(["", `the column ${name}; required are ${namesOf(file, true)}`]);
  return faults;
}

function namesOf(file: ExchangeFile, requiredOnly: boolean): string {
  return file.columns
    .filter(({ required }) => required || !requiredOnly)
    .map(({ name }) => name)
    .join(", ");
}

function faultOf(error: CsvError): string {
  if (error.code === "CSV_QUOTE_NOT_CLOSED") return "a quote that is never closed";
  if (error.code === "CSV_MAX_RECORD_SIZE") return `a row of more than ${longestRecord} characters`;
  return "a quote where none may be";
}
