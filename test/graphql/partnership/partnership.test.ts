import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { openTestService, type TestService } from "../../support/app.js";

let service: TestService;
beforeAll(async () => {
  service = await openTestService({ demo: true });
});
afterAll(() => service.close());

async function codeOf(query: string): Promise<string | undefined> {
  return (await service.ask(query)).errors?.[0].extensions.code;
}

describe("look-ups and lists", () => {
  test("partnership(ref) answers all that is recorded, parties in their order", async () => {
    const { data } = await service.ask(`{ partnership(ref: "demo:aardgasvrij-bouwen") {
      title kind since until strength source revision partyCount identifiers { scheme value } sectors { code }
      parties { role organisation { identifiers { value } } }
    } }`);
    expect(data).toEqual({
      partnership: {
        title: "Aardgasvrij bouwen",
        kind: "PROJECT",
        since: "2024-03-01",
        until: "2027-03-01",
        strength: 4,
        source: "Demo: invented",
        revision: 1,
        partyCount: 2,
        identifiers: [{ scheme: "demo", value: "aardgasvrij-bouwen" }],
        sectors: [{ code: "sbi2008:41" }, { code: "sbi2008:43" }],
        parties: [
          { role: "COORDINATOR", organisation: { identifiers: [{ value: "00000105" }] } },
          { role: "PARTICIPANT", organisation: { identifiers: [{ value: "00000106" }] } },
        ],
      },
    });
    expect((await service.ask('{ partnership(ref: "demo:none") { id } }')).data).toEqual({
      partnership: null,
    });
  });

  test("partnerships are listed with the one that began last first, page by page", async () => {
    type Page = {
      partnerships: {
        nodes: { id: string; since: string | null }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
        totalCount: number;
      };
    };
    const all = await service.ask<Page>("{ partnerships(first: 500) { totalCount nodes { id since } } }");
    const { nodes, totalCount } = all.data.partnerships;
    expect(nodes).toHaveLength(totalCount);
    const known = nodes.map(({ since }) => since ?? "");
    expect(known).toEqual([...known].sort().reverse());

    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const { data }: { data: Page } = await service.ask<Page>(
        "query ($after: String) { partnerships(first: 9, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }",
        { after },
      );
      seen.push(...data.partnerships.nodes.map(({ id }) => id));
      after = data.partnerships.pageInfo.endCursor;
      if (!data.partnerships.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(nodes.map(({ id }) => id));
  });

  test("partnerships are found by the words of their titles", async () => {
    const { data } = await service.ask<{ partnerships: { nodes: { title: string }[] } }>(
      '{ partnerships(search: "AARDGAS bouw") { nodes { title } } }',
    );
    expect(data.partnerships.nodes).toEqual([{ title: "Aardgasvrij bouwen" }]);
  });

  test("partnerships pass a filter whose conditions all hold", async () => {
    const { data } = await service.ask<{
      partnerships: { nodes: { kind: string; since: string; until: string | null }[] };
    }>(
      '{ partnerships(where: { kinds: [PROJECT], activeOn: "2025-06-01", regions: ["AM28"] }) { nodes { kind since until } } }',
    );
    expect(data.partnerships.nodes.length).toBeGreaterThan(0);
    for (const { kind, since, until } of data.partnerships.nodes) {
      expect(kind).toBe("PROJECT");
      expect(since <= "2025-06-01" && (until === null || until > "2025-06-01")).toBe(true);
    }
  });

  test.each([
    ["where: { kinds: [] }", "BAD_USER_INPUT"],
    ['where: { endsBetween: { since: "2025-01-01", until: "2025-01-01" } }', "BAD_USER_INPUT"],
    ['where: { parties: ["kvk:nobody"] }', "NOT_FOUND"],
    ['where: { regions: ["GM9999"] }', "NOT_FOUND"],
    ["first: 501", "BAD_USER_INPUT"],
    [`search: "${"x".repeat(501)}"`, "BAD_USER_INPUT"],
  ])("partnerships(%.60s) is %s", async (args, code) => {
    expect(await codeOf(`{ partnerships(${args}) { totalCount } }`)).toBe(code);
  });

  test("parties shows as many as asked, from 1 to 5,000", async () => {
    const parties = (first: number) =>
      `{ partnership(ref: "demo:aardgasvrij-bouwen") { partyCount parties(first: ${first}) { role } } }`;
    expect((await service.ask(parties(1))).data).toEqual({
      partnership: { partyCount: 2, parties: [{ role: "COORDINATOR" }] },
    });
    expect(await codeOf(parties(5000))).toBeUndefined();
    expect(await codeOf(parties(5001))).toBe("BAD_USER_INPUT");
  });
});

describe("mutations", () => {
  test("a partnership without a title is called by its parties, in the language of the request", async () => {
    const record =
      'mutation { recordPartnership(input: { identifiers: [{ scheme: "test", value: "untitled" }], parties: [{ organisation: "brin:99AA" }, { organisation: "brin:99AB", role: FACILITATOR }] }) { partnership { title kind parties { role } } } }';
    const { data, errors } = await service.ask(record);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      recordPartnership: {
        partnership: {
          title: "Dommelcollege Eindhoven and Vakcollege De Strijper",
          kind: "OTHER",
          parties: [{ role: "PARTICIPANT" }, { role: "FACILITATOR" }],
        },
      },
    });
    const dutch = await service.ask(
      '{ partnership(ref: "test:untitled") { title } }',
      {},
      { "accept-language": "nl-NL,nl;q=0.9,en;q=0.5" },
    );
    expect(dutch.data).toEqual({
      partnership: { title: "Dommelcollege Eindhoven en Vakcollege De Strijper" },
    });
  });

  test("what one mutation changes, the next field of the same request shows", async () => {
    const { data, errors } = await service.ask(`mutation {
      recordPartnership(input: { identifiers: [{ scheme: "test", value: "short" }], since: "2025-01-01", parties: [{ organisation: "brin:99AA" }, { organisation: "brin:99AC" }] }) { partnership { until } }
      endPartnership(input: { ref: "test:short", on: "2026-01-01" }) { partnership { until } }
      again: endPartnership(input: { ref: "test:short", on: "2026-02-01" }) { partnership { until } }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      recordPartnership: { partnership: { until: null } },
      endPartnership: { partnership: { until: "2026-01-01" } },
      again: { partnership: { until: "2026-02-01" } },
    });
  });

  test("a partnership that is removed is gone from the network at once", async () => {
    await service.ask(
      'mutation { recordPartnership(input: { identifiers: [{ scheme: "test", value: "wrong" }], parties: [{ organisation: "kvk:00000101" }, { organisation: "brin:99AD" }] }) { revision } }',
    );
    const { data, extensions } = await service.ask<{
      removePartnership: { removed: string; revision: number };
    }>('mutation { removePartnership(input: { ref: "test:wrong" }) { removed revision } }');
    expect(data.removePartnership.revision).toBe(extensions.revision);
    expect((await service.ask('{ partnership(ref: "test:wrong") { id } }')).data).toEqual({
      partnership: null,
    });
  });

  test.each([
    ['recordPartnership(input: { title: "x" })', "BAD_USER_INPUT"],
    ['recordPartnership(input: { parties: [{ organisation: "brin:99AA" }] })', "BAD_USER_INPUT"],
    [
      'recordPartnership(input: { parties: [{ organisation: "brin:99AA" }, { organisation: "brin:none" }] })',
      "NOT_FOUND",
    ],
    ['recordPartnership(input: { ref: "demo:aardgasvrij-bouwen", strength: 6 })', "BAD_USER_INPUT"],
    [
      'recordPartnership(input: { ref: "demo:aardgasvrij-bouwen", identifiers: [{ scheme: "x", value: "" }] })',
      "BAD_USER_INPUT",
    ],
    ['recordPartnership(input: { ref: "demo:aardgasvrij-bouwen", until: "2024-03-01" })', "BAD_USER_INPUT"],
    ['recordPartnership(input: { ref: "demo:aardgasvrij-bouwen", expectedRevision: 77 })', "CONFLICT"],
    ['recordPartnership(input: { ref: "demo:none" })', "NOT_FOUND"],
    ['endPartnership(input: { ref: "demo:aardgasvrij-bouwen", on: "2024-03-01" })', "BAD_USER_INPUT"],
    [
      'endPartnership(input: { ref: "demo:aardgasvrij-bouwen", on: "2026-03-01", expectedRevision: -2 })',
      "BAD_USER_INPUT",
    ],
    ['endPartnership(input: { ref: "demo:none", on: "2024-03-01" })', "NOT_FOUND"],
  ])("%.100s is %s", async (field, code) => {
    expect(await codeOf(`mutation { ${field} { revision } }`)).toBe(code);
  });

  test.each([
    ['{ ref: "demo:none" }', "NOT_FOUND"],
    ['{ ref: "demo:aardgasvrij-bouwen", expectedRevision: -1 }', "BAD_USER_INPUT"],
  ])("removePartnership(input: %s) is %s", async (input, code) => {
    expect(await codeOf(`mutation { removePartnership(input: ${input}) { revision } }`)).toBe(code);
  });
});
