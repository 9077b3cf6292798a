import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { networkOf } from "../../src/network/memory-network.js";
import { holds } from "./agreement.js";
import { Plain } from "./plain.js";
import {
  arbitraryFilter,
  arbitraryId,
  arbitraryRecords,
  drawn,
  idOf,
  organisation,
  records,
  where,
} from "./records.js";

const arbitraryView = {
  drawnRecords: arbitraryRecords,
  filter: arbitraryFilter,
  first: fc.integer({ min: 1, max: 14 }),
  firstLinks: fc.integer({ min: 0, max: 30 }),
};

test("neighbourhood() agrees with counting hops and links by hand", () => {
  const question = fc.record({ ...arbitraryView, of: arbitraryId, hops: fc.integer({ min: 1, max: 4 }) });
  holds(question, ({ drawnRecords, of, hops, filter, first, firstLinks }) => {
    const plain = new Plain(drawnRecords);
    const all = plain.neighbourhood(of, hops, filter);
    const organisations = all.slice(0, first);
    const links = plain.linksAmong(organisations, filter);
    expect(networkOf(drawnRecords).neighbourhood({ of, hops, where: filter, first, firstLinks })).toEqual({
      organisations,
      links: links.slice(0, firstLinks),
      truncated: all.length > first || links.length > firstLinks,
      revision: 1,
    });
  });
});

test("networkView() agrees with counting links by hand", () => {
  holds(fc.record(arbitraryView), ({ drawnRecords, filter, first, firstLinks }) => {
    const plain = new Plain(drawnRecords);
    const all = plain.networkView(filter);
    const organisations = all.slice(0, first);
    const links = plain.linksAmong(organisations, filter);
    expect(networkOf(drawnRecords).networkView({ where: filter, first, firstLinks })).toEqual({
      organisations,
      links: links.slice(0, firstLinks),
      truncated: all.length > first || links.length > firstLinks,
      revision: 1,
    });
  });
});

test("networkView() of nothing is empty, of one organisation itself", () => {
  const asked = { where: where({}), first: 10, firstLinks: 10 };
  expect(networkOf(records({})).networkView(asked)).toMatchObject({
    organisations: [],
    links: [],
    truncated: false,
  });
  const one = records({ organisations: [organisation("a")] });
  expect(networkOf(one).networkView(asked)).toMatchObject({ organisations: [idOf("a")], links: [] });
});

test("networkView() draws the most connected first", () => {
  const network = networkOf(drawn("hub a\nhub b\nhub c\na b\nalone"));
  const { organisations } = network.networkView({ where: where({}), first: 10, firstLinks: 10 });
  expect(organisations).toEqual(["hub", "a", "b", "c", "alone"].map(idOf));
});
