/** Decisions on gaps and the weights of rankers are kept as they were. */
import { describe, expect, test } from "@jest/globals";
import { nothingPut } from "../../../src/domain/change.js";
import type { GapId } from "../../../src/domain/ids.js";
import type { Tested } from "../contract.js";
import { all, decisionOf, gapsOf, lastSeen, regionOf, stamped, weightsOf } from "./make.js";

export function describeDecisionsAndWeights(tested: Tested): void {
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
      expect(await tested.commit({ region: [regionOf("AM28")], decision })).toBe(1);

      for (const reader of [tested.store, await tested.open()]) {
        expect(await all(reader, "decision", gapsOf(decision))).toEqual(stamped(decision, 1));
        expect(await reader.page("decision", null, 2)).toEqual(stamped(decision, 1).slice(0, 2));
        expect(await reader.page("decision", "gap_2", 2)).toEqual(stamped(decision, 1).slice(2));
        expect(await reader.read("decision", ["gap_9" as GapId])).toEqual(new Map());
      }
    });

    test("a later decision about the same gap replaces the earlier one", async () => {
      await tested.commit({
        region: [regionOf("AM28")],
        decision: [decisionOf("gap_1", { kind: "ACCEPTED", note: "yes", by: "a", lastSeen: lastSeen() })],
      });
      const later = decisionOf("gap_1", { kind: "OPEN" });

      expect(await tested.commit({ decision: [later] })).toBe(2);
      expect(await tested.store.page("decision", null, 10)).toEqual(stamped([later], 2));
    });

    test("weights come back as the JSON that they were, one set a ranker, the last", async () => {
      const first = weightsOf({ weights: { "log walk": 0.1 + 0.2, tiny: 5e-324, none: null } });
      const second = weightsOf({ weights: [1, 2.5, -3], figures: { é: "p@10" }, basis: 2 ** 40 });
      await tested.commit({ weights: [first] });
      expect(await all(tested.store, "weights", ["FITTED"])).toEqual(stamped([first], 1));

      await tested.commit({ weights: [second] });
      for (const reader of [tested.store, await tested.open()])
        expect(await reader.page("weights", null, 10)).toEqual(stamped([second], 2));
      expect(await tested.store.read("weights", ["ADAMIC_ADAR"])).toEqual(new Map());
    });

    test("a change tells what was decided and learnt", async () => {
      await tested.commit({ region: [regionOf("AM28")] });
      const decision = [decisionOf("gap_1", { kind: "ACCEPTED", lastSeen: lastSeen() })];
      const weights = [weightsOf({})];
      await tested.commit({ decision, weights });

      const [change] = await tested.store.readChanges(1, 10);
      expect(change).toMatchObject({ revision: 2, whole: false });
      expect(change.put).toEqual({
        ...nothingPut,
        decision: stamped(decision, 2),
        weights: stamped(weights, 2),
      });
    });
  });
}
