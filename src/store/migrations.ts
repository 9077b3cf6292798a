/** The numbered steps that bring a store's tables or constraints up to date, as files of a folder. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Migration {
  /** Counted from 1, without holes. */
  readonly version: number;
  readonly text: string;
}

/** Reads the files `0001-name.sql`, `0002-...` of a folder in order; whatever is named otherwise is left alone. */
export function readMigrations(folder: string, extension: "sql" | "cypher"): Migration[] {
  const named = new RegExp(`^\\d{4}-.+\\.${extension}$`);
  const files = readdirSync(folder).filter((file) => named.test(file));
  return files.sort().map((file, i) => {
    const version = Number(file.slice(0, 4));
    if (version !== i + 1) throw new Error(`Cannot read migration "${file}": number ${i + 1} is wanted here`);
    return { version, text: readFileSync(join(folder, file), "utf8") };
  });
}
