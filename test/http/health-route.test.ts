import { expect, test } from "@jest/globals";

import { openTestService } from "../support/app.js";

async function statusesOf(service: Awaited<ReturnType<typeof openTestService>>): Promise<number[]> {
  const { fastify } = service.server;
  const replies = await Promise.all([fastify.inject("/livez"), fastify.inject("/readyz")]);
  return replies.map(({ statusCode }) => statusCode);
}

test("/livez and /readyz answer 200 while the store answers", async () => {
  const service = await openTestService();
  expect(await statusesOf(service)).toEqual([200, 200]);
  await service.close();
});

test("/readyz is 503 while the store refuses, /livez stays 200", async () => {
  const service = await openTestService({ ping: () => Promise.reject(new Error("gone")) });
  expect(await statusesOf(service)).toEqual([200, 503]);
  await service.close();
});

test("/readyz is 503 while the store hangs, after its deadline", async () => {
  const service = await openTestService({
    ping: () => new Promise(() => undefined),
    limits: { readyTime: 20 },
  });
  expect(await statusesOf(service)).toEqual([200, 503]);
  await service.close();
});

test("/readyz is 503 from the moment on that the service stops, while questions are still answered", async () => {
  const service = await openTestService({ limits: { stopTime: 300 } });
  const port = await service.server.listen("127.0.0.1", 0);
  const stopping = service.server.stop();
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(503);
  const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"query":"{ __typename }"}',
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("connection")).toBe("close");
  await stopping;
  await expect(fetch(`http://127.0.0.1:${port}/livez`)).rejects.toThrow();
  await service.app.close();
});
