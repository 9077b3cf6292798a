/** Exports everything a store holds as a folder in the exchange format. */
import { recordKinds, type RecordKind } from "../../domain/change.js";
import { SchakelError } from "../../domain/errors.js";
import { keyOf, type OrganisationId } from "../../domain/ids.js";
import { openFolderWriter, type FolderWriter } from "../../exchange/write-folder.js";
import type { Store } from "../../store/store.js";
import type { Progress } from "./import-report.js";
import { pagesOf } from "./pages-of.js";

export interface ExportOptions {
  /** Replaces exchange files that the folder holds already. */
  readonly force?: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

export interface ExportReport {
  /** The revision that was exported. */
  readonly revision: number;
  readonly counts: Readonly<Record<RecordKind, number>>;
}

/** How often an export begins anew because something was committed while it was reading. */
const mostTries = 5;

/**
 * Writes four files, each ordered by code or first identifier (code points), records without an
 * identifier as `schakel:<id>`.
 *
 * Imported into an empty store and exported again, they are the same bytes. What is exported is one
 * revision. Throws BAD_USER_INPUT where the folder cannot be written or holds such files already,
 * CONFLICT where the store was changed again and again meanwhile; the folder is then as it was.
 *
 * Pages each kind by key; keeps the first identifier of every organisation in memory.
 */
export async function exportRecords(
  store: Store,
  directory: string,
  options: ExportOptions = {},
): Promise<ExportReport> {
  for (let tried = 0; tried < mostTries; tried++) {
    const revision = await store.readRevision();
    const writer = await openFolderWriter(directory, options);
    try {
      const counts = await writeRecords(store, writer, options.onProgress);
      if ((await store.readRevision()) !== revision) continue;
      await writer.finish();
      return { revision, counts };
    } finally {
      await writer.discard();
    }
  }
  throw new SchakelError(
    "CONFLICT",
    `Cannot export to ${JSON.stringify(directory)}: the store was changed ${mostTries} times meanwhile; try again`,
  );
}

async function writeRecords(
  store: Store,
  writer: FolderWriter,
  onProgress: ExportOptions["onProgress"],
): Promise<ExportReport["counts"]> {
  const counts = { region: 0, sector: 0, organisation: 0, partnership: 0 };
  const keys = new Map<OrganisationId, string>();
  // An organisation that is gone was removed meanwhile, or the store is damaged: `doctor` tells which.
  const refOf = (id: OrganisationId): string => keys.get(id) ?? `schakel:${id}`;
  let done = 0;
  for (const kind of recordKinds)
    for await (const page of pagesOf(store, kind)) {
      for (const record of page) if ("location" in record) keys.set(record.id, keyOf(record));
      await writer.write(kind, page, refOf);
      counts[kind] += page.length;
      done += page.length;
      onProgress?.({ phase: "write", done, total: null });
    }
  return counts;
}
