/** Import and export over a real Neo4j: the same answers and the same bytes as over SQLite. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { writeMadeUpNetwork } from "../../../src/exchange/made-up-network.js";
import { exportRecords } from "../../../src/service/transfer/export-records.js";
import { importRecords } from "../../../src/service/transfer/import-records.js";
import { openNeo4jStore } from "../../../src/store/neo4j/adapter.js";
import type { Store } from "../../../src/store/store.js";
import { emptyStore, filesIn, folderOf, lines } from "../../support/folder.js";
import { type Claim, claimNeo4j, claimTimeout, clearNeo4j } from "../../support/neo4j/claim.js";

// Global setup says in one loud line when there is none.
const lane = process.env.SCHAKEL_TEST_NEO4J_URL ? describe : describe.skip;

lane("over Neo4j", () => {
  let claim: Claim;
  let store: Store;

  beforeAll(async () => {
    claim = (await claimNeo4j())!;
    await clearNeo4j(claim);
    store = await openNeo4jStore(claim);
  }, claimTimeout);

  beforeEach(async () => {
    await clearNeo4j(claim);
    await store.close();
    store = await openNeo4jStore(claim);
  });

  afterAll(async () => {
    await store.close();
    await claim.release();
  });

  test("exportRecords() of what was imported gives the same bytes, and the same as over SQLite", async () => {
    const made = folderOf();
    await writeMadeUpNetwork(made, { organisations: 300, partnerships: 500, consortia: 0.1 });
    expect((await importRecords(store, made)).refusals).toEqual([]);
    const copy = folderOf();
    await exportRecords(store, copy);
    expect(filesIn(copy)).toEqual(filesIn(made));

    const embedded = await emptyStore();
    await importRecords(embedded, copy);
    const again = folderOf();
    await exportRecords(embedded, again);
    expect(filesIn(again)).toEqual(filesIn(copy));
  });

  test("importRecords() changes nothing the second time, and refuses as over SQLite", async () => {
    const made = folderOf();
    await writeMadeUpNetwork(made, { organisations: 50 });
    const embedded = await emptyStore();
    const refused = folderOf({
      "organisations.csv": lines("id,name,kind,identifiers", "made-up:o0000001,A,OTHER,made-up:o0000002"),
      "partnerships.csv": lines("id,parties", "x:1,made-up:o0000001;made-up:o9999999"),
    });
    for (const each of [store, embedded]) {
      expect(await importRecords(each, made)).toMatchObject({ written: true, revision: 1 });
      expect(await importRecords(each, made)).toMatchObject({ written: false, revision: 1 });
    }
    expect(await importRecords(store, refused)).toEqual(await importRecords(embedded, refused));
  });
});
