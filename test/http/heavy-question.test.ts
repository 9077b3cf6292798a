import { expect, test } from "@jest/globals";

import { makeOrganisation, makePartnership } from "../support/make.js";
import { openTestService, type TestService } from "../support/app.js";

/** Five layers of consortia, each with the next; two outsiders that only the same two know, so that no way passes both. */
async function fillWithConsortia(service: TestService): Promise<void> {
  const layers = Array.from({ length: 5 }, (_, i) => Array.from({ length: 40 }, (__, j) => `n${i}.${j}`));
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
      organisation: [...layers.flat(), ...outsiders].map((value) => makeOrganisation(value)),
      partnership: [...consortia, ...pairs].map((parties, i) => makePartnership(`p${i}`, parties)),
    },
  });
  await service.app.network.catchUp(1);
}

test("a heavy question does not delay /livez: it is answered again and again meanwhile", async () => {
  const service = await openTestService();
  await fillWithConsortia(service);
  const port = await service.server.listen("127.0.0.1", 0);
  const origin = `http://127.0.0.1:${port}`;

  let isHeavyDone = false;
  const heavy = fetch(`${origin}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      query:
        '{ paths(from: "test:n0.0", to: "test:n4.0", via: ["test:v1", "test:v2"], first: 100, maxHops: 8) { __typename } }',
    }),
  }).then(async (reply) => {
    isHeavyDone = true;
    return (await reply.json()) as { data: unknown };
  });
  let answeredBefore = 0;
  while (!isHeavyDone) {
    expect((await fetch(`${origin}/livez`)).status).toBe(200);
    if (!isHeavyDone) answeredBefore++;
  }
  expect(answeredBefore).toBeGreaterThan(10);
  expect((await heavy).data).toBeDefined();
  await service.close();
});
