/** Broken files by the hundred: each is refused with its place or taken whole, and nothing crashes. */
import { expect, test } from "@jest/globals";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { SchakelError } from "../../../src/domain/errors.js";
import { importRecords } from "../../../src/service/transfer/import-records.js";
import { emptyStore, folderOf, lines } from "../../support/folder.js";

const files = {
  "regions.csv": lines("code,name,division,within", "NL,Nederland,COUNTRY,", 'R1,"Streek, groot",REGION,NL'),
  "sectors.csv": lines("code,name,nameNl", "a:b,Care,Zorg"),
  "organisations.csv": lines(
    "id,name,kind,region,latitude,longitude,postcode,sectors,website,identifiers",
    'x:a,"Één ""A""",COMPANY,R1,51.5,-4.25,5611 BG,a:b;c:d,https://a.example,y:1',
    "x:b,'=B,OTHER,,,,,,,",
  ),
  "partnerships.csv": lines(
    "id,parties,title,kind,since,until,strength,sectors,source,identifiers",
    "p:1,x:a/COORDINATOR;x:b,Samen,PROJECT,2024-01-01,2025-01-01,3,a:b,Demo,",
  ),
};

const names = Object.keys(files) as (keyof typeof files)[];

/** One file, with bytes replaced, inserted or cut off. */
const damage = fc.record({
  name: fc.constantFrom(...names),
  gzipped: fc.boolean(),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(12),
  bytes: fc.oneof(
    fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom('"', ",", ";", "\r", "\n", "=", "\ufeff", "x:a", "\0", "/COORDINATOR")
      .map((text) => Buffer.from(text)),
  ),
});

test("importRecords() refuses damaged files or takes them whole, and never half", async () => {
  const outcomes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(damage, async ({ name, gzipped, at, cut, bytes }) => {
      const whole = gzipped ? gzipSync(files[name]) : Buffer.from(files[name]);
      const begin = Math.floor(at * whole.length);
      const damaged = Buffer.concat([whole.subarray(0, begin), bytes, whole.subarray(begin + cut)]);
      const others = Object.entries(files).filter(([other]) => other !== name);
      const folder = folderOf({ ...Object.fromEntries(others), [gzipped ? `${name}.gz` : name]: damaged });

      const store = await emptyStore();
      const report = await importRecords(store, folder);
      expect(await store.readRevision()).toBe(report.refusals.length > 0 ? 0 : 1);
      for (const { file, line, wanted } of report.refusals) {
        expect(file in files || file.replace(/\.gz$/, "") in files).toBe(true);
        expect(line === null || line >= 1).toBe(true);
        expect(wanted).not.toBe("");
      }
      outcomes.add(report.refusals.length > 0 ? "refused" : "taken");
    }),
    { numRuns: 200 },
  );
  expect([...outcomes].sort()).toEqual(["refused", "taken"]);
});

test("importRecords() refuses a folder of noise with a SchakelError or with places", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (noise) => {
      const store = await emptyStore();
      const report = await importRecords(store, folderOf({ "organisations.csv": Buffer.from(noise) })).catch(
        (error: unknown) => error,
      );
      if (report instanceof Error) expect(report).toBeInstanceOf(SchakelError);
      else expect(report).toMatchObject({ written: false });
      expect(await store.readRevision()).toBe(0);
    }),
    { numRuns: 50 },
  );
});
