import { expect, test } from "@jest/globals";
import { fitChoices, type Choice } from "../../src/kernel/choice-model.js";
import { drawing } from "../../src/kernel/ranking-measures.js";

const columns = Uint8Array.of(1, 1);

/** The same penalty for either column. */
function penalising(penalty: number): Float64Array {
  return Float64Array.of(penalty, penalty);
}

/** Choices of one row of ten by known weights. */
function drawnChoices(weights: readonly number[], count: number): Choice[] {
  const draw = drawing(3);
  return Array.from({ length: count }, () => {
    const rows = Float64Array.from({ length: 20 }, () => draw() * 4 - 2);
    const shares = Array.from({ length: 10 }, (_, row) =>
      Math.exp(weights[0] * rows[2 * row] + weights[1] * rows[2 * row + 1]),
    );
    let rest = draw() * shares.reduce((a, b) => a + b, 0);
    const taken = shares.findIndex((share) => (rest -= share) <= 0);
    return { rows, chosen: Uint8Array.from(shares, (_, row) => Number(row === taken)), standsFor: 1 };
  });
}

test("fitChoices() finds the weights by which choices were made", () => {
  const [first, second] = fitChoices(drawnChoices([1, -0.5], 4000), {
    width: 2,
    columns,
    penalties: penalising(0),
  });
  expect(first).toBeCloseTo(1, 1);
  expect(second).toBeCloseTo(-0.5, 1);
});

test("fitChoices() finds the share of a chosen row as it is in one column by hand", () => {
  // One row of value 1 is chosen three times of four against one of value 0: e^w / (e^w + 1) = 3 / 4.
  const choice = (taken: number): Choice => ({
    rows: Float64Array.of(1, 0),
    chosen: Uint8Array.of(Number(taken === 0), Number(taken === 1)),
    standsFor: 1,
  });
  const options = { width: 1, columns: Uint8Array.of(1), penalties: penalising(0) };
  const [weight] = fitChoices([choice(0), choice(0), choice(0), choice(1)], options);
  expect(weight).toBeCloseTo(Math.log(3), 6);
});

test("fitChoices() lets a sampled row stand for those that were left out", () => {
  const whole: Choice = {
    rows: Float64Array.of(1, 0, 0, 0),
    chosen: Uint8Array.of(1, 0, 0, 0),
    standsFor: 1,
  };
  const sampled: Choice = { rows: Float64Array.of(1, 0), chosen: Uint8Array.of(1, 0), standsFor: 3 };
  const other: Choice = { rows: Float64Array.of(1, 0), chosen: Uint8Array.of(0, 1), standsFor: 1 };
  const options = { width: 1, columns: Uint8Array.of(1), penalties: penalising(0) };
  const [ofWhole] = fitChoices([whole, other], options);
  const [ofSampled] = fitChoices([sampled, other], options);
  expect(ofSampled).toBeCloseTo(ofWhole, 6);
});

test("fitChoices() gives no weight to a column that takes no part or never varies", () => {
  const choices = drawnChoices([1, 0], 50).map((choice) => ({
    ...choice,
    rows: choice.rows.map((value, i) => (i % 2 === 1 ? 7 : value)),
  }));
  expect(fitChoices(choices, { width: 2, columns, penalties: penalising(0.001) })[1]).toBeCloseTo(0, 9);
  expect(
    fitChoices(choices, { width: 2, columns: Uint8Array.of(0, 1), penalties: penalising(0.001) })[0],
  ).toBe(0);
});

test("fitChoices() learns nothing from what rounding makes of a column that never varies", () => {
  const choices = drawnChoices([1, 0], 50).map((choice) => ({
    ...choice,
    rows: choice.rows.map((value, i) => (i % 2 === 1 ? 7 + value * 1e-15 : value)),
  }));
  const [, weight] = fitChoices(choices, { width: 2, columns, penalties: penalising(0.001) });
  expect(Math.abs(weight)).toBeLessThan(1e-6);
});

test("fitChoices() keeps weights finite where the chosen can be told without fail, by the penalty", () => {
  const choice: Choice = { rows: Float64Array.of(1, 0), chosen: Uint8Array.of(1, 0), standsFor: 1 };
  const [weight] = fitChoices([choice], { width: 1, columns: Uint8Array.of(1), penalties: penalising(0.01) });
  expect(weight).toBeGreaterThan(1);
  expect(weight).toBeLessThan(20);
});

test("fitChoices() comes to the prior where choices say little against the penalty, and to the choices where they say much", () => {
  const choices = drawnChoices([1, -0.5], 2000);
  const asked = { width: 2, columns, priors: Float64Array.of(0, 2) };
  const [first, second] = fitChoices(choices, { ...asked, penalties: Float64Array.of(1e6, 1e6) });
  expect([first, second]).toEqual([expect.closeTo(0, 3), expect.closeTo(2, 3)]);
  const [freed] = fitChoices(choices, { ...asked, penalties: Float64Array.of(1e6, 1e-6) }).slice(1);
  expect(freed).toBeLessThan(0);
});
