import { afterEach, expect, test } from "@jest/globals";
import { operator } from "../../../src/domain/access.js";
import { noFilter } from "../../../src/domain/filter.js";
import type { RegionCode } from "../../../src/domain/ids.js";
import { WriteQueue } from "../../../src/service/change/write-queue.js";
import { GapCache } from "../../../src/service/gap/gap-cache.js";
import { rankGaps } from "../../../src/service/gap/rank-gaps.js";
import { refusal } from "../../../src/service/refuse.js";
import { makeRegion, openTestServices, type TestServices } from "../../support/make.js";

let opened: TestServices;

afterEach(() => opened.close());

/** Ranks the gaps of a region, and each time they are to be shown changes the network and fails; answers how often. */
async function triesUntil(failure: Error): Promise<{ tries: number; outcome: unknown }> {
  opened = await openTestServices({ region: [makeRegion("R")] });
  const parts = {
    ...opened,
    timeZone: "UTC",
    version: "",
    norms: [],
    writes: new WriteQueue(),
    gaps: new GapCache(),
  };
  const question = {
    region: "R" as RegionCode,
    kinds: ["ISOLATED_ORGANISATION"],
    where: noFilter,
    asOf: null,
    ranker: "ADAMIC_ADAR",
  } as const;
  let tries = 0;
  const outcome: unknown = await rankGaps(parts, question, async () => {
    tries++;
    await opened.services.recordOrganisation(operator, { name: `new ${tries}`, kind: "OTHER" });
    throw failure;
  }).catch((error: unknown) => error);
  return { tries, outcome };
}

test("rankGaps() ranks again where what a gap speaks of is gone", async () => {
  const { tries, outcome } = await triesUntil(new TypeError("no such organisation"));
  expect(tries).toBe(5);
  expect(outcome).toMatchObject({ code: "UNAVAILABLE" });
});

test("rankGaps() does not ask again for what was refused, though the network changed meanwhile", async () => {
  const tooMuch = refusal("BUDGET_EXCEEDED", "rank", "the time for it is up");
  expect(await triesUntil(tooMuch)).toEqual({ tries: 1, outcome: tooMuch });
});
