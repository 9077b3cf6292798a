/** The audits of GraphQL over HTTP that graphql-http ships: what every server must, should and may do. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { serverAudits } from "graphql-http";

import { openLiveService, type LiveService } from "./live-service.js";

let live: LiveService;
beforeAll(async () => {
  live = await openLiveService();
});
afterAll(() => live.close());

const failureIsNoSuccess =
  "a question that was not executed is answered with 400 in either media type, so that gateways, logs and monitors see it";
const pagesOfOthers = "a GET that a page of another site can make is refused; ask by POST";

/** What the audits complain of, and why it stays so. */
const allowed: Readonly<Record<string, { readonly status: "warn" | "notice"; readonly reason: string }>> = {
  "572B": { status: "warn", reason: failureIsNoSuccess },
  FDE2: { status: "warn", reason: failureIsNoSuccess },
  "7B9B": { status: "warn", reason: failureIsNoSuccess },
  "5A70": { status: "notice", reason: pagesOfOthers },
  D6D5: { status: "notice", reason: pagesOfOthers },
  "6A70": { status: "notice", reason: pagesOfOthers },
};

test.each(
  serverAudits({ url: () => live.url, fetchFn: fetch }).map(({ id, name, fn }) => ({ id, name, fn })),
)("the server $name ($id)", async ({ id, fn }) => {
  const result = await fn();
  const outcome = { status: result.status, why: "reason" in result ? result.reason : "" };
  if (id in allowed) expect(outcome.status).toBe(allowed[id].status);
  else expect(outcome).toEqual({ status: "ok", why: "" });
});

test("no exception is made for what a server must do", () => {
  const names = new Map(serverAudits({ url: "" }).map(({ id, name }) => [id, name]));
  for (const id of Object.keys(allowed)) expect(names.get(id)).toMatch(/^(SHOULD|MAY) /);
});
