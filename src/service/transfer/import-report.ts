/** What an import did, or would do: counts by kind, and every row that it does not take. */
import type { RecordKind } from "../../domain/change.js";
import type { Refusal } from "../../exchange/refusal.js";

export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows, or files as a whole, with at least one refusal. */
  readonly refused: number;
}

export interface ImportReport {
  /** True when something was written; false for a dry run, a refusal and when nothing differs. */
  readonly written: boolean;
  readonly dryRun: boolean;
  /** The store's revision after the import. */
  readonly revision: number;
  readonly counts: Readonly<Record<RecordKind, ImportCounts>>;
  /** In the order of files and lines. A row may be refused for several reasons. Nothing is written when there is any. */
  readonly refusals: readonly Refusal[];
  /** Other CSV files in the folder, which were not read. */
  readonly ignored: readonly string[];
}

/** How far an import or export has come. */
export interface Progress {
  readonly phase: "read" | "check" | "write";
  /** Rows or records done in this phase. */
  readonly done: number;
  /** Null where it is not known. */
  readonly total: number | null;
}
