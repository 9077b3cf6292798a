import { afterEach, expect, test } from "@jest/globals";

import type { RegionCode } from "../../src/domain/ids.js";
import { makeOrganisation, makePartnership, makeRegion } from "../support/make.js";
import { openTestService, type TestService } from "../support/app.js";

let service: TestService;

afterEach(() => service.close());

/**
 * Layers of consortia, each with the next; two outsiders that only the same two know, so that no way passes both; a
 * pair apart. All lie in R.
 */
async function fillWithConsortia(): Promise<void> {
  const layers = Array.from({ length: 40 }, (_, i) => Array.from({ length: 50 }, (__, j) => `n${i}.${j}`));
  const outsiders = ["v1", "v2"];
  const pairs = outsiders.flatMap((outsider) => ["n2.0", "n3.0"].map((insider) => [outsider, insider]));
  const consortia = layers.slice(1).map((layer, i) => [...layers[i], ...layer]);
  await service.app.store.write({
    id: "made for a test",
    basis: 0,
    operation: "test",
    actor: "test",
    at: "2026-01-01T00:00:00Z",
    put: {
      region: [makeRegion("R")],
      organisation: [...layers.flat(), ...outsiders, "x", "y"].map((value) =>
        makeOrganisation(value, { region: "R" as RegionCode }),
      ),
      partnership: [...consortia, ...pairs, ["x", "y"]].map((parties, i) =>
        makePartnership(`p${i}`, parties),
      ),
    },
  });
  await service.app.network.catchUp(1);
}

const past = 'from: "test:n0.0", to: "test:n4.0", via: ["test:v1", "test:v2"], first: 100, maxHops: 8';

test.each([
  ["for paths", `paths(${past}) { __typename }`],
  [
    "for smaller questions",
    `paths(${past}, where: { minStrength: 2 }) { ... on NoPath { relaxations { change } } }`,
  ],
  [
    "for new partnerships",
    'paths(from: "test:n0.0", to: "test:x", via: ["test:n10.0", "test:n20.0", "test:n30.0"], maxHops: 8) { ... on NoPath { suggestions { score } } }',
  ],
  ["for a region's measures", 'region(code: "R") { summary { measures { betweenness } } }'],
  ["for missing links", 'gaps(region: "R", kinds: [MISSING_LINK], first: 1) { totalCount }'],
])(
  "a heavy question %s delays neither /livez nor small questions, many of which are answered before it",
  async (_, question) => {
    service = await openTestService({ limits: { requestTime: 60_000 } });
    await fillWithConsortia();
    const port = await service.server.listen("127.0.0.1", 0);
    const origin = `http://127.0.0.1:${port}`;

    const ask = async (query: string) => {
      const reply = await fetch(`${origin}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query }),
      });
      return (await reply.json()) as { readonly data: unknown; readonly errors?: unknown };
    };
    let isAnswered = false;
    const heavy = ask(`{ ${question} }`).finally(() => (isAnswered = true));
    let rounds = 0;
    while (!isAnswered) {
      expect((await fetch(`${origin}/livez`)).status).toBe(200);
      expect((await ask("{ service { organisations } }")).errors).toBeUndefined();
      if (!isAnswered) rounds++;
    }
    const { data, errors } = await heavy;
    expect(errors).toBeUndefined();
    expect(data).not.toBeNull();
    expect(rounds).toBeGreaterThanOrEqual(5);
  },
  60_000,
);
