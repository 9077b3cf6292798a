import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { openTestService, type TestService } from "../../support/app.js";

let service: TestService;
beforeAll(async () => {
  service = await openTestService({ demo: true });
});
afterAll(() => service.close());

interface Gap {
  readonly __typename: string;
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly explanation: string;
  readonly dutch: string;
  readonly score: number;
  readonly organisationCount: number;
  readonly organisations: readonly { readonly name: string }[];
  readonly reasons: readonly {
    readonly code: string;
    readonly value: number | null;
    readonly text: string;
  }[];
  readonly suggestions: readonly { readonly organisations: readonly unknown[]; readonly score: number }[];
  readonly sharedPartners?: {
    readonly totalCount: number;
    readonly edges: readonly {
      readonly partnershipCount: number;
      readonly partnerships: readonly unknown[];
      readonly node: { readonly name: string };
    }[];
  };
  readonly organisation?: { readonly name: string };
  readonly lastActive?: string | null;
}
interface Gaps {
  readonly gaps: {
    readonly nodes: readonly Gap[];
    readonly totalCount: number;
    readonly countsByKind: readonly { readonly kind: string; readonly count: number }[];
    readonly revision: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

const gap = `__typename id kind score title explanation dutch: explanation(language: NL) region { code } organisationCount organisations { name }
  reasons { code value text } suggestions { score organisations { name } }
  ... on MissingLink { sharedPartners(first: 2) { totalCount edges { partnershipCount partnerships { title } node { name } } } }
  ... on IsolatedOrganisation { organisation { name } lastActive }`;

async function gapsOf(args: string): Promise<Gaps["gaps"]> {
  const { data, errors } = await service.ask<Gaps>(
    `{ gaps(region: "AM28", asOf: "2026-11-01", ranker: ADAMIC_ADAR${args}) { nodes { ${gap} } totalCount revision countsByKind { kind count } pageInfo { hasNextPage endCursor } } }`,
  );
  expect(errors).toBeUndefined();
  return data.gaps;
}

describe("gaps()", () => {
  test("answers missing links with the partners they share", async () => {
    const { nodes, revision } = await gapsOf(", kinds: [MISSING_LINK], first: 5");
    expect(revision).toBe(1);
    expect(nodes).toHaveLength(5);
    const scores = nodes.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const node of nodes) {
      expect(node).toMatchObject({ __typename: "MissingLink", kind: "MISSING_LINK", organisationCount: 2 });
      expect(node.explanation).not.toBe(node.dutch);
      const shared = node.reasons.find(({ code }) => code === "SHARED_PARTNERS")!;
      expect(shared.value).toBe(node.sharedPartners!.totalCount);
      expect(shared.text).toContain(node.sharedPartners!.edges[0].node.name);
      for (const { partnershipCount, partnerships } of node.sharedPartners!.edges) {
        expect(partnershipCount).toBeGreaterThanOrEqual(2);
        expect(partnerships.length).toBe(Math.min(3, partnershipCount));
      }
    }
  });

  test("answers isolated organisations in the same question as all other kinds", async () => {
    const { nodes, countsByKind, totalCount } = await gapsOf(
      ", kinds: [MISSING_LINK, ISOLATED_ORGANISATION], first: 100",
    );
    expect(countsByKind.map(({ kind }) => kind)).toEqual(["MISSING_LINK", "ISOLATED_ORGANISATION"]);
    expect(countsByKind.reduce((sum, { count }) => sum + count, 0)).toBe(totalCount);
    const isolated = nodes.filter(({ kind }) => kind === "ISOLATED_ORGANISATION");
    expect(isolated).toHaveLength(countsByKind[1].count);
    expect(isolated[0]).toMatchObject({
      __typename: "IsolatedOrganisation",
      organisationCount: 1,
      organisations: [{ name: isolated[0].organisation!.name }],
    });
  });

  test("kinds come in the order asked, page by page", async () => {
    const all = await gapsOf(", kinds: [ISOLATED_ORGANISATION, MISSING_LINK], first: 100");
    expect(all.nodes[0].kind).toBe("ISOLATED_ORGANISATION");
    const seen: string[] = [];
    for (let after = ""; ;) {
      const next = await gapsOf(`, kinds: [ISOLATED_ORGANISATION, MISSING_LINK], first: 31${after}`);
      seen.push(...next.nodes.map(({ id }) => id));
      after = `, after: "${next.pageInfo.endCursor}"`;
      if (!next.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(all.nodes.map(({ id }) => id));
  });

  test("a list under a filter as long as an id may spell goes on at its cursor", async () => {
    const spelled = Array.from({ length: 27 }, (_, i) => `x:${"s".repeat(195)}${100 + i}`);
    const where = `where: { partnershipSectors: ${JSON.stringify(spelled)} }`;
    const { nodes, pageInfo } = await gapsOf(`, kinds: [ISOLATED_ORGANISATION], ${where}, first: 2`);
    expect(nodes[0].id.length).toBeGreaterThan(7000);
    const all = await gapsOf(`, kinds: [ISOLATED_ORGANISATION], ${where}, first: 4`);
    const next = await gapsOf(
      `, kinds: [ISOLATED_ORGANISATION], ${where}, first: 2, after: "${pageInfo.endCursor}"`,
    );
    expect(next.nodes).toEqual(all.nodes.slice(2));
  });

  test("node(id) asks for the same gap again", async () => {
    const { nodes } = await gapsOf(", first: 2");
    for (const one of nodes) {
      const { data } = await service.ask(`query ($id: ID!) { node(id: $id) { ... on Gap { ${gap} } } }`, {
        id: one.id,
      });
      expect(data).toEqual({ node: one });
    }
    const { data } = await service.ask('{ node(id: "gap_nonsense") { id } }');
    expect(data).toEqual({ node: null });
  });

  test.each([
    ['region: "GM9999"', "NOT_FOUND", 'no region has the code "GM9999"'],
    ['region: "am28"', "NOT_FOUND", 'no region has the code "am28"; did you mean "AM28"?'],
    ['region: "AM28", kinds: []', "BAD_USER_INPUT", "kinds is an empty list"],
    [
      'region: "AM28", kinds: [NO_SUCH_KIND]',
      "GRAPHQL_VALIDATION_FAILED",
      'Value "NO_SUCH_KIND" does not exist in "GapKind" enum',
    ],
    [
      'region: "AM28", where: { activeOn: "2025-01-01" }',
      "BAD_USER_INPUT",
      "where has activeOn, wanted the day in asOf instead",
    ],
    [
      'region: "AM28", where: { activeBetween: { since: "2025-01-01" } }',
      "BAD_USER_INPUT",
      "where has activeBetween, wanted the day in asOf instead",
    ],
    ['region: "AM28", first: 501', "BAD_USER_INPUT", "first"],
    ['region: "AM28", after: "e30"', "BAD_USER_INPUT", "cursor"],
    ['region: "AM28", asOf: "yesterday"', "BAD_USER_INPUT", "from 1900-01-01 to 2199-12-31"],
  ])("gaps(%s) is %s", async (args, code, message) => {
    const { errors } = await service.ask(`{ gaps(${args}) { totalCount } }`);
    expect(errors).toMatchObject([{ message: expect.stringContaining(message), extensions: { code } }]);
  });
});
