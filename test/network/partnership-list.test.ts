import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { PartnershipFilter } from "../../src/domain/filter.js";
import type { PageRequest } from "../../src/domain/page.js";
import { wordsOf } from "../../src/domain/text-order.js";
import { networkOf } from "../../src/network/memory-network.js";
import type { TitleMatch } from "../../src/store/store.js";
import { holds, walk } from "./agreement.js";
import { Plain } from "./plain.js";
import {
  arbitraryDay,
  arbitraryDealKinds,
  arbitraryId,
  arbitraryPeriod,
  arbitraryRecords,
  arbitraryRegions,
  arbitrarySearch,
  arbitrarySectors,
  day,
  dealOf,
  drawn,
  idOf,
  organisation,
  partnership,
  records,
  wholeList,
  type Records,
} from "./records.js";

const anything: PartnershipFilter = {
  kinds: null,
  sectors: null,
  activeOn: null,
  endsBetween: null,
  regions: null,
  parties: null,
};

/** What a store finds for a text. */
function titleMatches({ partnerships }: Records, text: string): TitleMatch[] {
  const words = wordsOf(text);
  return partnerships.flatMap(({ id, title, identifiers }) => {
    const bears = wordsOf(title ?? "");
    const identifierMatches = identifiers.some((identifier) => `:${identifier}`.endsWith(`:${text}`));
    const titleMatches =
      words.length > 0 && words.every((word) => bears.some((other) => other.startsWith(word)));
    return identifierMatches || titleMatches ? [{ id, title, identifierMatches }] : [];
  });
}

test("listPartnerships() agrees with filtering and sorting everything, page by page from either end", () => {
  const question = fc.record({
    drawnRecords: arbitraryRecords,
    search: fc.option(fc.oneof(arbitrarySearch, fc.constant("p3")), { freq: 1 }),
    kinds: arbitraryDealKinds,
    sectors: arbitrarySectors,
    activeOn: fc.option(arbitraryDay, { freq: 1 }),
    endsBetween: arbitraryPeriod,
    regions: arbitraryRegions,
    parties: fc.option(fc.uniqueArray(arbitraryId, { minLength: 1, maxLength: 2 }), { freq: 1 }),
    size: fc.integer({ min: 1, max: 6 }),
    backwards: fc.boolean(),
  });
  holds(question, ({ drawnRecords, search, size, backwards, ...where }) => {
    const network = networkOf(drawnRecords);
    const searched = search === null ? null : { text: search, matches: titleMatches(drawnRecords, search) };
    const list = (page: PageRequest) => network.listPartnerships({ where, search: searched, page });
    expect(walk(list, size, backwards)).toEqual(new Plain(drawnRecords).listPartnerships(search, where));
  });
});

test("listPartnerships() begins with the latest and ends with those whose beginning is not known", () => {
  const network = networkOf(
    records({
      organisations: [organisation("a"), organisation("b")],
      partnerships: [
        partnership("unknown", "a b"),
        partnership("old", "a b", { since: day("1900-01-01") }),
        partnership("new", "a b", { since: day("2026-11-24") }),
      ],
    }),
  );
  const { rows } = network.listPartnerships({ where: anything, search: null, page: wholeList });
  expect(rows.map(({ item }) => item)).toEqual(["new", "old", "unknown"].map(dealOf));
});

test("listPartnerships() passes over matches that the store knows and the network does not", () => {
  const network = networkOf(drawn("a b"));
  const matches = [dealOf("not yet here"), dealOf("a b")].map((id) => ({
    id,
    title: "x",
    identifierMatches: false,
  }));
  const page = network.listPartnerships({ where: anything, search: { text: "x", matches }, page: wholeList });
  expect(page.rows.map(({ item }) => item)).toEqual([dealOf("a b")]);
  expect(page.count()).toBe(1);
});

test("listPartnerships() wants all of the parties named", () => {
  const network = networkOf(drawn("a b\na b c\na c"));
  const parties = [idOf("a"), idOf("b")];
  const page = network.listPartnerships({ where: { ...anything, parties }, search: null, page: wholeList });
  expect(page.rows.map(({ item }) => item).sort()).toEqual([dealOf("a b"), dealOf("a b c")].sort());
});

test("partnershipOf() gives back what was recorded, parties in their order", () => {
  const deal = partnership("deal", "c/CONNECTOR a/COORDINATOR b d/FACILITATOR", {
    kind: "FUNDING",
    since: day("1900-01-01"),
    until: day("2199-12-31"),
    strength: 5,
  });
  const plain = partnership("plain", "a b");
  const network = networkOf(
    records({
      organisations: ["a", "b", "c", "d"].map((key) => organisation(key)),
      partnerships: [deal, plain],
    }),
  );
  for (const one of [deal, plain]) {
    const facts = network.partnershipOf(one.id);
    expect(one).toMatchObject(facts ?? {});
    expect(Object.keys(facts ?? {}).sort()).toEqual(
      ["id", "kind", "parties", "since", "until", "strength", "sectors"].sort(),
    );
  }
  expect(network.partnershipOf(dealOf("other"))).toBeNull();
});
