import { expect, test } from "@jest/globals";

import { preferredLanguage } from "../../src/graphql/language.js";

test.each([
  [undefined, "EN"],
  ["", "EN"],
  ["nl", "NL"],
  ["NL-be", "NL"],
  ["en-GB,en;q=0.9", "EN"],
  ["nl-NL,nl;q=0.9,en-US;q=0.8,en;q=0.7", "NL"],
  ["en;q=0.8,nl;q=0.9", "NL"],
  ["nl;q=0.5,en;q=0.6", "EN"],
  ["en,nl", "EN"],
  ["nl,en", "NL"],
  ["de,fr;q=0.9", "EN"],
  ["de, nl;q=0.1", "NL"],
  ["nl;q=0", "EN"],
  ["*", "EN"],
  ["nl;q=0.5,*;q=0.9", "EN"],
  ["nl;q=x", "EN"],
  ["nlx", "EN"],
  [";;;,,q=", "EN"],
])("preferredLanguage(%j) is %s", (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});
