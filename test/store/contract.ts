/** What every store does, as one suite of tests over an adapter. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CalendarDate } from "../../src/domain/calendar-date.js";
import {
  type Change,
  type KeptKind,
  type Keys,
  nothingPut,
  pageKeyOf,
  type Records,
} from "../../src/domain/change.js";
import { noFilter } from "../../src/domain/filter.js";
import type { IsolatedOrganisation } from "../../src/domain/gap.js";
import type { GapDecisionContent } from "../../src/domain/gap-decision.js";
import {
  type GapId,
  keyOf,
  organisationIdFrom,
  type OrganisationId,
  partnershipIdFrom,
  type PartnershipId,
  type RegionCode,
  type SectorCode,
} from "../../src/domain/ids.js";
import type { LearntWeightsContent } from "../../src/domain/learnt-weights.js";
import type { OrganisationContent } from "../../src/domain/organisation.js";
import type { PartnershipContent } from "../../src/domain/partnership.js";
import type { RegionContent } from "../../src/domain/region.js";
import type { SectorContent } from "../../src/domain/sector.js";
import { wordsOf } from "../../src/domain/text-order.js";
import type { Store, StoreWrite, TitleMatch } from "../../src/store/store.js";

/** Where one store is kept, empty at first. Whoever opens it finds what was written there before. */
export interface Home {
  /** `migrations` is a folder; default: the project's own. */
  open(migrations?: string): Promise<Store>;
  /** Puts the store at a revision behind its back. */
  setRevision(revision: number): Promise<void>;
  leave(): Promise<void>;
}

export interface Adapter {
  /** As the store names itself, and its folder in `schema`. */
  readonly name: "sqlite" | "neo4j";
  /** The end of its migrations' file names, and a further migration that changes little. */
  readonly migration: { readonly extension: string; readonly text: string };
  makeHome(): Promise<Home>;
}

/** Describes the port over an adapter: real databases, the same answers from each, order included. */
export function storeContract(adapter: Adapter): void {
  describe("the contract", () => describeContract(adapter));
}

