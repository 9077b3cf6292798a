import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { openTestService, type TestService } from "../../support/app.js";

let service: TestService;
beforeAll(async () => {
  service = await openTestService({ demo: true });
});
afterAll(() => service.close());

interface Summary {
  readonly organisations: number;
  readonly organisationsByKind: readonly { readonly kind: string; readonly count: number }[];
  readonly coverage: readonly {
    readonly sector: { readonly code: string };
    readonly organisations: number;
  }[];
  readonly measures: readonly {
    readonly organisation: { readonly name: string };
    readonly betweenness: number;
  }[];
}

async function summaryOf(args: string, fields: string): Promise<Summary> {
  const { data, errors } = await service.ask<{ region: { summary: Summary } }>(
    `{ region(code: "AM28") { summary${args} { ${fields} } } }`,
  );
  expect(errors).toBeUndefined();
  return data.region.summary;
}

test("Region.summary tells what the network of a region looks like", async () => {
  const summary = await summaryOf(
    "",
    `organisations partnerships links density groups largestGroupShare insideShare
     organisationsByKind { kind count } coverage { sector { code name } kind organisations partnerships }`,
  );
  expect(summary.organisations).toBeGreaterThan(20);
  expect(summary.organisationsByKind.map(({ kind }) => kind)).toEqual([
    "EDUCATION",
    "COMPANY",
    "GOVERNMENT",
    "RESEARCH",
    "INTERMEDIARY",
    "OTHER",
  ]);
  expect(summary.organisationsByKind.reduce((sum, { count }) => sum + count, 0)).toBe(summary.organisations);
  expect(summary.coverage.length % 6).toBe(0);
  const companies = await summaryOf(
    '(where: { organisationKinds: [COMPANY], activeOn: "2026-11-01" })',
    "organisations",
  );
  expect(companies.organisations).toBe(summary.organisationsByKind[1].count);
});

test("RegionSummary.measures ranks those asked about by one measure", async () => {
  const fields =
    "organisation { name } degree betweenness closeness clustering core constraint effectiveSize";
  const { measures } = await summaryOf("", `measures(first: 5) { ${fields} }`);
  expect(measures).toHaveLength(5);
  expect(measures.map(({ betweenness }) => betweenness)).toEqual(
    measures.map(({ betweenness }) => betweenness).toSorted((a, b) => b - a),
  );
  expect(measures[0].organisation.name).toBe("Techniekloket Zuidoost-Brabant");
  const one = await summaryOf("", `measures(of: ["brin:99AF"], orderBy: CONSTRAINT) { ${fields} }`);
  expect(one.measures).toMatchObject([{ degree: 0, constraint: null, effectiveSize: null }]);
});

test("RegionSummary.measures says what it does not take", async () => {
  for (const [args, code] of [
    ['of: ["kvk:none"]', "NOT_FOUND"],
    ["of: []", "BAD_USER_INPUT"],
    ["first: 501", "BAD_USER_INPUT"],
  ]) {
    const { errors } = await service.ask(
      `{ region(code: "AM28") { summary { measures(${args}) { degree } } } }`,
    );
    expect([args, errors?.[0].extensions.code]).toEqual([args, code]);
  }
});

// Once one from elsewhere was left out without a word.
test("RegionSummary.measures names those asked about that lie elsewhere", async () => {
  const { errors } = await service.ask(
    '{ region(code: "GM0794") { summary { measures(of: ["kvk:00000107", "brin:99AB"]) { degree } } } }',
  );
  expect(errors).toMatchObject([
    {
      message:
        'Cannot measure organisations: of names "brin:99AB", wanted organisations that lie in "GM0794"',
      extensions: { code: "BAD_USER_INPUT" },
    },
  ]);
});
