import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { openTestService, type TestService } from "../../support/app.js";

let service: TestService;
beforeAll(async () => {
  service = await openTestService({ demo: true });
});
afterAll(() => service.close());

interface Sectors {
  readonly sectors: {
    readonly totalCount: number;
    readonly edges: readonly {
      readonly cursor: string;
      readonly organisationCount: number;
      readonly partnershipCount: number;
      readonly node: { readonly code: string; readonly name: string };
    }[];
  };
}

test("sectors() lists by code, with how much bears each", async () => {
  const { data } = await service.ask<Sectors>(
    "{ sectors(first: 500) { totalCount edges { cursor organisationCount partnershipCount node { code name } } } }",
  );
  const codes = data.sectors.edges.map(({ node }) => node.code);
  expect(codes).toHaveLength(data.sectors.totalCount);
  expect(codes).toEqual([...codes].sort());
  const vmbo = data.sectors.edges.find(({ node }) => node.code === "education:vmbo")!;
  const { data: counted } = await service.ask<{
    organisations: { totalCount: number };
    partnerships: { totalCount: number };
  }>(
    '{ organisations(where: { sectors: ["education:vmbo"] }) { totalCount } partnerships(where: { sectors: ["education:vmbo"] }) { totalCount } }',
  );
  expect(vmbo).toMatchObject({
    organisationCount: counted.organisations.totalCount,
    partnershipCount: counted.partnerships.totalCount,
  });
});

test("the name of a sector comes in the language of the argument, else of the request", async () => {
  const query = "{ sectors(first: 1) { edges { node { code name } } } }";
  const name = async (headers: Record<string, string>) =>
    (await service.ask<Sectors>(query, {}, headers)).data.sectors.edges[0].node.name;
  expect(await name({})).toBe("Higher professional education");
  expect(await name({ "accept-language": "nl" })).toBe("Hoger beroepsonderwijs");
});

test("a sector that nothing describes is called by its code", async () => {
  await service.ask(
    'mutation { recordOrganisation(input: { name: "x", kind: OTHER, identifiers: [{ scheme: "t", value: "1" }], sectors: ["test:new"] }) { revision } }',
  );
  const { data } = await service.ask('{ organisation(ref: "t:1") { sectors { code name } } }');
  expect(data).toEqual({ organisation: { sectors: [{ code: "test:new", name: "test:new" }] } });
});
