/** A write happens whole, once, and at the revision it was decided at. */
import { describe, expect, test } from "@jest/globals";
import { keyOf, organisationIdFrom, partnershipIdFrom, type RegionCode } from "../../../src/domain/ids.js";
import type { Tested } from "../contract.js";
import {
  full,
  fullPartnership,
  numbers,
  organisationOf,
  partnershipOf,
  regionOf,
  requestOf,
  sectorOf,
  stamped,
  writeOf,
} from "./make.js";

export function describeWrites(tested: Tested): void {
  describe("writes", () => {
    test("a write whose basis is another revision is stale and leaves nothing", async () => {
      await tested.commit({ sector: [sectorOf("a:1")] });

      for (const basis of [0, 2]) {
        const write = writeOf({ basis, put: { sector: [sectorOf("a:2")] }, request: requestOf("key") });
        expect(await tested.store.write(write)).toEqual({ kind: "stale" });
      }
      expect(await tested.store.readRevision()).toBe(1);
      expect(await tested.store.page("sector", null, 10)).toHaveLength(1);
      expect(await tested.store.findRequest("key")).toBeNull();
    });

    test("of writes decided at one revision one is committed", async () => {
      const stores = [tested.store, await tested.open(), await tested.open()];
      const outcomes = await Promise.all(
        numbers(12).map((i) =>
          stores[i % 3].write(writeOf({ basis: 0, put: { sector: [sectorOf(`a:${i}`)] } })),
        ),
      );

      expect(outcomes.filter(({ kind }) => kind === "committed")).toEqual([
        { kind: "committed", revision: 1 },
      ]);
      expect(await tested.store.readRevision()).toBe(1);
      expect(await tested.store.page("sector", null, 100)).toHaveLength(1);
    });

    test("a write repeated answers as it did and writes nothing", async () => {
      const write = writeOf({ put: { sector: [sectorOf("a:1")] } });
      await tested.store.write(write);
      await tested.commit({ sector: [sectorOf("a:1", { name: "Later" })] });

      for (const repeated of [tested.store, await tested.open()])
        expect(await repeated.write(write)).toEqual({ kind: "committed", revision: 1 });
      expect(await tested.store.readRevision()).toBe(2);
      expect((await tested.store.page("sector", null, 10))[0].name).toBe("Later");
      expect(await tested.store.readChanges(0, 10)).toHaveLength(2);
    });

    test("revisions are exact up to 2^53 - 1", async () => {
      const largest = Number.MAX_SAFE_INTEGER;
      await tested.home.setRevision(largest - 1);

      expect(await tested.commit({ sector: [sectorOf("a:1")] }, { request: requestOf("key") })).toBe(largest);

      expect(await tested.store.readRevision()).toBe(largest);
      expect((await tested.store.page("sector", null, 1))[0].revision).toBe(largest);
      expect((await tested.store.readChanges(largest - 1, 1))[0].revision).toBe(largest);
      expect(await tested.store.findRequest("key")).toMatchObject({ revision: largest });
    });

    test("an empty write leaves the revision, and there is no change to tell", async () => {
      await tested.commit({ sector: [sectorOf("a:1")] });

      expect(await tested.store.write(writeOf({ basis: 1, put: {} }))).toEqual({
        kind: "committed",
        revision: 1,
      });
      expect(await tested.store.write(writeOf({ basis: 1, put: { sector: [] } }))).toMatchObject({
        revision: 1,
      });
      expect(await tested.store.write(writeOf({ basis: 0, put: {} }))).toEqual({ kind: "stale" });
      expect(await tested.store.readChanges(0, 10)).toHaveLength(1);
    });

    test("identifiers may move between records in one write", async () => {
      const a = organisationOf("kvk:a", { identifiers: ["kvk:a", "brin:1"] });
      const b = organisationOf("kvk:b", { identifiers: ["kvk:b", "brin:2"] });
      await tested.commit({ organisation: [a, b] });

      // The two swap all they have: each takes the other's place in the order, too.
      const swapped = [
        { ...a, identifiers: b.identifiers },
        { ...b, identifiers: a.identifiers },
      ];
      await tested.commit({ organisation: swapped });
      expect(await tested.store.page("organisation", null, 10)).toEqual(stamped([swapped[1], swapped[0]], 2));
      expect((await tested.store.findIds("organisation", ["brin:1"])).get("brin:1")).toBe(b.id);

      // One is merged into the other.
      const merged = { ...a, identifiers: ["kvk:b", "kvk:a", "brin:2", "brin:1"] };
      await tested.commit({ organisation: [merged] }, { removed: { organisations: [b.id] } });
      expect(await tested.store.page("organisation", null, 10)).toEqual(stamped([merged], 3));
      expect((await tested.store.findIds("organisation", ["kvk:a"])).get("kvk:a")).toBe(a.id);
    });

    test("a partnership's identifiers and parties may move in one write", async () => {
      const a = partnershipOf("nwo:a", ["kvk:1", "kvk:2"]);
      const b = partnershipOf("nwo:b", ["kvk:3", "kvk:4"]);
      await tested.commit({
        organisation: numbers(5).map((i) => organisationOf(`kvk:${i}`)),
        partnership: [a, b],
      });

      const merged = { ...a, identifiers: ["nwo:b", "nwo:a"], parties: b.parties };
      await tested.commit(
        { partnership: [merged] },
        { removed: { partnerships: [b.id], organisations: ["kvk:1", "kvk:2"].map(organisationIdFrom) } },
      );

      expect(await tested.store.page("partnership", null, 10)).toEqual(stamped([merged], 2));
      expect((await tested.store.page("organisation", null, 10)).map(keyOf)).toEqual([
        "kvk:0",
        "kvk:3",
        "kvk:4",
      ]);
    });

    test("what is removed is gone, with its identifiers", async () => {
      await tested.commit({
        region: [regionOf("NL")],
        organisation: [full({ region: "NL" as RegionCode }), organisationOf("kvk:2")],
        partnership: [fullPartnership()],
      });

      const removed = {
        organisations: [organisationIdFrom("brin:21AB"), organisationIdFrom("kvk:9")],
        partnerships: [partnershipIdFrom("nwo:1")],
      };
      expect(await tested.commit({}, { removed })).toBe(2);

      expect((await tested.store.page("organisation", null, 10)).map(keyOf)).toEqual(["kvk:2"]);
      expect(await tested.store.page("partnership", null, 10)).toEqual([]);
      expect(await tested.store.findIds("organisation", full().identifiers)).toEqual(new Map());
      expect(await tested.store.findIds("partnership", fullPartnership().identifiers)).toEqual(new Map());
      // And may come back.
      expect(await tested.commit({ organisation: [full({ region: "NL" as RegionCode })] })).toBe(3);
    });

    test("onProgress tells how many records are written", async () => {
      const told: number[] = [];
      const sector = numbers(2_500).map((i) => sectorOf(`a:${i}`));
      await tested.commit({ sector }, { onProgress: (done) => void told.push(done) });

      expect(told.length).toBeGreaterThan(0);
      expect(told).toEqual([...told].sort((a, b) => a - b));
      expect(told.every((done) => done > 0 && done <= 2_500)).toBe(true);
    });
  });
}
