import type { RecordKind, Records } from "../../domain/change.js";
import { keyOf } from "../../domain/ids.js";
import type { Store } from "../../store/store.js";
import { batchSize } from "./in-batches.js";

/** Reads the records of a kind by key, a page at a time, none of them empty. */
export async function* pagesOf<K extends RecordKind>(store: Store, kind: K): AsyncGenerator<Records[K][]> {
  for (let after: string | null = null; ;) {
    const page: Records[K][] = await store.page(kind, after, batchSize);
    if (page.length > 0) yield page;
    if (page.length < batchSize) return;
    const last = page[page.length - 1];
    after = "code" in last ? last.code : keyOf(last);
  }
}
