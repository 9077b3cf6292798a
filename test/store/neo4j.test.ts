/** The store contract over a real Neo4j, and what only a server can do. */
import { afterAll, beforeAll, describe } from "@jest/globals";
import neo4j, { type Driver } from "neo4j-driver";
import { openNeo4jStore } from "../../src/store/neo4j/adapter.js";
import { type Claim, claimNeo4j, claimTimeout } from "../support/neo4j/claim.js";
import { storeContract } from "./contract.js";

// Global setup says in one loud line when there is none.
const lane = process.env.SCHAKEL_TEST_NEO4J_URL ? describe : describe.skip;

lane("neo4j", () => {
  let claim: Claim;
  let driver: Driver;

  beforeAll(async () => {
    claim = (await claimNeo4j())!;
    driver = neo4j.driver(claim.url, neo4j.auth.basic(claim.user, claim.password));
  }, claimTimeout);

  afterAll(async () => {
    await driver.close();
    await claim.release();
  });

  async function ask(statement: string, parameters = {}) {
    const session = driver.session();
    try {
      return await session.run(statement, parameters);
    } finally {
      await session.close();
    }
  }

  async function clear(): Promise<void> {
    await ask("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS");
    await ask("DROP INDEX sector_note IF EXISTS");
  }

  storeContract({
    name: "neo4j",
    migration: {
      extension: "cypher",
      text: "// A note.\nCREATE INDEX sector_note IF NOT EXISTS\nFOR (s:Sector) ON (s.note);\n",
    },
    async makeHome() {
      await clear();
      const { url, user, password } = claim;
      return {
        open: (migrations) => openNeo4jStore({ url, user, password, migrations }),
        leave: async () => {},
      };
    },
  });
});
