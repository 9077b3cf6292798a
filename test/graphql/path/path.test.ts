import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { SchakelError } from "../../../src/domain/errors.js";
import { openTestService, type TestService } from "../../support/app.js";

let service: TestService;
beforeAll(async () => {
  service = await openTestService({ demo: true });
});
afterAll(() => service.close());

const path =
  "hops cost organisations { name } steps { from { name } to { name } cost partnershipCount partnerships(first: 1) { title } }";

describe("paths()", () => {
  test("answers the way from one organisation to another, hop by hop", async () => {
    const { data, errors } = await service.ask<{
      paths: {
        paths: {
          hops: number;
          cost: number;
          organisations: { name: string }[];
          steps: {
            from: { name: string };
            to: { name: string };
            cost: number;
            partnershipCount: number;
            partnerships: { title: string }[];
          }[];
        }[];
        truncated: boolean;
        revision: number;
      };
    }>(
      `{ paths(from: ["brin:99AB"], to: ["kvk:00000107"]) { ... on Paths { truncated revision paths { ${path} } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.paths.truncated).toBe(false);
    expect(data.paths.revision).toBe(1);
    const [only] = data.paths.paths;
    const names = only.organisations.map(({ name }) => name);
    expect(names).toEqual([
      "Vakcollege De Strijper",
      "ROC Kempendal",
      "Vakinstituut Peelrand",
      "Peelzicht Robotica BV",
    ]);
    expect(only.hops).toBe(3);
    expect(only.steps.map(({ from, to }) => [from.name, to.name])).toEqual(
      [0, 1, 2].map((i) => [names[i], names[i + 1]]),
    );
    expect(only.cost).toBe(only.steps.reduce((sum, { cost }) => sum + cost, 0));
    for (const { partnershipCount, partnerships } of only.steps) {
      expect(partnershipCount).toBeGreaterThanOrEqual(1);
      expect(partnerships).toHaveLength(1);
    }
  });

  test("an organisation in both lists is a path of no hops", async () => {
    const { data } = await service.ask(
      '{ paths(from: ["brin:99AB", "brin:99AA"], to: ["brin:99AB"], maxHops: 0) { ... on Paths { paths { hops cost steps { cost } } } } }',
    );
    expect(data).toEqual({ paths: { paths: [{ hops: 0, cost: 0, steps: [] }] } });
  });

  test("says why there is no path, in the language of the argument, else of the request, else English", async () => {
    const query =
      '{ paths(from: ["brin:99AB"], to: ["kvk:00000107"], maxHops: 1) { ... on NoPath { reason fromReach toReach revision explanation dutch: explanation(language: NL) } } }';
    const { data } = await service.ask<{ paths: { explanation: string; dutch: string } }>(query);
    expect(data.paths).toMatchObject({
      reason: "TOO_FAR",
      revision: 1,
      fromReach: expect.any(Number),
      toReach: expect.any(Number),
    });
    expect(data.paths.explanation).not.toBe(data.paths.dutch);
    const asked = await service.ask<typeof data>(query, {}, { "accept-language": "nl" });
    expect(asked.data.paths.explanation).toBe(data.paths.dutch);
  });

  test("names every ref that is unknown", async () => {
    const { errors, data } = await service.ask(
      '{ paths(from: ["kvk:one", "brin:99AB"], to: ["kvk:two"]) { __typename } }',
    );
    expect(data).toBeNull();
    expect(errors?.[0].extensions.code).toBe("NOT_FOUND");
    expect(errors?.[0].message).toContain('"kvk:one"');
    expect(errors?.[0].message).toContain('"kvk:two"');
  });

  const ends = 'from: ["brin:99AA"], to: ["brin:99AB"]';
  const oneOf = (lists: string): string => `${lists} is an empty list, wanted at least one value`;
  test.each([
    ['from: [], to: ["brin:99AB"]', oneOf("Cannot find paths: from")],
    ['from: ["brin:99AA"], to: []', oneOf("Cannot find paths: to")],
    [`${ends}, first: 0`, "Cannot take the arguments: first must be 1 to 100"],
    [`${ends}, first: 101`, "Cannot take the arguments: first must be 1 to 100"],
    [`${ends}, maxHops: 9`, "Cannot take the arguments: maxHops must be 0 to 8"],
    [`${ends}, maxHops: 99`, "Cannot take the arguments: maxHops must be 0 to 8"],
    [`${ends}, maxHops: -1`, "Cannot take the arguments: maxHops must be 0 to 8"],
    [`${ends}, via: []`, `${oneOf("Cannot find paths: via")} or no via`],
    [
      `${ends}, via: ["a:1", "a:2", "a:3", "a:4"]`,
      "Cannot take the arguments: via must be 3 organisations at most",
    ],
    [
      `${ends}, via: ["kvk:00000107"], disjoint: true`,
      "Cannot find paths: via and disjoint are both given, wanted one of them",
    ],
    [
      `${ends}, where: { without: ["brin:99AB"] }`,
      'Cannot find paths: without names "brin:99AB", wanted none of the organisations in from and to',
    ],
    [`${ends}, where: { regions: [] }`, `${oneOf("Cannot find paths: regions")} or no regions`],
    [
      `${ends}, where: { minStrength: 0 }`,
      "Cannot find paths: minStrength is 0, wanted a whole number from 1 to 5",
    ],
    [
      `${ends}, where: { minStrength: 6 }`,
      "Cannot find paths: minStrength is 6, wanted a whole number from 1 to 5",
    ],
    [
      `${ends}, where: { maxParties: 1 }`,
      "Cannot find paths: maxParties is 1, wanted a whole number of 2 or more",
    ],
    [
      `${ends}, where: { activeBetween: { since: "2025-01-01", until: "2024-01-01" } }`,
      "Cannot find paths: activeBetween has until 2024-01-01, wanted a day after since 2025-01-01",
    ],
    [
      `${ends}, where: { activeBetween: { since: "2025-01-01", until: "2025-01-01" } }`,
      "Cannot find paths: activeBetween has until 2025-01-01, wanted a day after since 2025-01-01",
    ],
  ])("paths(%s) is BAD_USER_INPUT, and says what was wanted", async (args, message) => {
    const { data, errors } = await service.ask(`{ paths(${args}) { __typename } }`);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ message, extensions: { code: "BAD_USER_INPUT" } }]);
  });

  test.each([
    ['from: ["brin:99AA"], to: ["kvk:9"]', '"kvk:9"'],
    [`${ends}, via: ["kvk:9"]`, '"kvk:9"'],
    [`${ends}, where: { without: ["kvk:9"] }`, '"kvk:9"'],
    [`${ends}, via: ["kvk:9", "kvk:8"]`, '"kvk:9", "kvk:8"'],
  ])("paths(%s) is NOT_FOUND, each ref named", async (args, unknown) => {
    const { data, errors } = await service.ask(`{ paths(${args}) { __typename } }`);
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      {
        message: `Cannot find paths: no organisation is known as ${unknown}`,
        extensions: { code: "NOT_FOUND" },
      },
    ]);
  });

  test.each([101, 10_000])("paths() of %i ends is BAD_USER_INPUT, told in words", async (length) => {
    const query = 'query ($from: [OrganisationRef!]!) { paths(from: $from, to: "brin:99AB") { __typename } }';
    const many = await service.ask(query, { from: Array.from({ length }, () => "a:1") });
    expect(many.errors?.[0]).toMatchObject({
      message: "Cannot take the arguments: from must be 100 organisations at most",
      extensions: { code: "BAD_USER_INPUT" },
    });
  });

  test("takes a null for an argument as if it were absent", async () => {
    const { data, errors } = await service.ask(
      '{ paths(from: ["brin:99AB"], to: ["kvk:00000107"], where: null, via: null) { __typename } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ paths: { __typename: "Paths" } });
  });

  test("answers several paths, the best first, disjoint ones, and those past an organisation", async () => {
    const ask = async (args: string) => {
      const { data, errors } = await service.ask<{
        paths: { paths: { cost: number; hops: number; organisations: { name: string }[] }[] };
      }>(
        `{ paths(from: ["brin:99AB"], to: ["kvk:00000107"], ${args}) { ... on Paths { paths { cost hops organisations { name } } } } }`,
      );
      expect(errors).toBeUndefined();
      return data.paths.paths;
    };
    const five = await ask("first: 5");
    expect(five).toHaveLength(5);
    expect(five.map(({ hops }) => hops)).toEqual(five.map(({ hops }) => hops).toSorted());
    const cheap = await ask("first: 5, rankBy: COST");
    expect(cheap.map(({ cost }) => cost)).toEqual(cheap.map(({ cost }) => cost).toSorted((a, b) => a - b));
    const inner = (await ask("first: 5, disjoint: true")).flatMap(({ organisations }) =>
      organisations.slice(1, -1).map(({ name }) => name),
    );
    expect(new Set(inner).size).toBe(inner.length);
    const [past] = await ask('via: ["brin:99AA"], maxHops: 8');
    expect(past.organisations.length).toBeGreaterThan(2);
  });

  test("reads a path as a plan: who is asked, about whom, why, and where it is weakest", async () => {
    const { data, errors } = await service.ask<{
      paths: {
        paths: {
          weakestStep: number;
          steps: { cost: number }[];
          introduction: {
            asked: { name: string };
            about: { name: string };
            because: string;
            dutch: string;
            partnershipCount: number;
            partnership: { title: string };
            lastActive: string | null;
            askedPartnerCount: number;
          }[];
        }[];
      };
    }>(`{ paths(from: ["brin:99AB"], to: ["kvk:00000107"]) { ... on Paths { paths {
      weakestStep steps { cost }
      introduction { asked { name } about { name } because dutch: because(language: NL) partnershipCount partnership { title } lastActive askedPartnerCount }
    } } } }`);
    expect(errors).toBeUndefined();
    const [{ weakestStep, steps, introduction }] = data.paths.paths;
    const costs = steps.map(({ cost }) => cost);
    expect(weakestStep).toBe(costs.indexOf(Math.max(...costs)));
    expect(introduction.map(({ asked, about }) => [asked.name, about.name])).toEqual([
      ["ROC Kempendal", "Vakinstituut Peelrand"],
      ["Vakinstituut Peelrand", "Peelzicht Robotica BV"],
    ]);
    expect(introduction).toMatchObject([
      { partnershipCount: 2, partnership: { title: "Samen opleiden Zuidoost-Brabant" }, lastActive: null },
      { partnershipCount: 1, partnership: { title: "Stages robotica" }, lastActive: null },
    ]);
    for (const { because, dutch, askedPartnerCount } of introduction) {
      expect(because).toContain("can bring Vakcollege De Strijper to");
      expect(dutch).toContain("kan Vakcollege De Strijper bij");
      expect(askedPartnerCount).toBeGreaterThan(1);
    }
    const none = await service.ask(
      '{ paths(from: ["brin:99AB"], to: ["brin:99AB"]) { ... on Paths { paths { weakestStep introduction { because } } } } }',
    );
    expect(none.data).toEqual({ paths: { paths: [{ weakestStep: null, introduction: [] }] } });
  });

  test("offers what would make a path where there is none, in the language asked", async () => {
    const { data, errors } = await service.ask<{
      paths: {
        relaxations: { change: string; maxHops: number; path: { hops: number }; explanation: string }[];
        suggestions: { organisations: unknown[]; score: number; reasons: { text: string }[] }[];
      };
    }>(`{ paths(from: ["brin:99AB"], to: ["kvk:00000107"], maxHops: 1) { ... on NoPath {
      relaxations { change filterFields maxHops explanation(language: NL) path { hops } }
      suggestions { organisations { name } score reasons { code value text(language: NL) } }
    } } }`);
    expect(errors).toBeUndefined();
    expect(data.paths.relaxations).toEqual([
      {
        change: "RAISE_MAX_HOPS",
        filterFields: [],
        maxHops: 3,
        explanation:
          "Sta 3 stappen toe in plaats van 1. Dan is er een weg van Vakcollege De Strijper naar Peelzicht Robotica BV.",
        path: { hops: 3 },
      },
    ]);
    // Within one hop only the two themselves can become partners.
    expect(data.paths.suggestions.map(({ organisations }) => organisations)).toEqual([
      [{ name: "Vakcollege De Strijper" }, { name: "Peelzicht Robotica BV" }],
    ]);
  });

  test("answers from memory while the store is away; only the partnerships are null, as UNAVAILABLE", async () => {
    let isAway = false;
    const own = await openTestService({
      demo: true,
      wrap: (store) =>
        new Proxy(store, {
          get: (target, name) => {
            if (isAway && name !== "close")
              return () =>
                Promise.reject(new SchakelError("UNAVAILABLE", "Cannot read: the store does not answer"));
            const value: unknown = Reflect.get(target, name, target);
            return typeof value === "function" ? value.bind(target) : value;
          },
        }),
    });
    isAway = true;
    const { data, errors, status } = await own.ask<{
      paths: {
        paths: { organisations: unknown[]; steps: { partnershipCount: number; partnerships: unknown }[] }[];
      };
    }>(`{ paths(from: ["brin:99AB"], to: ["kvk:00000107"]) { ... on Paths { paths { ${path} } } } }`);
    expect(status).toBe(200);
    expect(data.paths.paths[0].organisations).toHaveLength(4);
    expect(data.paths.paths[0].steps.map(({ partnerships }) => partnerships)).toEqual([null, null, null]);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([
      "UNAVAILABLE",
      "UNAVAILABLE",
      "UNAVAILABLE",
    ]);
    await own.close();
  });
});
