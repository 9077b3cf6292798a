import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { CalendarDate } from "../../src/domain/calendar-date.js";
import { noFilter } from "../../src/domain/filter.js";
import type { RegionCode } from "../../src/domain/ids.js";
import { networkOf } from "../../src/network/memory-network.js";
import { measuresOf } from "../oracle/measures.js";
import { neighboursIn, regionSummary } from "../oracle/region-summary.js";
import { randomDays, randomFilters, randomNetworks } from "../support/draw.js";

const questions = fc.record({
  records: randomNetworks(12),
  region: fc.constantFrom("R", "R1", "Q").map((code) => code as RegionCode),
  where: randomFilters(),
  asOf: randomDays,
});

test("regionSummaryOf() agrees with a plain oracle on random networks", async () => {
  await fc.assert(
    fc.asyncProperty(questions, async ({ records, ...question }) => {
      const network = networkOf({ revision: 1, sectors: [], ...records });
      expect(await network.regionSummaryOf(question)).toEqual(regionSummary(records, question));
    }),
    { numRuns: 300 },
  );
});

test("regionMeasuresOf() measures the members within their own network alone, in all seven ways", async () => {
  let linked = 0;
  await fc.assert(
    fc.asyncProperty(questions, async ({ records, ...question }) => {
      const network = networkOf({ revision: 1, sectors: [], ...records });
      const found = await network.regionMeasuresOf(question);
      const neighbours = neighboursIn(records, question);
      const wanted = measuresOf(neighbours);
      expect([...found.keys()].sort()).toEqual([...neighbours.keys()].sort());
      [...neighbours.keys()].forEach((id, i) => {
        const { constraint, effectiveSize, ...counted } = found.get(id as never)!;
        const { constraint: wantedConstraint, effectiveSize: wantedSize, ...others } = wanted[i];
        expect(Object.keys(counted).sort()).toEqual(Object.keys(others).sort());
        for (const [name, value] of Object.entries(others))
          expect(counted[name as keyof typeof counted]).toBeCloseTo(value, 9);
        if (others.degree === 0) expect([constraint, effectiveSize]).toEqual([null, null]);
        else {
          expect(constraint).toBeCloseTo(wantedConstraint, 9);
          expect(effectiveSize).toBeCloseTo(wantedSize, 9);
        }
        linked += others.degree;
      });
    }),
    { numRuns: 100 },
  );
  expect(linked).toBeGreaterThan(100);
});

test("a large region is summarised and measured in a worker, the same", async () => {
  // A ring of two thousand, each linked to the next fifteen.
  const ids = Array.from({ length: 2000 }, (_, i) => `org_${i}`);
  const organisation = (id: string) => ({
    id,
    name: id,
    kind: "OTHER",
    identifiers: [],
    region: "R",
    location: null,
    sectors: [],
    website: null,
    revision: 1,
  });
  const partnership = (i: number) => ({
    id: `par_${i}`,
    kind: "PROJECT",
    parties: Array.from({ length: 16 }, (_, k) => ({
      organisation: ids[(i + k) % 2000],
      role: "PARTICIPANT",
    })),
    since: null,
    until: null,
    strength: null,
    sectors: [],
  });
  const records = {
    revision: 1,
    sectors: [],
    regions: [{ code: "R", name: "R", division: "AREA", within: [], revision: 1 }],
    organisations: ids.map(organisation),
    partnerships: ids.map((_, i) => partnership(i)),
  } as unknown as Parameters<typeof networkOf>[0];
  const network = networkOf(records);
  const asked = { region: "R" as RegionCode, where: noFilter };
  const found = await network.regionMeasuresOf(asked);
  const summary = await network.regionSummaryOf({ ...asked, asOf: "2026-01-01" as CalendarDate });
  await network.close();
  const rows = [...found.values()];
  expect(rows).toHaveLength(2000);
  for (const row of rows) {
    expect(row).toMatchObject({ degree: 30, core: 30 });
    expect(row.betweenness).toBeCloseTo(rows[0].betweenness, 9);
  }
  const links = 30_000;
  const whole = { links, density: links / (1000 * 1999), groups: 1, largestGroupShare: 1, insideShare: 1 };
  expect(summary).toMatchObject({ organisations: 2000, partnerships: 2000, ...whole });
});
