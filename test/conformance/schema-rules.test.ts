/** graphql-eslint over the printed schema: descriptions on everything, names, ids, Relay's connections. */
import { expect, test } from "@jest/globals";

import { lintSchema } from "./lint-schema.js";
import { printedSchema } from "./schema-facts.js";

/** What the rules complain of, and why it stays so. */
const allowed = [
  {
    rule: "relay-edge-types",
    definition: "SectorEdge",
    reason:
      "a sector is known by its code, in arguments too: an id beside it would be a second name for one thing",
  },
  {
    rule: "no-typename-prefix",
    definition: "Paths",
    reason: "the list of paths is all that an answer with paths is about",
  },
];

test("the schema breaks no rule but those that are said here", async () => {
  const complaints = await lintSchema(printedSchema);
  const others = complaints.filter(
    ({ rule, definition }) => !allowed.some((one) => one.rule === rule && one.definition === definition),
  );
  expect(others).toEqual([]);
  expect(complaints).toHaveLength(allowed.length);
});

test.each([
  {
    fault: "an object without its id",
    rule: "strict-id-in-types",
    plant: (sdl: string) =>
      sdl.replace(/(?<=\ntype Partnership implements Node \{\n)[^}]*? {2}id: ID!\n/, ""),
  },
  {
    fault: "a field that nothing is said of",
    rule: "require-description",
    plant: (sdl: string) => sdl.replace(/ {2}"""What it is called, as recorded."""\n(?= {2}name)/, ""),
  },
  {
    fault: "a page by offset",
    rule: "relay-arguments",
    plant: (sdl: string) =>
      sdl.replace(/( {4})after: String(?=\n[^)]*\n {2}\): RegionConnection)/, "$1offset: Int"),
  },
  {
    fault: "a cursor that is missing",
    rule: "relay-edge-types",
    plant: (sdl: string) => sdl.replace(/(?<=\ntype RegionEdge \{\n)[^}]*? {2}cursor: String!\n/, ""),
  },
])("$fault is noticed by $rule", async ({ rule, plant }) => {
  const planted = plant(printedSchema);
  expect(planted).not.toBe(printedSchema);
  const complaints = await lintSchema(planted);
  expect(complaints.map((complaint) => complaint.rule)).toContain(rule);
});
