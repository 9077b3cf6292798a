/**
 * What an operator decides, read once: flags of the command line first, then the environment, then
 * defaults. The only file that reads `process.env`.
 */
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

import { z } from "zod";
import type { AnonymousRight } from "./domain/access.js";

export type StoreLocation = {
  /** Nothing is written to it, not even to bring it up to date. Default: it may be. */
  readonly readonly?: boolean;
} & (
  | {
      readonly kind: "sqlite";
      readonly file: string;
      /** The file lies in the user's data folder, which may have to be made first. */
      readonly isOurs: boolean;
    }
  | { readonly kind: "neo4j"; readonly url: string; readonly user: string; readonly password: string }
);

export interface Limits {
  /** Bytes of a request's body. */
  readonly bodyBytes: number;
  /** Tokens of a question. */
  readonly tokens: number;
  /** Fields within fields. */
  readonly depth: number;
  /** Fields within fields of a question about the schema; GraphiQL's goes 15 deep. */
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly rootFields: number;
  /** What the answer to a question may hold; see graphql/limits.ts. */
  readonly cost: number;
  /** Bytes of an answer. */
  readonly answerBytes: number;
  /** Milliseconds that a request may take. */
  readonly requestTime: number;
  /** Milliseconds that a request which ranks gaps may take. */
  readonly gapsTime: number;
  /** Cost that one caller may spend in a minute; not on loopback. */
  readonly costPerMinute: number;
  /** Milliseconds within which the store must answer for the service to be ready. */
  readonly readyTime: number;
  /** Milliseconds for which a service that stops still takes requests on open sockets. */
  readonly stopTime: number;
}

export interface Config {
  readonly store: StoreLocation;
  /** Neither a flag nor the environment names a store. */
  readonly isDefaultStore: boolean;
  /** Null: nobody decided, so that only loopback may be listened on. */
  readonly anonymous: AnonymousRight | null;
  readonly timeZone: string;
  readonly introspection: boolean;
  /** The origins whose pages may ask from a browser; none unless named. */
  readonly corsOrigins: readonly string[];
  /** A folder of norms beside those that come with the service; null: none. */
  readonly norms: string | null;
  readonly limits: Limits;
  readonly version: string;
}

export interface Flags {
  /** As `SCHAKEL_STORE`. */
  readonly store?: string;
}

/** What stands in a flag or the environment makes no sense; the message says where and what was wanted. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const defaultLimits: Limits = {
  bodyBytes: 256 * 1024,
  tokens: 2000,
  depth: 12,
  introspectionDepth: 20,
  aliases: 30,
  rootFields: 10,
  cost: 10_000,
  answerBytes: 10_000_000,
  requestTime: 5000,
  gapsTime: 15_000,
  // 2,000 small questions of a cost of 100 each.
  costPerMinute: 200_000,
  readyTime: 2000,
  stopTime: 500,
};

const defaultTimeZone = "Europe/Amsterdam";

/** Reads the configuration; throws ConfigError for a value that makes no sense. */
export function readConfig(flags: Flags = {}, env: NodeJS.ProcessEnv = process.env): Config {
  const given = readEnvironment(env);
  const location = flags.store ?? given.SCHAKEL_STORE;
  return {
    store: location === undefined ? fileInDataFolder(env, "schakel.db") : toStoreLocation(location, env),
    isDefaultStore: location === undefined,
    anonymous: given.SCHAKEL_ANONYMOUS ?? null,
    timeZone: given.SCHAKEL_TIME_ZONE ?? defaultTimeZone,
    introspection: given.SCHAKEL_INTROSPECTION ?? given.NODE_ENV !== "production",
    corsOrigins: given.SCHAKEL_CORS_ORIGINS ?? [],
    norms: given.SCHAKEL_NORMS === undefined ? null : resolve(given.SCHAKEL_NORMS),
    limits: readLimits(env),
    version: readVersion(),
  };
}

/** The store that `serve --demo` uses where none is named: beside the default one, so that it never mixes with real records. */
export function demoStore(env: NodeJS.ProcessEnv = process.env): StoreLocation {
  return fileInDataFolder(env, "demo.db");
}

