/** What the use cases are made of. */
import type { Norm } from "../domain/norm.js";
import type { FollowedNetwork } from "../network/network.js";
import type { Store } from "../store/store.js";
import type { WriteQueue } from "./change/write-queue.js";
import type { GapCache } from "./gap/gap-cache.js";

export interface Parts {
  readonly store: Store;
  readonly network: FollowedNetwork;
  /** Where it is "today" for a question that names no day. */
  readonly timeZone: string;
  readonly version: string;
  /** What is expected, by id. */
  readonly norms: readonly Norm[];
  /** This process's changes, one at a time. */
  readonly writes: WriteQueue;
  readonly gaps: GapCache;
}
