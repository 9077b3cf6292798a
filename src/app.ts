/** Puts the rooms together: a store, the network that follows it, and the use cases over both. */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import type { Config, Limits, StoreLocation } from "./config.js";
import type { Norm } from "./domain/norm.js";
import { openNetwork, type FollowedNetwork, type FollowerOptions } from "./network/network.js";
import { createServices, readNorms, shippedNorms, type Services } from "./service/services.js";
import type { Store } from "./store/store.js";

export interface App {
  readonly services: Services;
  readonly store: Store;
  readonly network: FollowedNetwork;
  /** Stops following, then closes the store. */
  close(): Promise<void>;
}

/** Opens a store where it lies. Only the adapter that is needed is loaded. */
export async function openStore(location: StoreLocation): Promise<Store> {
  if (location.kind === "neo4j") {
    const { openNeo4jStore } = await import("./store/neo4j/adapter.js");
    return openNeo4jStore(location);
  }
  const { openSqliteStore } = await import("./store/sqlite/adapter.js");
  if (location.isOurs) mkdirSync(dirname(location.file), { recursive: true });
  return openSqliteStore(location);
}

/** What opening may be told: who hears of faults that no question meets. */
export interface AppOptions {
  onError?(error: unknown): void;
  /** Hears that the store answers again. */
  onRecovery?(): void;
}

/** Opens the store that the configuration names, loads the network, and makes the use cases. */
export async function openApp(config: Config, options: AppOptions = {}): Promise<App> {
  return openAppOver(await openStore(config.store), config, options);
}

/** As `openApp()`, over a store that is open already and that the app closes. */
export async function openAppOver(
  store: Store,
  { timeZone, version, norms: folder, limits }: Config,
  { onError, onRecovery }: AppOptions = {},
): Promise<App> {
  let network: FollowedNetwork;
  let norms: readonly Norm[];
  try {
    norms = await readAllNorms(folder);
    network = await openNetwork(store, { onError, onRecovery, heavyWork: deadlinesFor(limits) });
  } catch (error) {
    await store.close();
    throw error;
  }
  return {
    services: createServices({ store, network, timeZone, version, norms }),
    store,
    network,
    close: async () => {
      await network.close();
      await store.close();
    },
  };
}

/** Reads the norms that come with the service and those of a folder. */
export function readAllNorms(folder: string | null): Promise<Norm[]> {
  return readNorms([fileURLToPath(shippedNorms), ...(folder === null ? [] : [folder])]);
}

/** Workers end before the requests that wait for them, so that what was found until then is still answered. */
function deadlinesFor({ requestTime, gapsTime }: Limits): FollowerOptions["heavyWork"] {
  const before = (end: number): number => end - Math.min(1_000, end / 5);
  return { deadline: before(requestTime), slowDeadline: before(gapsTime) };
}
