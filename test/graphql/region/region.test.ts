import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { openTestService, type TestService } from "../../support/app.js";

let service: TestService;
beforeAll(async () => {
  service = await openTestService({ demo: true });
});
afterAll(() => service.close());

test("region(code) answers what lies round it and within it", async () => {
  const { data } = await service.ask<{
    region: {
      within: { code: string }[];
      contains: { totalCount: number; nodes: { division: string }[] };
      organisations: { totalCount: number };
    };
  }>(`{
    region(code: "AM28") { code name division within { code } contains(division: "MUNICIPALITY") { totalCount nodes { division } } organisations { totalCount } }
  }`);
  expect(data.region).toMatchObject({
    code: "AM28",
    name: "Zuidoost-Brabant",
    division: "LABOUR_MARKET_REGION",
    within: [{ code: "NL" }],
  });
  expect(data.region.contains.nodes).toHaveLength(data.region.contains.totalCount);
  expect(new Set(data.region.contains.nodes.map(({ division }) => division))).toEqual(
    new Set(["MUNICIPALITY"]),
  );
  expect((await service.ask('{ region(code: "constructor") { id } }')).data).toEqual({ region: null });
});

test("the organisations of a region lie in it, also where a filter names regions round it or beside it", async () => {
  const count = async (code: string, where: string) => {
    const { data } = await service.ask<{ region: { organisations: { totalCount: number } } }>(
      `{ region(code: "${code}") { organisations(where: ${where}) { totalCount } } }`,
    );
    return data.region.organisations.totalCount;
  };
  const inEindhoven = await count("GM0772", "{}");
  expect(inEindhoven).toBeGreaterThan(0);
  expect(await count("AM28", '{ regions: ["GM0772"] }')).toBe(inEindhoven);
  expect(await count("GM0772", '{ regions: ["AM28"] }')).toBe(inEindhoven);
  expect(await count("GM0772", '{ regions: ["AM29"] }')).toBe(0);
  expect(await count("GM0772", '{ regions: ["AM29", "NL"] }')).toBe(inEindhoven);
});

test("regions() lists by division and within another, however far up", async () => {
  const { data } = await service.ask<{
    regions: { totalCount: number; edges: { cursor: string; node: { code: string } }[] };
  }>(
    '{ regions(division: "MUNICIPALITY", within: "NL", first: 2) { totalCount edges { cursor node { code } } } }',
  );
  expect(data.regions.totalCount).toBe(17);
  const next = await service.ask<typeof data>(
    `{ regions(division: "MUNICIPALITY", within: "NL", after: "${data.regions.edges[0].cursor}", first: 1) { totalCount edges { cursor node { code } } } }`,
  );
  expect(next.data.regions.edges[0].node).toEqual(data.regions.edges[1].node);
  const unknown = await service.ask('{ regions(within: "XX") { totalCount } }');
  expect(unknown.errors?.[0].extensions.code).toBe("NOT_FOUND");
  const bad = await service.ask(`{ regions(division: "${"X".repeat(51)}") { totalCount } }`);
  expect(bad.errors?.[0].extensions.code).toBe("BAD_USER_INPUT");
});

test("a division that no region belongs to is NOT_FOUND, with those there are", async () => {
  for (const question of [
    '{ regions(division: "MUNICIPALITEIT") { totalCount } }',
    '{ region(code: "NL") { contains(division: "MUNICIPALITEIT") { totalCount } } }',
  ]) {
    const { errors } = await service.ask(question);
    expect(errors?.[0]).toMatchObject({
      message:
        'Cannot list regions: no region belongs to the division "MUNICIPALITEIT", wanted one of COROP, COUNTRY, ' +
        "LABOUR_MARKET_REGION, MUNICIPALITY, PROVINCE",
      extensions: { code: "NOT_FOUND" },
    });
  }
});

test("divisions() counts the regions of each", async () => {
  const { data } = await service.ask<{ divisions: { division: string; regionCount: number }[] }>(
    "{ divisions { division regionCount } }",
  );
  expect(data.divisions).toContainEqual({ division: "MUNICIPALITY", regionCount: 17 });
});

// Once it went over the budget: 500 pages of organisations, though nobody asked for one.
test("regions() counts the organisations of every region in one question", async () => {
  const { data, errors } = await service.ask<{
    regions: { nodes: { code: string; organisations: { totalCount: number } }[] };
  }>("{ regions(first: 500) { nodes { code organisations { totalCount } } } }");
  expect(errors).toBeUndefined();
  const counts = new Map(
    data.regions.nodes.map(({ code, organisations }) => [code, organisations.totalCount]),
  );
  expect(counts.size).toBe(25);
  expect(counts.get("AM28")).toBeGreaterThan(counts.get("GM0772")!);
  for (const code of ["AM28", "GM0772"]) {
    const listed = await service.ask<{ organisations: { nodes: object[] } }>(
      `{ organisations(where: { regions: ["${code}"] }, first: 500) { nodes { id } } }`,
    );
    expect(listed.data.organisations.nodes).toHaveLength(counts.get(code)!);
  }
});
