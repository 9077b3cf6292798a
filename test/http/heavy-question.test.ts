import { afterEach, expect, test } from "@jest/globals";

import type { RegionCode } from "../../src/domain/ids.js";
import type { StoreWrite } from "../../src/store/store.js";
import { makeOrganisation, makePartnership, makeRegion, organisationIdOf } from "../support/make.js";
import { openTestService, type TestService } from "../support/app.js";

let service: TestService;

afterEach(() => service.close());

type Given = Pick<NonNullable<StoreWrite["put"]>, "organisation" | "partnership">;

/** Puts organisations and partnerships into the store, and waits for the network to have them. */
async function fillWith(given: Given): Promise<void> {
  await service.app.store.write({
    id: "made for a test",
    basis: 0,
    operation: "test",
    actor: "test",
    at: "2026-01-01T00:00:00Z",
    put: { region: [makeRegion("R")], ...given },
  });
  await service.app.network.catchUp(1);
}

function organisationsOf(values: readonly string[]) {
  return values.map((value) => makeOrganisation(value, { region: "R" as RegionCode }));
}

/**
 * Layers of consortia, each with the next; two outsiders that only the same two know, so that no way passes both; a
 * pair apart. All lie in R.
 */
function layersOfConsortia(): Given {
  const layers = Array.from({ length: 40 }, (_, i) => Array.from({ length: 50 }, (__, j) => `n${i}.${j}`));
  const outsiders = ["v1", "v2"];
  const pairs = outsiders.flatMap((outsider) => ["n2.0", "n3.0"].map((insider) => [outsider, insider]));
  const consortia = layers.slice(1).map((layer, i) => [...layers[i], ...layer]);
  return {
    organisation: organisationsOf([...layers.flat(), ...outsiders, "x", "y"]),
    partnership: [...consortia, ...pairs, ["x", "y"]].map((parties, i) => makePartnership(`p${i}`, parties)),
  };
}

/** Partnerships of 4,000 organisations and one lead each: more than a hundred thousand memberships in all. */
function largePartnerships(): Given {
  const values = Array.from({ length: 4_030 }, (_, i) => `m${i}`);
  const leads = values.slice(0, 30);
  return {
    organisation: organisationsOf(values),
    partnership: leads.map((lead, i) =>
      makePartnership(`p${i}`, [
        { organisation: organisationIdOf(lead), role: "COORDINATOR" },
        ...values.slice(30),
      ]),
    ),
  };
}

const past = 'from: "test:n0.0", to: "test:n4.0", via: ["test:v1", "test:v2"], first: 100, maxHops: 8';

test.each([
  ["for paths", layersOfConsortia, `paths(${past}) { __typename }`],
  [
    "for smaller questions",
    layersOfConsortia,
    `paths(${past}, where: { minStrength: 2 }) { ... on NoPath { relaxations { change } } }`,
  ],
  [
    "for new partnerships",
    layersOfConsortia,
    'paths(from: "test:n0.0", to: "test:x", via: ["test:n10.0", "test:n20.0", "test:n30.0"], maxHops: 8) { ... on NoPath { suggestions { score } } }',
  ],
  [
    "for a region's measures",
    layersOfConsortia,
    'region(code: "R") { summary { measures { betweenness } } }',
  ],
  [
    "for a drawing",
    largePartnerships,
    "networkView(first: 4000, firstLinks: 20000) { organisations { id } links { cost kinds } }",
  ],
  [
    "for missing links",
    layersOfConsortia,
    'gaps(region: "R", kinds: [MISSING_LINK], first: 1) { totalCount }',
  ],
])(
  "a heavy question %s delays neither /livez nor small questions, many of which are answered before it",
  async (_, given, question) => {
    service = await openTestService({ limits: { requestTime: 60_000 } });
    await fillWith(given());
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
