/** What Apollo Client relies on: pages that its cache merges, and an id on whatever it keeps once. */
import {
  ApolloClient,
  HttpLink,
  InMemoryCache,
  type DocumentNode,
  type OperationVariables,
} from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import { expect } from "@jest/globals";

import {
  expectOwnGaps,
  expectSteadyPages,
  gapsAsked,
  gapsFilter,
  type Check,
  type PagedList,
  type SeenGap,
} from "./check.js";
import { gapsPage, nodeById, organisationsPage, partnersPage, rename } from "./client-questions.js";
import type { Connection, Named } from "./client-questions.js";
import { identifiedTypes, possibleTypes } from "./schema-facts.js";

/** A client with the cache that its guide to Relay-style pages describes, and nothing of its own. */
function openClient(url: string): ApolloClient {
  return new ApolloClient({
    link: new HttpLink({ uri: url, fetch }),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: {
        Query: {
          fields: {
            organisations: relayStylePagination(["where", "orderBy", "search"]),
            gaps: relayStylePagination(["region", "asOf", "kinds", "where"]),
          },
        },
        Organisation: { fields: { partners: relayStylePagination(["where"]) } },
      },
    }),
  });
}

/** Pages through a list: `connectionOf` finds it in the data of `query`. */
function pagesOf<Data extends OperationVariables, Node>(
  client: ApolloClient,
  query: DocumentNode,
  variables: OperationVariables,
  connectionOf: (data: Data) => Connection<Node>,
) {
  const first = { ...variables };
  const read = () => connectionOf(client.readQuery<Data>({ query, variables: first })!);
  const ask = async (more: OperationVariables): Promise<void> => {
    await client.query({ query, variables: { ...variables, ...more }, fetchPolicy: "network-only" });
  };
  return {
    read,
    open: async (pageSize: number) => {
      Object.assign(first, { first: pageSize });
      await ask({ first: pageSize });
    },
    next: async (pageSize: number) => {
      const { hasNextPage, endCursor } = read().pageInfo;
      if (hasNextPage) await ask({ first: pageSize, after: endCursor });
      return hasNextPage;
    },
  };
}

/** Finds the records with an id of their own that the cache keeps within others, because no id came along. */
function recordsWithoutId(client: ApolloClient): unknown[] {
  const lost: unknown[] = [];
  const look = (value: unknown, isOwn: boolean): void => {
    if (typeof value !== "object" || value === null) return;
    const type = (value as { __typename?: string }).__typename;
    if (!isOwn && type !== undefined && identifiedTypes.includes(type)) lost.push(value);
    for (const inner of Object.values(value)) look(inner, false);
  };
  for (const kept of Object.values(client.cache.extract() as Record<string, unknown>)) look(kept, true);
  return lost;
}

export const apolloChecks: Check[] = [
  {
    name: "Apollo Client merges pages, each row once while rows come and go",
    run: async (url) => {
      const client = openClient(url);
      const pages = pagesOf<{ organisations: Connection<Named> }, Named>(
        client,
        organisationsPage,
        {},
        (data) => data.organisations,
      );
      const list: PagedList = { ...pages, ids: () => pages.read().edges.map(({ node }) => node.id) };
      await expectSteadyPages(url, list);
      expect(recordsWithoutId(client)).toEqual([]);
    },
  },
  {
    name: "Apollo Client keeps the partners of one organisation under two filters apart",
    run: async (url) => {
      const client = openClient(url);
      type Data = { organisation: { partners: Connection<Named, { partnershipCount: number }> } };
      const counted = async (where: object | null) => {
        const variables = { ref: "brin:99BA", where };
        const pages = pagesOf<Data, Named>(
          client,
          partnersPage,
          variables,
          (data) => data.organisation.partners,
        );
        await pages.open(2);
        while (await pages.next(2));
        return () => pages.read().edges.map((edge) => edge.node.name);
      };
      const all = await counted(null);
      const before = all();
      const lessons = await counted({ partnershipKinds: ["CURRICULUM"] });
      expect(all()).toEqual(before);
      expect(new Set(before).size).toBe(before.length);
      expect(lessons().length).toBeGreaterThan(0);
      expect(lessons().length).toBeLessThan(before.length);
    },
  },
  {
    name: "Apollo Client keeps the same gap under two filters apart, and fetches each again by its id",
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
        const again = await client.query<{ node: { id: string; score: number } }>({
          query: nodeById,
          variables: { id },
          fetchPolicy: "network-only",
        });
        expect(again.data?.node).toMatchObject({ id, score });
      }
      expect(everything()).toEqual(before);
      expect(recordsWithoutId(client)).toEqual([]);
    },
  },
  {
    name: "Apollo Client shows in its lists what a mutation answers with",
    run: async (url) => {
      const client = openClient(url);
      const pages = pagesOf<{ organisations: Connection<Named> }, Named>(
        client,
        organisationsPage,
        {},
        (data) => data.organisations,
      );
      await pages.open(50);
      const nameInList = (id: string) => pages.read().edges.find(({ node }) => node.id === id)?.node.name;
      const { id, name } = pages.read().edges[0].node;
      const call = async (to: string) =>
        client.mutate({ mutation: rename, variables: { input: { ref: id, name: to } } });
      await call(`${name} en Co`);
      expect(nameInList(id)).toBe(`${name} en Co`);
      await call(name);
      expect(nameInList(id)).toBe(name);
    },
  },
];
