import { expect, test } from "@jest/globals";
import { drawing } from "../../src/kernel/ranking-measures.js";
import { defaultModel } from "../../src/network/default-model.js";
import { networkOf } from "../../src/network/memory-network.js";
import { code, day, organisation, partnership, records, region, sectorCode } from "./records.js";

const asOf = day("2025-01-01");

/**
 * A hundred and twenty welders and carers, of which sixty pairs a year meet: nine times of ten within their sector, and
 * from a year on across.
 */
function history(turn: number) {
  const draw = drawing(11);
  const keys = Array.from({ length: 120 }, (_, i) => `${i % 2 === 0 ? "weld" : "care"}${i}`);
  const pick = (isFit: (key: string) => boolean): string => {
    for (;;) {
      const key = keys[Math.floor(draw() * keys.length)];
      if (isFit(key)) return key;
    }
  };
  const partnerships = Array.from({ length: 10 * 60 }, (_, i) => {
    const year = 2015 + Math.floor(i / 60);
    const one = pick(() => true);
    const isAlike = draw() < 0.9 === year < turn;
    const other = pick((key) => key !== one && (key.slice(0, 4) === one.slice(0, 4)) === isAlike);
    const since = day(`${year}-${String(1 + (i % 12)).padStart(2, "0")}-15`);
    return partnership(`${i}`, `${one} ${other}`, { since });
  });
  return networkOf(
    records({
      regions: [region("R")],
      organisations: keys.map((key) =>
        organisation(key, { region: code("R"), sectors: [sectorCode(`x:${key.slice(0, 4)}`)] }),
      ),
      partnerships,
    }),
  );
}

const turned = history(2024).learnRanker({ asOf })!;

test("learnRanker() hands over what it learnt where that does better on the end of the history", () => {
  const { model, isLearnt, figures } = history(2030).learnRanker({ asOf })!;
  expect(isLearnt).toBe(true);
  expect(model.weights).not.toEqual(defaultModel().weights);
  const { fitted, start, adamicAdar } = figures!.precision[1];
  expect(fitted).toBeGreaterThan(start);
  expect(figures!.ratio).toBeCloseTo(fitted / adamicAdar, 9);
});

// Once it handed over whatever it had learnt: of one country's own projects weights that ranked half as well as Adamic-Adar.
test("learnRanker() hands over what it started from where the end of the history speaks against what it learnt", () => {
  const { model, isLearnt, figures } = turned;
  expect(isLearnt).toBe(false);
  const shipped = defaultModel();
  expect([model.weights, model.kinds]).toEqual([shipped.weights, shipped.kinds]);
  const { fitted, start, adamicAdar } = figures!.precision[1];
  expect(fitted).toBeLessThan(start);
  expect(figures!.ratio).toBeCloseTo(start / adamicAdar, 9);
});

test("learnRanker() tells of weights it started from what a usual pair is like here, and how often it becomes one of partners", () => {
  const { model, links } = turned;
  const shipped = defaultModel();
  expect(model.base).not.toBeCloseTo(shipped.base, 1);
  expect(model.means.sectors).toBeCloseTo(0.5, 1);
  expect(links).toBeGreaterThan(120);
});
