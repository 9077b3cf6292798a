import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { openTestService, type TestService } from "../../support/app.js";

let service: TestService;
beforeAll(async () => {
  service = await openTestService({ demo: true });
});
afterAll(() => service.close());

interface Connection<Node, Edge = unknown> {
  readonly nodes: readonly Node[];
  readonly edges: readonly (Edge & { readonly node: Node; readonly cursor: string })[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

const page =
  "edges { cursor node { id name } } nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount";

async function list(args: string): Promise<Connection<{ id: string; name: string }>> {
  const { data, errors } = await service.ask<{ organisations: Connection<{ id: string; name: string }> }>(
    `{ organisations${args} { ${page} } }`,
  );
  expect(errors).toBeUndefined();
  return data.organisations;
}

async function codeOf(query: string, variables?: Record<string, unknown>): Promise<string | undefined> {
  return (await service.ask(query, variables)).errors?.[0].extensions.code;
}

describe("look-ups", () => {
  test("organisation(ref) answers all that is recorded", async () => {
    const { data } = await service.ask(`{ organisation(ref: "brin:99AB") {
      name kind website revision identifiers { scheme value } region { code name } location { latitude longitude postcode }
      sectors { code name(language: NL) }
    } }`);
    expect(data).toEqual({
      organisation: {
        name: "Vakcollege De Strijper",
        kind: "EDUCATION",
        website: "https://destrijper.example",
        revision: 1,
        identifiers: [{ scheme: "brin", value: "99AB" }],
        region: { code: "GM0772", name: "Eindhoven" },
        location: { latitude: 51.451, longitude: 5.463, postcode: "5612 CH" },
        sectors: [{ code: "education:vmbo", name: "Voorbereidend middelbaar beroepsonderwijs" }],
      },
    });
  });

  test("organisation(ref) takes an id as it takes an identifier, and answers null for what is unknown", async () => {
    const { data } = await service.ask<{ organisation: { id: string } }>(
      '{ organisation(ref: "brin:99AB") { id } }',
    );
    const again = await service.ask("query ($id: OrganisationRef!) { organisation(ref: $id) { name } }", {
      id: data.organisation.id,
    });
    expect(again.data).toEqual({ organisation: { name: "Vakcollege De Strijper" } });
    const unknown = await service.ask(
      '{ a: organisation(ref: "kvk:__proto__") { id } b: organisation(ref: "org_unknown") { id } }',
    );
    expect(unknown.data).toEqual({ a: null, b: null });
  });

  test("organisationsByRef() keeps the order asked, null where unknown", async () => {
    const { data } = await service.ask(
      '{ organisationsByRef(refs: ["brin:99AB", "brin:none", "brin:99AA"]) { name } }',
    );
    expect(data).toEqual({
      organisationsByRef: [{ name: "Vakcollege De Strijper" }, null, { name: "Dommelcollege Eindhoven" }],
    });
  });

  test("organisationsByRef() takes 500 refs and no more", async () => {
    const query = "query ($refs: [OrganisationRef!]!) { organisationsByRef(refs: $refs) { id } }";
    const refs = (count: number) => Array.from({ length: count }, (_, i) => `x:${i}`);
    expect(await codeOf(query, { refs: refs(500) })).toBeUndefined();
    expect(await codeOf(query, { refs: refs(501) })).toBe("BAD_USER_INPUT");
  });
});

describe("lists", () => {
  test("pages forwards and backwards give each organisation once, in one order", async () => {
    const all = await list("(first: 500)");
    expect(all.totalCount).toBe(40);
    expect(all.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });

    const forwards: string[] = [];
    for (let after: string | null = null; ;) {
      const next = await list(after === null ? "(first: 7)" : `(first: 7, after: "${after}")`);
      forwards.push(...next.nodes.map(({ name }) => name));
      expect(next.pageInfo.hasPreviousPage).toBe(after !== null);
      after = next.pageInfo.endCursor;
      if (!next.pageInfo.hasNextPage) break;
    }
    expect(forwards).toEqual(all.nodes.map(({ name }) => name));

    const backwards: string[] = [];
    for (let before: string | null = null; ;) {
      const previous = await list(before === null ? "(last: 7)" : `(last: 7, before: "${before}")`);
      backwards.unshift(...previous.nodes.map(({ name }) => name));
      before = previous.pageInfo.startCursor;
      if (!previous.pageInfo.hasPreviousPage) break;
    }
    expect(backwards).toEqual(forwards);
  });

  test("an empty page has no cursors", async () => {
    const none = await list('(search: "zzzzzz")');
    expect(none).toEqual({
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      totalCount: 0,
    });
  });

  test("the cursor of an edge is where the next page begins", async () => {
    const { edges } = await list("(first: 3)");
    const next = await list(`(first: 1, after: "${edges[1].cursor}")`);
    expect(next.nodes[0].name).toBe(edges[2].node.name);
  });

  test("a cursor is refused by an order it was not made for", async () => {
    const { pageInfo } = await list("(first: 2)");
    expect(
      await codeOf(
        `{ organisations(after: "${pageInfo.endCursor}", orderBy: { field: PARTNER_COUNT, direction: DESC }) { totalCount } }`,
      ),
    ).toBe("BAD_USER_INPUT");
  });

  test.each([
    "(first: 0)",
    "(first: 501)",
    "(last: 501)",
    "(first: 1, last: 1)",
    "(first: -1)",
    '(after: "garbage")',
    '(before: "e30")',
    `(search: "${"x".repeat(501)}")`,
  ])("%s is BAD_USER_INPUT", async (args) => {
    expect(await codeOf(`{ organisations${args} { totalCount } }`)).toBe("BAD_USER_INPUT");
  });

  test("filters by kind, region, sector and partners", async () => {
    const { totalCount, nodes } = await list(
      '(where: { kinds: [EDUCATION], regions: ["GM0772"], hasPartners: true })',
    );
    expect(totalCount).toBe(nodes.length);
    expect(nodes.map(({ name }) => name)).toContain("Vakcollege De Strijper");
    expect(await codeOf("{ organisations(where: { kinds: [] }) { totalCount } }")).toBe("BAD_USER_INPUT");
    expect(await codeOf('{ organisations(where: { regions: ["GM9999"] }) { totalCount } }')).toBe(
      "NOT_FOUND",
    );
    expect((await list('(where: { sectors: ["none:borne"] })')).totalCount).toBe(0);
  });

  test("orders by how many partners there are", async () => {
    const { data } = await service.ask<{ organisations: Connection<{ partners: { totalCount: number } }> }>(
      "{ organisations(orderBy: { field: PARTNER_COUNT, direction: DESC }, first: 40) { nodes { partners { totalCount } } } }",
    );
    const counts = data.organisations.nodes.map(({ partners }) => partners.totalCount);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(counts[0]).toBeGreaterThan(counts.at(-1)!);
  });
});

describe("what hangs on an organisation", () => {
  test("partnerships are its own, read in one batch, and those of all parties named", async () => {
    const { data } = await service.ask<{
      organisation: {
        partnerships: Connection<{ title: string; parties: { organisation: { name: string } }[] }>;
      };
    }>(
      '{ organisation(ref: "brin:99AB") { partnerships { totalCount nodes { title parties { organisation { name } } } } } }',
    );
    const { nodes, totalCount } = data.organisation.partnerships;
    expect(nodes).toHaveLength(totalCount);
    for (const { parties } of nodes)
      expect(parties.map(({ organisation }) => organisation.name)).toContain("Vakcollege De Strijper");

    const shared = await service.ask<typeof data>(
      '{ organisation(ref: "brin:99AB") { partnerships(where: { parties: ["brin:99AA"] }) { totalCount nodes { title parties { organisation { name } } } } } }',
    );
    expect(shared.data.organisation.partnerships.totalCount).toBeLessThan(totalCount);
    for (const { parties } of shared.data.organisation.partnerships.nodes)
      expect(parties.map(({ organisation }) => organisation.name)).toEqual(
        expect.arrayContaining(["Vakcollege De Strijper", "Dommelcollege Eindhoven"]),
      );
    expect(
      await codeOf(
        '{ organisation(ref: "brin:99AB") { partnerships(where: { parties: [] }) { totalCount } } }',
      ),
    ).toBe("BAD_USER_INPUT");
  });

  test("partners carry the partnerships that tie them, closest first, as many as asked", async () => {
    type Partners = Connection<
      { name: string },
      { partnershipCount: number; partnerships: { title: string }[] }
    >;
    const { data } = await service.ask<{ organisation: { partners: Partners } }>(
      '{ organisation(ref: "brin:99AB") { partners { totalCount edges { partnershipCount partnerships(first: 1) { title } node { name } } } } }',
    );
    const { edges, totalCount } = data.organisation.partners;
    expect(edges).toHaveLength(totalCount);
    const counts = edges.map(({ partnershipCount }) => partnershipCount);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    for (const { partnerships } of edges) expect(partnerships).toHaveLength(1);
    const query = (first: number) =>
      `{ organisation(ref: "brin:99AB") { partners { edges { partnerships(first: ${first}) { title } } } } }`;
    expect(await codeOf(query(0))).toBe("BAD_USER_INPUT");
  });

  test("organisations(search) takes identifiers to the letter, names whatever their capitals", async () => {
    const names = async (search: string) =>
      (await list(`(search: "${search}")`)).nodes.map(({ name }) => name);
    expect(await names("99AB")).toEqual(["Vakcollege De Strijper"]);
    expect(await names("99ab")).toEqual([]);
    expect(await names("VAKCOLLEGE STRIJPER")).toEqual(["Vakcollege De Strijper"]);
  });
});

describe("mutations", () => {
  test("recordOrganisation makes, amends by identifier, clears with null and leaves what is absent", async () => {
    const record = (input: string) =>
      service.ask<{ recordOrganisation: { organisation: Record<string, unknown>; revision: number } }>(
        `mutation { recordOrganisation(input: ${input}) { revision organisation { name kind website sectors { code } region { code } location { postcode } revision } } }`,
      );
    const made = await record(
      '{ identifiers: [{ scheme: "test", value: "a" }], name: "Ateliér", kind: COMPANY, website: "https://a.example", sectors: ["test:x"], region: "GM0772", location: { postcode: "5600 AA" } }',
    );
    expect(made.errors).toBeUndefined();
    expect(made.extensions.revision).toBe(made.data.recordOrganisation.revision);
    const amended = await record(
      '{ identifiers: [{ scheme: "test", value: "a" }], website: null, kind: RESEARCH }',
    );
    expect(amended.data.recordOrganisation.organisation).toEqual({
      name: "Ateliér",
      kind: "RESEARCH",
      website: null,
      sectors: [{ code: "test:x" }],
      region: { code: "GM0772" },
      location: { postcode: "5600 AA" },
      revision: amended.data.recordOrganisation.revision,
    });
    const same = await record('{ identifiers: [{ scheme: "test", value: "a" }], kind: RESEARCH }');
    expect(same.data.recordOrganisation.revision).toBe(amended.data.recordOrganisation.revision);
  });

  test("recordOrganisation amends a location part by part, and clears it with null", async () => {
    const record = async (location: string) => {
      const { data } = await service.ask<{ recordOrganisation: { organisation: { location: unknown } } }>(
        `mutation { recordOrganisation(input: { identifiers: [{ scheme: "test", value: "place" }], name: "Place", kind: OTHER, location: ${location} }) { organisation { location { latitude longitude postcode } } } }`,
      );
      return data.recordOrganisation.organisation.location;
    };
    await record('{ latitude: 51.5, longitude: 5.5, postcode: "5600 AA" }');
    expect(await record('{ postcode: "5611 BB" }')).toEqual({
      latitude: 51.5,
      longitude: 5.5,
      postcode: "5611 BB",
    });
    expect(await record("{ postcode: null }")).toEqual({ latitude: 51.5, longitude: 5.5, postcode: null });
    expect(await record("null")).toBeNull();
  });

  test("a request key makes repeating safe", async () => {
    const write = (name: string) =>
      service.ask(
        `mutation { recordOrganisation(input: { name: "${name}", kind: OTHER, requestKey: "once" }) { revision organisation { id } } }`,
      );
    const first = await write("Once");
    expect((await write("Once")).data).toEqual(first.data);
    expect((await write("Twice")).errors?.[0].extensions.code).toBe("CONFLICT");
  });

  // Once it was UNAVAILABLE with "ask again", however often it was asked again.
  test("a request key sent again after its organisation was removed is NOT_FOUND", async () => {
    const write =
      'mutation { recordOrganisation(input: { identifiers: [{ scheme: "test", value: "brief" }], name: "Brief", kind: OTHER, requestKey: "brief" }) { organisation { name } } }';
    expect((await service.ask(write)).data).toEqual({
      recordOrganisation: { organisation: { name: "Brief" } },
    });
    await service.ask('mutation { removeOrganisation(input: { ref: "test:brief" }) { removed } }');
    const { errors } = await service.ask(write);
    expect(errors?.[0].extensions.code).toBe("NOT_FOUND");
    expect(errors?.[0].message).toContain("it was recorded, and removed since");
  });

  test("removeOrganisation answers the id that is gone; node answers null for it", async () => {
    await service.ask(
      'mutation { recordOrganisation(input: { ref: null, name: "Gone", kind: OTHER, identifiers: [{ scheme: "test", value: "gone" }] }) { revision } }',
    );
    const { data } = await service.ask<{ removeOrganisation: { removed: string } }>(
      'mutation { removeOrganisation(input: { ref: "test:gone" }) { removed revision } }',
    );
    const { data: after } = await service.ask("query ($id: ID!) { node(id: $id) { id } }", {
      id: data.removeOrganisation.removed,
    });
    expect(after).toEqual({ node: null });
    expect(await codeOf('mutation { removeOrganisation(input: { ref: "brin:99AB" }) { removed } }')).toBe(
      "CONFLICT",
    );
  });

  test.each([
    ['{ name: "x" }', "kind"],
    ['{ name: "", kind: OTHER }', "name"],
    [`{ name: "${"x".repeat(501)}", kind: OTHER }`, "name"],
    ['{ name: "x", kind: OTHER, identifiers: [{ scheme: "KVK", value: "1" }] }', "scheme must be"],
    ['{ name: "x", kind: OTHER, identifiers: [{ scheme: "a:b", value: "1" }] }', "scheme must be"],
    ['{ name: "x", kind: OTHER, identifiers: [{ scheme: "kvk", value: "1 2" }] }', "value must be"],
    ['{ name: "x", kind: OTHER, identifiers: [{ scheme: "schakel", value: "org_x" }] }', "schakel"],
    ['{ name: "x", kind: OTHER, location: { latitude: 91 } }', "latitude must be -90 to 90"],
    ['{ name: "x", kind: OTHER, location: { longitude: -181 } }', "longitude must be -180 to 180"],
    ['{ name: "x", kind: OTHER, expectedRevision: -1 }', "expectedRevision must be"],
    [`{ name: "x", kind: OTHER, requestKey: "${"x".repeat(201)}" }`, "requestKey"],
  ])("recordOrganisation(input: %.60s) is BAD_USER_INPUT and says what is wrong", async (input, says) => {
    const { errors } = await service.ask(`mutation { recordOrganisation(input: ${input}) { revision } }`);
    expect(errors?.[0].extensions.code).toBe("BAD_USER_INPUT");
    expect(errors?.[0].message).toContain(says);
  });

  test("removeOrganisation refuses a revision out of range and one that is not the record's", async () => {
    const remove = (revision: number) =>
      codeOf(
        `mutation { removeOrganisation(input: { ref: "brin:99AB", expectedRevision: ${revision} }) { removed } }`,
      );
    expect(await remove(-1)).toBe("BAD_USER_INPUT");
    expect(await remove(9999)).toBe("CONFLICT");
  });
});
