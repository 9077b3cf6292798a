import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { atOnce } from "../../src/kernel/in-steps.js";
import { wordsOf } from "../../src/domain/text-order.js";
import { WordIndex } from "../../src/network/word-index.js";
import { holds } from "./agreement.js";

const names = ["tech port", "techport", "port, of tech!", "p", "", "portugal port", "technasium", "éclair"];

test("WordIndex finds what looking through every name finds, whatever is added and removed", () => {
  const moves = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(...names)));
  const question = fc.uniqueArray(fc.constantFrom("p", "port", "tech", "te", "of", "x", "éc"), {
    minLength: 1,
  });
  holds(fc.tuple(moves, fc.integer({ min: 0, max: 5 }), question), ([drawn, atFirst, words]) => {
    const index = new WordIndex();
    const present = new Map<number, string>();
    drawn.forEach(([item, name], i) => {
      if (i === atFirst) atOnce(index.sort());
      if (present.has(item)) index.remove(item);
      index.add(item, name);
      present.set(item, name);
    });
    if (drawn.length <= atFirst) atOnce(index.sort());
    const expected = [...present].filter(([, name]) =>
      words.every((word) => wordsOf(name).some((other) => other.startsWith(word))),
    );
    expect(index.find(words).sort()).toEqual(expected.map(([item]) => item).sort());
    for (const [item, name] of present) expect(index.textOf(item)).toBe(wordsOf(name).join(" "));
  });
});
