import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { dateOf } from "../../src/domain/calendar-date.js";
import {
  askDays,
  fails,
  kindOfWord,
  monthOf,
  packWord,
  passes,
  strengthOfWord,
  testWord,
} from "../../src/kernel/word.js";

const openSince = -2147483648;
const openUntil = 2147483647;
const firstDay = Date.parse("1900-01-01") / 86_400_000;
const lastDay = Date.parse("2199-12-31") / 86_400_000;

test("monthOf() counts from January 1900 as 1, for every day there is", () => {
  const wrong = [];
  for (let day = firstDay; day <= lastDay; day++) {
    const [year, month] = dateOf(day).split("-").map(Number);
    if (monthOf(day) !== (year - 1900) * 12 + month) wrong.push(dateOf(day));
  }
  expect(wrong).toEqual([]);
});

test("monthOf() puts open ends below and above every month", () => {
  expect(monthOf(openSince)).toBe(0);
  expect(monthOf(openUntil)).toBe(4095);
  expect(monthOf(firstDay - 400_000)).toBe(1);
  expect(monthOf(lastDay + 1_000_000)).toBe(4094);
});

test("packWord() and testWord() agree with the days on every question", () => {
  const day = fc.oneof(fc.integer({ min: firstDay, max: lastDay }), fc.integer({ min: 18_250, max: 18_300 }));
  const condition = fc.record({
    kind: fc.nat(31),
    strength: fc.integer({ min: 1, max: 5 }),
    since: fc.option(day, { nil: openSince }),
    until: fc.option(day, { nil: openUntil }),
    kinds: fc.oneof(fc.constant(-1), fc.integer()),
    minStrength: fc.integer({ min: 1, max: 5 }),
    sinceBefore: fc.oneof(day, fc.constantFrom(openSince, openUntil)),
    untilAfter: fc.oneof(day, fc.constantFrom(openSince, openUntil)),
  });
  fc.assert(
    fc.property(
      condition,
      ({ kind, strength, since, until, kinds, minStrength, sinceBefore, untilAfter }) => {
        const word = packWord(kind, strength, since, until);
        expect([kindOfWord(word), strengthOfWord(word)]).toEqual([kind, strength]);
        const verdict = testWord(word, kinds, minStrength, monthOf(sinceBefore), monthOf(untilAfter));
        const othersPass = ((kinds >>> kind) & 1) === 1 && strength >= minStrength;
        const daysPass = since < sinceBefore && until > untilAfter;
        if (verdict === passes) expect(othersPass && daysPass).toBe(true);
        else if (verdict === fails) expect(othersPass && daysPass).toBe(false);
        else expect([verdict, othersPass]).toEqual([askDays, true]);
      },
    ),
    { numRuns: 20_000 },
  );
});
