import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { defaultModel } from "../../src/network/default-model.js";
import { networkOf } from "../../src/network/memory-network.js";
import { holdsFor } from "./agreement.js";
import {
  arbitraryDay,
  arbitraryRecords,
  arbitraryRegion,
  arbitraryTimelessFilter,
  code,
  day,
  idOf,
  organisation,
  records,
  region,
  sectorCode,
  where,
} from "./records.js";

const weights = { ...defaultModel() };
const learnt = {
  ranker: "FITTED",
  at: "2026-01-01T00:00:00Z",
  basis: 1,
  revision: 1,
  weights,
  figures: null,
} as const;

test("expectedPartnersOf() adds up what the ranker gives every pair", async () => {
  const question = fc.record({
    drawnRecords: arbitraryRecords,
    region: arbitraryRegion,
    filter: arbitraryTimelessFilter,
    asOf: arbitraryDay,
  });
  await holdsFor(question, async ({ drawnRecords, region, filter, asOf }) => {
    // One sector that all are in, so that the ranker speaks of every pair.
    const organisations = drawnRecords.organisations.map((one) => ({
      ...one,
      sectors: [...one.sectors, sectorCode("x:all")],
    }));
    const network = networkOf({ ...drawnRecords, organisations, weights: [learnt] });
    const asked = { region, where: filter, asOf };
    const activity = network.activityOf(asked);
    const of = activity.filter(({ partnershipCount }) => partnershipCount > 0).map((one) => one.organisation);
    const found = await network.expectedPartnersOf({ ...asked, of });
    for (const [i, id] of of.entries()) {
      const ranking = { ...asked, ranker: "FITTED", from: [id], to: null, limit: 1000 } as const;
      const scores = (await network.rankLinksBetween(ranking)).map(({ score }) => score);
      expect(found[i]).toBeCloseTo(
        scores.reduce((sum, score) => sum + score, 0),
        5,
      );
    }
  });
});

test("expectedPartnersOf() takes one without any partnership to be as well connected as usual", async () => {
  const lonely = records({
    regions: [region("R")],
    organisations: ["a", "b", "c"].map((key) =>
      organisation(key, { region: code("R"), sectors: [sectorCode("x:all")] }),
    ),
  });
  const network = networkOf({ ...lonely, weights: [learnt] });
  const asked = { region: code("R"), where: where({}), asOf: day("2026-11-24") };
  const [expected] = await network.expectedPartnersOf({ ...asked, of: [idOf("a")] });
  const ranking = { ...asked, ranker: "FITTED", from: [idOf("a")], to: null, limit: 9 } as const;
  const [one, other] = await network.rankLinksBetween(ranking);
  const { partners, sizes } = weights.means;
  // Beside a usual other end, which has half of what is under the root.
  const usual =
    weights.weights.partners * (partners - partners / Math.sqrt(2)) + (weights.weights.sizes * sizes) / 2;
  expect(expected).toBeCloseTo((one.score + other.score) * Math.exp(usual), 5);
  expect(await network.expectedPartnersOf({ ...asked, of: [] })).toEqual([]);
});

// Weights kept before partnerships were no longer counted have one feature more, and mean another thing by the others.
test("expectedPartnersOf() goes by the weights as shipped where those kept are of other features", async () => {
  const three = records({
    regions: [region("R")],
    organisations: ["a", "b", "c"].map((key) =>
      organisation(key, { region: code("R"), sectors: [sectorCode("x:all")] }),
    ),
  });
  const old = { ...weights, base: 3, weights: { ...weights.weights, counts: 1 } };
  const asked = { region: code("R"), where: where({}), asOf: day("2026-11-24"), of: [idOf("a")] };
  const [shipped, kept] = [networkOf(three), networkOf({ ...three, weights: [{ ...learnt, weights: old }] })];
  expect(await kept.expectedPartnersOf(asked)).toEqual(await shipped.expectedPartnersOf(asked));
});
