import type { RecordKind } from "../domain/change.js";

/** What reports call several records of a kind. */
export const plurals: Readonly<Record<RecordKind, string>> = {
  region: "regions",
  sector: "sectors",
  organisation: "organisations",
  partnership: "partnerships",
};
