/** What Relay relies on: connections that it pages through, and ids by which it fetches anything again. */
import { expect } from "@jest/globals";

import { ask, expectOwnGaps, expectSteadyPages, gapsAsked, gapsFilter, type Check } from "../check.js";
import type { SeenGap } from "../check.js";
import type { Compiled } from "./compile.js";
import { RelayClient } from "./relay-client.js";

interface Edges<Node, More = unknown> {
  readonly edges: readonly ({ readonly node: Node } & More)[];
}
interface Identified {
  readonly id: string;
}

/** The checks, over what relay-compiler made of paging.js. */
export function relayChecks(compiled: Compiled): Check[] {
  return [
    {
      name: "Relay pages through a connection of Query, each row once while rows come and go",
      run: async (url) => {
        const client = new RelayClient(url, compiled);
        let ref: unknown;
        const listed = () =>
          (client.readFragment("paging_organisations", ref) as { organisations: Edges<Identified> })
            .organisations.edges;
        await expectSteadyPages(url, {
          open: async (first) => {
            ref = client.read(await client.load("pagingOrganisationsQuery", { first }));
          },
          next: (count) => client.loadMore("paging_organisations", ref, count),
          ids: () => listed().map(({ node }) => node.id),
        });
        for (const { node } of listed()) client.readFragment("paging_organisation", node);
      },
    },
    {
      name: "Relay pages through connections of a node, forwards and backwards",
      run: async (url) => {
        const client = new RelayClient(url, compiled);
        const operation = await client.load("pagingOrganisationQuery", { ref: "brin:99BA" });
        const { organisation } = client.read(operation) as { organisation: unknown };
        while (await client.loadMore("paging_partners", organisation, 2));
        while (await client.loadMore("paging_partnerships", organisation, 2));
        const { partners } = client.readFragment("paging_partners", organisation) as {
          partners: Edges<Identified, { partnershipCount: number }>;
        };
        const { partnerships } = client.readFragment("paging_partnerships", organisation) as {
          partnerships: Edges<Identified>;
        };
        const plain = await ask<{
          organisation: {
            partners: { edges: { node: Identified; partnershipCount: number }[] };
            partnerships: { nodes: Identified[] };
          };
        }>(
          url,
          `{ organisation(ref: "brin:99BA") {
            partners(first: 500) { edges { node { id } partnershipCount } }
            partnerships(first: 500) { nodes { id } }
          } }`,
        );
        expect(partners.edges.map((edge) => [edge.node.id, edge.partnershipCount])).toEqual(
          plain.organisation.partners.edges.map((edge) => [edge.node.id, edge.partnershipCount]),
        );
        expect(partnerships.edges.map(({ node }) => node.id)).toEqual(
          plain.organisation.partnerships.nodes.map(({ id }) => id),
        );
      },
    },
    {
      name: "Relay fetches organisations, partnerships and regions again by their ids",
      run: async (url) => {
        const client = new RelayClient(url, compiled);
        const ids = await ask<{ organisation: Identified; partnership: Identified; region: Identified }>(
          url,
          `{ organisation(ref: "brin:99BA") { id } partnership(ref: "demo:stage-optiek") { id } region(code: "AM28") { id } }`,
        );
        const nodeOf = async (id: string) =>
          client.read(await client.load("pagingNodeQuery", { id })) as { node: Record<string, unknown> };
        const organisation = (await nodeOf(ids.organisation.id)).node;
        expect(organisation).toMatchObject({ __typename: "Organisation", id: ids.organisation.id });
        expect((await nodeOf(ids.partnership.id)).node).toMatchObject({ title: "Afstudeerstages optiek" });
        const region = (await nodeOf(ids.region.id)).node;
        while (await client.loadMore("paging_region", region["region"], 3));
        const { contains } = client.readFragment("paging_region", region["region"]) as {
          contains: Edges<{ code: string }>;
        };
        const plain = await ask<{ region: { contains: { nodes: { code: string }[] } } }>(
          url,
          `{ region(code: "AM28") { contains(first: 500) { nodes { code } } } }`,
        );
        expect(contains.edges.map(({ node }) => node.code)).toEqual(
          plain.region.contains.nodes.map(({ code }) => code),
        );
        const again = client.read(await client.refetch("paging_organisation", ids.organisation.id));
        expect(client.readFragment("paging_organisation", (again as { node: unknown }).node)).toMatchObject({
          id: ids.organisation.id,
          name: "ROC Kempendal",
        });
      },
    },
    {
      name: "Relay keeps the same gap under two filters apart, and fetches each again by its id",
      run: async (url) => {
        const client = new RelayClient(url, compiled);
        const load = async (where: object | null) => {
          const ref = client.read(await client.load("pagingGapsQuery", { ...gapsAsked, where }));
          while (await client.loadMore("paging_gaps", ref, 50));
          return ref;
        };
        const read = (ref: unknown) =>
          (client.readFragment("paging_gaps", ref) as { gaps: Edges<Identified> }).gaps.edges.map(
            ({ node }) => client.readFragment("paging_gap", node) as SeenGap,
          );
        const everything = await load(null);
        const before = read(everything);
        const filtered = read(await load(gapsFilter));
        expect(read(everything)).toEqual(before);
        expectOwnGaps(before, filtered);
        for (const gap of [before[0], filtered[0]]) {
          const { node } = client.read(await client.refetch("paging_gap", gap.id)) as { node: unknown };
          expect(client.readFragment("paging_gap", node)).toEqual(gap);
        }
      },
    },
  ];
}
