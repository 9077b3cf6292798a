import { expect, test } from "@jest/globals";
import { mkdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import {
  organisationIdFrom,
  partnershipIdFrom,
  type RegionCode,
  type SectorCode,
} from "../../../src/domain/ids.js";
import { importRecords } from "../../../src/service/transfer/import-records.js";
import type { ImportReport } from "../../../src/service/transfer/import-report.js";
import type { Store } from "../../../src/store/store.js";
import { emptyStore, folderOf, lines } from "../../support/folder.js";

const regions = lines(
  "code,name,division,within",
  "NL,Nederland,COUNTRY,",
  "AM28,Zuidoost-Brabant,REGION,NL",
);
const sectors = lines("code,name,nameNl", "sbi2008:28,Machines,Machines");
const organisations = lines(
  "id,name,kind,region,latitude,longitude,postcode,sectors,website,identifiers",
  "brin:99AA,Dommelcollege,EDUCATION,AM28,51.44,5.48,5611 BG,education:vmbo;education:havo,https://x.example,kvk:1",
  "kvk:2,Machinefabriek,COMPANY,AM28,,,,sbi2008:28,,",
  "kvk:3,Gemeente,GOVERNMENT,,,,,,,",
);
const partnerships = lines(
  "id,parties,title,kind,since,until,strength,sectors,source,identifiers",
  "demo:a,brin:99AA;kvk:2/FACILITATOR;kvk:3/CONNECTOR,Stages,PLACEMENT,2024-01-01,2025-01-01,4,sbi2008:28,Demo,",
  "demo:b,kvk:2;kvk:3,,,,,,,,",
);
const whole = {
  "regions.csv": regions,
  "sectors.csv": sectors,
  "organisations.csv": organisations,
  "partnerships.csv": partnerships,
};

const dommel = organisationIdFrom("brin:99AA");
const machine = organisationIdFrom("kvk:2");
const gemeente = organisationIdFrom("kvk:3");
const stages = partnershipIdFrom("demo:a");

function importFiles(store: Store, files: Record<string, string | Buffer>): Promise<ImportReport> {
  return importRecords(store, folderOf(files));
}

/** The refusals of an import into a store that holds `whole`, each as one text; nothing may be written. */
async function refusalsOf(files: Record<string, string | Buffer>): Promise<string[]> {
  const store = await emptyStore();
  await importFiles(store, whole);
  const report = await importFiles(store, files);
  expect(report.written).toBe(false);
  expect(await store.readRevision()).toBe(1);
  return report.refusals.map(({ file, line, column, value, wanted }) =>
    [file, line, column, value, wanted].map((part) => part ?? "-").join(" | "),
  );
}

async function organisationIn(store: Store, id = dommel) {
  return (await store.read("organisation", [id])).get(id);
}

test("importRecords() writes every record at one revision", async () => {
  const store = await emptyStore();
  const report = await importFiles(store, whole);
  const added = (count: number) => ({ added: count, changed: 0, unchanged: 0, refused: 0 });
  expect(report).toMatchObject({ written: true, dryRun: false, revision: 1, refusals: [], ignored: [] });
  expect(report.counts).toEqual({
    region: added(2),
    sector: added(1),
    organisation: added(3),
    partnership: added(2),
  });
  expect(await organisationIn(store)).toEqual({
    id: dommel,
    name: "Dommelcollege",
    kind: "EDUCATION",
    identifiers: ["brin:99AA", "kvk:1"],
    region: "AM28",
    location: { latitude: 51.44, longitude: 5.48, postcode: "5611 BG" },
    sectors: ["education:havo", "education:vmbo"],
    website: "https://x.example",
    revision: 1,
  });
  expect((await store.read("partnership", [stages])).get(stages)).toEqual({
    id: stages,
    identifiers: ["demo:a"],
    title: "Stages",
    kind: "PLACEMENT",
    parties: [
      { organisation: dommel, role: "PARTICIPANT" },
      { organisation: machine, role: "FACILITATOR" },
      { organisation: gemeente, role: "CONNECTOR" },
    ],
    since: "2024-01-01",
    until: "2025-01-01",
    strength: 4,
    sectors: ["sbi2008:28"],
    source: "Demo",
    revision: 1,
  });
  const bare = partnershipIdFrom("demo:b");
  expect((await store.read("partnership", [bare])).get(bare)).toMatchObject({
    title: null,
    kind: "OTHER",
    since: null,
    until: null,
    strength: null,
    sectors: [],
    source: null,
  });
});

test("importRecords() changes nothing the second time, the revision included", async () => {
  const store = await emptyStore();
  await importFiles(store, whole);
  const report = await importFiles(store, whole);
  expect(report).toMatchObject({ written: false, revision: 1 });
  expect(report.counts.organisation).toEqual({ added: 0, changed: 0, unchanged: 3, refused: 0 });
  expect(await store.readRevision()).toBe(1);
});

test("importRecords() puts only the records that differ", async () => {
  const store = await emptyStore();
  await importFiles(store, whole);
  const report = await importFiles(store, {
    ...whole,
    "organisations.csv": organisations.replace("Gemeente", "Gemeente Eindhoven"),
  });
  expect(report).toMatchObject({ written: true, revision: 2 });
  expect(report.counts.organisation).toEqual({ added: 0, changed: 1, unchanged: 2, refused: 0 });
  expect((await organisationIn(store, machine))?.revision).toBe(1);
  expect(await organisationIn(store, gemeente)).toMatchObject({ name: "Gemeente Eindhoven", revision: 2 });
});

test("importRecords() tells in a dry run what it would do and writes nothing", async () => {
  const store = await emptyStore();
  const report = await importRecords(store, folderOf(whole), { dryRun: true });
  expect(report).toMatchObject({ written: false, dryRun: true, revision: 0 });
  expect(report.counts.partnership.added).toBe(2);
  expect(await store.readRevision()).toBe(0);
});

test("importRecords() reads gzipped files", async () => {
  const store = await emptyStore();
  const report = await importFiles(store, {
    "regions.csv.gz": gzipSync(regions),
    "organisations.csv.gz": gzipSync(organisations),
  });
  expect(report.counts.organisation.added).toBe(3);
});

test("importRecords() leaves values of absent columns and clears those of empty cells", async () => {
  const store = await emptyStore();
  await importFiles(store, whole);
  await importFiles(store, {
    "organisations.csv": lines("id,name,kind,website,latitude", "brin:99AA,Dommelcollege,EDUCATION,,"),
    "partnerships.csv": lines("id,parties,title,kind", "demo:a,brin:99AA;kvk:2,,"),
  });
  expect(await organisationIn(store)).toMatchObject({
    identifiers: ["brin:99AA", "kvk:1"],
    region: "AM28",
    location: { latitude: null, longitude: 5.48, postcode: "5611 BG" },
    website: null,
  });
  expect((await store.read("partnership", [stages])).get(stages)).toMatchObject({
    title: null,
    kind: "OTHER",
    parties: [{ organisation: dommel }, { organisation: machine }],
    since: "2024-01-01",
    strength: 4,
  });
});

test("importRecords() finds a record by any of its identifiers and lets it keep its id", async () => {
  const store = await emptyStore();
  await importFiles(store, whole);
  const report = await importFiles(store, {
    "organisations.csv": lines(
      "id,name,kind,identifiers",
      "kvk:1,Dommelcollege,EDUCATION,brin:99AA;rsin:5",
      "lei:9,Machinefabriek,COMPANY,kvk:2",
    ),
  });
  expect(report.counts.organisation).toMatchObject({ added: 0, changed: 2 });
  expect(await organisationIn(store)).toMatchObject({ identifiers: ["kvk:1", "brin:99AA", "rsin:5"] });
  expect(await organisationIn(store, machine)).toMatchObject({ identifiers: ["lei:9", "kvk:2"] });
});

test("importRecords() restores the id of a record without identifiers and knows it again by it", async () => {
  const store = await emptyStore();
  const id = `org_${"a".repeat(24)}`;
  const files = {
    "organisations.csv": lines(
      "id,name,kind",
      `schakel:${id},Zonder nummer,OTHER`,
      "kvk:2,Machinefabriek,COMPANY",
    ),
    "partnerships.csv": lines("id,parties", `schakel:par_${"b".repeat(24)},schakel:${id};kvk:2`),
  };
  expect(await importFiles(store, files)).toMatchObject({ written: true, refusals: [] });
  expect(await importFiles(store, files)).toMatchObject({ written: false, refusals: [] });
  expect((await store.page("organisation", null, 10)).map((found) => [found.id, found.identifiers])).toEqual([
    [machine, ["kvk:2"]],
    [id, []],
  ]);
});

test("importRecords() refers to what the store holds already", async () => {
  const store = await emptyStore();
  await importFiles(store, whole);
  const report = await importFiles(store, {
    "organisations.csv": lines("id,name,kind,region", "kvk:4,Techport,INTERMEDIARY,AM28"),
    "partnerships.csv": lines("id,parties", `demo:c,kvk:1;kvk:4/COORDINATOR;schakel:${machine}`),
  });
  expect(report.refusals).toEqual([]);
  const id = partnershipIdFrom("demo:c");
  expect((await store.read("partnership", [id])).get(id)?.parties).toEqual([
    { organisation: dommel, role: "PARTICIPANT" },
    { organisation: organisationIdFrom("kvk:4"), role: "COORDINATOR" },
    { organisation: machine, role: "PARTICIPANT" },
  ]);
});

test("importRecords() takes formulas as text, and an apostrophe before one for its guard", async () => {
  const store = await emptyStore();
  await importFiles(store, {
    "organisations.csv": lines(
      "id,name,kind,website",
      "kvk:1,=1+1,OTHER,'@home",
      "kvk:2,'s-Heer,OTHER,''+31",
    ),
  });
  const found = await store.page("organisation", null, 10);
  expect(found.map(({ name, website }) => [name, website])).toEqual([
    ["=1+1", "@home"],
    ["'s-Heer", "'+31"],
  ]);
});

test("importRecords() takes a slash for a role's only before a role", async () => {
  const store = await emptyStore();
  const report = await importFiles(store, {
    "organisations.csv": lines("id,name,kind", "url:a/b,A,OTHER", "url:c/CONNECTOR,C,OTHER"),
    "partnerships.csv": lines("id,parties", "demo:a,url:a/b;url:c/CONNECTOR/PARTICIPANT"),
  });
  expect(report.refusals).toEqual([]);
});

test("importRecords() tells the CSV files that it does not read", async () => {
  const store = await emptyStore();
  const report = await importFiles(store, { ...whole, "organizations.csv": "", "notes.txt": "" });
  expect(report.ignored).toEqual(["organizations.csv"]);
});

test("importRecords() tells how far it is", async () => {
  const store = await emptyStore();
  const phases = new Set<string>();
  await importRecords(store, folderOf(whole), { onProgress: ({ phase }) => phases.add(phase) });
  expect([...phases].slice(0, 2)).toEqual(["read", "check"]);
});

test("importRecords() decides anew when something is committed meanwhile", async () => {
  const store = await emptyStore();
  await importFiles(store, { "regions.csv": regions });
  // Another writer gets in between the decision and the write, once.
  let intruded = false;
  const rival: Store = {
    ...bound(store),
    async write(write) {
      if (!intruded) {
        intruded = true;
        await importFiles(store, { "sectors.csv": sectors });
      }
      return store.write(write);
    },
  };
  const report = await importFiles(rival, whole);
  expect(report).toMatchObject({ written: true, revision: 3 });
  expect(report.counts.sector).toMatchObject({ added: 0, unchanged: 1 });
});

/** The store's methods as plain functions, so that one may be watched. */
function bound(store: Store): Store {
  return {
    name: store.name,
    readRevision: () => store.readRevision(),
    read: (kind, keys) => store.read(kind, keys),
    readLabels: (ids) => store.readLabels(ids),
    findIds: (kind, identifiers) => store.findIds(kind, identifiers),
    page: (kind, after, limit) => store.page(kind, after, limit),
    searchPartnerships: (question, limit) => store.searchPartnerships(question, limit),
    write: (write) => store.write(write),
    findRequest: (key) => store.findRequest(key),
    readChanges: (after, limit) => store.readChanges(after, limit),
    close: () => store.close(),
  };
}

// ---- what is refused

test("importRecords() refuses a folder that is not there, is none, or holds no file of ours", async () => {
  const store = await emptyStore();
  const folder = folderOf({ "notes.txt": "", "regions.csv": regions, "regions.csv.gz": gzipSync(regions) });
  const refused = (directory: string) =>
    importRecords(store, directory).catch((error: Error) => error.message);
  expect(await refused("/nowhere/at/all")).toBe('Cannot import "/nowhere/at/all": there is no such folder');
  expect(await refused(`${folder}/notes.txt`)).toMatch(/: it is not a folder$/);
  expect(await refused(folderOf())).toMatch(
    /: it holds none of regions.csv, sectors.csv, .* \(each plain or .gz\)$/,
  );
  expect(await refused(folder)).toMatch(
    /: it holds both regions.csv and regions.csv.gz; keep one of the two$/,
  );
});

test("importRecords() refuses a folder that is named like a file", async () => {
  const store = await emptyStore();
  const folder = folderOf();
  mkdirSync(`${folder}/regions.csv`);
  await expect(importRecords(store, folder)).rejects.toThrow(/regions.csv: it is not a file$/);
});

test("importRecords() tells every refused row of every file, and all that is wrong with it", async () => {
  const wrong = await refusalsOf({
    "regions.csv": lines("code,name,division,within", "GM1,,City,AM99"),
    "sectors.csv": lines("code,name", "no-scheme,Name"),
    "organisations.csv": lines(
      "id,name,kind,region,latitude,sectors,identifiers",
      'kvk:7,"Two',
      'lines",SHOP,XX,"51,44",Metal,x y',
      "kvk 8,Name,COMPANY,,91,,",
    ),
    "partnerships.csv": lines(
      "id,parties,kind,since,until,strength",
      "demo:z,kvk:2;kvk:3,DANCE,2024-02-30,,6",
      "demo:y,kvk:2;kvk:99,,2024-05-01,2024-05-01,",
    ),
  });
  expect(wrong).toEqual([
    "regions.csv | 2 | name |  | 1 to 500 characters",
    "regions.csv | 2 | division | City | an upper-case word such as MUNICIPALITY",
    "regions.csv | 2 | within | AM99 | the code of a region in the store or in regions.csv",
    "sectors.csv | 2 | code | no-scheme | scheme:code without white space or ;, for example sbi2008:28",
    "organisations.csv | 2 | kind | SHOP | one of EDUCATION, COMPANY, GOVERNMENT, RESEARCH, INTERMEDIARY, OTHER",
    "organisations.csv | 2 | latitude | 51,44 | a number from -90 to 90 with a decimal point",
    "organisations.csv | 2 | name | Two\r\nlines | text without control characters",
    "organisations.csv | 2 | identifiers | x y | scheme:value without white space or ;, for example kvk:12345678",
    "organisations.csv | 2 | sectors | Metal | scheme:code without white space or ;, for example sbi2008:28",
    "organisations.csv | 2 | region | XX | the code of a region in the store or in regions.csv",
    "organisations.csv | 4 | id | kvk 8 | scheme:value without white space or ;, for example kvk:12345678, or schakel:<id> for a record without an identifier",
    "organisations.csv | 4 | latitude | 91 | a number from -90 to 90",
    "partnerships.csv | 2 | kind | DANCE | one of PROJECT, PLACEMENT, GUEST_TEACHING, VISIT, CURRICULUM, EQUIPMENT, FUNDING, MEMBERSHIP, MEETING, OTHER",
    "partnerships.csv | 2 | since | 2024-02-30 | a date of the calendar, written YYYY-MM-DD, from 1900-01-01 to 2199-12-31",
    "partnerships.csv | 2 | strength | 6 | a whole number from 1 to 5",
    "partnerships.csv | 3 | parties | kvk:99 | an organisation in the store or in organisations.csv",
    "partnerships.csv | 3 | until | 2024-05-01 | a day after since, 2024-05-01",
  ]);
});

test("importRecords() refuses empty cells in required columns", async () => {
  const wrong = await refusalsOf({
    "regions.csv": lines("code,name,division", ",Name,CITY"),
    "organisations.csv": lines("id,name,kind", "brin:99AA,,"),
    "partnerships.csv": lines("id,parties", "demo:a,"),
  });
  expect(wrong.map((text) => text.split(" | ").slice(0, 3).join(" "))).toEqual([
    "regions.csv 2 code",
    "organisations.csv 2 kind",
    "organisations.csv 2 name",
    "partnerships.csv 2 parties",
  ]);
});

test("importRecords() refuses a record that comes twice, under whichever of its identifiers", async () => {
  const wrong = await refusalsOf({
    "regions.csv": lines("code,name,division", "A,A,X", "A,B,X"),
    "sectors.csv": lines("code,name", "a:b,A", "a:b,A"),
    "organisations.csv": lines(
      "id,name,kind,identifiers",
      "kvk:7,A,OTHER,kvk:8",
      "kvk:7,A,OTHER,",
      "kvk:9,B,OTHER,kvk:8",
      "brin:99AA,C,OTHER,",
      "kvk:1,D,OTHER,",
      "kvk:10,E,OTHER,kvk:10",
    ),
  });
  expect(wrong).toEqual([
    "regions.csv | 3 | code | A | each code once; line 2 has it",
    "sectors.csv | 3 | code | a:b | each code once; line 2 has it",
    "organisations.csv | 3 | id | kvk:7 | each record once; line 2 is about the same one",
    "organisations.csv | 4 | identifiers | kvk:8 | each record once; line 2 is about the same one",
    "organisations.csv | 6 | id | kvk:1 | each record once; line 5 is about the same one",
    "organisations.csv | 7 | identifiers | kvk:10 | each identifier once",
  ]);
});

test("importRecords() refuses identifiers that two records bear", async () => {
  const wrong = await refusalsOf({
    "organisations.csv": lines("id,name,kind,identifiers", "kvk:2,A,OTHER,kvk:3"),
  });
  expect(wrong).toEqual([
    "organisations.csv | 2 | identifiers | kvk:2;kvk:3 | identifiers of one record; these are borne by 2",
  ]);
});

test("importRecords() refuses an identifier whose id belongs to a record of other identifiers", async () => {
  const store = await emptyStore();
  await importFiles(store, whole);
  await importFiles(store, {
    "organisations.csv": lines("id,name,kind,identifiers", "lei:2,M,COMPANY,kvk:2"),
  });
  await importFiles(store, { "organisations.csv": lines("id,name,kind,identifiers", "lei:2,M,COMPANY,") });
  const report = await importFiles(store, { "organisations.csv": lines("id,name,kind", "kvk:2,N,COMPANY") });
  expect(report.refusals).toEqual([
    {
      file: "organisations.csv",
      line: 2,
      column: "id",
      value: "kvk:2",
      wanted: "another identifier: the id this one gives belongs to lei:2",
    },
  ]);
});

test("importRecords() refuses a party twice, one party, and more than 200 without a coordinator", async () => {
  const many = Array.from({ length: 201 }, (_, i) => `many:${i}`);
  const wrong = await refusalsOf({
    "organisations.csv": lines("id,name,kind", ...many.map((id) => `${id},${id},OTHER`)),
    "partnerships.csv": lines(
      "id,parties",
      "demo:x,kvk:2;brin:99AA;kvk:1",
      "demo:y,kvk:2",
      `demo:z,${many.join(";")}`,
      `demo:ok,${many.join(";")}/COORDINATOR`,
    ),
  });
  expect(wrong).toEqual([
    "partnerships.csv | 2 | parties | kvk:1 | each organisation once",
    "partnerships.csv | 3 | parties | 1 | 2 to 5000 organisations",
    "partnerships.csv | 4 | parties | 201 | a COORDINATOR or CONNECTOR among more than 200 parties",
  ]);
});

test("importRecords() refuses a ref to an identifier that the same import takes away", async () => {
  const wrong = await refusalsOf({
    "organisations.csv": lines("id,name,kind,identifiers", "brin:99AA,Dommelcollege,EDUCATION,"),
    "partnerships.csv": lines("id,parties", "demo:x,kvk:1;kvk:2"),
  });
  expect(wrong).toEqual([
    "partnerships.csv | 2 | parties | kvk:1 | an organisation in the store or in organisations.csv",
  ]);
});

test("importRecords() refuses regions that would lie within themselves, over what is recorded too", async () => {
  const wanted = "regions that do not lie, however far up, within this one";
  expect(await refusalsOf({ "regions.csv": lines("code,name,division,within", "A,A,X,A") })).toEqual([
    `regions.csv | 2 | within | A | ${wanted}`,
  ]);
  // AM28 lies within NL already.
  expect(
    await refusalsOf({
      "regions.csv": lines(
        "code,name,division,within",
        "NL,Nederland,COUNTRY,A",
        "A,A,X,B",
        "B,B,X,AM28",
        "C,C,X,A",
      ),
    }),
  ).toEqual([
    `regions.csv | 2 | within | A | ${wanted}`,
    `regions.csv | 3 | within | B | ${wanted}`,
    `regions.csv | 4 | within | AM28 | ${wanted}`,
  ]);
});

test("importRecords() does not refuse rows for referring to a refused row", async () => {
  const wrong = await refusalsOf({
    "organisations.csv": lines("id,name,kind", "kvk:7,A,SHOP"),
    "partnerships.csv": lines("id,parties", "demo:x,kvk:7;kvk:2"),
  });
  expect(wrong.map((text) => text.split(" | ")[0])).toEqual(["organisations.csv"]);
});

test("importRecords() names the roles where what stands after a slash is none", async () => {
  const [wrong] = await refusalsOf({
    "organisations.csv": lines("id,name,kind", "kvk:1,A,OTHER", "kvk:2,B,OTHER"),
    "partnerships.csv": lines("id,parties", "demo:x,kvk:1/LEADER;kvk:2"),
  });
  expect(wrong).toBe(
    "partnerships.csv | 2 | parties | kvk:1/LEADER | an organisation in the store or in organisations.csv, or one with a role after it: /PARTICIPANT, /COORDINATOR, /FACILITATOR, /CONNECTOR",
  );
});

test("importRecords() judges no references when a file cannot be read to its end", async () => {
  const wrong = await refusalsOf({
    "organisations.csv.gz": gzipSync(organisations).subarray(0, 60),
    "partnerships.csv": lines("id,parties", "demo:x,kvk:98;kvk:99"),
  });
  expect(wrong).toEqual(["organisations.csv.gz | - | - | a gzip file that is cut off | a whole gzip file"]);
});

test("importRecords() refuses a cell of a million characters and clips it", async () => {
  const [wrong] = await refusalsOf({
    "organisations.csv": lines("id,name,kind", `kvk:7,${"x".repeat(1_000_000)},OTHER`),
  });
  expect(wrong).toBe(`organisations.csv | 2 | name | ${"x".repeat(80)}... | 1 to 500 characters`);
});

// Once the file's own fault hid every other: each was met only after the one before had been mended.
test("importRecords() tells the refused rows before a quote that is never closed, and none after", async () => {
  const wrong = await refusalsOf({
    "regions.csv": lines("code,name,division", "GM1,,MUNICIPALITY"),
    "organisations.csv": lines(
      "id,name,kind,region",
      "kvk:7,A,SHOP,",
      "kvk:8,B,OTHER,XX",
      'kvk:9,"C,OTHER,',
      "kvk:10,D,SHOP,",
    ),
    "partnerships.csv": lines("id,parties", "demo:z,kvk:2;kvk:10", "demo:y,kvk:2"),
  });
  expect(wrong).toEqual([
    "regions.csv | 2 | name |  | 1 to 500 characters",
    "organisations.csv | 2 | kind | SHOP | one of EDUCATION, COMPANY, GOVERNMENT, RESEARCH, INTERMEDIARY, OTHER",
    "organisations.csv | 3 | region | XX | the code of a region in the store or in regions.csv",
    "organisations.csv | 4 | - | a quote that is never closed | cells quoted as RFC 4180 says; nothing after this was read",
  ]);
});

test("importRecords() judges no region by others that may stand beyond a quote never closed", async () => {
  const wrong = await refusalsOf({
    "regions.csv": lines("code,name,division,within", "GM9,,MUNICIPALITY,AM9", 'AM9,"Streek,AM,'),
  });
  expect(wrong).toEqual([
    "regions.csv | 2 | name |  | 1 to 500 characters",
    "regions.csv | 3 | - | a quote that is never closed | cells quoted as RFC 4180 says; nothing after this was read",
  ]);
});

test("importRecords() counts every refused row, however many there are", async () => {
  const store = await emptyStore();
  const rows = Array.from({ length: 3000 }, (_, i) => `kvk:${i},Name,SHOP`);
  const report = await importFiles(store, { "organisations.csv": lines("id,name,kind", ...rows) });
  expect(report.counts.organisation).toEqual({ added: 0, changed: 0, unchanged: 0, refused: 3000 });
  expect(report.refusals).toHaveLength(3000);
});

test("importRecords() takes __proto__ and constructor for ordinary ids", async () => {
  const store = await emptyStore();
  const report = await importFiles(store, {
    "regions.csv": lines("code,name,division,within", "__proto__,A,X,constructor", "constructor,B,X,"),
    "organisations.csv": lines(
      "id,name,kind,region",
      "x:__proto__,A,OTHER,__proto__",
      "x:constructor,B,OTHER,",
    ),
    "partnerships.csv": lines("id,parties", "x:toString,x:__proto__;x:constructor"),
  });
  expect(report.refusals).toEqual([]);
  expect(await store.read("region", ["__proto__" as RegionCode, "toString" as RegionCode])).toHaveProperty(
    "size",
    1,
  );
  expect(await store.read("sector", ["constructor" as SectorCode])).toHaveProperty("size", 0);
});
