import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { firstQuestion } from "../../src/http/server.js";
import { openTestService, type TestService } from "../support/app.js";

let service: TestService;
beforeAll(async () => {
  service = await openTestService({ demo: true });
});
afterAll(() => service.close());

const load = (url: string) => service.server.fastify.inject(url);

test("/ leads to the editor", async () => {
  const reply = await load("/");
  expect(reply.statusCode).toBe(302);
  expect(reply.headers.location).toBe("/graphiql");
});

test("/graphiql loads only what this service serves", async () => {
  const { body, statusCode, headers } = await load("/graphiql");
  expect(statusCode).toBe(200);
  expect(headers["content-type"]).toContain("text/html");
  const sources = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source);
  const parts = sources.filter((source) => !source.startsWith("data:"));
  expect(parts).toHaveLength(5);
  for (const part of parts) {
    expect(part).toMatch(/^\/graphiql\//);
    const reply = await load(part);
    expect({ part, status: reply.statusCode }).toEqual({ part, status: 200 });
    expect(reply.headers["content-type"]).toMatch(part.endsWith(".css") ? /^text\/css/ : /javascript/);
    expect(reply.body.length).toBeGreaterThan(500);
  }
});

test("/graphiql forbids the browser to fetch anything from another host", async () => {
  const policy = String((await load("/graphiql")).headers["content-security-policy"]);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
});

test("the style sheet of the editor names no other host", async () => {
  const { body } = await load("/graphiql/graphiql.css");
  const urls = [...body.matchAll(/url\(["']?([^"')]{1,40})/g)].map(([, url]) => url);
  expect(urls.filter((url) => !url.startsWith("data:") && !url.startsWith("#"))).toEqual([]);
});

test("nothing else of the packages can be fetched", async () => {
  for (const path of [
    "/graphiql/package.json",
    "/graphiql/../package.json",
    "/graphiql/%2e%2e/package.json",
    "/graphiql/umd/react.production.min.js",
  ])
    expect((await load(path)).statusCode).toBe(404);
});

test("the first question of the editor has an answer on the demo data", async () => {
  const { data, errors } = await service.ask(firstQuestion);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ paths: { paths: [{ hops: 3 }] }, gaps: { nodes: expect.any(Array) } });
});
