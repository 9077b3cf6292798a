import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** A step of the schema: how it was, how it became, and what the commit that did it says. */
export interface SchemaStep {
  /** The commit, abbreviated; null for what is not committed yet. */
  readonly commit: string | null;
  readonly message: string;
  readonly before: string;
  readonly after: string;
}

const file = "schema/schema.graphql";
const root = fileURLToPath(new URL("../../", import.meta.url));
/** Older steps than these have long been relied on or mended. */
const stepCount = 10;

/**
 * Reads the latest steps of the printed schema, the one that is not committed yet first.
 *
 * Answers why where it cannot: without git (an unpacked archive), or where history ends before the
 * schema last changed (a shallow clone). A step whose beginning lies beyond the end of history is left out.
 */
export async function readSchemaSteps(current: string): Promise<readonly SchemaStep[] | string> {
  const committed = await git("show", `HEAD:./${file}`).catch(() => null);
  if (committed === null) return "this is no git checkout that holds the schema";
  const steps: SchemaStep[] =
    committed === current ? [] : [{ commit: null, message: "", before: committed, after: current }];

  const log = await git("log", `-${stepCount}`, "--format=%h", "--", file);
  for (const commit of log.split("\n").filter((line) => line !== "")) {
    const before = await git("show", `${commit}^:./${file}`).catch(() => null);
    if (before === null) continue;
    const after = await git("show", `${commit}:./${file}`);
    steps.push({ commit, message: await git("show", "-s", "--format=%B", commit), before, after });
  }
  const isShallow = (await git("rev-parse", "--is-shallow-repository")).trim() === "true";
  if (steps.length === 0 && isShallow) return "this is a shallow clone, without the schema's last change";
  return steps;
}

async function git(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("git", words, { cwd: root, maxBuffer: 64 * 2 ** 20 });
  return stdout;
}
