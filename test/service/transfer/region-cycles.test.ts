import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { RegionCode } from "../../../src/domain/ids.js";
import { regionsOnCycles } from "../../../src/service/transfer/region-cycles.js";

type Within = ReadonlyMap<RegionCode, { readonly within: readonly RegionCode[] }>;

/** Regions from texts such as `A > B C`: A lies within B and C. */
function regionsOf(...texts: readonly string[]): Within {
  return new Map(
    texts.map((text) => {
      const [code, within = ""] = text.split(" > ");
      return [code as RegionCode, { within: (within.match(/\S+/g) ?? []) as RegionCode[] }];
    }),
  );
}

/** The plain way: climb from each region and see whether it comes up. */
function climbing(regions: Within): Set<RegionCode> {
  const onCycle = (code: RegionCode): boolean => {
    const above = new Set<RegionCode>();
    const climb = (from: RegionCode): void => {
      for (const up of regions.get(from)?.within ?? []) if (!above.has(up)) climb(above.add(up) && up);
    };
    climb(code);
    return above.has(code);
  };
  return new Set([...regions.keys()].filter(onCycle));
}

test("regionsOnCycles() finds none where regions nest in several divisions", () => {
  expect(regionsOnCycles(regionsOf("GM > AM CR", "AM > NL", "CR > NL", "NL"))).toEqual(new Set());
});

test("regionsOnCycles() finds those on a cycle, not those below it", () => {
  const regions = regionsOf("A > B", "B > C", "C > A", "D > A", "E > E", "F > nowhere");
  expect(regionsOnCycles(regions)).toEqual(new Set(["A", "B", "C", "E"]));
});

test("regionsOnCycles() climbs a chain of a hundred thousand", () => {
  const chain = Array.from({ length: 100_000 }, (_, i) => `R${i} > R${i + 1}`);
  expect(regionsOnCycles(regionsOf(...chain)).size).toBe(0);
});

test("regionsOnCycles() agrees with climbing from each region", () => {
  const code = fc.constantFrom(..."ABCDEFGH") as fc.Arbitrary<RegionCode>;
  const regions = fc.array(fc.tuple(code, fc.record({ within: fc.array(code, { maxLength: 2 }) })));
  fc.assert(
    fc.property(regions, (given) => {
      const map = new Map(given);
      expect(regionsOnCycles(map)).toEqual(climbing(map));
    }),
  );
});
