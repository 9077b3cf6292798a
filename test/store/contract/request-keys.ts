/** A request key is remembered, and for how long. */
import { describe, expect, test } from "@jest/globals";
import type { Tested } from "../contract.js";
import { daysAgo, requestOf, sectorOf, writeOf } from "./make.js";

export function describeRequestKeys(tested: Tested): void {
  describe("request keys", () => {
    test("a request key is remembered with what was answered, also after the store is opened again", async () => {
      const request = { key: "ключ __proto__", fingerprint: "f", answer: '{"organisation":"é"}' };
      await tested.commit({ sector: [sectorOf("a:1")] }, { request });
      await tested.store.close();

      const again = await tested.open();
      expect(await again.findRequest(request.key)).toEqual({
        fingerprint: "f",
        answer: request.answer,
        revision: 1,
      });
      expect(await again.findRequest("other")).toBeNull();
    });

    test("a request that changes nothing is remembered at the revision as it is", async () => {
      await tested.commit({ sector: [sectorOf("a:1")] });
      const write = writeOf({ basis: 1, put: {}, request: requestOf("key") });

      expect(await tested.store.write(write)).toEqual({ kind: "committed", revision: 1 });
      await tested.commit({ sector: [sectorOf("a:2")] });

      expect(await tested.store.findRequest("key")).toMatchObject({ revision: 1 });
      expect(await tested.store.write(write)).toEqual({ kind: "committed", revision: 1 });
      expect(await tested.store.readRevision()).toBe(2);
    });

    test("a request key that is remembered makes another write stale", async () => {
      await tested.store.write(writeOf({ put: {}, request: requestOf("key") }));
      const write = writeOf({ put: { sector: [sectorOf("a:1")] }, request: requestOf("key", "other") });

      expect(await tested.store.write(write)).toEqual({ kind: "stale" });
      expect(await tested.store.page("sector", null, 10)).toEqual([]);
      expect(await tested.store.findRequest("key")).toMatchObject({ fingerprint: "f" });
    });

    test("a request key is forgotten after 30 days and may be used again", async () => {
      await tested.commit({ sector: [sectorOf("a:1")] }, { request: requestOf("young"), at: daysAgo(29) });
      await tested.commit({ sector: [sectorOf("a:2")] }, { request: requestOf("old"), at: daysAgo(31) });

      expect(await tested.store.findRequest("young")).not.toBeNull();
      expect(await tested.store.findRequest("old")).toBeNull();

      await tested.commit({ sector: [sectorOf("a:3")] }, { request: requestOf("old", "new") });
      expect(await tested.store.findRequest("old")).toMatchObject({ fingerprint: "new", revision: 3 });
      expect(await tested.store.findRequest("young")).not.toBeNull();
    });
  });
}
