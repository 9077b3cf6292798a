/** The same network from either store, over a real Neo4j. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openNetwork } from "../../src/network/network.js";
import { openNeo4jStore } from "../../src/store/neo4j/adapter.js";
import { openSqliteStore } from "../../src/store/sqlite/adapter.js";
import { type Claim, claimNeo4j, claimTimeout, clearNeo4j } from "../support/neo4j/claim.js";
import { someRegions } from "./records.js";
import { commit, content, sayings, Scribe } from "./scribe.js";

// Global setup says in one loud line when there is none.
const lane = process.env.SCHAKEL_TEST_NEO4J_URL ? describe : describe.skip;

lane("neo4j", () => {
  let claim: Claim;

  beforeAll(async () => {
    const claimed = await claimNeo4j();
    if (claimed === null) throw new Error("There is no Neo4j to claim");
    claim = claimed;
    await clearNeo4j(claim);
  }, claimTimeout);

  afterAll(async () => {
    await clearNeo4j(claim);
    await claim.release();
  });

  test("openNetwork() over Neo4j follows, loads and answers as over SQLite", async () => {
    const stores = [await openNeo4jStore(claim), await openSqliteStore({ file: ":memory:" })];
    const followed = [];
    for (const store of stores) {
      await commit(store, { put: { region: someRegions.map(content) } });
      followed.push(await openNetwork(store, { pollEvery: 3_600_000 }));
    }
    const scribe = new Scribe(11);
    for (let i = 0; i < 60; i++) {
      const difference = scribe.next();
      for (const [which, store] of stores.entries())
        await followed[which].catchUp(await commit(store, difference));
    }
    const [overNeo4j, overSqlite] = await Promise.all(followed.map(({ network }) => sayings(network)));
    expect(overNeo4j).toEqual(overSqlite);
    expect(followed.map(({ reloads }) => reloads)).toEqual([0, 0]);

    const loaded = await openNetwork(stores[0]);
    expect(await sayings(loaded.network)).toEqual(overSqlite);
    for (const one of [loaded, ...followed]) await one.close();
    for (const store of stores) await store.close();
  });
});
