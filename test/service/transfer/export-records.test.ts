import { expect, test } from "@jest/globals";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { CalendarDate } from "../../../src/domain/calendar-date.js";
import { organisationIdFrom, type OrganisationId, type PartnershipId } from "../../../src/domain/ids.js";
import type { RegionCode, SectorCode } from "../../../src/domain/ids.js";
import { organisationKinds, type OrganisationContent } from "../../../src/domain/organisation.js";
import { partnershipKinds, partyRoles, type PartnershipContent } from "../../../src/domain/partnership.js";
import { writeMadeUpNetwork } from "../../../src/exchange/made-up-network.js";
import { exportRecords } from "../../../src/service/transfer/export-records.js";
import { importRecords } from "../../../src/service/transfer/import-records.js";
import type { Store, StoreWrite } from "../../../src/store/store.js";
import { emptyStore, filesIn, folderOf, lines } from "../../support/folder.js";

const id = (letter: string): OrganisationId => `org_${letter.repeat(24)}` as OrganisationId;

function organisation(given: Partial<OrganisationContent> & { id: OrganisationId }): OrganisationContent {
  return {
    name: "Name",
    kind: "OTHER",
    identifiers: [],
    region: null,
    location: null,
    sectors: [],
    website: null,
    ...given,
  };
}

function partnership(
  given: Partial<PartnershipContent> & Pick<PartnershipContent, "parties">,
): PartnershipContent {
  return {
    id: `par_${"a".repeat(24)}` as PartnershipId,
    identifiers: [],
    title: null,
    kind: "OTHER",
    since: null,
    until: null,
    strength: null,
    sectors: [],
    source: null,
    ...given,
  };
}

async function write(store: Store, put: StoreWrite["put"]): Promise<void> {
  const basis = await store.readRevision();
  const at = "2026-11-24T12:00:00.000Z";
  await store.write({ id: `test-${basis}`, basis, operation: "test", actor: "test", at, put });
}

async function exported(store: Store): Promise<Record<string, string>> {
  const folder = folderOf();
  await exportRecords(store, folder);
  return filesIn(folder);
}

/** Imports a folder into an empty store and exports that. */
async function throughAnEmptyStore(folder: string): Promise<Record<string, string>> {
  const store = await emptyStore();
  const report = await importRecords(store, folder);
  expect(report.refusals).toEqual([]);
  return exported(store);
}

test("exportRecords() writes four files, ordered by first identifier in code points", async () => {
  const store = await emptyStore();
  await write(store, {
    region: [
      { code: "NL" as RegionCode, name: "Nederland", division: "COUNTRY", within: [] },
      { code: "AM1" as RegionCode, name: "Streek, groot", division: "REGION", within: ["NL" as RegionCode] },
    ],
    sector: [{ code: "a:b" as SectorCode, name: "A", nameNl: null }],
    organisation: [
      organisation({
        id: id("b"),
        name: 'De "Kring"',
        location: { latitude: -4.3, longitude: 1e-7, postcode: null },
      }),
      organisation({ id: id("c"), identifiers: ["x:\u{1F600}"] }),
      organisation({ id: id("d"), identifiers: ["x:\uffee", "y:2"], region: "AM1" as RegionCode }),
    ],
    partnership: [
      partnership({
        parties: [
          { organisation: id("d"), role: "CONNECTOR" },
          { organisation: id("b"), role: "PARTICIPANT" },
        ],
        since: "2024-01-01" as CalendarDate,
        strength: 5,
      }),
    ],
  });
  expect(await exported(store)).toEqual({
    "regions.csv": lines(
      "code,name,division,within",
      'AM1,"Streek, groot",REGION,NL',
      "NL,Nederland,COUNTRY,",
    ),
    "sectors.csv": lines("code,name,nameNl", "a:b,A,"),
    "organisations.csv": lines(
      "id,name,kind,region,latitude,longitude,postcode,sectors,website,identifiers",
      `schakel:${id("b")},"De ""Kring""",OTHER,,-4.3,1e-7,,,,`,
      "x:\uffee,Name,OTHER,AM1,,,,,,y:2",
      "x:\u{1F600},Name,OTHER,,,,,,,",
    ),
    "partnerships.csv": lines(
      "id,parties,title,kind,since,until,strength,sectors,source,identifiers",
      `schakel:par_${"a".repeat(24)},x:\uffee/CONNECTOR;schakel:${id("b")},,OTHER,2024-01-01,,5,,,`,
    ),
  });
});

