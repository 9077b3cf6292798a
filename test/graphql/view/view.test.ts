import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { openTestService, type TestService } from "../../support/app.js";

let service: TestService;
beforeAll(async () => {
  service = await openTestService({ demo: true });
});
afterAll(() => service.close());

interface View {
  readonly organisations: readonly { readonly name: string }[];
  readonly links: readonly {
    readonly fromIndex: number;
    readonly toIndex: number;
    readonly cost: number;
    readonly partnershipCount: number;
    readonly kinds: readonly string[];
  }[];
  readonly truncated: boolean;
  readonly revision: number;
}
const view =
  "truncated revision organisations { name } links { fromIndex toIndex partnershipCount kinds cost since until }";

test("networkView() answers organisations and the links among them by position", async () => {
  const { data, errors } = await service.ask<{ networkView: View }>(`{ networkView { ${view} } }`);
  expect(errors).toBeUndefined();
  const { organisations, links, truncated, revision } = data.networkView;
  expect({ count: organisations.length, truncated, revision }).toEqual({
    count: 40,
    truncated: false,
    revision: 1,
  });
  const costs = links.map(({ cost }) => cost);
  expect(costs).toEqual([...costs].sort((a, b) => a - b));
  for (const { fromIndex, toIndex, partnershipCount, kinds } of links) {
    expect(0 <= fromIndex && fromIndex < toIndex && toIndex < organisations.length).toBe(true);
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds.length).toBeLessThanOrEqual(partnershipCount);
  }
});

test("networkView() says when there is more than was asked for", async () => {
  const { data } = await service.ask<{ networkView: View }>(
    `{ networkView(first: 3, firstLinks: 1) { ${view} } }`,
  );
  expect(data.networkView).toMatchObject({
    truncated: true,
    organisations: { length: 3 },
    links: { length: 1 },
  });
});

test("neighbourhood() begins with the organisation in the middle, exempt from the filter", async () => {
  const { data } = await service.ask<{ neighbourhood: View }>(
    `{ neighbourhood(of: "brin:99AB", where: { organisationKinds: [COMPANY] }) { ${view} } }`,
  );
  expect(data.neighbourhood.organisations[0].name).toBe("Vakcollege De Strijper");
});

test.each([
  ['neighbourhood(of: "brin:none")', "NOT_FOUND"],
  ['neighbourhood(of: "brin:99AB", hops: 0)', "BAD_USER_INPUT"],
  ['neighbourhood(of: "brin:99AB", hops: 5)', "BAD_USER_INPUT"],
  ['neighbourhood(of: "brin:99AB", first: 5001)', "BAD_USER_INPUT"],
  ['neighbourhood(of: "brin:99AB", firstLinks: 0)', "BAD_USER_INPUT"],
  ["networkView(first: 0)", "BAD_USER_INPUT"],
  ["networkView(first: 5001)", "BAD_USER_INPUT"],
  ["networkView(firstLinks: 20001)", "BAD_USER_INPUT"],
  ["networkView(where: { partnershipKinds: [] })", "BAD_USER_INPUT"],
])("%s is %s", async (field, code) => {
  const { errors } = await service.ask(`{ ${field} { truncated } }`);
  expect(errors?.[0].extensions.code).toBe(code);
});
