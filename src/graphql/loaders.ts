/** What a question reads from the store, gathered in batches; one set of loaders per request, for they remember. */
import DataLoader from "dataloader";

import type { Viewer } from "../domain/access.js";
import { SchakelError } from "../domain/errors.js";
import type { PartnershipId } from "../domain/ids.js";
import type { Partnership } from "../domain/partnership.js";
import type { Services } from "../service/services.js";

const largestBatch = 1000;

export interface Loaders {
  /** The record of a partnership, null where it is gone. Forgets everything once something was changed. */
  readonly partnership: DataLoader<PartnershipId, Partnership | null>;
  /** Refuses to read any further: the request has taken too long and was answered. */
  expire(): void;
}

export function createLoaders(viewer: Viewer, services: Services): Loaders {
  let expired = false;
  return {
    partnership: new DataLoader<PartnershipId, Partnership | null>(
      async (ids) => {
        if (expired)
          throw new SchakelError(
            "BUDGET_EXCEEDED",
            "Cannot read partnerships: the time for this request is up",
          );
        return services.readPartnerships(viewer, ids);
      },
      { maxBatchSize: largestBatch },
    ),
    expire: () => {
      expired = true;
    },
  };
}

/** Reads partnerships in the order of their ids, null where one is gone. */
export function readPartnerships(
  loaders: Loaders,
  ids: readonly PartnershipId[],
): Promise<(Partnership | null)[]> {
  return Promise.all(ids.map((id) => loaders.partnership.load(id)));
}

/** Reads partnerships in the order of their ids, leaving out those that are gone. */
export async function presentPartnerships(
  loaders: Loaders,
  ids: readonly PartnershipId[],
): Promise<Partnership[]> {
  return (await readPartnerships(loaders, ids)).filter((record) => record !== null);
}