test("exportRecords() writes texts so that no spreadsheet runs them, and they come back as they were", async () => {
  const store = await emptyStore();
  const names = ["=HYPERLINK(1)", "+31", "-tje", "@x", "'=1", "'s-Heer", " =1", '=A1&"b"'];
  await write(store, {
    organisation: names.map((name, i) =>
      organisation({ id: organisationIdFrom(`x:${i}`), identifiers: [`x:${i}`], name }),
    ),
  });
  const folder = folderOf();
  await exportRecords(store, folder);
  expect(filesIn(folder)["organisations.csv"]).not.toMatch(/,"?\s*[=+@-]/);
  const copy = await emptyStore();
  await importRecords(copy, folder);
  expect((await copy.page("organisation", null, 20)).map(({ name }) => name)).toEqual(names);
});

test("exportRecords() writes a participant's role where its ref ends like one", async () => {
  const store = await emptyStore();
  const [a, b] = [organisationIdFrom("url:a/CONNECTOR"), organisationIdFrom("url:b")];
  await write(store, {
    organisation: [
      organisation({ id: a, identifiers: ["url:a/CONNECTOR"] }),
      organisation({ id: b, identifiers: ["url:b"] }),
    ],
    partnership: [
      partnership({
        parties: [
          { organisation: a, role: "PARTICIPANT" },
          { organisation: b, role: "PARTICIPANT" },
        ],
      }),
    ],
  });
  expect((await exported(store))["partnerships.csv"]).toContain(",url:a/CONNECTOR/PARTICIPANT;url:b,");
});

test("exportRecords() of what was imported gives the same bytes again", async () => {
  const made = folderOf();
  await writeMadeUpNetwork(made, { organisations: 1500, partnerships: 2500, consortia: 0.1 });
  const once = await throughAnEmptyStore(made);
  expect(once).toEqual(filesIn(made));
});

const text = fc.string({
  unit: fc.constantFrom("a", "é", "=", "'", "-", " ", '"', ",", ";", "😀", "@", "/"),
  maxLength: 8,
});
const value = fc.string({
  unit: fc.constantFrom("a", "B", "=", "'", "-", '"', ",", "/", "😀"),
  minLength: 1,
  maxLength: 4,
});
const identifier = value.map((end) => `x:${end}`);

test("exportRecords() and importRecords() agree on any records at all", async () => {
  const some = fc.record({
    organisations: fc.uniqueArray(
      fc.record({
        identifiers: fc.uniqueArray(identifier, { maxLength: 1 }),
        name: text.filter((name) => name.trim() !== ""),
        kind: fc.constantFrom(...organisationKinds),
        region: fc.constantFrom("=R", "'=Q", null),
        latitude: fc.option(fc.double({ min: -90, max: 90, noNaN: true })),
        postcode: fc.option(text.filter((postcode) => postcode !== "")),
        website: fc.option(text.filter((website) => website !== "")),
      }),
      { minLength: 2, maxLength: 8, selector: ({ identifiers }) => identifiers[0] ?? "none" },
    ),
    title: fc.option(text.filter((title) => title !== "")),
    kind: fc.constantFrom(...partnershipKinds),
    role: fc.constantFrom(...partyRoles),
    strength: fc.option(fc.integer({ min: 1, max: 5 })),
  });
  await fc.assert(
    fc.asyncProperty(some, async ({ organisations, role, ...facts }) => {
      const store = await emptyStore();
      const records = organisations.map(({ latitude, postcode, region, ...rest }, i) => {
        const [first] = rest.identifiers;
        const location = { latitude: latitude === null ? null : latitude + 0, longitude: null, postcode };
        return organisation({
          ...rest,
          id: first === undefined ? id(String.fromCharCode(97 + i)) : organisationIdFrom(first),
          region: region as RegionCode | null,
          location: latitude === null && postcode === null ? null : location,
        });
      });
      const region = ["=R", "'=Q"].map((code) => ({
        code: code as RegionCode,
        name: code,
        division: "X",
        within: code === "=R" ? ["'=Q" as RegionCode] : [],
      }));
      const parties = records.map((party, i) => ({
        organisation: party.id,
        role: i === 0 ? role : ("PARTICIPANT" as const),
      }));
      await write(store, {
        region,
        organisation: records,
        partnership: [partnership({ ...facts, parties })],
      });

      const folder = folderOf();
      await exportRecords(store, folder);
      const copy = await emptyStore();
      expect((await importRecords(copy, folder)).refusals).toEqual([]);
      for (const kind of ["region", "organisation", "partnership"] as const)
        expect(await copy.page(kind, null, 100)).toEqual(await store.page(kind, null, 100));
      expect(await exported(copy)).toEqual(filesIn(folder));
    }),
    { numRuns: 20 },
  );
});

test("exportRecords() pages past a thousand records of a kind", async () => {
  const store = await emptyStore();
  const sector = Array.from({ length: 2001 }, (_, i) => ({
    code: `a:${i}` as SectorCode,
    name: "A",
    nameNl: null,
  }));
  await write(store, { sector });
  expect((await exported(store))["sectors.csv"].split("\r\n")).toHaveLength(2003);
});

test("exportRecords() makes the folder where it is not there, and leaves nothing else in it", async () => {
  const folder = join(folderOf(), "new", "folder");
  const report = await exportRecords(await emptyStore(), folder);
  expect(report).toEqual({ revision: 0, counts: { region: 0, sector: 0, organisation: 0, partnership: 0 } });
  expect(readdirSync(folder).sort()).toEqual([
    "organisations.csv",
    "partnerships.csv",
    "regions.csv",
    "sectors.csv",
  ]);
});

test("exportRecords() refuses to replace files unless it is forced, and leaves others alone", async () => {
  const folder = folderOf({ "regions.csv.gz": "old", "sectors.csv": "old", "notes.txt": "mine" });
  const store = await emptyStore();
  await expect(exportRecords(store, folder)).rejects.toThrow(
    /it already holds regions.csv.gz, sectors.csv; choose another folder, or force it$/,
  );
  expect(readFileSync(join(folder, "sectors.csv"), "utf8")).toBe("old");
  await exportRecords(store, folder, { force: true });
  expect(readdirSync(folder).sort()).toEqual([
    "notes.txt",
    "organisations.csv",
    "partnerships.csv",
    "regions.csv",
    "sectors.csv",
  ]);
});

test("exportRecords() refuses a place that cannot be a folder", async () => {
  const folder = folderOf({ file: "" });
  await expect(exportRecords(await emptyStore(), join(folder, "file"))).rejects.toThrow(
    /it is not a folder$/,
  );
});

// Once it hung there for ever.
(existsSync("/proc") ? test : test.skip)(
  "exportRecords() refuses a place where no folder can be made",
  async () => {
    await expect(exportRecords(await emptyStore(), "/proc/x/y")).rejects.toThrow(
      /no folder can be made there$/,
    );
  },
);

test("exportRecords() removes what it has written when the store fails", async () => {
  const folder = folderOf();
  mkdirSync(join(folder, "kept"));
  writeFileSync(join(folder, "kept", "a"), "");
  const store = await emptyStore();
  await store.close();
  await expect(exportRecords({ ...store, readRevision: () => Promise.resolve(1) }, folder)).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(["kept"]);
});