/** Reads `sqlite:FILE`, `bolt://...` or `neo4j://...`; user and password come from the environment, never from the location. */
function toStoreLocation(location: string, env: NodeJS.ProcessEnv = process.env): StoreLocation {
  if (location.startsWith("sqlite:")) {
    const file = location.slice("sqlite:".length);
    if (file === "") throw unusable("store", location, "a file after sqlite:, for example sqlite:schakel.db");
    return { kind: "sqlite", file: resolve(file), isOurs: false };
  }
  if (!/^(bolt|neo4j)(\+s|\+ssc)?:\/\/./.test(location) || !URL.canParse(location))
    throw unusable("store", location, "sqlite:FILE, bolt://HOST:PORT or neo4j://HOST:PORT");
  const url = new URL(location);
  if (url.username !== "" || url.password !== "")
    // The location is not repeated: it holds a password, and messages end in logs.
    throw new ConfigError(
      `Cannot use the store at "${url.protocol}//${url.host}": wanted no user and password in it, but SCHAKEL_NEO4J_USER and SCHAKEL_NEO4J_PASSWORD or SCHAKEL_NEO4J_PASSWORD_FILE`,
    );
  return {
    kind: "neo4j",
    url: location,
    user: env["SCHAKEL_NEO4J_USER"] || "neo4j",
    password: readPassword(env),
  };
}

const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => value || undefined, schema.optional());

const environment = z.object({
  NODE_ENV: optional(z.string()),
  SCHAKEL_STORE: optional(z.string()),
  SCHAKEL_ANONYMOUS: optional(z.enum(["none", "read", "write"], { error: "none, read or write" })),
  SCHAKEL_TIME_ZONE: optional(
    z.string().refine(isTimeZone, { error: "a time zone such as Europe/Amsterdam" }),
  ),
  SCHAKEL_NORMS: optional(z.string()),
  SCHAKEL_INTROSPECTION: optional(
    z.enum(["true", "false"], { error: "true or false" }).transform((value) => value === "true"),
  ),
  SCHAKEL_CORS_ORIGINS: optional(
    z
      .string()
      .transform((value) => value.split(/[\s,]+/).filter((origin) => origin !== ""))
      .refine((origins) => origins.every(isOrigin), {
        error: "origins such as https://example.org, separated by commas; * is not one",
      }),
  ),
});

function readEnvironment(env: NodeJS.ProcessEnv): z.infer<typeof environment> {
  const read = environment.safeParse(env);
  if (read.success) return read.data;
  const [{ path, message }] = read.error.issues;
  const name = String(path[0]);
  throw unusable(name, env[name] ?? "", message);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

/** Each limit may be set by its name in the environment: `answerBytes` by SCHAKEL_LIMIT_ANSWER_BYTES. */
function readLimits(env: NodeJS.ProcessEnv): Limits {
  const names = new Map(Object.keys(defaultLimits).map((limit) => [limit, limitVariable(limit)]));
  const known = [...names.values()];
  const mistyped = Object.keys(env).find((name) => name.startsWith(limitPrefix) && !known.includes(name));
  if (mistyped !== undefined)
    throw new ConfigError(
      `Cannot use ${mistyped}: there is no such limit, wanted one of ${known.join(", ")}`,
    );
  const entries = Object.entries<number>({ ...defaultLimits }).map(([limit, value]) => {
    const name = limitVariable(limit);
    const given = env[name];
    if (given === undefined || given === "") return [limit, value];
    if (!/^\d{1,12}$/.test(given)) throw unusable(name, given, "a whole number");
    return [limit, Number(given)];
  });
  return Object.fromEntries(entries) as Limits;
}

const limitPrefix = "SCHAKEL_LIMIT_";

function limitVariable(limit: string): string {
  return limitPrefix + limit.replace(/[A-Z]/g, "_$&").toUpperCase();
}

function readPassword(env: NodeJS.ProcessEnv): string {
  const file = env["SCHAKEL_NEO4J_PASSWORD_FILE"];
  if (file) {
    try {
      return readFileSync(file, "utf8").replace(/\r?\n$/, "");
    } catch (error) {
      throw new ConfigError(`Cannot read SCHAKEL_NEO4J_PASSWORD_FILE "${file}": ${(error as Error).message}`);
    }
  }
  const password = env["SCHAKEL_NEO4J_PASSWORD"];
  if (!password)
    throw new ConfigError(
      "Cannot open a Neo4j store: wanted SCHAKEL_NEO4J_PASSWORD or SCHAKEL_NEO4J_PASSWORD_FILE to be set",
    );
  return password;
}

/** A file where programs of this user keep what they make, by the XDG rules. */
function fileInDataFolder(env: NodeJS.ProcessEnv, name: string): StoreLocation {
  const home = env["XDG_DATA_HOME"] || join(homedir(), ".local", "share");
  return { kind: "sqlite", file: join(home, "schakel", name), isOurs: true };
}

function unusable(name: string, value: string, wanted: string): ConfigError {
  return new ConfigError(`Cannot use ${name} "${value}": wanted ${wanted}`);
}

/** The version of the product, as its package says. */
export function readVersion(): string {
  const file = new URL("../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
