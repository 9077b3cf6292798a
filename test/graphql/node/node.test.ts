import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { openTestService, type TestService } from "../../support/app.js";

let service: TestService;
beforeAll(async () => {
  service = await openTestService({ demo: true });
});
afterAll(() => service.close());

test("node() and nodes() fetch again whatever has an id", async () => {
  const { data } = await service.ask<
    Record<"organisation" | "partnership" | "region", { id: string }> & { gaps: { nodes: { id: string }[] } }
  >(
    '{ organisation(ref: "brin:99AB") { id } partnership(ref: "demo:aardgasvrij-bouwen") { id } region(code: "AM28") { id } gaps(region: "AM28", first: 1) { nodes { id } } }',
  );
  const ids = [data.organisation.id, data.partnership.id, data.region.id, data.gaps.nodes[0].id];
  const types = ["Organisation", "Partnership", "Region", "MissingLink"];
  for (const [i, id] of ids.entries()) {
    const one = await service.ask("query ($id: ID!) { node(id: $id) { __typename id } }", { id });
    expect(one.data).toEqual({ node: { __typename: types[i], id } });
  }
  const unknown = [
    "org_aaaaaaaaaaaaaaaaaaaaaaaa",
    "par_aaaaaaaaaaaaaaaaaaaaaaaa",
    "reg_WFg",
    "gap_x",
    "",
    "__proto__",
  ];
  const all = await service.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", {
    ids: [...ids, ...unknown],
  });
  expect(all.data).toEqual({
    nodes: [...ids.map((id, i) => ({ __typename: types[i], id })), ...unknown.map(() => null)],
  });
});

test("nodes() takes 500 ids and no more", async () => {
  const ask = (count: number) =>
    service.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
      ids: Array.from({ length: count }, () => "x"),
    });
  expect((await ask(500)).errors).toBeUndefined();
  expect((await ask(501)).errors?.[0]).toMatchObject({
    message: "Cannot take the arguments: ids must be 500 at most",
    extensions: { code: "BAD_USER_INPUT" },
  });
});
