/** The suites notice: each fault is planted in what the service answers or prints, and those that should fail do. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { apolloChecks } from "./apollo-checks.js";
import { withoutComplaints, type Check } from "./check.js";
import { missingId, nullList, offsetCursors, openFaultyProxy, type Fault } from "./faulty-proxy.js";
import { openLiveService, type LiveService } from "./live-service.js";
import { compileForRelay, type Compiled } from "./relay/compile.js";
import { relayChecks } from "./relay/relay-checks.js";
import { printedSchema } from "./schema-facts.js";
import { urqlChecks } from "./urql-checks.js";

let live: LiveService;
let compiled: Compiled;
beforeAll(async () => {
  live = await openLiveService();
  compiled = await compileForRelay(printedSchema);
});
afterAll(() => live.close());

/** Which of some checks fail while a fault is planted, and the first words of what they say. */
async function noticedBy(checks: readonly Check[], fault: Fault): Promise<string[]> {
  const proxy = await openFaultyProxy(live.url, fault);
  const names: string[] = [];
  try {
    for (const { name, run } of checks)
      await withoutComplaints(() => run(proxy.url)).catch(() => names.push(name));
  } finally {
    await proxy.close();
  }
  return names;
}

describe.each([
  { what: "a list that may not be null and is", fault: nullList },
  { what: "cursors that number the rows", fault: offsetCursors },
  { what: "a record without its id", fault: missingId },
])("$what", ({ fault }) => {
  test.each([
    { client: "Relay", checks: () => relayChecks(compiled) },
    { client: "Apollo Client", checks: () => apolloChecks },
    { client: "urql with Graphcache", checks: () => urqlChecks },
  ])("is noticed by $client", async ({ checks }) => {
    const paging = checks().find(({ name }) => name.includes("each row once"))!;
    expect(await noticedBy([paging], fault)).toEqual([paging.name]);
  });
});

test("a proxy that plants nothing is noticed by none", async () => {
  const checks = [...relayChecks(compiled), ...apolloChecks, ...urqlChecks];
  expect(await noticedBy(checks, (question, ask) => ask(question))).toEqual([]);
});
