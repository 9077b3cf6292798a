/** graphql-inspector over the history of the printed schema: what clients rely on goes only by a commit that says so. */
import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { expect, test } from "@jest/globals";
import { buildSchema } from "graphql";

import { readSchemaSteps } from "./committed-schemas.js";
import { printedSchema } from "./schema-facts.js";

/** Lists what a client of the schema before could miss in the one after. */
async function breaksOf(before: string, after: string): Promise<string[]> {
  const changes = await diff(buildSchema(before), buildSchema(after));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message);
}

test("the schema breaks nothing that clients rely on, unless the commit says BREAKING", async () => {
  const steps = await readSchemaSteps(printedSchema);
  if (typeof steps === "string") {
    process.stderr.write(`\nCHANGES OF THE SCHEMA WERE NOT CHECKED: ${steps}\n\n`);
    return;
  }
  for (const { commit, message, before, after } of steps) {
    if (/\bBREAKING\b/.test(message)) continue;
    const where = commit ?? "not committed yet; it may break something only by a commit that says BREAKING";
    expect({ where, breaks: await breaksOf(before, after) }).toEqual({ where, breaks: [] });
  }
});

test.each([
  {
    fault: "a missing id",
    plant: (sdl: string) =>
      sdl.replace(/(?<=\ntype Partnership implements Node \{\n)[^}]*? {2}id: ID!\n/, ""),
  },
  {
    fault: "a list that may be null where it might not",
    plant: (sdl: string) => sdl.replace("organisations: [Organisation!]!", "organisations: [Organisation!]"),
  },
  {
    fault: "an argument that must be given where it might be left out",
    plant: (sdl: string) => sdl.replace("where: NetworkFilter\n", "where: NetworkFilter!\n"),
  },
  {
    fault: "a kind that goes by another name",
    plant: (sdl: string) => sdl.replace(/\bISOLATED_ORGANISATION\b/, "LONELY_ORGANISATION"),
  },
])("$fault is noticed by graphql-inspector", async ({ plant }) => {
  const planted = plant(printedSchema);
  expect(planted).not.toBe(printedSchema);
  // What is left may be no valid schema: an interface asks for the id.
  expect((await breaksOf(printedSchema, planted)).length).toBeGreaterThan(0);
});

test("graphql-inspector lets additions pass", async () => {
  expect(await breaksOf(printedSchema, `${printedSchema}\ntype Added { what: String! }`)).toEqual([]);
});
