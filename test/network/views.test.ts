import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { networkOf } from "../../src/network/memory-network.js";
import { holdsFor } from "./agreement.js";
import { Plain } from "./plain.js";
import {
  arbitraryFilter,
  arbitraryId,
  arbitraryRecords,
  dealOf,
  drawn,
  idOf,
  organisation,
  partnership,
  records,
  removal,
  where,
} from "./records.js";

const arbitraryView = {
  drawnRecords: arbitraryRecords,
  filter: arbitraryFilter,
  first: fc.integer({ min: 1, max: 14 }),
  firstLinks: fc.integer({ min: 0, max: 30 }),
};

test("neighbourhood() agrees with counting hops and links by hand", async () => {
  const question = fc.record({ ...arbitraryView, of: arbitraryId, hops: fc.integer({ min: 1, max: 4 }) });
  await holdsFor(question, async ({ drawnRecords, of, hops, filter, first, firstLinks }) => {
    const plain = new Plain(drawnRecords);
    const all = plain.neighbourhood(of, hops, filter);
    const organisations = all.slice(0, first);
    const links = plain.linksAmong(organisations, filter);
    expect(
      await networkOf(drawnRecords).neighbourhood({ of, hops, where: filter, first, firstLinks }),
    ).toEqual({
      organisations,
      links: links.slice(0, firstLinks),
      truncated: all.length > first || links.length > firstLinks,
      revision: 1,
    });
  });
});

test("networkView() agrees with counting links by hand", async () => {
  await holdsFor(fc.record(arbitraryView), async ({ drawnRecords, filter, first, firstLinks }) => {
    const plain = new Plain(drawnRecords);
    const all = plain.networkView(filter);
    const organisations = all.slice(0, first);
    const links = plain.linksAmong(organisations, filter);
    expect(await networkOf(drawnRecords).networkView({ where: filter, first, firstLinks })).toEqual({
      organisations,
      links: links.slice(0, firstLinks),
      truncated: all.length > first || links.length > firstLinks,
      revision: 1,
    });
  });
});

test("networkView() of nothing is empty, of one organisation itself", async () => {
  const asked = { where: where({}), first: 10, firstLinks: 10 };
  expect(await networkOf(records({})).networkView(asked)).toMatchObject({
    organisations: [],
    links: [],
    truncated: false,
  });
  const one = records({ organisations: [organisation("a")] });
  expect(await networkOf(one).networkView(asked)).toMatchObject({ organisations: [idOf("a")], links: [] });
});

test("networkView() draws the most connected first", async () => {
  const network = networkOf(drawn("hub a\nhub b\nhub c\na b\nalone"));
  const { organisations } = await network.networkView({ where: where({}), first: 10, firstLinks: 10 });
  expect(organisations).toEqual(["hub", "a", "b", "c", "alone"].map(idOf));
});

test("views of a large network come from a worker, the same", async () => {
  // Fifty thousand, each with the next two; one more knows every thousandth.
  const keys = Array.from({ length: 50_000 }, (_, i) => `n${i}`);
  const pairs = keys.slice(2).flatMap((key, i) => [`${key} n${i}`, `${key} n${i + 1}`]);
  const spokes = keys.filter((_, i) => i % 1000 === 7).map((key) => `web ${key}`);
  const network = networkOf(
    records({
      organisations: [...keys, "web"].map((key) => organisation(key)),
      partnerships: [...pairs, ...spokes].map((line) => partnership(line, line)),
    }),
  );
  const asked = { where: where({}), first: 4, firstLinks: 10 };
  // Names once shifted under a question that waited for its worker: one organisation came twice, another never.
  const before = network.networkView({ ...asked, first: 5000 });
  network.apply(removal(2, [idOf("n0")], [dealOf("n2 n0"), dealOf("n1 n0")]));
  expect(new Set((await before).organisations).size).toBe(5000);
  const view = await network.networkView(asked);
  const near = await network.neighbourhood({ ...asked, of: idOf("web"), hops: 2 });
  await network.close();
  const first = keys
    .filter((_, i) => i % 1000 === 7)
    .toSorted()
    .slice(0, 3);
  // All spokes have five partners, so that names decide.
  expect(view.organisations).toEqual(["web", ...first].map(idOf));
  expect(view.links.map(({ fromIndex, toIndex }) => [fromIndex, toIndex])).toEqual([
    [0, 1],
    [0, 2],
    [0, 3],
  ]);
  expect(near).toEqual(view);
});
