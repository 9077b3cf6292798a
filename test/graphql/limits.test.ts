import { describe, expect, test } from "@jest/globals";
import { getOperationAST, parse, validate, type OperationDefinitionNode } from "graphql";

import { checkLimits, measure, type Measures } from "../../src/graphql/limits.js";
import { buildApiSchema } from "../../src/graphql/schema.js";

const schema = buildApiSchema();

function questionOf(source: string, variables: Record<string, unknown> = {}) {
  const document = parse(source);
  expect(validate(schema, document)).toEqual([]);
  return { schema, document, operation: getOperationAST(document) as OperationDefinitionNode, variables };
}

function measured(source: string, variables?: Record<string, unknown>): Measures {
  return measure(questionOf(source, variables));
}

function costOf(source: string, variables?: Record<string, unknown>): number {
  return measured(source, variables).cost;
}

describe("the cost of a question", () => {
  test("counts an object of a page once, whatever single objects hang on it", () => {
    expect(
      costOf("{ organisations(first: 20) { nodes { id name region { name } location { latitude } } } }"),
    ).toBe(20);
  });

  test("takes a page that asks for no number as 50 rows", () => {
    expect(costOf("{ organisations { edges { node { id } } } }")).toBe(50);
  });

  test("takes last as it takes first", () => {
    expect(costOf("{ organisations(last: 7) { nodes { id } } }")).toBe(7);
  });

  test("multiplies page sizes along the branch", () => {
    const source = "{ organisations(first: 10) { nodes { partnerships(first: 20) { nodes { title } } } } }";
    expect(costOf(source)).toBe(10 * (1 + 20));
  });

  test("takes a list without first as 5", () => {
    expect(costOf("{ organisations(first: 10) { nodes { sectors { code } identifiers { value } } } }")).toBe(
      10 * (1 + 5 + 5),
    );
  });

  test("prices a list by its own first, as 5 where none is given though it may hold more", () => {
    expect(costOf('{ partnership(ref: "a:b") { parties { role } } }')).toBe(5);
    expect(costOf("{ networkView { truncated } }")).toBe(1500);
    expect(costOf('{ partnership(ref: "a:b") { parties(first: 7) { organisation { name } } } }')).toBe(7);
  });

  test("prices look-ups by how many are looked up", () => {
    expect(costOf('{ nodes(ids: ["a", "b", "c"]) { id } }')).toBe(3);
    const source =
      "query ($refs: [OrganisationRef!]!) { organisationsByRef(refs: $refs) { name sectors { code } } }";
    expect(costOf(source, { refs: ["a:1", "a:2"] })).toBe(2 * (1 + 5));
  });

  test("prices views by what they hold: an organisation 1, a link a tenth", () => {
    const base = costOf("{ networkView { truncated } }");
    expect(
      costOf("{ networkView(first: 300, firstLinks: 2000) { organisations { id } links { cost } } }") - base,
    ).toBe(300 + 200);
    expect(costOf("{ networkView { organisations { id } links { cost } } }") - base).toBe(1000 + 500);
  });

  test("takes the dearest of alternative types", () => {
    const source = `{ gaps(region: "NL", first: 10) { nodes {
      ... on MissingLink { sharedPartners(first: 3) { nodes { id } } }
      ... on IsolatedOrganisation { organisation { partnerships(first: 8) { nodes { id } } } }
      reasons { text }
    } } }`;
    const base = costOf('{ gaps(region: "NL", first: 10) { totalCount } }');
    expect(costOf(source) - base).toBe(10 * (1 + 8 + 5));
  });

  test("reads page sizes from variables and their defaults", () => {
    const source = "query ($n: Int = 30) { organisations(first: $n) { nodes { id } } }";
    expect(costOf(source)).toBe(30);
    expect(costOf(source, { n: 4 })).toBe(4);
    expect(costOf(source, { n: null })).toBe(50);
    expect(costOf("query ($__proto__: Int) { organisations(first: $__proto__) { nodes { id } } }")).toBe(50);
  });

  test("leaves a page out of range to those who refuse it", () => {
    expect(costOf("{ organisations(first: -5) { nodes { id } } }")).toBe(0);
    expect(costOf("{ organisations(first: 1000000) { nodes { id } } }")).toBe(0);
    expect(costOf("query ($n: Int) { organisations(first: $n) { nodes { id } } }", { n: "many" })).toBe(50);
  });

  test("counts what stands in fragments wherever they are spread", () => {
    const source = `{ organisations(first: 10) { nodes { ...a ... on Node { id } ... on Organisation { ...a } } } }
      fragment a on Organisation { sectors { code } }`;
    expect(costOf(source)).toBe(10 * (1 + 5 + 5));
  });

  test("is told of fragments that double two hundred times without taking that long", () => {
    const chain = Array.from(
      { length: 190 },
      (_, i) => `fragment f${i} on Organisation { ...f${i + 1} ...f${i + 1} }`,
    );
    const source = `{ organisation(ref: "a:b") { ...f0 } } ${chain.join(" ")} fragment f190 on Organisation { sectors { code } }`;
    expect(costOf(source)).toBeGreaterThan(1e50);
    expect(() => checkLimits(questionOf(source), generous)).toThrow("its cost is over a billion");
  });

  test("of paths is theirs times what lies along each, as long as maxHops lets them be", () => {
    const costOfPaths = (args: string, fields: string) =>
      costOf(`{ paths(from: "a:b", to: "a:c", ${args}) { ... on Paths { paths { ${fields} } } } }`);
    expect(costOfPaths("first: 10, maxHops: 4", "cost")).toBe(10 + 10);
    expect(costOfPaths("first: 10, maxHops: 4", "organisations { id }")).toBe(10 + 10 * (1 + 5));
    expect(costOfPaths("first: 100, maxHops: 8", "steps { partnerships { id } }")).toBe(
      10 + 100 * (1 + 8 * (1 + 3)),
    );
    expect(costOfPaths("rankBy: COST", "introduction { asked { id } }")).toBe(10 + 1 + 6);
  });

  test("adds what some fields take to compute", () => {
    expect(costOf('{ gaps(region: "NL") { totalCount } }')).toBe(100);
    expect(costOf('{ paths(from: ["a:b"], to: ["a:c"]) { __typename } }')).toBe(10);
    const remedies = "... on NoPath { relaxations { change } suggestions { score } }";
    // Two lists of five, and what they take.
    expect(costOf(`{ paths(from: "a:b", to: "a:c") { ${remedies} } }`)).toBe(10 + 5 * 51 + 5 * 51);
    expect(costOf("{ organisations(first: 10) { nodes { partners(first: 3) { totalCount } } } }")).toBe(
      10 * (1 + 20),
    );
    // How many lie in each region is counted over those that do.
    const regions = (asked: string) =>
      `{ regions(first: 500) { nodes { name organisations { ${asked} } } } }`;
    expect(costOf(regions("totalCount"))).toBe(500 * (1 + 2));
    expect(costOf(regions("totalCount __typename"))).toBe(500 * (1 + 2));
    // An order of its own is made of all organisations.
    const ordered = "organisations(orderBy: {field: PARTNER_COUNT, direction: DESC})";
    expect(costOf(`{ regions(first: 500) { nodes { ${ordered} { totalCount } } } }`)).toBe(500 * (1 + 20));
    expect(costOf(regions("totalCount pageInfo { hasNextPage }"))).toBe(500 * (1 + 20));
    expect(costOf("{ __typename }")).toBe(0);
  });

  // 500 gaps fetched by their ids once cost no more than 500 names, and took half a minute.
  test("prices gaps that are fetched again as the questions they are", () => {
    expect(costOf('{ node(id: "gap_a") { id } }')).toBe(100);
    expect(costOf('{ nodes(ids: ["gap_a", "org_b"]) { id } }')).toBe(2 + 100);
    const source = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    expect(costOf(source, { ids: ["gap_a", "gap_b", "org_c"] })).toBe(3 + 200);
  });
});

