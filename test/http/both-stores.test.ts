/**
 * One service, two stores: whatever is asked over HTTP is answered alike over SQLite and over a real Neo4j,
 * ids, cursors, order, sentences and revision included.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { importRecords } from "../../src/service/services.js";
import { openNeo4jStore } from "../../src/store/neo4j/adapter.js";
import { openSqliteStore } from "../../src/store/sqlite/adapter.js";
import { exampleOperations } from "../conformance/examples.js";
import { demoFolder, openTestService, type TestService } from "../support/app.js";
import { type Claim, claimNeo4j, claimTimeout, clearNeo4j } from "../support/neo4j/claim.js";

const nl = fileURLToPath(new URL("../../../shared/data/exchange/nl", import.meta.url));
const hasNl = existsSync(nl);
if (!hasNl) process.stderr.write(`THE DUTCH DATA WERE NOT ASKED OVER BOTH STORES: ${nl} is not there\n`);

// Global setup says in one loud line when there is none.
const lane = process.env.SCHAKEL_TEST_NEO4J_URL ? describe : describe.skip;

lane("over SQLite and over Neo4j", () => {
  let claim: Claim;
  let services: readonly TestService[] = [];

  beforeAll(async () => {
    const claimed = await claimNeo4j();
    if (claimed === null) throw new Error("There is no Neo4j to claim");
    claim = claimed;
  }, claimTimeout);

  afterAll(async () => {
    await clearNeo4j(claim);
    await claim.release();
  });

  /** Serves the records of a folder over both stores. */
  async function serve(folder: string): Promise<void> {
    await clearNeo4j(claim);
    const stores = [await openSqliteStore({ file: ":memory:" }), await openNeo4jStore(claim)];
    for (const store of stores) await importRecords(store, folder, { actor: "test" });
    services = await Promise.all(stores.map((store) => openTestService({ store })));
  }

  async function stopServing(): Promise<void> {
    for (const service of services) await service.close();
  }

  /** Asks both, expects one answer without errors, and returns its data. */
  async function askBoth<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const [first, second] = await Promise.all(
      services.map(async ({ ask }) => {
        const { status, data, errors, extensions } = await ask(query, variables);
        return { status, data, errors, extensions };
      }),
    );
    expect(first.errors).toBeUndefined();
    expect(second).toEqual(first);
    return first.data as Data;
  }

  describe("the demo", () => {
    beforeAll(() => serve(demoFolder));
    afterAll(stopServing);

    const questions = exampleOperations.filter(({ text }) => !/^mutation /m.test(text));
    test.each(questions)("answers $name alike", ({ text }) => askBoth(text));

    test("lists norms alike, and who does not meet them with what would mend that", () =>
      askBoth(`{
        norms { id title explanation(language: NL) source }
        gaps(region: "AM28", asOf: "2026-11-01", kinds: [UNMET_NORM]) {
          nodes {
            id score title explanation(language: NL)
            ... on UnmetNorm { norm { id } organisation { name } judgedRegion { code } expected observed }
            reasons { code value text } suggestions { score organisations { id name } reasons { text } }
          }
        }
      }`));

    test("keeps decisions alike, until a partnership closes the gap", async () => {
      const asked = `gaps(region: "AM28", asOf: "2026-11-01", kinds: [ISOLATED_ORGANISATION], decisions: [ACCEPTED, CLOSED]) {
        nodes { id title explanation decision { kind note by closedBy { id title } } }
        countsByDecision { decision count }
      }`;
      const { gaps } = await askBoth<{ gaps: { nodes: { id: string; organisation: { id: string } }[] } }>(
        `{ gaps(region: "AM28", asOf: "2026-11-01", kinds: [ISOLATED_ORGANISATION]) {
          nodes { id ... on IsolatedOrganisation { organisation { id } } }
        } }`,
      );
      const [one, other] = gaps.nodes;
      await askBoth(
        `mutation ($gap: ID!) {
          decideGap(input: { gap: $gap, decision: ACCEPTED, note: "In mei", requestKey: "decide-1" }) {
            gap { id decision { kind note } } decision { kind note by } revision
          }
        }`,
        { gap: one.id },
      );
      await askBoth(`{ ${asked} }`);
      await askBoth(
        `mutation ($parties: [PartyInput!]!) {
          recordPartnership(input: { identifiers: [{ scheme: "example", value: "closing" }], title: "Nieuw", parties: $parties }) {
            partnership { id } revision
          }
        }`,
        { parties: [one, other].map(({ organisation }) => ({ organisation: organisation.id })) },
      );
      const closed = await askBoth<{ gaps: { nodes: { decision: { kind: string } }[] } }>(`{ ${asked} }`);
      expect(closed.gaps.nodes).toMatchObject([{ id: one.id, decision: { kind: "CLOSED" } }]);
      await askBoth(`mutation { removePartnership(input: { ref: "example:closing" }) { revision } }`);
    });

    test("refuses bad questions about gaps alike", async () => {
      const id = await askBoth<{ gaps: { nodes: { id: string }[] } }>(
        '{ gaps(region: "AM28", asOf: "2026-11-01", first: 1) { nodes { id } } }',
      ).then(({ gaps }) => gaps.nodes[0].id);
      for (const [question, code] of [
        ['{ gaps(region: "AM99") { totalCount } }', "NOT_FOUND"],
        ['{ gaps(region: "AM28", where: { activeOn: "2026-01-01" }) { totalCount } }', "BAD_USER_INPUT"],
        ['{ gaps(region: "AM28", kinds: [NO_SUCH_KIND]) { totalCount } }', "GRAPHQL_VALIDATION_FAILED"],
        [`mutation { decideGap(input: { gap: "${id}", decision: CLOSED }) { revision } }`, "BAD_USER_INPUT"],
        ['mutation { decideGap(input: { gap: "gap_none", decision: ACCEPTED }) { revision } }', "NOT_FOUND"],
      ]) {
        const answers = await Promise.all(services.map(({ ask }) => ask(question)));
        expect([question, answers[0].errors?.[0].extensions.code]).toEqual([question, code]);
        expect(answers[1].errors).toEqual(answers[0].errors);
      }
    });

    test("is changed alike, by every mutation on records", async () => {
      await askBoth(`mutation {
        recordOrganisation(input: {
          name: "Zorgschool" kind: EDUCATION region: "GM0772" identifiers: [{ scheme: "brin", value: "98ZZ" }]
        }) { organisation { id name region { code } } revision }
        recordPartnership(input: {
          identifiers: [{ scheme: "example", value: "care" }] title: "Zorg en techniek" since: "2026-09-01"
          parties: [{ organisation: "brin:98ZZ" }, { organisation: "kvk:00000401", role: FACILITATOR }]
          requestKey: "care-1"
        }) { partnership { id title parties { role organisation { name } } } revision }
      }`);
      await askBoth(`{ partnerships(search: "zorg") { nodes { id title since } totalCount } }`);
      await askBoth(pathsOf, { from: ["brin:98ZZ"], to: ["kvk:00000401"] });
      await askBoth(`mutation {
        endPartnership(input: { ref: "example:care", on: "2026-10-01" }) { partnership { until } revision }
      }`);
      await askBoth(`mutation {
        removePartnership(input: { ref: "example:care" }) { revision }
        removeOrganisation(input: { ref: "brin:98ZZ" }) { revision }
      }`);
      await askBoth(pathsOf, { from: ["brin:99AB"], to: ["kvk:00000401"] });
    });
  });

  (hasNl ? describe : describe.skip)("the Dutch research partnerships", () => {
    beforeAll(() => serve(nl), 120_000);
    afterAll(stopServing);

    test("give the same pages of a region's organisations, by cursor to the end", async () => {
      const seen = new Set<string>();
      let after: string | null = null;
      for (;;) {
        const page: OrganisationPage = await askBoth(pageOfRegion, { after });
        const { nodes, pageInfo, totalCount } = page.organisations;
        for (const { id } of nodes) seen.add(id);
        after = pageInfo.endCursor;
        if (pageInfo.hasNextPage) continue;
        expect(seen.size).toBe(totalCount);
        return;
      }
    });

    test("give the same paths between any two, and the same reasons where there is none", async () => {
      const { organisations } = await askBoth<OrganisationPage>(
        `{ organisations(first: 500, orderBy: { field: NAME, direction: DESC }) {
          nodes { id } pageInfo { hasNextPage endCursor } totalCount
        } }`,
      );
      const ids = organisations.nodes.map(({ id }) => id);
      for (let i = 0; i < 60; i++) {
        const [from, to] = [ids[(i * 37) % ids.length], ids[(i * 101 + 7) % ids.length]];
        await askBoth(pathsOf, { from, to, first: 1 + (i % 4), rankBy: i % 2 === 0 ? "HOPS" : "COST" });
      }
    });

    test.each(["FITTED", "ADAMIC_ADAR"])(
      "have the same gaps by %s, ids, sentences and suggestions too",
      (ranker) => askBoth(gapsOfRegion, { region: "AM28", asOf: "2024-01-01", ranker }),
    );

    test("look the same as a view, and in sum", async () => {
      await askBoth(`{
        networkView(where: { regions: ["AM28"], activeOn: "2020-01-01" }, first: 300) {
          organisations { id } links { fromIndex toIndex partnershipCount kinds cost since until } truncated
        }
        region(code: "AM28") {
          summary(where: {}) { organisations partnerships links density groups insideShare largestGroupShare }
        }
      }`);
    });
  });
});

interface OrganisationPage {
  readonly organisations: {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly totalCount: number;
  };
}

const pageOfRegion = `query ($after: String) {
  organisations(where: { regions: ["AM28"] }, first: 50, after: $after) {
    nodes { id name kind identifiers { scheme value } region { code name } }
    edges { cursor }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

const pathsOf = `query ($from: [OrganisationRef!]!, $to: [OrganisationRef!]!, $first: Int! = 1, $rankBy: PathRank! = HOPS) {
  paths(from: $from, to: $to, first: $first, rankBy: $rankBy) {
    ... on Paths { paths { hops cost organisations { id } steps { partnerships { id title since until } } } }
    ... on NoPath { reason explanation fromReach toReach }
  }
}`;

const gapsOfRegion = `query ($region: RegionCode!, $asOf: Date, $ranker: LinkRanker! = FITTED) {
  gaps(region: $region, asOf: $asOf, ranker: $ranker, firstPerKind: 20, first: 200) {
    countsByKind { kind count }
    totalCount
    edges { cursor }
    nodes {
      id kind score title explanation(language: NL)
      reasons { text }
      suggestions { organisations { id name } reasons { text(language: EN) } }
    }
  }
}`;
