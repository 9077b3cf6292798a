/** Relay: its compiler over the printed schema, its store over the service. */
import { readFile } from "node:fs/promises";

import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { withoutComplaints } from "./check.js";
import { openLiveService, type LiveService } from "./live-service.js";
import { compileForRelay, type Compiled } from "./relay/compile.js";
import { relayChecks } from "./relay/relay-checks.js";

const schema = await readFile(new URL("../../schema/schema.graphql", import.meta.url), "utf8");
let live: LiveService;
let compiled: Compiled;
beforeAll(async () => {
  live = await openLiveService();
  compiled = await compileForRelay(schema);
});
afterAll(() => live.close());

test("relay-compiler takes @connection and @refetchable on Query, on every type with a list and on Gap", () => {
  for (const name of ["paging_organisations", "paging_partners", "paging_region", "paging_gap"])
    expect(compiled.fragment(name).metadata).toHaveProperty("refetch");
});

const later = {
  request: (name: string) => compiled.request(name),
  fragment: (name: string) => compiled.fragment(name),
};
test.each(relayChecks(later))("$name", ({ run }) => withoutComplaints(() => run(live.url)));
