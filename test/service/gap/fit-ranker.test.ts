import { afterEach, expect, test } from "@jest/globals";
import type { CalendarDate } from "../../../src/domain/calendar-date.js";
import { noFilter } from "../../../src/domain/filter.js";
import type { RegionCode, SectorCode } from "../../../src/domain/ids.js";
import { drawing } from "../../../src/kernel/ranking-measures.js";
import { fitRanker } from "../../../src/service/services.js";
import {
  makeOrganisation,
  makePartnership,
  makeRegion,
  openTestServices,
  type TestServices,
} from "../../support/make.js";

const opened: TestServices[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const asOf = "2025-01-01" as CalendarDate;
const asked = { asOf, timeZone: "Europe/Amsterdam" };

/** A hundred and twenty schools and firms of two sectors, of which each year some meet: nine times of ten within their sector. */
function history(until: number) {
  const draw = drawing(11);
  const names = Array.from({ length: 120 }, (_, i) => `${i % 2 === 0 ? "weld" : "care"}${i}`);
  const pick = (isFit: (name: string) => boolean): string => {
    for (;;) {
      const name = names[Math.floor(draw() * names.length)];
      if (isFit(name)) return name;
    }
  };
  const partnerships = [];
  for (let year = 2015; year < 2027; year++)
    for (let i = 0; i < 60; i++) {
      const one = pick(() => true);
      const isWithin = draw() < 0.9;
      const other = pick((name) => name !== one && (name.slice(0, 4) === one.slice(0, 4)) === isWithin);
      const since = `${year}-${String(1 + (i % 12)).padStart(2, "0")}-15` as CalendarDate;
      if (year < until) partnerships.push(makePartnership(`${year} ${i}`, [one, other], { since }));
    }
  return {
    region: [makeRegion("R")],
    organisation: names.map((name) =>
      makeOrganisation(name, {
        region: "R" as RegionCode,
        sectors: [`x:${name.slice(0, 4)}` as SectorCode],
      }),
    ),
    partnership: partnerships,
  };
}

async function open(records: Parameters<typeof openTestServices>[0]): Promise<TestServices> {
  const made = await openTestServices(records);
  opened.push(made);
  return made;
}

test("fitRanker() learns from a planted history what brings partners together, and keeps it", async () => {
  const { store, network } = await open(history(2025));
  const report = await fitRanker(store, asked);
  expect(report).toMatchObject({ basis: 1, revision: 2, written: true });
  expect(report.links).toBeGreaterThan(40);
  expect(report.model.weights.sectors).toBeGreaterThan(0.5);
  expect(report.figures?.precision[0].fitted).toBeGreaterThan(report.figures!.precision[0].adamicAdar);

  await network.catchUp(2);
  expect(network.network.weightsOf("FITTED")).toMatchObject({
    basis: 1,
    revision: 2,
    weights: report.model,
    figures: report.figures,
  });
  const question = { region: "R" as RegionCode, where: noFilter, asOf, ranker: "FITTED", limit: 1 } as const;
  const [best] = await network.network.rankMissingLinks(question);
  const [one, other] = best.pair.map((id) => network.network.organisationOf(id)!);
  expect(one.sectors).toEqual(other.sectors);
  expect(best.contributions.map(({ feature }) => feature)).toContain("SAME_SECTOR");
});

test("fitRanker() learns nothing from what begins after the day", async () => {
  const [past, whole] = [await open(history(2025)), await open(history(2027))];
  const [ofPast, ofWhole] = [
    await fitRanker(past.store, { ...asked, dryRun: true }),
    await fitRanker(whole.store, { ...asked, dryRun: true }),
  ];
  expect(ofWhole.model).toEqual(ofPast.model);
  expect(ofWhole.figures).toEqual(ofPast.figures);
});

test("fitRanker() writes nothing on a dry run, and tells its progress", async () => {
  const { store } = await open(history(2025));
  const phases = new Set<string>();
  const report = await fitRanker(store, {
    ...asked,
    dryRun: true,
    onProgress: ({ phase, done, total }) => {
      expect(done).toBeLessThanOrEqual(total);
      phases.add(phase);
    },
  });
  expect(report).toMatchObject({ written: false, revision: 1 });
  expect(await store.readRevision()).toBe(1);
  expect([...phases]).toEqual(["try", "learn"]);
});

test("fitRanker() refuses a history too short to learn from", async () => {
  const { store } = await open({
    organisation: [makeOrganisation("a"), makeOrganisation("b")],
    partnership: [makePartnership("one", ["a", "b"])],
  });
  await expect(fitRanker(store, asked)).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
});
