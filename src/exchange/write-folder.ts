/** Writes a folder in the exchange format, whole or not at all. */
import { mkdir, open, readdir, rename, rm, type FileHandle } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { stringify } from "csv-stringify/sync";
import type { Contents, RecordKind } from "../domain/change.js";
import { SchakelError } from "../domain/errors.js";
import { exchangeFiles, fileOf } from "./columns.js";
import { encode, type RefOf } from "./encode.js";

export interface FolderWriter {
  /** Appends records of a kind, in the order given. */
  write<K extends RecordKind>(kind: K, records: readonly Contents[K][], refOf: RefOf): Promise<void>;
  /** Puts the four files in place under their names. */
  finish(): Promise<void>;
  /** Removes what was written. Does nothing after `finish()`. */
  discard(): Promise<void>;
}

/**
 * Begins to write the four files into a folder, which is made where it is not there.
 *
 * Until `finish()` the rows go to files ending in `.part` beside the final ones. Throws BAD_USER_INPUT
 * where the folder already holds one of the files, plain or gzipped, unless `force`: then `finish()`
 * replaces them. Other files in the folder are left alone.
 */
export async function openFolderWriter(
  directory: string,
  options: { readonly force?: boolean } = {},
): Promise<FolderWriter> {
  const standing = await standingFiles(directory);
  if (standing.length > 0 && !options.force)
    throw unwritable(
      directory,
      `it already holds ${standing.join(", ")}; choose another folder, or force it`,
    );

  const parts = new Map<RecordKind, FileHandle>();
  const discard = async (): Promise<void> => {
    for (const [kind, part] of parts) {
      await part.close();
      await rm(partOf(directory, kind), { force: true });
    }
    parts.clear();
  };
  try {
    for (const { kind, columns } of exchangeFiles) {
      const part = await open(partOf(directory, kind), "w");
      parts.set(kind, part);
      await part.appendFile(csv([columns.map(({ name }) => name)]));
    }
  } catch (error) {
    await discard();
    throw unwritable(directory, reasonOf(error), error);
  }

  return {
    async write(kind, records, refOf) {
      await parts.get(kind)!.appendFile(csv(records.map((record) => encode(kind, record, refOf))));
    },
    async finish() {
      for (const part of parts.values()) {
        await part.sync();
        await part.close();
      }
      for (const kind of parts.keys())
        await rename(partOf(directory, kind), join(directory, fileOf(kind).name));
      parts.clear();
      // A gzipped file of an earlier export would stand beside its successor and make the folder ambiguous.
      for (const name of standing) if (name.endsWith(".gz")) await rm(join(directory, name));
    },
    discard,
  };
}

/** Makes the folder where need be and lists the exchange files that are in it. */
async function standingFiles(directory: string): Promise<string[]> {
  try {
    await makeFolder(resolve(directory));
    const names = await readdir(directory);
    return exchangeFiles.flatMap(({ name }) => [name, `${name}.gz`]).filter((name) => names.includes(name));
  } catch (error) {
    throw unwritable(directory, reasonOf(error), error);
  }
}

/** Makes a folder and those it lies in. Node's own recursive way never ends in `/proc`, where no folder can be made. */
async function makeFolder(directory: string): Promise<void> {
  const isThere = (error: NodeJS.ErrnoException): void => {
    if (error.code !== "EEXIST") throw error;
  };
  try {
    await mkdir(directory).catch(isThere);
  } catch (error) {
    const parent = dirname(directory);
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || parent === directory) throw error;
    await makeFolder(parent);
    await mkdir(directory).catch(isThere);
  }
}

function partOf(directory: string, kind: RecordKind): string {
  return join(directory, `.${fileOf(kind).name}.part`);
}

function csv(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], { record_delimiter: "\r\n", quoted_match: /[\r\n]/ });
}

function unwritable(directory: string, reason: string, cause?: unknown): SchakelError {
  return new SchakelError("BAD_USER_INPUT", `Cannot export to ${JSON.stringify(directory)}: ${reason}`, {
    cause,
  });
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOTDIR" || code === "EEXIST") return "it is not a folder";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "this user may not write there";
  if (code === "ENOENT") return "no folder can be made there";
  if (code === "ENOSPC") return "the disk is full";
  return `it cannot be written (${code ?? String(error)})`;
}
