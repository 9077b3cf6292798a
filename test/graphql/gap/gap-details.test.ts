import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { gapKinds } from "../../../src/domain/gap.js";
import { openTestService, type TestService } from "../../support/app.js";

let service: TestService;
beforeAll(async () => {
  service = await openTestService({ demo: true });
});
afterAll(() => service.close());

const details = `__typename kind score organisationCount organisations { name } title explanation
  reasons { code value text partnerships { title } } suggestions(first: 1) { organisations { name } }
  ... on SplitNetwork { groupSize largestGroupSize tiedOutside }
  ... on SinglePointOfFailure { organisation { name } partnership { title } cutsOff(first: 2) { name } cutsOffCount }
  ... on MissingKind { sector { code name } missing }
  ... on DormantPartnership { partnership { title until } endedOn }`;

type Gaps = {
  readonly gaps: {
    readonly nodes: readonly Record<string, unknown>[];
    readonly totalCount: number;
    readonly countsByKind: readonly { readonly kind: string; readonly count: number }[];
  };
};

async function gapsOf(args: string): Promise<Gaps["gaps"]> {
  const { data, errors } = await service.ask<Gaps>(
    `{ gaps(region: "AM28", asOf: "2026-11-01"${args}) { nodes { ${details} } totalCount countsByKind { kind count } } }`,
  );
  expect(errors).toBeUndefined();
  return data.gaps;
}

test("gaps(firstPerKind: 1) shows the first of every kind, which the demo has all of, and counts the rest", async () => {
  const { nodes, totalCount, countsByKind } = await gapsOf(", firstPerKind: 1");
  expect(nodes.map(({ kind }) => kind)).toEqual([...gapKinds]);
  expect(countsByKind.reduce((sum, { count }) => sum + count, 0)).toBe(totalCount);
  expect(totalCount).toBeGreaterThan(nodes.length);
  for (const node of nodes) {
    expect(node.title).toBeTruthy();
    expect(node.suggestions).toHaveLength(1);
    expect((node.reasons as readonly unknown[]).length).toBeGreaterThan(0);
  }
});

test("a split network tells of its group and of the largest", async () => {
  const { nodes } = await gapsOf(", kinds: [SPLIT_NETWORK]");
  expect(nodes).toHaveLength(1);
  expect(nodes[0]).toMatchObject({
    __typename: "SplitNetwork",
    score: 3,
    groupSize: 3,
    organisationCount: 3,
    tiedOutside: false,
    reasons: [{ code: "GROUP_APART", value: 3 }],
  });
});

test("a single point of failure is an organisation or a partnership, and tells whom it cuts off", async () => {
  const { nodes } = await gapsOf(", kinds: [SINGLE_POINT_OF_FAILURE]");
  expect(nodes[0]).toMatchObject({
    __typename: "SinglePointOfFailure",
    organisation: { name: "Techniekloket Zuidoost-Brabant" },
    partnership: null,
    cutsOffCount: nodes[0].score,
    organisationCount: 1,
  });
  expect(nodes[0].cutsOff).toHaveLength(2);
  const partnership = nodes.find(({ organisation }) => organisation === null)!;
  expect(partnership).toMatchObject({ partnership: { title: expect.any(String) as unknown } });
});

test("a missing kind names the sector and what is missing in it", async () => {
  const { nodes } = await gapsOf(", kinds: [MISSING_KIND]");
  const care = nodes.find(({ sector }) => (sector as { name: string }).name === "Health care")!;
  expect(care).toMatchObject({ __typename: "MissingKind", missing: ["COMPANY", "GOVERNMENT"] });
});

test("a dormant partnership gives the partnership and the day it ended", async () => {
  const { nodes } = await gapsOf(", kinds: [DORMANT_PARTNERSHIP]");
  expect(nodes.length).toBeGreaterThan(0);
  for (const node of nodes) {
    const { until } = node.partnership as { until: string };
    expect(node).toMatchObject({ __typename: "DormantPartnership", endedOn: until });
    expect(node.reasons).toMatchObject([{ code: "ENDED", partnerships: [{}] }]);
  }
});

test("Organisation.gaps() are those of its own region that concern it", async () => {
  const { data, errors } = await service.ask<{
    organisation: Gaps;
  }>(
    '{ organisation(ref: "brin:99AF") { gaps(kinds: [ISOLATED_ORGANISATION, SPLIT_NETWORK]) { nodes { kind organisations { name } } totalCount countsByKind { kind count } } } }',
  );
  expect(errors).toBeUndefined();
  expect(data.organisation.gaps).toEqual({
    nodes: [{ kind: "ISOLATED_ORGANISATION", organisations: [{ name: "Vakschool De Acht Beken" }] }],
    totalCount: 1,
    countsByKind: [
      { kind: "ISOLATED_ORGANISATION", count: 1 },
      { kind: "SPLIT_NETWORK", count: 0 },
    ],
  });
});

test("gaps(ranker) ranks missing links in another way", async () => {
  const scores: unknown[] = [];
  for (const ranker of ["FITTED", "RESOURCE_ALLOCATION", "ADAMIC_ADAR"]) {
    const { nodes } = await gapsOf(`, kinds: [MISSING_LINK], first: 1, ranker: ${ranker}`);
    scores.push(nodes[0].score);
  }
  expect(new Set(scores).size).toBe(3);
});

test("an unknown kind or ranker, and firstPerKind out of range, are told apart from an empty answer", async () => {
  const ask = (variables: Record<string, unknown>) =>
    service.ask(
      `query ($kinds: [GapKind!], $ranker: LinkRanker! = FITTED, $most: Int) {
        gaps(region: "AM28", kinds: $kinds, ranker: $ranker, firstPerKind: $most) { totalCount } }`,
      variables,
    );
  for (const variables of [{ kinds: ["NO_SUCH_KIND"] }, { ranker: "BEST" }, { most: 0 }, { most: 501 }]) {
    const { errors } = await ask(variables);
    expect(errors?.[0].extensions.code).toBe("BAD_USER_INPUT");
  }
});
