import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { GrowingColumns } from "../../src/kernel/growing-columns.js";

/** One growing column of numbers that holds 0, 1, 2 ... at first, written to as its users do. */
function numbers(count: number) {
  let column!: Int32Array;
  const growing = GrowingColumns.make([Int32Array], count, ([present]) => (column = present));
  growing.take(count);
  for (let i = 0; i < count; i++) column[i] = i;
  return {
    growing,
    write(start: number, end: number) {
      growing.guard(start, end);
      for (let i = start; i < end; i++) column[i] += 1000;
      growing.settle(start, end);
    },
    present: () => column.slice(0, growing.used),
  };
}

/** Takes the steps of a copy, writing between them, and returns the copy. */
function copyWhile({ growing }: ReturnType<typeof numbers>, count: number, between: () => void) {
  const steps = growing.copySteps(count);
  for (;;) {
    const step = steps.next();
    if (step.done) return Array.from(step.value[0]);
    between();
  }
}

// A first write lay in what was copied, and was not kept; a second one reached past it, and kept the first one's too.
test("copySteps() copies what was there at its first step, also where writes overlap at what is copied so far", () => {
  const column = numbers(100);
  const before = Array.from(column.present());
  const copied = copyWhile(column, 50, () => {
    column.write(40, 48);
    column.write(40, 55);
  });
  expect(copied).toEqual(before);
});

test("copySteps() copies what was there at its first step, whatever is written between steps", () => {
  const stretch = fc.tuple(fc.nat(99), fc.nat(30));
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 60 }), fc.array(stretch, { maxLength: 12 }), (count, writes) => {
      const column = numbers(100);
      const before = Array.from(column.present());
      const copied = copyWhile(column, count, () => {
        for (const [start, length] of writes) column.write(start, Math.min(100, start + length));
      });
      expect(copied).toEqual(before);
    }),
  );
});

test("columns hold what was written while longer ones are made", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(99), fc.nat(30)), { maxLength: 30 }), (writes) => {
      const column = numbers(100);
      const expected = Array.from(column.present());
      for (const [start, length] of writes) {
        const end = Math.min(100, start + length);
        column.write(start, end);
        for (let i = start; i < end; i++) expected[i] += 1000;
        column.growing.take(3);
        expected.push(0, 0, 0);
      }
      expect(Array.from(column.present())).toEqual(expected);
    }),
  );
});
