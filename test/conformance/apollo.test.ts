/** Apollo Client over the service: its normalised cache merges pages and keeps records once. */
import { afterAll, beforeAll, test } from "@jest/globals";

import { apolloChecks } from "./apollo-checks.js";
import { withoutComplaints } from "./check.js";
import { openLiveService, type LiveService } from "./live-service.js";

let live: LiveService;
beforeAll(async () => {
  live = await openLiveService();
});
afterAll(() => live.close());

test.each(apolloChecks)("$name", ({ run }) => withoutComplaints(() => run(live.url)));