describe("the other measures of a question", () => {
  test("depth counts fields within fields, fragments not", () => {
    expect(measured("{ service { version } }").depth).toBe(2);
    expect(
      measured(
        "{ ...q } fragment q on Query { ... { service { ...v } } } fragment v on ServiceStatus { version }",
      ).depth,
    ).toBe(2);
  });

  test("introspection has a depth of its own", () => {
    const { depth, introspectionDepth } = measured(
      "{ __schema { types { fields { type { ofType { name } } } } } }",
    );
    expect({ depth, introspectionDepth }).toEqual({ depth: 0, introspectionDepth: 6 });
  });

  test("aliases are counted as written", () => {
    expect(
      measured("{ a: service { v: version } ...q ...q } fragment q on Query { b: service { version } }")
        .aliases,
    ).toBe(3);
  });

  test("root fields are counted through fragments, a fragment that is spread twice once", () => {
    const { rootFields } = measured(
      "{ service { version } ...q ...q } fragment q on Query { divisions { division } }",
    );
    expect(rootFields).toBe(2);
  });
});

const generous = { depth: 100, introspectionDepth: 100, aliases: 100, rootFields: 100, cost: 1e9 };

describe("checkLimits()", () => {
  const source = "{ a: organisations(first: 10) { nodes { id } } service { version } }";

  test("lets pass what stays at its limits", () => {
    const exact = { depth: 3, introspectionDepth: 0, aliases: 1, rootFields: 2, cost: 10 };
    expect(checkLimits(questionOf(source), exact).cost).toBe(10);
  });

  test.each([
    [{ depth: 2 }, "its depth is 3, at most 2 is allowed"],
    [{ aliases: 0 }, "its number of aliases is 1, at most 0 is allowed"],
    [{ rootFields: 1 }, "its number of root fields is 2, at most 1 is allowed"],
    [{ cost: 9 }, "its cost is 10, at most 9 is allowed; ask for smaller pages (first)"],
  ])("refuses what goes over %j", (limit, says) => {
    expect(() => checkLimits(questionOf(source), { ...generous, ...limit })).toThrow(says);
  });

  test("refuses questions about the schema that go too deep", () => {
    const deep = questionOf("{ __schema { types { name } } }");
    expect(() => checkLimits(deep, { ...generous, introspectionDepth: 2 })).toThrow(
      "ask for less of the schema",
    );
  });
});
