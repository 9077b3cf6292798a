import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openAppOver } from "../../../src/app.js";
import { readConfig } from "../../../src/config.js";
import { openSqliteStore } from "../../../src/store/sqlite/adapter.js";
import { openTestService, type TestService } from "../../support/app.js";

let service: TestService;
beforeAll(async () => {
  service = await openTestService({ demo: true });
});
afterAll(() => service.close());

test("norms lists what is expected, in the language asked for, and node fetches one again", async () => {
  const norm = "id title dutch: title(language: NL) explanation(language: EN) source";
  const { data, errors } = await service.ask<{ norms: { id: string }[] }>(`{ norms { ${norm} } }`);
  expect(errors).toBeUndefined();
  expect(data.norms).toMatchObject([
    {
      id: "norm_company-near-vmbo",
      title: "A company near every vmbo school",
      dutch: "Een bedrijf bij elke vmbo-school",
      explanation: expect.stringContaining("within 25 km"),
      source: null,
    },
    { id: "norm_sterk-techniekonderwijs", source: expect.stringContaining("https://") },
  ]);
  const again = await service.ask(
    `{ node(id: "norm_company-near-vmbo") { __typename ... on Norm { ${norm} } } none: node(id: "norm_nothing") { id } }`,
  );
  expect(again.data).toEqual({ node: { __typename: "Norm", ...data.norms[0] }, none: null });
});

test("A gap of kind UNMET_NORM tells the norm, whom or where it judges, and how much is recorded", async () => {
  const { data, errors } = await service.ask<{ gaps: { nodes: { id: string }[] } }>(
    `{ gaps(region: "AM28", kinds: [UNMET_NORM], asOf: "2026-11-01") { nodes { id kind score title explanation(language: NL)
      ... on UnmetNorm { norm { id } organisation { name } judgedRegion { code } expected observed } reasons { code value text } } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.gaps.nodes.length).toBeGreaterThan(0);
  for (const node of data.gaps.nodes)
    expect(node).toMatchObject({
      kind: "UNMET_NORM",
      norm: { id: expect.stringMatching(/^norm_/) },
      expected: expect.any(Number),
      reasons: [{ code: "NORM_NOT_MET" }],
    });
  const { data: again } = await service.ask(`{ node(id: "${data.gaps.nodes[0].id}") { id __typename } }`);
  expect(again).toEqual({ node: { id: data.gaps.nodes[0].id, __typename: "UnmetNorm" } });
});

test("A norm file that makes no sense stops the start, and its message says where it is wrong", async () => {
  const folder = mkdtempSync(join(tmpdir(), "schakel-norms-"));
  const file = join(folder, "broken.json");
  writeFileSync(file, '{ "id": "broken", "title": { "en": "Broken" } }');
  const store = await openSqliteStore({ file: ":memory:" });
  const config = { ...readConfig({ store: "sqlite::memory:" }, {}), norms: folder };
  await expect(openAppOver(store, config)).rejects.toMatchObject({
    code: "BAD_USER_INPUT",
    message: expect.stringMatching(
      /^Cannot use norm "[^"]*broken\.json": \/\w+, wanted a value, there is none$/,
    ),
  });
  rmSync(folder, { recursive: true });
});