function describeContract(adapter: Adapter): void {
  let home: Home;
  let store: Store;
  let opened: Store[];

  beforeEach(async () => {
    opened = [];
    home = await adapter.makeHome();
    store = await open();
  });

  afterEach(async () => {
    await Promise.all(opened.map((one) => one.close()));
    await home.leave();
  });

  async function open(migrations?: string): Promise<Store> {
    const one = await home.open(migrations);
    opened.push(one);
    return one;
  }

  /** Writes at the store's own revision and returns the new one. */
  async function commit(put: StoreWrite["put"], more: Partial<StoreWrite> = {}): Promise<number> {
    const outcome = await store.write(writeOf({ basis: await store.readRevision(), put, ...more }));
    if (outcome.kind !== "committed") throw new Error("Cannot commit: stale");
    return outcome.revision;
  }

  describe("records", () => {
    test("a new store is empty, at revision 0", async () => {
      expect(store.name).toBe(adapter.name);
      expect(await store.readRevision()).toBe(0);
      expect(await store.page("organisation", null, 10)).toEqual([]);
      expect(await store.readChanges(0, 10)).toEqual([]);
      expect(await store.findRequest("none")).toBeNull();
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

      expect(await commit({ region, sector, organisation, partnership })).toBe(1);

      for (const reader of [store, await open()]) {
        expect(await all(reader, "region", codesOf(region))).toEqual(stamped(region, 1));
        expect(await all(reader, "sector", codesOf(sector))).toEqual(stamped(sector, 1));
        expect(await all(reader, "organisation", idsOf(organisation))).toEqual(stamped(organisation, 1));
        expect(await all(reader, "partnership", idsOf(partnership))).toEqual(stamped(partnership, 1));
      }
    });

    test("read() answers in the order of the keys, each once, and leaves unknown ones out", async () => {
      await commit({
        organisation: [organisationOf("kvk:1"), organisationOf("kvk:2"), organisationOf("kvk:3")],
      });
      const keys = ["kvk:3", "kvk:9", "kvk:1", "kvk:3"].map(organisationIdFrom);

      expect([...(await store.read("organisation", keys)).keys()]).toEqual([keys[0], keys[2]]);
      expect(await store.read("organisation", [])).toEqual(new Map());
      expect(await store.read("organisation", ["__proto__" as OrganisationId])).toEqual(new Map());
    });

    test("readLabels() tells what is only in the store, in the order of the ids, and leaves unknown ones out", async () => {
      const named = partnershipOf("test:1", ["kvk:1", "kvk:2"], {
        title: "Stages",
        source: "a letter",
        identifiers: ["test:1", "x:2"],
      });
      const bare = partnershipOf("test:2", ["kvk:1", "kvk:2"], { identifiers: [] });
      await commit({
        organisation: [organisationOf("kvk:1"), organisationOf("kvk:2")],
        partnership: [named, bare],
      });
      const ids = [bare.id, partnershipIdFrom("test:3"), named.id, bare.id];
      expect([...(await store.readLabels(ids))]).toEqual([
        [bare.id, { title: null, source: null, identifiers: [], revision: 1 }],
        [named.id, { title: "Stages", source: "a letter", identifiers: ["test:1", "x:2"], revision: 1 }],
      ]);
      expect(await store.readLabels([])).toEqual(new Map());
    });

    test("each part of a location may be unknown", async () => {
      const locations = [
        { latitude: 51.44, longitude: 5.47, postcode: null },
        { latitude: null, longitude: null, postcode: "5611 AB" },
        { latitude: 0, longitude: -180, postcode: null },
        { latitude: 52.000000000000007, longitude: 5, postcode: "" },
      ];
      const organisation = locations.map((location, i) => organisationOf(`kvk:${i}`, { location }));

      await commit({ organisation });

      expect((await all(store, "organisation", idsOf(organisation))).map(({ location }) => location)).toEqual(
        locations,
      );
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

      await commit({ organisation });

      const read = await all(store, "organisation", idsOf(organisation));
      expect(read.map(({ name, website }) => [name, website])).toEqual(texts.map((text) => [text, text]));
    });

    test("ids and identifiers may be names that JavaScript knows", async () => {
      const identifiers = ["x:__proto__", "x:constructor", "x:toString"];
      await commit({ organisation: [organisationOf("x:__proto__", { identifiers })] });

      const id = organisationIdFrom("x:__proto__");
      expect(await store.findIds("organisation", ["x:toString", "__proto__", "x:__proto__"])).toEqual(
        new Map([
          ["x:toString", id],
          ["x:__proto__", id],
        ]),
      );
    });

    test("findIds() answers in the order of the identifiers, for the kind asked", async () => {
      await commit({
        organisation: [
          organisationOf("kvk:1", { identifiers: ["kvk:1", "brin:1"] }),
          organisationOf("kvk:2"),
        ],
        partnership: [partnershipOf("kvk:1", ["kvk:1", "kvk:2"])],
      });
      const asked = ["kvk:2", "brin:1", "kvk:9", "kvk:1"];

      expect([...(await store.findIds("organisation", asked))]).toEqual([
        ["kvk:2", organisationIdFrom("kvk:2")],
        ["brin:1", organisationIdFrom("kvk:1")],
        ["kvk:1", organisationIdFrom("kvk:1")],
      ]);
      expect([...(await store.findIds("partnership", asked))]).toEqual([
        ["kvk:1", partnershipIdFrom("kvk:1")],
      ]);
    });

    test("putting a record again replaces all of it", async () => {
      await commit({
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

      expect(await commit({ region, sector, organisation, partnership })).toBe(2);

      expect(await all(store, "region", codesOf(region))).toEqual(stamped(region, 2));
      expect(await all(store, "sector", codesOf(sector))).toEqual(stamped(sector, 2));
      expect(await all(store, "organisation", idsOf(organisation))).toEqual(stamped(organisation, 2));
      expect(await all(store, "partnership", idsOf(partnership))).toEqual(stamped(partnership, 2));
      const [untouched] = await all(store, "organisation", [organisationIdFrom("kvk:2")]);
      expect(untouched.revision).toBe(1);
      expect(await store.findIds("organisation", ["kvk:17"])).toEqual(new Map());
    });

    test("a partnership of thousands keeps its parties in order", async () => {
      const organisation = numbers(3_000).map((i) => organisationOf(`kvk:${i}`));
      const refs = numbers(3_000).map((i) => `kvk:${(i * 7) % 3_000}`);
      const partnership = [partnershipOf("nwo:1", refs)];

      await commit({ organisation, partnership });

      expect(await all(store, "partnership", idsOf(partnership))).toEqual(stamped(partnership, 1));
    });
  });

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

      await commit({ region, sector, organisation, partnership });

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

      await commit({ region, organisation, partnership });

      expect(await store.page("region", null, 10)).toEqual(stamped(region, 1));
      expect(await store.page("organisation", null, 10)).toEqual(stamped(organisation, 1));
      expect(await store.page("partnership", null, 10)).toEqual(stamped(partnership, 1));
    });

    test("a page after the last key is empty", async () => {
      await commit({ sector: [sectorOf("b:1")] });

      expect(await store.page("sector", "b:1", 10)).toEqual([]);
      expect(await store.page("sector", "a:1", 10)).toHaveLength(1);
      expect(await store.page("sector", "b:0", 1)).toHaveLength(1);
    });

    test("pages neither repeat nor miss a record while others are written", async () => {
      await commit({ organisation: ["kvk:b", "kvk:d", "kvk:f", "kvk:h"].map((key) => organisationOf(key)) });
      const writer = await open();

      const first = (await store.page("organisation", null, 2)).map(keyOf);
      const put = { organisation: ["kvk:a", "kvk:c", "kvk:e", "kvk:i"].map((key) => organisationOf(key)) };
      await writer.write(
        writeOf({ basis: 1, put, removed: { organisations: [organisationIdFrom("kvk:b")] } }),
      );
      const second = (await store.page("organisation", first[1], 2)).map(keyOf);
      const third = (await store.page("organisation", second[1], 10)).map(keyOf);

      expect([first, second, third]).toEqual([
        ["kvk:b", "kvk:d"],
        ["kvk:e", "kvk:f"],
        ["kvk:h", "kvk:i"],
      ]);
    });

    async function pagedKeys(kind: KeptKind, limit: number): Promise<string[]> {
      const keys: string[] = [];
      for (;;) {
        const page = await store.page(kind, keys.at(-1) ?? null, limit);
        keys.push(...page.map(pageKeyOf));
        if (page.length < limit) return keys;
      }
    }
  });

  describe("title search", () => {
    const titles = {
      "nwo:1": "Sterk Techniekonderwijs Brainport",
      "nwo:2": "Techniek in de regio: Eindhoven & Helmond",
      "nwo:3": "École Supérieure – ﬁeld lab",
      "nwo:4": "a B c",
      "nwo:5": null,
      "nwo:6": "機械 学校 24/7",
    };

    beforeEach(async () => {
      const partnership = Object.entries(titles).map(([identifier, title]) =>
        partnershipOf(identifier, ["kvk:1", "kvk:2"], {
          title,
          identifiers: [identifier, `doi:${identifier}`],
        }),
      );
      await commit({ organisation: [organisationOf("kvk:1"), organisationOf("kvk:2")], partnership });
    });

    test.each([
      ["techniek", ["nwo:1", "nwo:2"]],
      ["TECH", ["nwo:1", "nwo:2"]],
      ["techniekonderwijs", ["nwo:1"]],
      ["niek", []],
      ["brain sterk", ["nwo:1"]],
      ["techniek sterk helmond", []],
      ["regio de eindhoven in", ["nwo:2"]],
      ["ecole", ["nwo:3"]],
      ["Supe\u0301rieure FI", ["nwo:3"]],
      ["a", ["nwo:4"]],
      ["b", ["nwo:4", "nwo:1"]],
      ["c b a", ["nwo:4"]],
      ["学", ["nwo:6"]],
      ["7 24 機", ["nwo:6"]],
      ["%", []],
      ["t.*", ["nwo:1", "nwo:2"]],
      ["_", []],
    ])("%j finds %j", async (question, expected) => {
      expect(await found(question)).toEqual(expected.map(partnershipIdFrom).sort());
    });

    test("a match bears its title, and whether an identifier is the value asked for", async () => {
      const byValue = await store.searchPartnerships({ words: ["techniek"], value: "doi:nwo:2" }, 10);
      expect(byValue).toEqual(
        sortedById([
          { id: partnershipIdFrom("nwo:1"), title: titles["nwo:1"], identifierMatches: false },
          { id: partnershipIdFrom("nwo:2"), title: titles["nwo:2"], identifierMatches: true },
        ]),
      );
      expect(await store.searchPartnerships({ words: [], value: "nwo:5" }, 10)).toEqual([
        { id: partnershipIdFrom("nwo:5"), title: null, identifierMatches: true },
      ]);
    });

    test("an identifier is equal whole or after its scheme, whatever follows its first colon", async () => {
      const identified = ["cordis:193181", "nwo:193181", "url:https://example.org/:1"];
      await commit({
        partnership: identified.map((identifier) => partnershipOf(identifier, ["kvk:1", "kvk:2"])),
      });
      const [cordis, nwo, url] = identified.map(partnershipIdFrom);

      expect(await found("cordis:193181")).toEqual([cordis]);
      expect(await found("193181")).toEqual([cordis, nwo].sort());
      expect(await found("https://example.org/:1")).toEqual([url]);
      expect(await found("//example.org/:1")).toEqual([]);
      for (const part of ["19318", "93181", ":193181", "cordis:", "cordis", "0", "CORDIS:193181"])
        expect([part, await found(part)]).toEqual([part, []]);
      expect(await store.searchPartnerships({ words: [], value: "193181" }, 1)).toBeNull();
    });

    test("an identifier that is taken away is no longer found", async () => {
      await commit({ partnership: [partnershipOf("cordis:193181", ["kvk:1", "kvk:2"])] });
      const renamed = { ...partnershipOf("cordis:193181", ["kvk:1", "kvk:2"]), identifiers: ["nwo:9"] };
      await commit({ partnership: [renamed] });

      expect(await found("193181")).toEqual([]);
      expect(await found("cordis:193181")).toEqual([]);
      expect(await found("9")).toEqual([renamed.id]);
    });

    test("more matches than the limit are null", async () => {
      expect(await store.searchPartnerships({ words: ["techniek"], value: "" }, 2)).toHaveLength(2);
      expect(await store.searchPartnerships({ words: ["techniek"], value: "" }, 1)).toBeNull();
      expect(await store.searchPartnerships({ words: ["techniek"], value: "nwo:5" }, 2)).toBeNull();
      expect(await store.searchPartnerships({ words: ["techniek"], value: "nwo:1" }, 2)).toHaveLength(2);
      expect(await store.searchPartnerships({ words: [], value: "" }, 2)).toEqual([]);
    });

    test("a title that is changed or removed is no longer found by its words", async () => {
      await commit(
        { partnership: [partnershipOf("nwo:1", ["kvk:1", "kvk:2"], { title: "Zorg" })] },
        { removed: { partnerships: [partnershipIdFrom("nwo:2")] } },
      );

      expect(await found("techniek")).toEqual([]);
      expect(await found("zorg")).toEqual([partnershipIdFrom("nwo:1")]);
    });

    test("a thousand candidates are all looked at", async () => {
      const partnership = numbers(2_500).map((i) =>
        partnershipOf(`many:${i}`, ["kvk:1", "kvk:2"], { title: `Zelfde woord ${i} zeker` }),
      );
      await commit({ partnership });

      expect(await found("zelfde z woord 2499")).toEqual([partnershipIdFrom("many:2499")]);
      expect(await store.searchPartnerships({ words: ["zelfde"], value: "" }, 2_500)).toHaveLength(2_500);
      expect(await store.searchPartnerships({ words: ["zelfde"], value: "" }, 2_499)).toBeNull();
    });

    async function found(question: string): Promise<PartnershipId[]> {
      const matches = await store.searchPartnerships({ words: wordsOf(question), value: question }, 100);
      return (matches ?? []).map(({ id }) => id);
    }
  });

  describe("writes", () => {
    test("a write whose basis is another revision is stale and leaves nothing", async () => {
      await commit({ sector: [sectorOf("a:1")] });

      for (const basis of [0, 2]) {
        const write = writeOf({ basis, put: { sector: [sectorOf("a:2")] }, request: requestOf("key") });
        expect(await store.write(write)).toEqual({ kind: "stale" });
      }
      expect(await store.readRevision()).toBe(1);
      expect(await store.page("sector", null, 10)).toHaveLength(1);
      expect(await store.findRequest("key")).toBeNull();
    });

    test("of writes decided at one revision one is committed", async () => {
      const stores = [store, await open(), await open()];
      const outcomes = await Promise.all(
        numbers(12).map((i) =>
          stores[i % 3].write(writeOf({ basis: 0, put: { sector: [sectorOf(`a:${i}`)] } })),
        ),
      );

      expect(outcomes.filter(({ kind }) => kind === "committed")).toEqual([
        { kind: "committed", revision: 1 },
      ]);
      expect(await store.readRevision()).toBe(1);
      expect(await store.page("sector", null, 100)).toHaveLength(1);
    });

    test("a write repeated answers as it did and writes nothing", async () => {
      const write = writeOf({ put: { sector: [sectorOf("a:1")] } });
      await store.write(write);
      await commit({ sector: [sectorOf("a:1", { name: "Later" })] });

      for (const repeated of [store, await open()])
        expect(await repeated.write(write)).toEqual({ kind: "committed", revision: 1 });
      expect(await store.readRevision()).toBe(2);
      expect((await store.page("sector", null, 10))[0].name).toBe("Later");
      expect(await store.readChanges(0, 10)).toHaveLength(2);
    });

    test("revisions are exact up to 2^53 - 1", async () => {
      const largest = Number.MAX_SAFE_INTEGER;
      await home.setRevision(largest - 1);

      expect(await commit({ sector: [sectorOf("a:1")] }, { request: requestOf("key") })).toBe(largest);

      expect(await store.readRevision()).toBe(largest);
      expect((await store.page("sector", null, 1))[0].revision).toBe(largest);
      expect((await store.readChanges(largest - 1, 1))[0].revision).toBe(largest);
      expect(await store.findRequest("key")).toMatchObject({ revision: largest });
    });

    test("an empty write leaves the revision, and there is no change to tell", async () => {
      await commit({ sector: [sectorOf("a:1")] });

      expect(await store.write(writeOf({ basis: 1, put: {} }))).toEqual({ kind: "committed", revision: 1 });
      expect(await store.write(writeOf({ basis: 1, put: { sector: [] } }))).toMatchObject({ revision: 1 });
      expect(await store.write(writeOf({ basis: 0, put: {} }))).toEqual({ kind: "stale" });
      expect(await store.readChanges(0, 10)).toHaveLength(1);
    });

    test("identifiers may move between records in one write", async () => {
      const a = organisationOf("kvk:a", { identifiers: ["kvk:a", "brin:1"] });
      const b = organisationOf("kvk:b", { identifiers: ["kvk:b", "brin:2"] });
      await commit({ organisation: [a, b] });

      // The two swap all they have: each takes the other's place in the order, too.
      const swapped = [
        { ...a, identifiers: b.identifiers },
        { ...b, identifiers: a.identifiers },
      ];
      await commit({ organisation: swapped });
      expect(await store.page("organisation", null, 10)).toEqual(stamped([swapped[1], swapped[0]], 2));
      expect((await store.findIds("organisation", ["brin:1"])).get("brin:1")).toBe(b.id);

      // One is merged into the other.
      const merged = { ...a, identifiers: ["kvk:b", "kvk:a", "brin:2", "brin:1"] };
      await commit({ organisation: [merged] }, { removed: { organisations: [b.id] } });
      expect(await store.page("organisation", null, 10)).toEqual(stamped([merged], 3));
      expect((await store.findIds("organisation", ["kvk:a"])).get("kvk:a")).toBe(a.id);
    });

    test("a partnership's identifiers and parties may move in one write", async () => {
      const a = partnershipOf("nwo:a", ["kvk:1", "kvk:2"]);
      const b = partnershipOf("nwo:b", ["kvk:3", "kvk:4"]);
      await commit({ organisation: numbers(5).map((i) => organisationOf(`kvk:${i}`)), partnership: [a, b] });

      const merged = { ...a, identifiers: ["nwo:b", "nwo:a"], parties: b.parties };
      await commit(
        { partnership: [merged] },
        { removed: { partnerships: [b.id], organisations: ["kvk:1", "kvk:2"].map(organisationIdFrom) } },
      );

      expect(await store.page("partnership", null, 10)).toEqual(stamped([merged], 2));
      expect((await store.page("organisation", null, 10)).map(keyOf)).toEqual(["kvk:0", "kvk:3", "kvk:4"]);
    });

    test("what is removed is gone, with its identifiers", async () => {
      await commit({
        region: [regionOf("NL")],
        organisation: [full({ region: "NL" as RegionCode }), organisationOf("kvk:2")],
        partnership: [fullPartnership()],
      });

      const removed = {
        organisations: [organisationIdFrom("brin:21AB"), organisationIdFrom("kvk:9")],
        partnerships: [partnershipIdFrom("nwo:1")],
      };
      expect(await commit({}, { removed })).toBe(2);

      expect((await store.page("organisation", null, 10)).map(keyOf)).toEqual(["kvk:2"]);
      expect(await store.page("partnership", null, 10)).toEqual([]);
      expect(await store.findIds("organisation", full().identifiers)).toEqual(new Map());
      expect(await store.findIds("partnership", fullPartnership().identifiers)).toEqual(new Map());
      // And may come back.
      expect(await commit({ organisation: [full({ region: "NL" as RegionCode })] })).toBe(3);
    });

    test("onProgress tells how many records are written", async () => {
      const told: number[] = [];
      const sector = numbers(2_500).map((i) => sectorOf(`a:${i}`));
      await commit({ sector }, { onProgress: (done) => void told.push(done) });

      expect(told.length).toBeGreaterThan(0);
      expect(told).toEqual([...told].sort((a, b) => a - b));
      expect(told.every((done) => done > 0 && done <= 2_500)).toBe(true);
    });
  });

  describe("refusals", () => {
    beforeEach(async () => {
      await commit({
        region: [regionOf("NL")],
        organisation: [
          organisationOf("kvk:1"),
          organisationOf("kvk:2", { identifiers: ["kvk:2", "brin:2"] }),
        ],
        partnership: [partnershipOf("nwo:1", ["kvk:1", "kvk:2"])],
      });
    });

    const ids = {
      other: organisationIdFrom("kvk:9"),
      one: organisationIdFrom("kvk:1"),
      third: organisationIdFrom("kvk:3"),
      second: partnershipIdFrom("nwo:2"),
    };

    const refused: readonly (readonly [string, Partial<StoreWrite>, string])[] = [
      [
        "a party that is not recorded",
        { put: { partnership: [partnershipOf("nwo:2", ["kvk:1", "kvk:9"])] } },
        `Cannot record partnership "${ids.second}": party "${ids.other}" is not recorded`,
      ],
      [
        "a region that is not recorded",
        { put: { organisation: [organisationOf("kvk:3", { region: "XX" as RegionCode })] } },
        `Cannot record organisation "${ids.third}": region "XX" is not recorded`,
      ],
      [
        "a region around it that is not recorded",
        { put: { region: [regionOf("AM28", { within: ["NL", "XX"] })] } },
        `Cannot record region "AM28": region "XX" is not recorded`,
      ],
      [
        "an identifier that is another's",
        { put: { organisation: [organisationOf("kvk:3", { identifiers: ["kvk:3", "brin:2"] })] } },
        `Cannot record organisation "${ids.third}": identifier "brin:2" is another's`,
      ],
      [
        "a first identifier that is another's",
        { put: { organisation: [organisationOf("kvk:3", { identifiers: ["kvk:1"] })] } },
        `Cannot record organisation "${ids.third}": identifier "kvk:1" is another's`,
      ],
      [
        "one identifier for two records",
        { put: { organisation: [organisationOf("x:1"), organisationOf("kvk:3", { identifiers: ["x:1"] })] } },
        `Cannot record organisation "${ids.third}": identifier "x:1" is another's`,
      ],
      [
        "a partnership's identifier that is another's",
        {
          put: {
            partnership: [partnershipOf("nwo:2", ["kvk:1", "kvk:2"], { identifiers: ["a:1", "nwo:1"] })],
          },
        },
        `Cannot record partnership "${ids.second}": identifier "nwo:1" is another's`,
      ],
      [
        "the removal of a party",
        { put: {}, removed: { organisations: [ids.one] } },
        `Cannot remove organisation "${ids.one}": it is party to a partnership`,
      ],
      [
        "a decision in a region that is not recorded",
        { put: { decision: [decisionOf("gap_1", { region: "XX" as RegionCode })] } },
        `Cannot record gap decision "gap_1": region "XX" is not recorded`,
      ],
    ];

    test.each(refused)("%s is refused, and the whole write with it", async (_, bad, message) => {
      const put = {
        ...bad.put,
        region: [regionOf("BE"), ...(bad.put?.region ?? [])],
        sector: [sectorOf("a:1")],
        organisation: [organisationOf("kvk:7"), ...(bad.put?.organisation ?? [])],
      };
      const before = await everything(store);

      const write = writeOf({ basis: 1, ...bad, put, request: requestOf("key") });
      await expect(store.write(write)).rejects.toMatchObject({ code: "CONFLICT", message });

      expect(await everything(store)).toEqual(before);
      expect(await store.findRequest("key")).toBeNull();
      // The store goes on, and the id of a refused write is free.
      expect(await store.write({ ...write, put: { sector: [sectorOf("a:1")] }, removed: {} })).toEqual({
        kind: "committed",
        revision: 2,
      });
    });
  });

  describe("decisions and weights", () => {
    test("a decision about a gap comes back whole, the gap as it was last seen included", async () => {
      const decision = [
        decisionOf("gap_1", {
          gapKind: "MISSING_LINK",
          subject: ["org_a", "org_b"],
          kind: "ACCEPTED",
          note: "Gesprek in mei; \u{1F3EB} {name}",
          by: "operator",
          lastSeen: lastSeen(),
        }),
        decisionOf("gap_2", { kind: "DISMISSED" }),
        decisionOf("gap_3", { kind: "OPEN", subject: [] }),
      ];
      expect(await commit({ region: [regionOf("AM28")], decision })).toBe(1);

      for (const reader of [store, await open()]) {
        expect(await all(reader, "decision", gapsOf(decision))).toEqual(stamped(decision, 1));
        expect(await reader.page("decision", null, 2)).toEqual(stamped(decision, 1).slice(0, 2));
        expect(await reader.page("decision", "gap_2", 2)).toEqual(stamped(decision, 1).slice(2));
        expect(await reader.read("decision", ["gap_9" as GapId])).toEqual(new Map());
      }
    });

    test("a later decision about the same gap replaces the earlier one", async () => {
      await commit({
        region: [regionOf("AM28")],
        decision: [decisionOf("gap_1", { kind: "ACCEPTED", note: "yes", by: "a", lastSeen: lastSeen() })],
      });
      const later = decisionOf("gap_1", { kind: "OPEN" });

      expect(await commit({ decision: [later] })).toBe(2);
      expect(await store.page("decision", null, 10)).toEqual(stamped([later], 2));
    });

    test("weights come back as the JSON that they were, one set a ranker, the last", async () => {
      const first = weightsOf({ weights: { "log walk": 0.1 + 0.2, tiny: 5e-324, none: null } });
      const second = weightsOf({ weights: [1, 2.5, -3], figures: { é: "p@10" }, basis: 2 ** 40 });
      await commit({ weights: [first] });
      expect(await all(store, "weights", ["FITTED"])).toEqual(stamped([first], 1));

      await commit({ weights: [second] });
      for (const reader of [store, await open()])
        expect(await reader.page("weights", null, 10)).toEqual(stamped([second], 2));
      expect(await store.read("weights", ["ADAMIC_ADAR"])).toEqual(new Map());
    });

    test("a change tells what was decided and learnt", async () => {
      await commit({ region: [regionOf("AM28")] });
      const decision = [decisionOf("gap_1", { kind: "ACCEPTED", lastSeen: lastSeen() })];
      const weights = [weightsOf({})];
      await commit({ decision, weights });

      const [change] = await store.readChanges(1, 10);
      expect(change).toMatchObject({ revision: 2, whole: false });
      expect(change.put).toEqual({
        ...nothingPut,
        decision: stamped(decision, 2),
        weights: stamped(weights, 2),
      });
    });
  });

  describe("request keys", () => {
    test("a request key is remembered with what was answered, also after the store is opened again", async () => {
      const request = { key: "ключ __proto__", fingerprint: "f", answer: '{"organisation":"é"}' };
      await commit({ sector: [sectorOf("a:1")] }, { request });
      await store.close();

      const again = await open();
      expect(await again.findRequest(request.key)).toEqual({
        fingerprint: "f",
        answer: request.answer,
        revision: 1,
      });
      expect(await again.findRequest("other")).toBeNull();
    });

    test("a request that changes nothing is remembered at the revision as it is", async () => {
      await commit({ sector: [sectorOf("a:1")] });
      const write = writeOf({ basis: 1, put: {}, request: requestOf("key") });

      expect(await store.write(write)).toEqual({ kind: "committed", revision: 1 });
      await commit({ sector: [sectorOf("a:2")] });

      expect(await store.findRequest("key")).toMatchObject({ revision: 1 });
      expect(await store.write(write)).toEqual({ kind: "committed", revision: 1 });
      expect(await store.readRevision()).toBe(2);
    });

    test("a request key that is remembered makes another write stale", async () => {
      await store.write(writeOf({ put: {}, request: requestOf("key") }));
      const write = writeOf({ put: { sector: [sectorOf("a:1")] }, request: requestOf("key", "other") });

      expect(await store.write(write)).toEqual({ kind: "stale" });
      expect(await store.page("sector", null, 10)).toEqual([]);
      expect(await store.findRequest("key")).toMatchObject({ fingerprint: "f" });
    });

    test("a request key is forgotten after 30 days and may be used again", async () => {
      await commit({ sector: [sectorOf("a:1")] }, { request: requestOf("young"), at: daysAgo(29) });
      await commit({ sector: [sectorOf("a:2")] }, { request: requestOf("old"), at: daysAgo(31) });

      expect(await store.findRequest("young")).not.toBeNull();
      expect(await store.findRequest("old")).toBeNull();

      await commit({ sector: [sectorOf("a:3")] }, { request: requestOf("old", "new") });
      expect(await store.findRequest("old")).toMatchObject({ fingerprint: "new", revision: 3 });
      expect(await store.findRequest("young")).not.toBeNull();
    });
  });

  describe("changes", () => {
    test("readChanges() tells each difference, in order, with the records as they were", async () => {
      const sector = sectorOf("a:1", { nameNl: "één" });
      const organisation = [full({ region: "NL" as RegionCode }), organisationOf("kvk:2")];
      const partnership = [fullPartnership()];
      const region = [regionOf("NL"), regionOf("AM28", { within: ["NL"] })];
      await commit({ sector: [sector] }, { operation: "recordSector", actor: "ada", at: daysAgo(2) });
      await commit(
        { region, organisation, partnership },
        { operation: "import", actor: "bob", at: daysAgo(1) },
      );
      await commit({ sector: [{ ...sector, name: "Later" }] });
      const removed = { partnerships: [partnership[0].id], organisations: [organisation[0].id] };
      await commit({}, { removed, operation: "remove" });

      const changes = await (await open()).readChanges(0, 10);
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
      for (const i of numbers(5)) await commit({ sector: [sectorOf(`a:${i}`)] });

      const revisions = async (after: number, limit: number) =>
        (await store.readChanges(after, limit)).map(({ revision }) => revision);
      expect(await revisions(0, 2)).toEqual([1, 2]);
      expect(await revisions(2, 10)).toEqual([3, 4, 5]);
      expect(await revisions(5, 10)).toEqual([]);
      expect(await revisions(9, 10)).toEqual([]);
    });

    test("a difference of more than 5,000 records is told without them", async () => {
      await commit({ sector: numbers(5_000).map((i) => sectorOf(`a:${i}`)) });
      await commit({ sector: numbers(5_001).map((i) => sectorOf(`a:${i}`)) });

      const [small, large] = await store.readChanges(0, 10);
      expect(small.whole).toBe(false);
      expect(small.put.sector).toHaveLength(5_000);
      expect(large).toMatchObject({ revision: 2, whole: true, ...nothing });
    });

    test("one opened store reads what another wrote, and neither sees half of it", async () => {
      const reader = await open();
      for (const i of numbers(10)) {
        await commit({ sector: [sectorOf(`a:${i}`)] });
        expect(await reader.readRevision()).toBe(i + 1);
        expect((await reader.readChanges(i, 10)).map(({ put }) => put.sector[0].code)).toEqual([`a:${i}`]);
        expect(await reader.read("sector", [`a:${i}` as SectorCode])).toHaveProperty("size", 1);
      }
    });
  });

  describe("opening", () => {
    test("a store that is opened again holds what was written", async () => {
      await commit({ organisation: [full({ region: null })], sector: [sectorOf("a:1")] });
      const before = await everything(store);
      await store.close();

      expect(await everything(await open())).toEqual(before);
    });

    test("an older store is brought up to date, with all it holds", async () => {
      await commit({ organisation: [full({ region: null })], sector: [sectorOf("a:1")] });
      const before = await everything(store);
      await store.close();

      await withFurtherMigration(async (folder) => {
        const newer = await open(folder);
        expect(await everything(newer)).toEqual(before);
        const write = writeOf({ basis: 1, put: { sector: [sectorOf("a:2")] } });
        expect(await newer.write(write)).toMatchObject({ revision: 2 });
        // Once is enough.
        expect(await (await open(folder)).readRevision()).toBe(2);
      });
    });

    test("a store that a newer version made is refused", async () => {
      await withFurtherMigration(async (folder) => {
        await open(folder);
        await expect(home.open()).rejects.toMatchObject({
          code: "UNAVAILABLE",
          message: expect.stringContaining("a newer Schakel made it"),
        });
      });
    });

    test("a closed store answers nothing, and closing it again does no harm", async () => {
      await store.close();
      await store.close();

      await expect(store.readRevision()).rejects.toMatchObject({ code: "UNAVAILABLE" });
      await expect(store.write(writeOf({ put: {} }))).rejects.toMatchObject({ code: "UNAVAILABLE" });
    });

    async function withFurtherMigration(use: (folder: string) => Promise<void>): Promise<void> {
      const { extension, text } = adapter.migration;
      const folder = mkdtempSync(join(tmpdir(), "schakel-migrations-"));
      try {
        cpSync(join(process.cwd(), "schema", adapter.name), folder, { recursive: true });
        const number = String(readdirSync(folder).length + 1).padStart(4, "0");
        writeFileSync(join(folder, `${number}-further.${extension}`), text);
        await use(folder);
      } finally {
        rmSync(folder, { recursive: true });
      }
    }
  });
}

