/** Norms from folders of JSON files, each held against the JSON Schema. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ErrorObject, ValidateFunction } from "ajv/dist/2020.js";
import { SchakelError } from "../domain/errors.js";
import {
  normIdOf,
  type Condition,
  type Judged,
  type Norm,
  type Wanted,
  type Within,
} from "../domain/norm.js";

/** Where the norms lie that come with the project. */
export const shippedNorms = new URL("../../seeds/norms", import.meta.url);

/**
 * Reads every `*.json` of some folders, by id.
 *
 * Throws BAD_USER_INPUT for the first file that is refused; the message says which file, where in it (a JSON
 * Pointer) and what was wanted. A folder that cannot be read, and an id that two files give, are refused likewise.
 */
export async function readNorms(folders: readonly string[]): Promise<Norm[]> {
  const validate = await (validator ??= compileSchema());
  const norms = new Map<string, Norm>();
  const files = new Map<string, string>();
  for (const folder of folders)
    for (const file of filesOf(folder)) {
      const read = readJson(file);
      if (!validate(read)) throw refused(file, ...wantedBy(validate.errors![0]));
      const norm = toNorm(read);
      const other = files.get(norm.id);
      if (other !== undefined) throw refused(file, "/id", `an id that "${other}" does not have`, read.id);
      files.set(norm.id, file);
      norms.set(norm.id, norm);
    }
  return [...norms.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A file that the schema lets pass. */
interface NormFile {
  readonly id: string;
  readonly title: Norm["title"];
  readonly explanation: Norm["explanation"];
  readonly source?: string;
  readonly appliesTo: { readonly organisations: Partial<Condition> } | { readonly division: string };
  readonly expects: {
    readonly partners?: WantedOfFile;
    readonly parties?: readonly WantedOfFile[];
    readonly within?: Within;
  };
}

type WantedOfFile = Partial<Condition> & Pick<Wanted, "atLeast">;

/** Compiled once: it costs some tens of milliseconds. */
let validator: Promise<ValidateFunction<NormFile>> | undefined;

async function compileSchema(): Promise<ValidateFunction<NormFile>> {
  const { Ajv2020 } = await import("ajv/dist/2020.js");
  const schema = readFileSync(new URL("../../schema/norm.schema.json", import.meta.url), "utf8");
  // Its conditions speak of fields whose types stand elsewhere in the schema.
  return new Ajv2020({ strictTypes: false }).compile<NormFile>(JSON.parse(schema) as object);
}

function filesOf(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
    return names.sort().map((name) => join(folder, name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: "there is no such folder",
      ENOTDIR: "it is not a folder",
    };
    const reason = reasons[code ?? ""] ?? `it cannot be read (${code ?? String(error)})`;
    throw new SchakelError("BAD_USER_INPUT", `Cannot read norms in "${folder}": ${reason}`, { cause: error });
  }
}

function readJson(file: string): unknown {
  const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused(file, "", `JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

function refused(file: string, path: string, wanted: string, value?: unknown): SchakelError {
  const place = path === "" ? "the file" : path;
  const given = value === undefined ? "" : ` is ${JSON.stringify(value)}`;
  return new SchakelError("BAD_USER_INPUT", `Cannot use norm "${file}": ${place}${given}, wanted ${wanted}`);
}

/** Where a file departs from the schema, and what is wanted there. */
function wantedBy({ instancePath, keyword, params, message }: ErrorObject): [string, string] {
  const { missingProperty, additionalProperty, allowedValues, pattern } = params as Record<string, unknown>;
  if (typeof missingProperty === "string")
    return [`${instancePath}/${missingProperty}`, "a value, there is none"];
  if (typeof additionalProperty === "string")
    return [`${instancePath}/${additionalProperty}`, "nothing of this name"];
  if (keyword === "false schema") return [instancePath, "nothing here: it does not go with the rest"];
  if (Array.isArray(allowedValues)) return [instancePath, `one of ${allowedValues.join(", ")}`];
  if (typeof pattern === "string") return [instancePath, `a text that matches ${pattern}`];
  if (keyword === "minProperties" || keyword === "maxProperties")
    return [instancePath, "exactly one of its fields"];
  // "must be integer", "must NOT have fewer than 1 items": what follows the verb is what is wanted.
  return [instancePath, (message ?? keyword).replace(/^must (?:be )?/, "")];
}

function toNorm({ id, title, explanation, source, appliesTo, expects }: NormFile): Norm {
  const { partners, parties = [], within = null } = expects;
  const judged: Judged =
    "division" in appliesTo ? appliesTo : { organisations: toCondition(appliesTo.organisations) };
  return {
    id: normIdOf(id),
    title,
    explanation,
    source: source ?? null,
    appliesTo: judged,
    expects:
      partners === undefined
        ? { parties: parties.map(toWanted), within }
        : { partners: toWanted(partners), within },
  };
}

function toWanted(wanted: WantedOfFile): Wanted {
  return { atLeast: wanted.atLeast, ...toCondition(wanted) };
}

function toCondition({ kinds, sectors }: Partial<Condition>): Condition {
  return { kinds: kinds ?? null, sectors: sectors ?? null };
}
