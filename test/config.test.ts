import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { expect, test } from "@jest/globals";

import { ConfigError, demoStore, readConfig } from "../src/config.js";

test("readConfig() has defaults for everything", () => {
  const config = readConfig({}, { XDG_DATA_HOME: "/data" });
  expect(config).toMatchObject({
    store: { kind: "sqlite", file: "/data/schakel/schakel.db", isOurs: true },
    isDefaultStore: true,
    anonymous: null,
    timeZone: "Europe/Amsterdam",
    introspection: true,
    corsOrigins: [],
    limits: {
      bodyBytes: 262_144,
      tokens: 2000,
      depth: 12,
      aliases: 30,
      rootFields: 10,
      cost: 10_000,
      answerBytes: 10_000_000,
      requestTime: 5000,
      gapsTime: 15_000,
    },
  });
  expect(config.version).toMatch(/^\d+\.\d+\.\d+/);
});

test("the store is the flag's, else the environment's, else a file in the data folder", () => {
  const env = { SCHAKEL_STORE: "sqlite:env.db" };
  expect(readConfig({ store: "sqlite:flag.db" }, env).store).toEqual({
    kind: "sqlite",
    file: resolve("flag.db"),
    isOurs: false,
  });
  expect(readConfig({}, env)).toMatchObject({ store: { file: resolve("env.db") }, isDefaultStore: false });
  expect(readConfig({}, { SCHAKEL_STORE: "" })).toMatchObject({ isDefaultStore: true });
  expect(demoStore({ XDG_DATA_HOME: "/data" })).toMatchObject({ file: "/data/schakel/demo.db" });
});

test("Neo4j's user and password come from the environment, the password from a file if one is named", () => {
  const folder = mkdtempSync(join(tmpdir(), "schakel-"));
  const file = join(folder, "password");
  writeFileSync(file, "from file\n");
  const store = { kind: "neo4j", url: "bolt://db:7687" };
  expect(readConfig({ store: "bolt://db:7687" }, { SCHAKEL_NEO4J_PASSWORD: "secret" }).store).toEqual({
    ...store,
    user: "neo4j",
    password: "secret",
  });
  expect(
    readConfig(
      { store: "bolt://db:7687" },
      { SCHAKEL_NEO4J_USER: "me", SCHAKEL_NEO4J_PASSWORD_FILE: file, SCHAKEL_NEO4J_PASSWORD: "not this" },
    ).store,
  ).toEqual({
    ...store,
    user: "me",
    password: "from file",
  });
  expect(() =>
    readConfig({ store: "bolt://db:7687" }, { SCHAKEL_NEO4J_PASSWORD_FILE: join(folder, "none") }),
  ).toThrow(ConfigError);
  rmSync(folder, { recursive: true });
});

test("introspection is off in production unless asked for", () => {
  expect(readConfig({}, { NODE_ENV: "production" }).introspection).toBe(false);
  expect(readConfig({}, { NODE_ENV: "production", SCHAKEL_INTROSPECTION: "true" }).introspection).toBe(true);
  expect(readConfig({}, { SCHAKEL_INTROSPECTION: "false" }).introspection).toBe(false);
});

test("lists and limits are read from the environment", () => {
  const config = readConfig(
    {},
    {
      SCHAKEL_CORS_ORIGINS: "https://a.example, http://localhost:3000",
      SCHAKEL_LIMIT_ANSWER_BYTES: "5",
      SCHAKEL_ANONYMOUS: "read",
      SCHAKEL_TIME_ZONE: "UTC",
    },
  );
  expect(config).toMatchObject({
    corsOrigins: ["https://a.example", "http://localhost:3000"],
    limits: { answerBytes: 5 },
    anonymous: "read",
    timeZone: "UTC",
  });
});

test.each([
  [
    {},
    "mysql://x",
    'Cannot use store "mysql://x": wanted sqlite:FILE, bolt://HOST:PORT or neo4j://HOST:PORT',
  ],
  [{}, "sqlite:", "wanted a file after sqlite:"],
  [{}, "bolt://", "wanted sqlite:FILE"],
  [{}, "bolt://db:7687", "wanted SCHAKEL_NEO4J_PASSWORD or SCHAKEL_NEO4J_PASSWORD_FILE to be set"],
  [{ SCHAKEL_ANONYMOUS: "all" }, undefined, 'Cannot use SCHAKEL_ANONYMOUS "all": wanted none, read or write'],
  [{ SCHAKEL_TIME_ZONE: "Mars/Olympus" }, undefined, "wanted a time zone such as Europe/Amsterdam"],
  [{ SCHAKEL_INTROSPECTION: "maybe" }, undefined, "wanted true or false"],
  [{ SCHAKEL_CORS_ORIGINS: "*" }, undefined, "* is not one"],
  [{ SCHAKEL_CORS_ORIGINS: "https://a.example/path" }, undefined, "wanted origins such as"],
  [{ SCHAKEL_LIMIT_COSTS: "5" }, undefined, "Cannot use SCHAKEL_LIMIT_COSTS: there is no such limit"],
  [{ SCHAKEL_LIMIT_DEPTH: "-1" }, undefined, 'Cannot use SCHAKEL_LIMIT_DEPTH "-1": wanted a whole number'],
])("readConfig() refuses %j with the store %j", (env, store, says) => {
  expect(() => readConfig({ store }, env)).toThrow(says);
});

test("readConfig() never repeats a password that stands in a location", () => {
  const read = () => readConfig({ store: "bolt://neo4j:hunter2@db:7687" }, {});
  expect(read).toThrow("wanted no user and password in it");
  expect(read).not.toThrow("hunter2");
});

test("readConfig() finds further norms in a folder, taken from where it was started", () => {
  expect(readConfig({}, {}).norms).toBeNull();
  expect(readConfig({}, { SCHAKEL_NORMS: "" }).norms).toBeNull();
  expect(readConfig({}, { SCHAKEL_NORMS: "our/norms" }).norms).toBe(resolve("our/norms"));
});
