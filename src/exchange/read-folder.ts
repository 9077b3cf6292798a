/** Reads a folder in the exchange format: every row of its files as what it states, with its place. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RecordKind } from "../domain/change.js";
import { SchakelError } from "../domain/errors.js";
import type { Fault } from "../domain/record-rules.js";
import { exchangeFiles, type ExchangeFile } from "./columns.js";
import { decodeOrganisation, decodePartnership, decodeRegion, decodeSector } from "./decode.js";
import type { StatedOrganisation, StatedPartnership, StatedRegion, StatedSector } from "./decode.js";
import { readTable, type Row } from "./read-table.js";
import type { Refusal } from "./refusal.js";

export interface StatedRecords {
  readonly region: StatedRegion;
  readonly sector: StatedSector;
  readonly organisation: StatedOrganisation;
  readonly partnership: StatedPartnership;
}

/** What one row says. */
export interface Statement<Stated> {
  /** The physical line on which the row begins. */
  readonly line: number;
  readonly stated: Stated;
  /** Cells that could not be read; what is stated holds harmless values in their place. */
  readonly faults: readonly Fault[];
}

export interface ExchangeFolder {
  /** Of files after one that was cut short none: what they refer to may stand beyond the cut. */
  readonly statements: { readonly [K in RecordKind]: readonly Statement<StatedRecords[K]>[] };
  /** The name of the file that rows of a kind were read from; absent where the folder has none. */
  readonly files: Readonly<Partial<Record<RecordKind, string>>>;
  /** What is wrong with files and with the shape of their rows. */
  readonly refusals: readonly Refusal[];
  /** What the first file that could not be read to its end is about; null where all were. */
  readonly cut: RecordKind | null;
  /** Other CSV files in the folder, which were not read. */
  readonly ignored: readonly string[];
}

/**
 * Reads a folder's files in the order in which they may refer to each other. O(bytes).
 *
 * Throws BAD_USER_INPUT where there is no such folder, none of the files is in it, or one is in it
 * both plain and gzipped. Everything else that is wrong is told as refusals and faults, all of it.
 */
export async function readFolder(
  directory: string,
  onRows: (rows: number) => void = () => {},
): Promise<ExchangeFolder> {
  const names = await namesIn(directory);
  const files: Partial<Record<RecordKind, string>> = {};
  for (const file of exchangeFiles) {
    const found = [file.name, `${file.name}.gz`].filter((name) => names.includes(name));
    if (found.length > 1)
      throw unreadable(directory, `it holds both ${found.join(" and ")}; keep one of the two`);
    if (found.length === 1) files[file.kind] = found[0];
  }
  if (Object.keys(files).length === 0) {
    const wanted = exchangeFiles.map(({ name }) => name).join(", ");
    throw unreadable(directory, `it holds none of ${wanted} (each plain or .gz)`);
  }

  const statements: { [K in RecordKind]: Statement<StatedRecords[K]>[] } = {
    region: [],
    sector: [],
    organisation: [],
    partnership: [],
  };
  const refusals: Refusal[] = [];
  let cut: RecordKind | null = null;
  let rows = 0;
  for (const file of exchangeFiles) {
    const name = files[file.kind];
    if (name === undefined) continue;
    const table = await readTable(await bytesOf(directory, name), name.endsWith(".gz"), file, (row) => {
      if (cut === null) take(file, row, statements);
      if (++rows % 1000 === 0) onRows(rows);
    });
    refusals.push(...table.refusals);
    if (!table.whole) cut ??= file.kind;
  }
  onRows(rows);
  const read = Object.values(files);
  const ignored = names.filter((name) => /\.csv(\.gz)?$/i.test(name) && !read.includes(name));
  return { statements, files, refusals, cut, ignored };
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).sort();
  } catch (error) {
    throw unreadable(directory, reasonOf(error, "folder"), error);
  }
}

async function bytesOf(directory: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(directory, name));
  } catch (error) {
    throw unreadable(directory, `${name}: ${reasonOf(error, "file")}`, error);
  }
}

function unreadable(directory: string, reason: string, cause?: unknown): SchakelError {
  return new SchakelError("BAD_USER_INPUT", `Cannot import ${JSON.stringify(directory)}: ${reason}`, {
    cause,
  });
}

function reasonOf(error: unknown, wanted: string): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return `there is no such ${wanted}`;
  if (code === "ENOTDIR" || code === "EISDIR") return `it is not a ${wanted}`;
  if (code === "EACCES" || code === "EPERM") return `this user may not read the ${wanted}`;
  return `the ${wanted} cannot be read (${code ?? String(error)})`;
}

function take(
  { kind }: ExchangeFile,
  row: Row,
  statements: { [K in RecordKind]: Statement<StatedRecords[K]>[] },
): void {
  const { line } = row;
  const faults: Fault[] = [];
  if (kind === "region") statements.region.push({ line, stated: decodeRegion(row), faults });
  else if (kind === "sector") statements.sector.push({ line, stated: decodeSector(row), faults });
  else if (kind === "organisation")
    statements.organisation.push({ line, stated: decodeOrganisation(row, faults), faults });
  else statements.partnership.push({ line, stated: decodePartnership(row, faults), faults });
}
