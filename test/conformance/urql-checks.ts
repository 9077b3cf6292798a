/** What urql relies on, with Graphcache: a schema that it can read, pages that it merges, ids that it keeps records by. */
import { cacheExchange, type KeyingConfig } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { createClient, fetchExchange, type AnyVariables, type Client, type DocumentInput } from "@urql/core";
import { expect } from "@jest/globals";
import { introspectionFromSchema } from "graphql";

import {
  expectOwnGaps,
  expectSteadyPages,
  gapsAsked,
  gapsFilter,
  type Check,
  type SeenGap,
} from "./check.js";
import { gapsPage, nodeById, organisationsPage, partnersPage, rename } from "./client-questions.js";
import type { Connection, Named } from "./client-questions.js";
import { apiSchema, embeddedTypes } from "./schema-facts.js";

const introspection = introspectionFromSchema(apiSchema);

/** A sector has a code for an id; whatever else has none lives within its owner. */
const keys: KeyingConfig = {
  ...Object.fromEntries(embeddedTypes.map((name) => [name, () => null])),
  Sector: ({ code }) => code as string,
};

/** A client whose cache knows the schema: it notices a null where none may be, and a record without an id. */
function openClient(url: string): Client {
  return createClient({
    url,
    preferGetMethod: false,
    fetch: fetchNotForEver(),
    exchanges: [
      cacheExchange({
        schema: introspection,
        keys,
        resolvers: {
          Query: { organisations: relayPagination(), gaps: relayPagination() },
          Organisation: { partners: relayPagination() },
        },
      }),
      fetchExchange,
    ],
  });
}

/** What cannot be kept Graphcache asks for again, and again: a fetch that puts an end to that. */
function fetchNotForEver(): typeof fetch {
  const asked = new Map<unknown, number>();
  return async (input, init) => {
    const times = (asked.get(init?.body) ?? 0) + 1;
    asked.set(init?.body, times);
    if (times > 5) throw new Error("The same question was asked more than five times");
    return fetch(input, init);
  };
}

async function ask<Data>(client: Client, query: DocumentInput<Data>, variables: AnyVariables): Promise<Data> {
  const { data, error } = await client.query(query, variables, { requestPolicy: "network-only" }).toPromise();
  if (error !== undefined) throw error;
  return whole(data);
}

/** Reads from the cache alone; null where something is missing there. */
function read<Data>(client: Client, query: DocumentInput<Data>, variables: AnyVariables): Data {
  return whole(client.readQuery(query, variables)?.data);
}

function whole<Data>(data: Data | null | undefined): Data {
  expect(data).toBeTruthy();
  return data!;
}

interface Pages<Node> {
  open(pageSize: number): Promise<void>;
  next(pageSize: number): Promise<boolean>;
  read(): Connection<Node>;
}

function pagesOf<Data, Node>(
  client: Client,
  query: DocumentInput<Data>,
  variables: Record<string, unknown>,
  connectionOf: (data: Data) => Connection<Node>,
): Pages<Node> {
  const asked: Record<string, unknown> = { ...variables };
  const readPages = () => connectionOf(read(client, query, asked));
  return {
    read: readPages,
    open: async (first) => {
      Object.assign(asked, { first });
      await ask(client, query, asked);
    },
    next: async (first) => {
      const { hasNextPage, endCursor } = readPages().pageInfo;
      if (hasNextPage) await ask(client, query, { ...variables, first, after: endCursor });
      return hasNextPage;
    },
  };
}

const organisationsOf = (client: Client) =>
  pagesOf<{ organisations: Connection<Named> }, Named>(
    client,
    organisationsPage,
    {},
    (data) => data.organisations,
  );

export const urqlChecks: Check[] = [
  {
    name: "urql with Graphcache merges pages, each row once while rows come and go",
    run: async (url) => {
      const pages = organisationsOf(openClient(url));
      await expectSteadyPages(url, { ...pages, ids: () => pages.read().edges.map(({ node }) => node.id) });
    },
  },
  {
    name: "urql with Graphcache keeps the partners of one organisation under two filters apart",
    run: async (url) => {
      const client = openClient(url);
      const load = async (where: object | null) => {
        const pages = pagesOf<{ organisation: { partners: Connection<Named> } }, Named>(
          client,
          partnersPage,
          { ref: "brin:99BA", where },
          (data) => data.organisation.partners,
        );
        await pages.open(2);
        while (await pages.next(2));
        return () => pages.read().edges.map(({ node }) => node.name);
      };
      const all = await load(null);
      const before = all();
      const lessons = await load({ partnershipKinds: ["CURRICULUM"] });
      expect(all()).toEqual(before);
      expect(new Set(before).size).toBe(before.length);
      expect(lessons().length).toBeGreaterThan(0);
      expect(lessons().length).toBeLessThan(before.length);
    },
  },
  {
    name: "urql with Graphcache keeps the same gap under two filters apart, and fetches each again by its id",
    run: async (url) => {
      const client = openClient(url);
      const load = async (where: object | null) => {
        const pages = pagesOf<{ gaps: Connection<SeenGap> }, SeenGap>(
          client,
          gapsPage,
          { ...gapsAsked, where },
          (data) => data.gaps,
        );
        await pages.open(50);
        while (await pages.next(50));
        return () => pages.read().edges.map(({ node }) => node);
      };
      const everything = await load(null);
      const before = everything();
      const filtered = (await load(gapsFilter))();
      expect(everything()).toEqual(before);
      expectOwnGaps(before, filtered);
      for (const { id, score } of [before[0], filtered[0]]) {
        const again = await ask<{ node: unknown }>(client, nodeById, { id });
        expect(again.node).toMatchObject({ id, score });
      }
      expect(everything()).toEqual(before);
    },
  },
  {
    name: "urql with Graphcache shows in its lists what a mutation answers with",
    run: async (url) => {
      const client = openClient(url);
      const pages = organisationsOf(client);
      await pages.open(50);
      const nameInList = (id: string) => pages.read().edges.find(({ node }) => node.id === id)?.node.name;
      const { id, name } = pages.read().edges[0].node;
      const call = async (to: string) => {
        const { error } = await client.mutation(rename, { input: { ref: id, name: to } }).toPromise();
        expect(error).toBeUndefined();
      };
      await call(`${name} en Co`);
      expect(nameInList(id)).toBe(`${name} en Co`);
      await call(name);
      expect(nameInList(id)).toBe(name);
    },
  },
];
