import { expect, test } from "@jest/globals";
import { networkOf } from "../../src/network/memory-network.js";
import {
  code,
  day,
  dealOf,
  idOf,
  organisation,
  partnership,
  records,
  region,
  removal,
  sectorCode,
  where,
} from "./records.js";

test("memberSectorsOf() and regionSectorsOf() tell the sectors of the day, the filter and the records asked about", () => {
  const [own, early, late] = ["x:own", "x:early", "x:late"].map(sectorCode);
  const network = networkOf(
    records({
      regions: [region("R")],
      organisations: ["a", "b"].map((key) => organisation(key, { region: code("R"), sectors: [own] })),
      partnerships: [
        partnership("early", "a b", { since: day("2020-01-01"), sectors: [early] }),
        partnership("late", "a b", { since: day("2024-01-01"), sectors: [late] }),
      ],
    }),
  );
  const told = (asOf: string, conditions: Parameters<typeof where>[0] = {}) => {
    const question = { region: code("R"), where: where(conditions), asOf: day(asOf) };
    const members = [...network.memberSectorsOf(question)];
    const sectors = network.regionSectorsOf(question).map(({ sector }) => sector);
    for (const [, list] of members) expect(list).toEqual(sectors);
    return { members: members.map(([id]) => id), sectors };
  };
  const both = [idOf("a"), idOf("b")];
  for (const asOf of ["2019-01-01", "2025-01-01", "2021-01-01", "2025-01-01"]) {
    const sectors = asOf < "2020" ? [own] : asOf < "2024" ? [early, own] : [early, late, own];
    expect(told(asOf)).toEqual({ members: both, sectors });
    expect(told(asOf, { without: [idOf("b")] })).toEqual({ members: both.slice(0, 1), sectors });
  }
  network.apply(removal(2, [], [dealOf("early")]));
  expect(told("2025-01-01")).toEqual({ members: both, sectors: [late, own] });
});