const nothing: Pick<Change, "put" | "removed"> = {
  put: nothingPut,
  removed: { organisations: [], partnerships: [] },
};

function writeOf(write: Partial<StoreWrite>): StoreWrite {
  const at = new Date().toISOString();
  return { id: randomUUID(), basis: 0, operation: "test", actor: "tester", at, put: {}, ...write };
}

function requestOf(key: string, fingerprint = "f") {
  return { key, fingerprint, answer: "{}" };
}

function regionOf(
  code: string,
  more: { name?: string; division?: string; within?: string[] } = {},
): RegionContent {
  const { name = `Region ${code}`, division = "MUNICIPALITY", within = [] } = more;
  return { code: code as RegionCode, name, division, within: within as RegionCode[] };
}

function decisionOf(gap: string, more: Partial<GapDecisionContent> = {}): GapDecisionContent {
  return {
    gap: gap as GapId,
    gapKind: "ISOLATED_ORGANISATION",
    region: "AM28" as RegionCode,
    subject: ["org_a"],
    kind: "DISMISSED",
    note: null,
    at: "2026-05-01T10:00:00.000Z",
    by: null,
    lastSeen: null,
    ...more,
  };
}

/** A gap as a decision keeps it. */
function lastSeen(): IsolatedOrganisation {
  const organisation = organisationIdFrom("kvk:1");
  const question = { region: "AM28" as RegionCode, where: noFilter, asOf: null, ranker: "FITTED" } as const;
  return {
    kind: "ISOLATED_ORGANISATION",
    id: "gap_1" as GapId,
    question: { ...question, kinds: ["ISOLATED_ORGANISATION"] },
    asOf: "2026-05-01" as CalendarDate,
    score: 0.1,
    organisations: [organisation],
    reasons: [],
    suggestions: [],
    organisation,
    lastActive: null,
  };
}

