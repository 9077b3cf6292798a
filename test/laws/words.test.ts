import { expect, test } from "@jest/globals";
import { readHouseMap } from "./house-map.js";
import { readSources } from "./sources.js";
import { faultsOfNames, faultsOfWords } from "./words.js";

const map = readHouseMap();
const sources = readSources("src");

test("no word is used outside its room", () => {
  expect(faultsOfWords(map, sources)).toEqual([]);
});

test("names of files and functions say what is there", () => {
  expect(faultsOfNames(sources)).toEqual([]);
});

test("faultsOfWords() finds a word of another room in a name, split at its capitals", () => {
  const planted = [
    { file: "service/path/find-paths.ts", text: "\nconst firstArc = 0;\nconst march = firstArc;" },
  ];
  expect(faultsOfWords(map, planted)).toEqual([
    'src/service/path/find-paths.ts:2: "arc" is not at home here',
    'src/service/path/find-paths.ts:3: "arc" is not at home here',
  ]);
});

test("faultsOfWords() finds a query outside the stores, also in a template, and no word of a comment", () => {
  const planted = [
    {
      file: "network/follower.ts",
      text: "// SELECT\nconst a = `MATCH (n) RETURN ${b}`;\nconst c = 'SELECT 1';",
    },
    { file: "store/sqlite/read.ts", text: "const c = 'SELECT 1';" },
  ];
  expect(faultsOfWords(map, planted)).toEqual([
    'src/network/follower.ts:2: "MATCH" is not at home here',
    'src/network/follower.ts:3: "SELECT" is not at home here',
  ]);
});

// Once the law sought capitals alone, and the embedded store writes its queries in small letters.
test("faultsOfWords() finds a query in small letters, and no sentence that speaks of a match", () => {
  const queries = ["select 1", "insert into a values (1)", "update a set b = 1", "delete from a", "pragma x"];
  for (const text of [...queries, "create table a (b)", "\\n  match (n) return n", "merge (n:A)"])
    expect(faultsOfWords(map, [{ file: "service/a.ts", text: `const a = "${text}";` }])).toHaveLength(1);
  const text = `const a = "The best match, where people select one"; const b = "match";`;
  expect(faultsOfWords(map, [{ file: "service/a.ts", text }])).toEqual([]);
});

test.each([
  "export const port = process.env.PORT;",
  'export const port = process["env"].PORT;',
  "const { env } = process;",
  "const { env: given } = process;",
  'import { env } from "node:process";',
  'import { env as given } from "process";',
])("faultsOfWords() finds the environment read outside config.ts: %s", (text) => {
  expect(faultsOfWords(map, [{ file: "http/server.ts", text }])).toEqual([
    'src/http/server.ts:1: "process.env" is not at home here',
  ]);
  expect(faultsOfWords(map, [{ file: "config.ts", text }])).toEqual([]);
});

test("faultsOfNames() finds names that say nothing", () => {
  const planted = [
    { file: "service/utils.ts", text: "" },
    { file: "service/findPaths.ts", text: "export function getPaths() {}\nfunction processing() {}" },
  ];
  expect(faultsOfNames(planted)).toEqual([
    "src/service/utils.ts: is named after nothing that it exports",
    "src/service/findPaths.ts: is not written in kebab-case",
    'src/service/findPaths.ts:1: "getPaths" does not say what it does',
  ]);
});

test("faultsOfNames() finds methods, arrows and properties whose names say nothing, and no other name", () => {
  const text = [
    "export class Store { getPath() {} #handleIt() {} get path() { return 1; } settle() {} }",
    "const processAll = async () => 1;",
    "const getter = { manageIt: () => 1, getCount: 1 };",
    "interface Port { getRow(): void }",
  ].join("\n");
  expect(faultsOfNames([{ file: "store/store.ts", text }])).toEqual([
    'src/store/store.ts:1: "getPath" does not say what it does',
    'src/store/store.ts:1: "handleIt" does not say what it does',
    'src/store/store.ts:2: "processAll" does not say what it does',
    'src/store/store.ts:3: "manageIt" does not say what it does',
    'src/store/store.ts:4: "getRow" does not say what it does',
  ]);
});
