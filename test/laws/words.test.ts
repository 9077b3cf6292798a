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

test("faultsOfWords() finds the environment read outside config.ts", () => {
  const text = `export const port = process.env.PORT;`;
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
