/** All of a kind, page by page, in the order of its keys. */
import { describe, expect, test } from "@jest/globals";
import { type KeptKind, pageKeyOf } from "../../../src/domain/change.js";
import { keyOf, organisationIdFrom, type RegionCode } from "../../../src/domain/ids.js";
import type { Tested } from "../contract.js";
import {
  byCodePoints,
  full,
  fullPartnership,
  organisationOf,
  partnershipOf,
  regionOf,
  sectorOf,
  stamped,
  writeOf,
} from "./make.js";

export function describePages(tested: Tested): void {
  describe("pages", () => {
    test("page() goes by key in code-point order", async () => {
      // U+FFFD is below U+1F3EB, whose UTF-16 units are below it.
      const values = ["a", "B", "é", "\u{1F3EB}", "\uFFFD", "z", "10", "9", "a-b", "a b", "aa"];
      const identifiers = values.map((value) => `x:${value}`);
      const unidentified = { ...organisationOf("none"), identifiers: [] };
      const organisation = [...identifiers.map((identifier) => organisationOf(identifier)), unidentified];
      const sector = values.map((value) => sectorOf(value));
      const region = values.map((value) => regionOf(value));
      const partnership = identifiers.map((identifier) => partnershipOf(identifier, ["x:a", "x:B"]));

      await tested.commit({ region, sector, organisation, partnership });

      const sorted = byCodePoints(identifiers);
      expect(await pagedKeys("organisation", 2)).toEqual([`schakel:${unidentified.id}`, ...sorted]);
      expect(await pagedKeys("partnership", 3)).toEqual(sorted);
      expect(await pagedKeys("region", 4)).toEqual(byCodePoints(values));
      expect(await pagedKeys("sector", 100)).toEqual(byCodePoints(values));
    });

    test("page() holds whole records, as read() does", async () => {
      const region = [regionOf("A"), regionOf("B", { within: ["A"] }), regionOf("C", { within: ["A", "B"] })];
      const organisation = [
        { ...full(), region: "C" as RegionCode },
        organisationOf("kvk:2"),
        organisationOf("kvk:3"),
      ];
      const partnership = [fullPartnership(), partnershipOf("nwo:2", ["kvk:3", "kvk:2"])];

      await tested.commit({ region, organisation, partnership });

      expect(await tested.store.page("region", null, 10)).toEqual(stamped(region, 1));
      expect(await tested.store.page("organisation", null, 10)).toEqual(stamped(organisation, 1));
      expect(await tested.store.page("partnership", null, 10)).toEqual(stamped(partnership, 1));
    });

    test("a page after the last key is empty", async () => {
      await tested.commit({ sector: [sectorOf("b:1")] });

      expect(await tested.store.page("sector", "b:1", 10)).toEqual([]);
      expect(await tested.store.page("sector", "a:1", 10)).toHaveLength(1);
      expect(await tested.store.page("sector", "b:0", 1)).toHaveLength(1);
    });

    test("pages neither repeat nor miss a record while others are written", async () => {
      await tested.commit({
        organisation: ["kvk:b", "kvk:d", "kvk:f", "kvk:h"].map((key) => organisationOf(key)),
      });
      const writer = await tested.open();

      const first = (await tested.store.page("organisation", null, 2)).map(keyOf);
      const put = { organisation: ["kvk:a", "kvk:c", "kvk:e", "kvk:i"].map((key) => organisationOf(key)) };
      await writer.write(
        writeOf({ basis: 1, put, removed: { organisations: [organisationIdFrom("kvk:b")] } }),
      );
      const second = (await tested.store.page("organisation", first[1], 2)).map(keyOf);
      const third = (await tested.store.page("organisation", second[1], 10)).map(keyOf);

      expect([first, second, third]).toEqual([
        ["kvk:b", "kvk:d"],
        ["kvk:e", "kvk:f"],
        ["kvk:h", "kvk:i"],
      ]);
    });

    async function pagedKeys(kind: KeptKind, limit: number): Promise<string[]> {
      const keys: string[] = [];
      for (;;) {
        const page = await tested.store.page(kind, keys.at(-1) ?? null, limit);
        keys.push(...page.map(pageKeyOf));
        if (page.length < limit) return keys;
      }
    }
  });
}