function gapsOf(decisions: readonly { readonly gap: GapId }[]): GapId[] {
  return decisions.map(({ gap }) => gap);
}

function weightsOf(more: Partial<LearntWeightsContent>): LearntWeightsContent {
  const at = "2026-05-01T10:00:00.000Z";
  return { ranker: "FITTED", at, basis: 3, weights: {}, figures: {}, ...more };
}

function sectorOf(code: string, more: Partial<SectorContent> = {}): SectorContent {
  return { code: code as SectorCode, name: `Sector ${code}`, nameNl: null, ...more };
}

function organisationOf(identifier: string, more: Partial<OrganisationContent> = {}): OrganisationContent {
  return {
    id: organisationIdFrom(identifier),
    name: `Organisation ${identifier}`,
    kind: "COMPANY",
    identifiers: [identifier],
    region: null,
    location: null,
    sectors: [],
    website: null,
    ...more,
  };
}

/** An organisation of which everything is known. */
function full(more: Partial<OrganisationContent> = {}): OrganisationContent {
  return organisationOf("brin:21AB", {
    kind: "EDUCATION",
    identifiers: ["brin:21AB", "kvk:17", "adr:x"],
    region: "GM0772" as RegionCode,
    location: { latitude: 51.4416, longitude: 5.4697, postcode: "5611 AB" },
    sectors: ["sbi2008:28", "sbi2008:85"] as SectorCode[],
    website: "https://example.org/?q=1",
    ...more,
  });
}

