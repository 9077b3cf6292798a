/** The weights that the fitted ranker is shipped with, for networks that have taught it nothing yet. */
import { readFileSync } from "node:fs";
import type { FittedModel } from "../domain/ranker.js";

const file = new URL("../../seeds/ranker/default-weights.json", import.meta.url);
let model: FittedModel | null = null;

/** Read once, when first asked for. */
export function defaultModel(): FittedModel {
  model ??= (JSON.parse(readFileSync(file, "utf8")) as { readonly model: FittedModel }).model;
  return model;
}
