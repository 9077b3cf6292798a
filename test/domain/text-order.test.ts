import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { fold, wordsOf } from "../../src/domain/text-order.js";
import { holds } from "../network/agreement.js";

test("fold() takes no heed of capitals, accents and compatibility forms", () => {
  expect(fold("Élan ﬁets №5")).toBe("elan fiets no5");
});

// Once half a Greek word in capitals, its last letter a sigma, did not find the word.
test("fold() makes one letter of the three sigmas", () => {
  expect(fold("ΠΑΝΕΠΙΣ")).toBe("πανεπισ");
  expect(fold("Πανεπιστήμιο")).toBe("πανεπιστημιο");
  expect(wordsOf("ΑΘΗΝΑΣ Αθήνας")).toEqual(["αθηνασ", "αθηνασ"]);
});

const letters = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."aZéßİıΣσςΠάﬁǅȺẞ가\u0307 -") }),
  fc.string({ unit: "grapheme" }).filter((text) => /^[\p{L}\p{M}]*$/u.test(text)),
);

test("fold() of a beginning is a beginning of fold() of the whole", () => {
  holds(fc.tuple(letters, letters), ([a, b]) => {
    expect(fold(a + b).startsWith(fold(a))).toBe(true);
  });
});