function partnershipOf(
  identifier: string,
  refs: readonly string[],
  more: Partial<PartnershipContent> = {},
): PartnershipContent {
  return {
    id: partnershipIdFrom(identifier),
    identifiers: [identifier],
    title: null,
    kind: "PROJECT",
    parties: refs.map((ref) => ({ organisation: organisationIdFrom(ref), role: "PARTICIPANT" })),
    since: null,
    until: null,
    strength: null,
    sectors: [],
    source: null,
    ...more,
  };
}

/** A partnership of which everything is known. */
function fullPartnership(): PartnershipContent {
  return partnershipOf("nwo:1", [], {
    identifiers: ["nwo:1", "cordis:17"],
    title: "Techniek in de regio",
    kind: "FUNDING",
    parties: [
      { organisation: organisationIdFrom("kvk:2"), role: "FACILITATOR" },
      { organisation: organisationIdFrom("brin:21AB"), role: "CONNECTOR" },
    ],
    since: "2021-09-01" as CalendarDate,
    until: "2030-01-01" as CalendarDate,
    strength: 5,
    sectors: ["sbi2008:28", "sbi2008:85"] as SectorCode[],
    source: "Register; 2021",
  });
}

async function all<K extends KeptKind>(
  store: Store,
  kind: K,
  keys: readonly Keys[K][],
): Promise<Records[K][]> {
  return [...(await store.read(kind, keys)).values()];
}

/** All that a store holds, for comparing before and after. */
async function everything(store: Store) {
  return {
    revision: await store.readRevision(),
    region: await store.page("region", null, 1_000),
    sector: await store.page("sector", null, 1_000),
    organisation: await store.page("organisation", null, 1_000),
    partnership: await store.page("partnership", null, 1_000),
    decision: await store.page("decision", null, 1_000),
    weights: await store.page("weights", null, 1_000),
    changes: await store.readChanges(0, 1_000),
  };
}

function stamped<Content>(
  contents: readonly Content[],
  revision: number,
): (Content & { revision: number })[] {
  return contents.map((content) => ({ ...content, revision }));
}

function idsOf<Id>(records: readonly { readonly id: Id }[]): Id[] {
  return records.map(({ id }) => id);
}

function codesOf<Code>(records: readonly { readonly code: Code }[]): Code[] {
  return records.map(({ code }) => code);
}

function sortedById(matches: TitleMatch[]): TitleMatch[] {
  return matches.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Orders by what UTF-8 makes of them, whose bytes are in the order of code points. */
function byCodePoints(texts: readonly string[]): string[] {
  return [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}
