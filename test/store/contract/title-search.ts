/** Partnerships are found by the words of their titles and by their identifiers. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { type PartnershipId, partnershipIdFrom } from "../../../src/domain/ids.js";
import { wordsOf } from "../../../src/domain/text-order.js";
import type { Tested } from "../contract.js";
import { numbers, organisationOf, partnershipOf, sortedById } from "./make.js";

export function describeTitleSearch(tested: Tested): void {
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
      await tested.commit({ organisation: [organisationOf("kvk:1"), organisationOf("kvk:2")], partnership });
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
      const byValue = await tested.store.searchPartnerships({ words: ["techniek"], value: "doi:nwo:2" }, 10);
      expect(byValue).toEqual(
        sortedById([
          { id: partnershipIdFrom("nwo:1"), title: titles["nwo:1"], identifierMatches: false },
          { id: partnershipIdFrom("nwo:2"), title: titles["nwo:2"], identifierMatches: true },
        ]),
      );
      expect(await tested.store.searchPartnerships({ words: [], value: "nwo:5" }, 10)).toEqual([
        { id: partnershipIdFrom("nwo:5"), title: null, identifierMatches: true },
      ]);
    });

    test("an identifier is equal whole or after its scheme, whatever follows its first colon", async () => {
      const identified = ["cordis:193181", "nwo:193181", "url:https://example.org/:1"];
      await tested.commit({
        partnership: identified.map((identifier) => partnershipOf(identifier, ["kvk:1", "kvk:2"])),
      });
      const [cordis, nwo, url] = identified.map(partnershipIdFrom);

      expect(await found("cordis:193181")).toEqual([cordis]);
      expect(await found("193181")).toEqual([cordis, nwo].sort());
      expect(await found("https://example.org/:1")).toEqual([url]);
      expect(await found("//example.org/:1")).toEqual([]);
      for (const part of ["19318", "93181", ":193181", "cordis:", "cordis", "0", "CORDIS:193181"])
        expect([part, await found(part)]).toEqual([part, []]);
      expect(await tested.store.searchPartnerships({ words: [], value: "193181" }, 1)).toBeNull();
    });

    test("an identifier that is taken away is no longer found", async () => {
      await tested.commit({ partnership: [partnershipOf("cordis:193181", ["kvk:1", "kvk:2"])] });
      const renamed = { ...partnershipOf("cordis:193181", ["kvk:1", "kvk:2"]), identifiers: ["nwo:9"] };
      await tested.commit({ partnership: [renamed] });

      expect(await found("193181")).toEqual([]);
      expect(await found("cordis:193181")).toEqual([]);
      expect(await found("9")).toEqual([renamed.id]);
    });

    test("more matches than the limit are null", async () => {
      expect(await tested.store.searchPartnerships({ words: ["techniek"], value: "" }, 2)).toHaveLength(2);
      expect(await tested.store.searchPartnerships({ words: ["techniek"], value: "" }, 1)).toBeNull();
      expect(await tested.store.searchPartnerships({ words: ["techniek"], value: "nwo:5" }, 2)).toBeNull();
      expect(await tested.store.searchPartnerships({ words: ["techniek"], value: "nwo:1" }, 2)).toHaveLength(
        2,
      );
      expect(await tested.store.searchPartnerships({ words: [], value: "" }, 2)).toEqual([]);
    });

    test("a title that is changed or removed is no longer found by its words", async () => {
      await tested.commit(
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
      await tested.commit({ partnership });

      expect(await found("zelfde z woord 2499")).toEqual([partnershipIdFrom("many:2499")]);
      expect(await tested.store.searchPartnerships({ words: ["zelfde"], value: "" }, 2_500)).toHaveLength(
        2_500,
      );
      expect(await tested.store.searchPartnerships({ words: ["zelfde"], value: "" }, 2_499)).toBeNull();
    });

    async function found(question: string): Promise<PartnershipId[]> {
      const matches = await tested.store.searchPartnerships(
        { words: wordsOf(question), value: question },
        100,
      );
      return (matches ?? []).map(({ id }) => id);
    }
  });
}
