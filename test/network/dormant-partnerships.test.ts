import { expect, test } from "@jest/globals";
import { nothingPut } from "../../src/domain/change.js";
import { atOnce } from "../../src/kernel/in-steps.js";
import { networkOf } from "../../src/network/memory-network.js";
import { State } from "../../src/network/state.js";
import { changeOf, code, day, dealOf, organisation, partnership, records, region, where } from "./records.js";

const here = { region: code("R") };
const asked = {
  region: code("R"),
  where: where({}),
  asOf: day("2026-11-24"),
  endedAfter: day("2024-11-24"),
} as const;

/** A network of half a million memberships, in which three partnerships of two ended lately. */
function largeNetwork() {
  const many = Array.from({ length: 201 }, (_, i) => `o${i}`);
  const large = partnership("large", many.join(" ").replace("o0", "o0/COORDINATOR"));
  return networkOf(
    records({
      regions: [region("R")],
      organisations: [
        ...many.map((key) => organisation(key)),
        ...["a", "b", "c"].map((key) => organisation(key, here)),
      ],
      partnerships: [
        ...Array.from({ length: 2500 }, (_, i) => ({ ...large, id: dealOf(`large ${i}`) })),
        ...["a b", "a c", "b c"].map((pair) => partnership(pair, pair, { until: day("2026-01-01") })),
      ],
    }),
  );
}

test("dormantPartnershipsOf() answers once however often a large network changes meanwhile", async () => {
  const network = largeNetwork();
  const answer = network.dormantPartnershipsOf(asked);
  network.apply(changeOf(2, { removed: { organisations: [], partnerships: [dealOf("a b")] } }));
  let isAnswered = false;
  void answer.finally(() => (isAnswered = true));
  // A write in each turn: one is always newer than what was gone through.
  for (let revision = 3; !isAnswered; revision++) {
    const renewed = partnership(`renewed ${revision}`, "a c", { revision });
    network.apply(changeOf(revision, { put: { ...nothingPut, partnership: [renewed] } }));
    await new Promise(setImmediate);
  }
  const found = (await answer).map((one) => one.partnership);
  await network.close();
  expect(found.sort()).toEqual([dealOf("a c"), dealOf("b c")].sort());
});

test("dormantPartnershipsOf() tells of the network it was asked about, though another takes its place meanwhile", async () => {
  const network = largeNetwork();
  const answer = network.dormantPartnershipsOf(asked);
  network.replace(atOnce(State.of(records({}))));
  const found = (await answer).map((one) => one.partnership);
  await network.close();
  expect(found.sort()).toEqual([dealOf("a b"), dealOf("a c"), dealOf("b c")].sort());
});
