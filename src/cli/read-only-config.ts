import { existsSync } from "node:fs";
import { readConfig, type Config } from "../config.js";
import { SchakelError } from "../domain/errors.js";
import type { StoreOptions } from "./terminal.js";

/**
 * Reads the configuration for a command that asks and writes nothing: a mistyped name must not make a new,
 * empty store, nor a look at an older one bring it up to date. Throws UNAVAILABLE where the file of an embedded store is not there.
 */
export function readOnlyConfig({ store }: StoreOptions): Config {
  const config = readConfig({ store });
  if (isAbsent(config.store))
    throw new SchakelError(
      "UNAVAILABLE",
      `Cannot open store ${JSON.stringify(config.store.file)}: there is no such file; schakel import makes one`,
    );
  return { ...config, store: { ...config.store, readonly: true } };
}

/** Says whether a location names an embedded store whose file is not there. */
export function isAbsent(
  location: Config["store"],
): location is Config["store"] & { readonly kind: "sqlite" } {
  return location.kind === "sqlite" && !existsSync(location.file);
}
