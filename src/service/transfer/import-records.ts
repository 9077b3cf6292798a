/** Imports a folder in the exchange format: one revision, all or nothing, again changes nothing. */
import { randomUUID } from "node:crypto";
import { recordKinds } from "../../domain/change.js";
import { SchakelError } from "../../domain/errors.js";
import { readFolder } from "../../exchange/read-folder.js";
import type { Store } from "../../store/store.js";
import type { ImportReport, Progress } from "./import-report.js";
import { planImport, type ImportPlan } from "./plan-import.js";

export interface ImportOptions {
  /** Tells what would be added, changed and refused, and writes nothing. */
  readonly dryRun?: boolean;
  /** Who is named in the change row. */
  readonly actor?: string;
  readonly onProgress?: (progress: Progress) => void;
}

/** How often an import is decided anew because something else was committed while it was being decided. */
const mostTries = 5;

/**
 * Imports a folder into a store and reports what came of every row.
 *
 * Records are matched by any of their identifiers and keep their ids; only records that differ are
 * written, so importing the same folder twice leaves the revision as it is. When any row is refused
 * nothing is written. Throws BAD_USER_INPUT where the folder cannot be read at all, CONFLICT where
 * the store was changed again and again meanwhile.
 *
 * Reads about as many records as the folder has rows, in batches, and all regions.
 */
export async function importRecords(
  store: Store,
  directory: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { dryRun = false, actor = "import", onProgress } = options;
  const folder = await readFolder(directory, (done) => onProgress?.({ phase: "read", done, total: null }));
  // One id for all tries: a write that is stale was not committed, and whatever was is not written twice.
  const id = randomUUID();

  for (let tried = 0; tried < mostTries; tried++) {
    const plan = await planImport(store, folder, (done, total) =>
      onProgress?.({ phase: "check", done, total }),
    );
    const differs = recordKinds.some((kind) => plan.put[kind].length > 0);
    if (plan.refusals.length > 0 || dryRun || !differs) {
      // What was read while something else was committed may not fit together.
      if ((await store.readRevision()) !== plan.basis) continue;
      return reportOf(plan, { written: false, dryRun, revision: plan.basis, ignored: folder.ignored });
    }
    const total = recordKinds.reduce((sum, kind) => sum + plan.put[kind].length, 0);
    const outcome = await store.write({
      id,
      basis: plan.basis,
      operation: "importRecords",
      actor,
      at: new Date().toISOString(),
      put: plan.put,
      onProgress: (done) => onProgress?.({ phase: "write", done, total }),
    });
    if (outcome.kind === "committed")
      return reportOf(plan, { written: true, dryRun, revision: outcome.revision, ignored: folder.ignored });
  }
  throw new SchakelError(
    "CONFLICT",
    `Cannot import ${JSON.stringify(directory)}: the store was changed ${mostTries} times meanwhile; try again`,
  );
}

function reportOf(
  { counts, refusals }: ImportPlan,
  rest: Pick<ImportReport, "written" | "dryRun" | "revision" | "ignored">,
): ImportReport {
  return { ...rest, counts, refusals };
}
