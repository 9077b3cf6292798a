import { expect, test } from "@jest/globals";
import {
  faultsOfOrganisation,
  faultsOfPartnership,
  faultsOfRegion,
  faultsOfSector,
} from "../../src/domain/record-rules.js";
import { madeUpNetwork } from "../../src/exchange/made-up-network.js";

test("madeUpNetwork() makes the same network from the same number, another from another", () => {
  const size = { organisations: 300, seed: 7 };
  expect(madeUpNetwork(size)).toEqual(madeUpNetwork(size));
  expect(madeUpNetwork({ ...size, seed: 8 })).not.toEqual(madeUpNetwork(size));
});

test("madeUpNetwork() makes as many records as it is asked for", () => {
  const { organisation, partnership, region } = madeUpNetwork({
    organisations: 40,
    partnerships: 90,
    regions: 12,
  });
  expect([organisation.length, partnership.length]).toEqual([40, 90]);
  expect(region.filter(({ division }) => division === "LABOUR_MARKET_REGION")).toHaveLength(12);
});

test("madeUpNetwork() keeps the rules of records, however small it is", () => {
  for (const organisations of [0, 1, 2, 3, 500]) {
    const { region, sector, organisation, partnership } = madeUpNetwork({ organisations, consortia: 0.3 });
    expect(region.flatMap(faultsOfRegion)).toEqual([]);
    expect(sector.flatMap(faultsOfSector)).toEqual([]);
    expect(organisation.flatMap(faultsOfOrganisation)).toEqual([]);
    expect(partnership.flatMap(faultsOfPartnership)).toEqual([]);
  }
});

test("madeUpNetwork() has few organisations with many partnerships and many with few", () => {
  const { partnership } = madeUpNetwork({ organisations: 2000 });
  const counts = new Map<string, number>();
  for (const { parties } of partnership)
    for (const { organisation } of parties) counts.set(organisation, (counts.get(organisation) ?? 0) + 1);
  const sorted = [...counts.values()].sort((a, b) => b - a);
  expect(sorted[0]).toBeGreaterThan(10 * sorted[sorted.length >> 1]);
});
