import { readFile } from "node:fs/promises";

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse, validate } from "graphql";

import { openTestService, type TestService } from "../support/app.js";
import { exampleOperations, examplesFolder, type ExampleOperation } from "./examples.js";
import { apiSchema } from "./schema-facts.js";

const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
let service: TestService;
beforeAll(async () => {
  service = await openTestService({ demo: true });
});
afterAll(() => service.close());

const changes = exampleOperations.filter(({ text }) => /^mutation /m.test(text));
const questions = exampleOperations.filter((example) => !changes.includes(example));

async function expectSaidAnswer({ ask }: TestService, { name, text }: ExampleOperation): Promise<void> {
  const said: unknown = JSON.parse(await readFile(new URL(`${name}.json`, examplesFolder), "utf8"));
  const { data, errors } = await ask(text);
  expect(errors).toBeUndefined();
  // Where the answer is meant to be another one now, `npm run examples` writes it anew.
  expect({ data }).toEqual(said);
}

test.each(questions)("the example $name is answered as its file says", (example) =>
  expectSaidAnswer(service, example),
);

test.each(changes)("the example $name changes what its file says", async (example) => {
  const own = await openTestService({ demo: true });
  await expectSaidAnswer(own, example).finally(() => own.close());
});

test("each example begins with its question, is valid and stands on the front page", () => {
  expect(exampleOperations.length).toBeGreaterThanOrEqual(12);
  for (const { name, question, text } of exampleOperations) {
    expect(question).toMatch(/\?$/);
    expect(validate(apiSchema, parse(text))).toEqual([]);
    expect(readme).toContain(`[${question}](schema/examples/${name}.graphql)`);
  }
});

test("the editor opens with the examples", async () => {
  const { body } = await service.server.fastify.inject("/graphiql/start.js");
  for (const { question } of exampleOperations) expect(body).toContain(question);
});
