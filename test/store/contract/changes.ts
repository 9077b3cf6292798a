/** Each change is told to those who follow. */
import { describe, expect, test } from "@jest/globals";
import { nothingPut } from "../../../src/domain/change.js";
import type { RegionCode, SectorCode } from "../../../src/domain/ids.js";
import type { Tested } from "../contract.js";
import {
  daysAgo,
  full,
  fullPartnership,
  nothing,
  numbers,
  organisationOf,
  regionOf,
  sectorOf,
  stamped,
} from "./make.js";

export function describeChanges(tested: Tested): void {
  describe("changes", () => {
    test("readChanges() tells each difference, in order, with the records as they were", async () => {
      const sector = sectorOf("a:1", { nameNl: "één" });
      const organisation = [full({ region: "NL" as RegionCode }), organisationOf("kvk:2")];
      const partnership = [fullPartnership()];
      const region = [regionOf("NL"), regionOf("AM28", { within: ["NL"] })];
      await tested.commit({ sector: [sector] }, { operation: "recordSector", actor: "ada", at: daysAgo(2) });
      await tested.commit(
        { region, organisation, partnership },
        { operation: "import", actor: "bob", at: daysAgo(1) },
      );
      await tested.commit({ sector: [{ ...sector, name: "Later" }] });
      const removed = { partnerships: [partnership[0].id], organisations: [organisation[0].id] };
      await tested.commit({}, { removed, operation: "remove" });

      const changes = await (await tested.open()).readChanges(0, 10);
      expect(changes.map(({ revision }) => revision)).toEqual([1, 2, 3, 4]);
      const [first, second, third, fourth] = changes;
      expect(first).toMatchObject({ actor: "ada", operation: "recordSector", whole: false });
      expect(Date.parse(first.at)).toBeLessThan(Date.parse(second.at));
      expect(first.put.sector).toEqual(stamped([sector], 1));
      expect(second.put).toEqual({
        ...nothingPut,
        region: stamped(region, 2),
        sector: [],
        organisation: stamped(organisation, 2),
        partnership: stamped(partnership, 2),
      });
      expect(second.removed).toEqual({ organisations: [], partnerships: [] });
      expect(third.put.sector).toMatchObject([{ name: "Later", revision: 3 }]);
      expect(fourth).toMatchObject({ put: nothing.put, removed, operation: "remove" });
    });

    test("readChanges() begins after a revision and stops at the limit", async () => {
      for (const i of numbers(5)) await tested.commit({ sector: [sectorOf(`a:${i}`)] });

      const revisions = async (after: number, limit: number) =>
        (await tested.store.readChanges(after, limit)).map(({ revision }) => revision);
      expect(await revisions(0, 2)).toEqual([1, 2]);
      expect(await revisions(2, 10)).toEqual([3, 4, 5]);
      expect(await revisions(5, 10)).toEqual([]);
      expect(await revisions(9, 10)).toEqual([]);
    });

    test("a difference of more than 5,000 records is told without them", async () => {
      await tested.commit({ sector: numbers(5_000).map((i) => sectorOf(`a:${i}`)) });
      await tested.commit({ sector: numbers(5_001).map((i) => sectorOf(`a:${i}`)) });

      const [small, large] = await tested.store.readChanges(0, 10);
      expect(small.whole).toBe(false);
      expect(small.put.sector).toHaveLength(5_000);
      expect(large).toMatchObject({ revision: 2, whole: true, ...nothing });
    });

    test("one opened store reads what another wrote, and neither sees half of it", async () => {
      const reader = await tested.open();
      for (const i of numbers(10)) {
        await tested.commit({ sector: [sectorOf(`a:${i}`)] });
        expect(await reader.readRevision()).toBe(i + 1);
        expect((await reader.readChanges(i, 10)).map(({ put }) => put.sector[0].code)).toEqual([`a:${i}`]);
        expect(await reader.read("sector", [`a:${i}` as SectorCode])).toHaveProperty("size", 1);
      }
    });
  });
}
