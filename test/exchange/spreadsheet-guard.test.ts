import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { guard, unguard } from "../../src/exchange/spreadsheet-guard.js";

test("guard() puts an apostrophe before what a spreadsheet would run", () => {
  for (const text of ["=1+1", "+31 6", "-tje", "@home", " =1", "＝1"]) expect(guard(text)).toBe(`'${text}`);
});

test("guard() leaves other texts as they are, apostrophes included", () => {
  for (const text of ["", "'s-Gravenhage", "ROC = school", "a@b.nl", "'", "''"])
    expect(guard(text)).toBe(text);
});

test("unguard() takes a formula that nothing guards as text", () => {
  for (const text of ["=1+1", "-tje", "'s-Gravenhage"]) expect(unguard(text)).toBe(text);
});

test("unguard() gives back exactly what guard() was given", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom("'", "=", "+", "-", "@", " ", "a", "＝") }),
  );
  fc.assert(fc.property(text, (given) => unguard(guard(given)) === given));
});

test("guard() writes nothing that begins like a formula", () => {
  const text = fc.string({ unit: fc.constantFrom("'", "=", "+", "-", "@", " ", "a") });
  fc.assert(fc.property(text, (given) => !/^\s*[=+\-@]/.test(guard(given))));
});
