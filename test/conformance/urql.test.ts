/** urql with Graphcache over the service: its normalised cache merges pages and keeps records once. */
import { afterAll, beforeAll, test } from "@jest/globals";

import { urqlChecks } from "./urql-checks.js";
import { withoutComplaints } from "./check.js";
import { openLiveService, type LiveService } from "./live-service.js";

let live: LiveService;
beforeAll(async () => {
  live = await openLiveService();
});
afterAll(() => live.close());

test.each(urqlChecks)("$name", ({ run }) => withoutComplaints(() => run(live.url)));
