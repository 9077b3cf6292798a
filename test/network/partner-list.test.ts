import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { PageRequest } from "../../src/domain/page.js";
import { networkOf } from "../../src/network/memory-network.js";
import { holds, walk } from "./agreement.js";
import { Plain } from "./plain.js";
import {
  arbitraryFilter,
  arbitraryId,
  arbitraryRecords,
  dealOf,
  drawn,
  idOf,
  where,
  wholeList,
} from "./records.js";

test("listPartners() agrees with linking every pair and sorting them, page by page from either end", () => {
  const question = fc.record({
    drawnRecords: arbitraryRecords,
    of: arbitraryId,
    filter: arbitraryFilter,
    size: fc.integer({ min: 1, max: 4 }),
    backwards: fc.boolean(),
  });
  holds(question, ({ drawnRecords, of, filter, size, backwards }) => {
    const network = networkOf(drawnRecords);
    const list = (page: PageRequest) => network.listPartners({ of, where: filter, page });
    const partners = walk(list, size, backwards);
    expect(partners.map((one) => [one.organisation, one.partnerships])).toEqual(
      new Plain(drawnRecords).listPartners(of, filter),
    );
    expect(network.partnersOf(of, filter).sort()).toEqual(
      partners.map(({ organisation }) => organisation).sort(),
    );
    expect(network.partnershipsOf(of, filter)).toEqual(new Plain(drawnRecords).partnershipsOf(of, filter));
  });
});

test("listPartners() begins with whom the most partnerships are, each with the closest first", () => {
  const network = networkOf(drawn("a b\na c\na b c d"));
  const { rows } = network.listPartners({ of: idOf("a"), where: where({}), page: wholeList });
  expect(rows.map(({ item }) => item)).toEqual([
    { organisation: idOf("b"), partnerships: [dealOf("a b"), dealOf("a b c d")] },
    { organisation: idOf("c"), partnerships: [dealOf("a c"), dealOf("a b c d")] },
    { organisation: idOf("d"), partnerships: [dealOf("a b c d")] },
  ]);
});

test("listPartners() refuses to continue from the partners of another organisation", () => {
  const network = networkOf(drawn("a b c"));
  const list = (key: string, after: PageRequest["after"]) =>
    network.listPartners({ of: idOf(key), where: where({}), page: { ...wholeList, after } });
  const { keyset } = list("a", null).rows[0];
  expect(list("a", keyset).rows).toHaveLength(1);
  expect(() => list("b", keyset)).toThrow(expect.objectContaining({ code: "BAD_USER_INPUT" }));
});

test("listPartners() refuses to continue under another filter, which counts other partnerships", () => {
  const network = networkOf(drawn("a b\na c\na b c d"));
  const list = (conditions: Parameters<typeof where>[0], after: PageRequest["after"]) =>
    network.listPartners({ of: idOf("a"), where: where(conditions), page: { ...wholeList, after } });
  const { keyset } = list({ maxParties: 4 }, null).rows[0];
  expect(list({ maxParties: 4 }, keyset).rows).toHaveLength(2);
  expect(() => list({ maxParties: 3 }, keyset)).toThrow(expect.objectContaining({ code: "BAD_USER_INPUT" }));
});
