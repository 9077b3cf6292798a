import { expect, test } from "@jest/globals";

import { openTestService } from "../../support/app.js";

test("service() says what it is and what it holds; each answer carries the revision of the network", async () => {
  const service = await openTestService({ demo: true });
  const query = "{ service { version store revision organisations partnerships } }";
  const { data, extensions } = await service.ask(query);
  expect(data).toEqual({
    service: {
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      store: "sqlite",
      revision: 1,
      organisations: 40,
      partnerships: 53,
    },
  });
  expect(extensions).toEqual({ revision: 1 });
  const write = await service.ask(
    'mutation { recordOrganisation(input: { name: "x", kind: OTHER }) { revision } }',
  );
  expect(write).toMatchObject({ data: { recordOrganisation: { revision: 2 } }, extensions: { revision: 2 } });
  expect(await service.ask(query)).toMatchObject({
    data: { service: { revision: 2, organisations: 41 } },
    extensions: { revision: 2 },
  });
  await service.close();
});
