import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readNorms, shippedNorms } from "../../src/exchange/read-norms.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "schakel-norms-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const whole = {
  id: "a-norm",
  title: { en: "A norm", nl: "Een norm" },
  explanation: { en: "Because.", nl: "Daarom." },
  appliesTo: { organisations: { kinds: ["COMPANY"] } },
  expects: { partners: { atLeast: 2, sectors: ["x:1"] }, within: { kilometres: 10 } },
};

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

test("readNorms() reads the shipped norms", async () => {
  const norms = await readNorms([fileURLToPath(shippedNorms)]);
  expect(norms.map(({ id }) => id)).toEqual(["norm_company-near-vmbo", "norm_sterk-techniekonderwijs"]);
  expect(norms[1]).toMatchObject({
    appliesTo: { division: "LABOUR_MARKET_REGION" },
    expects: {
      within: null,
      parties: [
        { atLeast: 2, kinds: ["EDUCATION"], sectors: ["education:vmbo"] },
        { atLeast: 1, kinds: ["EDUCATION"], sectors: ["education:mbo"] },
        { atLeast: 1, kinds: ["COMPANY"], sectors: null },
      ],
    },
  });
});

test("readNorms() reads every JSON file of each folder, by id, and leaves other files alone", async () => {
  write("b.json", whole);
  write("a.json", "\uFEFF" + JSON.stringify({ ...whole, id: "z", source: "A law" }));
  write("README.md", "no norm");
  const norms = await readNorms([folder, fileURLToPath(shippedNorms)]);
  expect(norms.map(({ id }) => id)).toEqual([
    "norm_a-norm",
    "norm_company-near-vmbo",
    "norm_sterk-techniekonderwijs",
    "norm_z",
  ]);
  expect(norms[0]).toEqual({
    ...whole,
    id: "norm_a-norm",
    source: null,
    appliesTo: { organisations: { kinds: ["COMPANY"], sectors: null } },
    expects: { partners: { atLeast: 2, kinds: null, sectors: ["x:1"] }, within: { kilometres: 10 } },
  });
});

const partners = { atLeast: 1 };
const byRegion = { appliesTo: { division: "PROVINCE" } };
const refusals: [string, unknown, string][] = [
  ["no JSON", "{", "the file, wanted JSON"],
  ["a list", [], "the file, wanted object"],
  ["no id", { ...whole, id: undefined }, "/id, wanted a value, there is none"],
  ["an id with capitals", { ...whole, id: "A" }, "/id, wanted a text that matches ^[a-z0-9]+(-[a-z0-9]+)*$"],
  ["no Dutch title", { ...whole, title: { en: "A" } }, "/title/nl, wanted a value, there is none"],
  ["an unknown field", { ...whole, colour: "red" }, "/colour, wanted nothing of this name"],
  [
    "an unknown kind",
    { ...whole, appliesTo: { organisations: { kinds: ["SCHOOL"] } } },
    "/appliesTo/organisations/kinds/0, wanted one of EDUCATION, COMPANY, GOVERNMENT, RESEARCH, INTERMEDIARY, OTHER",
  ],
  [
    "none at least",
    { ...whole, expects: { partners: { atLeast: 0 } } },
    "/expects/partners/atLeast, wanted >= 1",
  ],
  [
    "half a partner",
    { ...whole, expects: { partners: { atLeast: 1.5 } } },
    "/expects/partners/atLeast, wanted integer",
  ],
  [
    "partners and parties",
    { ...whole, expects: { partners, parties: [partners] } },
    "/expects/parties, wanted nothing here",
  ],
  ["nothing expected", { ...whole, expects: {} }, "/expects/parties, wanted a value, there is none"],
  [
    "a place alone",
    { ...whole, expects: { within: { kilometres: 3 } } },
    "/expects/parties, wanted a value, there is none",
  ],
  [
    "two places",
    { ...whole, expects: { partners, within: { kilometres: 3, division: "X" } } },
    "/expects/within, wanted exactly one",
  ],
  [
    "both sorts judged",
    { ...whole, appliesTo: { organisations: {}, division: "X" } },
    "/appliesTo, wanted exactly one",
  ],
  ["nobody judged", { ...whole, appliesTo: {} }, "/appliesTo, wanted exactly one"],
  ["partners of a region", { ...whole, ...byRegion }, "/expects/parties, wanted a value, there is none"],
  [
    "kilometres from a region",
    { ...whole, ...byRegion, expects: { parties: [partners], within: { kilometres: 3 } } },
    "/expects/within/kilometres, wanted nothing here",
  ],
  [
    "a sector without scheme",
    { ...whole, expects: { partners: { atLeast: 1, sectors: ["vmbo"] } } },
    "/expects/partners/sectors/0, wanted a text that matches",
  ],
];

test.each(refusals)(
  "readNorms() refuses %s, and says where and what was wanted",
  async (_, content, message) => {
    const file = write("bad.json", content);
    await expect(readNorms([folder])).rejects.toMatchObject({
      code: "BAD_USER_INPUT",
      message: expect.stringContaining(`Cannot use norm "${file}": ${message}`),
    });
  },
);

test("readNorms() refuses an id that two files give, and a folder that is not there", async () => {
  const first = write("a.json", whole);
  const second = write("b.json", whole);
  await expect(readNorms([folder])).rejects.toThrow(
    `Cannot use norm "${second}": /id is "a-norm", wanted an id that "${first}" does not have`,
  );
  await expect(readNorms([join(folder, "nowhere")])).rejects.toThrow(
    `Cannot read norms in "${join(folder, "nowhere")}": there is no such folder`,
  );
  await expect(readNorms([first])).rejects.toThrow(`Cannot read norms in "${first}": it is not a folder`);
});
