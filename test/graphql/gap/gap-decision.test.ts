import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { openTestService, type TestService } from "../../support/app.js";

let service: TestService;
beforeEach(async () => {
  service = await openTestService({ demo: true });
});
afterEach(() => service.close());

interface Decision {
  readonly kind: string;
  readonly note: string | null;
  readonly at: string;
  readonly by: string | null;
  readonly closedBy: { readonly id: string; readonly title: string } | null;
}
interface Gap {
  readonly id: string;
  readonly title: string;
  readonly explanation: string;
  readonly decision: Decision | null;
  readonly organisation: { readonly id: string };
}
interface Gaps {
  readonly gaps: {
    readonly nodes: readonly Gap[];
    readonly totalCount: number;
    readonly countsByDecision: readonly { readonly decision: string; readonly count: number }[];
  };
}

const decision = "decision { kind note at by closedBy { id title } }";
const gap = `id title explanation ${decision} ... on IsolatedOrganisation { organisation { id } }`;

async function gapsOf(args = ""): Promise<Gaps["gaps"]> {
  const question = `{ gaps(region: "AM28", kinds: [ISOLATED_ORGANISATION]${args}) { nodes { ${gap} } totalCount countsByDecision { decision count } } }`;
  const { data, errors } = await service.ask<Gaps>(question);
  expect(errors).toBeUndefined();
  return data.gaps;
}

function decide(input: object) {
  return service.ask<{ decideGap: { gap: Gap | null; decision: Decision | null; revision: number } }>(
    `mutation ($input: DecideGapInput!) { decideGap(input: $input) { gap { ${gap} } decision { kind note at by } revision } }`,
    { input },
  );
}

test("decideGap answers with the gap, what stands decided and the revision", async () => {
  const [{ id, title }] = (await gapsOf()).nodes;
  const { data, errors, extensions } = await decide({ gap: id, decision: "ACCEPTED", note: "Bellen" });
  expect(errors).toBeUndefined();
  const decided = { kind: "ACCEPTED", note: "Bellen", at: expect.stringMatching(/^\d{4}-.*Z$/), by: null };
  expect(data.decideGap).toMatchObject({
    gap: { id, title, decision: { ...decided, closedBy: null } },
    decision: decided,
    revision: 2,
  });
  expect(extensions.revision).toBe(2);
});

test("A dismissed gap leaves the list, its counts and comes back when it is asked for", async () => {
  const before = await gapsOf();
  const [{ id }] = before.nodes;
  await decide({ gap: id, decision: "DISMISSED" });

  const after = await gapsOf();
  expect(after.totalCount).toBe(before.totalCount - 1);
  expect(after.nodes.map((one) => one.id)).not.toContain(id);
  expect((await gapsOf(", decisions: [DISMISSED]")).nodes).toMatchObject([
    { id, decision: { kind: "DISMISSED" } },
  ]);
  expect(after.countsByDecision).toEqual([
    { decision: "OPEN", count: before.totalCount - 1 },
    { decision: "ACCEPTED", count: 0 },
    { decision: "DISMISSED", count: 1 },
    { decision: "CLOSED", count: 0 },
  ]);
});

test("An accepted gap that a partnership closed is CLOSED with it, and node fetches it again", async () => {
  const [first, second] = (await gapsOf()).nodes;
  await decide({ gap: first.id, decision: "ACCEPTED" });
  const parties = [first, second].map(({ organisation }) => ({ organisation: organisation.id }));
  const recorded = await service.ask<{ recordPartnership: { partnership: { id: string } } }>(
    'mutation ($parties: [PartyInput!]!) { recordPartnership(input: { title: "New", parties: $parties }) { partnership { id } } }',
    { parties },
  );
  const { id } = recorded.data.recordPartnership.partnership;

  const closed = {
    id: first.id,
    title: first.title.replace(" is ", " was "),
    decision: { kind: "CLOSED", closedBy: { id, title: "New" } },
  };
  const { nodes } = await gapsOf(", decisions: [CLOSED]");
  expect(nodes).toMatchObject([closed]);
  expect(nodes[0].explanation).toMatch(
    / It was closed by a partnership of .* and .*, recorded later without a first day\.$/,
  );
  const { data } = await service.ask(`{ node(id: "${first.id}") { id ... on Gap { title ${decision} } } }`);
  expect(data).toMatchObject({ node: closed });
});

test("decideGap says what it does not take, each with its code", async () => {
  const [{ id }] = (await gapsOf()).nodes;
  for (const [input, code, message] of [
    [
      { gap: id, decision: "CLOSED" },
      "BAD_USER_INPUT",
      "decision is CLOSED, wanted ACCEPTED, DISMISSED or OPEN",
    ],
    [
      { gap: "gap_nothing", decision: "ACCEPTED" },
      "NOT_FOUND",
      'Cannot decide gap "gap_nothing": no gap has this id, or none any more',
    ],
    [{ gap: id, decision: "ACCEPTED", note: "x".repeat(2001) }, "BAD_USER_INPUT", "at most 2000 characters"],
    [{ gap: id, decision: "PERHAPS" }, "BAD_USER_INPUT", "PERHAPS"],
  ] as const) {
    const { errors } = await decide(input);
    expect(errors).toMatchObject([{ message: expect.stringContaining(message), extensions: { code } }]);
  }
});
