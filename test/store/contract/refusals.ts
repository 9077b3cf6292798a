/** What contradicts the store is refused, and the whole write with it. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { organisationIdFrom, partnershipIdFrom, type RegionCode } from "../../../src/domain/ids.js";
import type { StoreWrite } from "../../../src/store/store.js";
import type { Tested } from "../contract.js";
import {
  decisionOf,
  everything,
  organisationOf,
  partnershipOf,
  regionOf,
  requestOf,
  sectorOf,
  writeOf,
} from "./make.js";

export function describeRefusals(tested: Tested): void {
  describe("refusals", () => {
    beforeEach(async () => {
      await tested.commit({
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
      const before = await everything(tested.store);

      const write = writeOf({ basis: 1, ...bad, put, request: requestOf("key") });
      await expect(tested.store.write(write)).rejects.toMatchObject({ code: "CONFLICT", message });

      expect(await everything(tested.store)).toEqual(before);
      expect(await tested.store.findRequest("key")).toBeNull();
      // The store goes on, and the id of a refused write is free.
      expect(await tested.store.write({ ...write, put: { sector: [sectorOf("a:1")] }, removed: {} })).toEqual(
        {
          kind: "committed",
          revision: 2,
        },
      );
    });
  });
}
