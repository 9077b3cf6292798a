/** Records go in and come out as they were. */
import { describe, expect, test } from "@jest/globals";
import {
  type OrganisationId,
  organisationIdFrom,
  partnershipIdFrom,
  type RegionCode,
} from "../../../src/domain/ids.js";
import type { Tested } from "../contract.js";
import {
  all,
  codesOf,
  full,
  fullPartnership,
  idsOf,
  numbers,
  organisationOf,
  partnershipOf,
  regionOf,
  sectorOf,
  stamped,
} from "./make.js";

export function describeRecords(tested: Tested): void {
  describe("records", () => {
    test("a new store is empty, at revision 0", async () => {
      expect(tested.store.name).toBe(tested.adapter.name);
      expect(await tested.store.readRevision()).toBe(0);
      expect(await tested.store.page("organisation", null, 10)).toEqual([]);
      expect(await tested.store.readChanges(0, 10)).toEqual([]);
      expect(await tested.store.findRequest("none")).toBeNull();
    });

    test("read() gives back every field as it was written", async () => {
      const region = [
        regionOf("NL", { name: "Nederland", division: "COUNTRY" }),
        regionOf("AM28", { within: ["NL"] }),
        regionOf("GM0772", { within: ["AM28", "CR35", "NL"] }),
        regionOf("CR35", { within: ["NL"] }),
      ];
      const sector = [
        sectorOf("sbi2008:28", { name: "Machinery", nameNl: "Machines" }),
        sectorOf("sbi2008:85", { name: "Education" }),
      ];
      const organisation = [full(), organisationOf("kvk:2")];
      const partnership = [fullPartnership(), partnershipOf("nwo:2", ["brin:21AB", "kvk:2"])];

      expect(await tested.commit({ region, sector, organisation, partnership })).toBe(1);

      for (const reader of [tested.store, await tested.open()]) {
        expect(await all(reader, "region", codesOf(region))).toEqual(stamped(region, 1));
        expect(await all(reader, "sector", codesOf(sector))).toEqual(stamped(sector, 1));
        expect(await all(reader, "organisation", idsOf(organisation))).toEqual(stamped(organisation, 1));
        expect(await all(reader, "partnership", idsOf(partnership))).toEqual(stamped(partnership, 1));
      }
    });

    test("read() answers in the order of the keys, each once, and leaves unknown ones out", async () => {
      await tested.commit({
        organisation: [organisationOf("kvk:1"), organisationOf("kvk:2"), organisationOf("kvk:3")],
      });
      const keys = ["kvk:3", "kvk:9", "kvk:1", "kvk:3"].map(organisationIdFrom);

      expect([...(await tested.store.read("organisation", keys)).keys()]).toEqual([keys[0], keys[2]]);
      expect(await tested.store.read("organisation", [])).toEqual(new Map());
      expect(await tested.store.read("organisation", ["__proto__" as OrganisationId])).toEqual(new Map());
    });

    test("readLabels() tells what is only in the tested.store, in the order of the ids, and leaves unknown ones out", async () => {
      const named = partnershipOf("test:1", ["kvk:1", "kvk:2"], {
        title: "Stages",
        source: "a letter",
        identifiers: ["test:1", "x:2"],
      });
      const bare = partnershipOf("test:2", ["kvk:1", "kvk:2"], { identifiers: [] });
      await tested.commit({
        organisation: [organisationOf("kvk:1"), organisationOf("kvk:2")],
        partnership: [named, bare],
      });
      const ids = [bare.id, partnershipIdFrom("test:3"), named.id, bare.id];
      expect([...(await tested.store.readLabels(ids))]).toEqual([
        [bare.id, { title: null, source: null, identifiers: [], revision: 1 }],
        [named.id, { title: "Stages", source: "a letter", identifiers: ["test:1", "x:2"], revision: 1 }],
      ]);
      expect(await tested.store.readLabels([])).toEqual(new Map());
    });

    test("each part of a location may be unknown", async () => {
      const locations = [
        { latitude: 51.44, longitude: 5.47, postcode: null },
        { latitude: null, longitude: null, postcode: "5611 AB" },
        { latitude: 0, longitude: -180, postcode: null },
        { latitude: 52.000000000000007, longitude: 5, postcode: "" },
      ];
      const organisation = locations.map((location, i) => organisationOf(`kvk:${i}`, { location }));

      await tested.commit({ organisation });

      expect(
        (await all(tested.store, "organisation", idsOf(organisation))).map(({ location }) => location),
      ).toEqual(locations);
    });

    test("text comes back as it is, in any script", async () => {
      const texts = [
        "",
        " ",
        "'; drop table organisation; --",
        "{name: $name}` \\u0041 \\",
        "ﬁne Ångström e\u0301 é",
        "學校 школа مدرسة",
        "🏫𝔸\u{10FFFF}",
        "line\u2028separator\u00A0",
      ];
      const organisation = texts.map((name, i) => organisationOf(`kvk:${i}`, { name, website: name }));

      await tested.commit({ organisation });

      const read = await all(tested.store, "organisation", idsOf(organisation));
      expect(read.map(({ name, website }) => [name, website])).toEqual(texts.map((text) => [text, text]));
    });

    test("ids and identifiers may be names that JavaScript knows", async () => {
      const identifiers = ["x:__proto__", "x:constructor", "x:toString"];
      await tested.commit({ organisation: [organisationOf("x:__proto__", { identifiers })] });

      const id = organisationIdFrom("x:__proto__");
      expect(await tested.store.findIds("organisation", ["x:toString", "__proto__", "x:__proto__"])).toEqual(
        new Map([
          ["x:toString", id],
          ["x:__proto__", id],
        ]),
      );
    });

    test("findIds() answers in the order of the identifiers, for the kind asked", async () => {
      await tested.commit({
        organisation: [
          organisationOf("kvk:1", { identifiers: ["kvk:1", "brin:1"] }),
          organisationOf("kvk:2"),
        ],
        partnership: [partnershipOf("kvk:1", ["kvk:1", "kvk:2"])],
      });
      const asked = ["kvk:2", "brin:1", "kvk:9", "kvk:1"];

      expect([...(await tested.store.findIds("organisation", asked))]).toEqual([
        ["kvk:2", organisationIdFrom("kvk:2")],
        ["brin:1", organisationIdFrom("kvk:1")],
        ["kvk:1", organisationIdFrom("kvk:1")],
      ]);
      expect([...(await tested.store.findIds("partnership", asked))]).toEqual([
        ["kvk:1", partnershipIdFrom("kvk:1")],
      ]);
    });

    test("putting a record again replaces all of it", async () => {
      await tested.commit({
        region: [regionOf("NL"), regionOf("AM28", { within: ["NL"] }), regionOf("BE")],
        sector: [sectorOf("sbi2008:28", { nameNl: "Machines" })],
        organisation: [
          { ...full(), region: "AM28" as RegionCode },
          organisationOf("kvk:2"),
          organisationOf("kvk:3"),
        ],
        partnership: [fullPartnership()],
      });
      const region = [regionOf("AM28", { name: "Brainport", division: "OTHER", within: ["BE"] })];
      const sector = [sectorOf("sbi2008:28", { name: "Other" })];
      const organisation = [organisationOf("brin:21AB", { name: "Other", kind: "OTHER" })];
      const partnership = [partnershipOf("nwo:1", ["kvk:3", "kvk:2"], { kind: "VISIT" })];

      expect(await tested.commit({ region, sector, organisation, partnership })).toBe(2);

      expect(await all(tested.store, "region", codesOf(region))).toEqual(stamped(region, 2));
      expect(await all(tested.store, "sector", codesOf(sector))).toEqual(stamped(sector, 2));
      expect(await all(tested.store, "organisation", idsOf(organisation))).toEqual(stamped(organisation, 2));
      expect(await all(tested.store, "partnership", idsOf(partnership))).toEqual(stamped(partnership, 2));
      const [untouched] = await all(tested.store, "organisation", [organisationIdFrom("kvk:2")]);
      expect(untouched.revision).toBe(1);
      expect(await tested.store.findIds("organisation", ["kvk:17"])).toEqual(new Map());
    });

    test("a partnership of thousands keeps its parties in order", async () => {
      const organisation = numbers(3_000).map((i) => organisationOf(`kvk:${i}`));
      const refs = numbers(3_000).map((i) => `kvk:${(i * 7) % 3_000}`);
      const partnership = [partnershipOf("nwo:1", refs)];

      await tested.commit({ organisation, partnership });

      expect(await all(tested.store, "partnership", idsOf(partnership))).toEqual(stamped(partnership, 1));
    });
  });
}
