/** The store contract over a real Neo4j, and what only a server can do. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import neo4j, { type Driver, type ProfiledPlan } from "neo4j-driver";
import { keptKinds, type KeptKind } from "../../src/domain/change.js";
import {
  organisationIdFrom,
  type OrganisationId,
  partnershipIdFrom,
  type SectorCode,
} from "../../src/domain/ids.js";
import { openNeo4jStore } from "../../src/store/neo4j/adapter.js";
import { connect, type Run } from "../../src/store/neo4j/connect.js";
import { toInteger } from "../../src/store/neo4j/decode.js";
import {
  identifiedQuestion,
  pageQuestions,
  readPage,
  readRecords,
  searchPartnerships,
  titleQuestion,
  wordBreak,
} from "../../src/store/neo4j/read.js";
import { writeDifference } from "../../src/store/neo4j/write.js";
import type { StoreWrite } from "../../src/store/store.js";
import { type Claim, claimNeo4j, claimTimeout } from "../support/neo4j/claim.js";
import { type BoltProxy, openBoltProxy } from "./bolt-proxy.js";
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
    await clear();
    await driver.close();
    await claim.release();
  }, 180_000);

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
        open: (migrations) => openNeo4jStore({ url, user, password, migrations, deadline: 30_000 }),
        setRevision: async (revision) =>
          void (await ask("MATCH (s:Store) SET s.revision = $revision", { revision: neo4j.int(revision) })),
        leave: async () => {},
      };
    },
  });

  describe("the server", () => {
    beforeEach(clear, 180_000);

    test("page() and the title search touch what they answer, with 100,000 records", async () => {
      await (await openNeo4jStore(claim)).close();
      await ask(hundredThousand);
      await ask("CALL db.awaitIndexes(60)");

      const parameters = { after: "kvk:5", limit: neo4j.int(50) };
      for (const kind of keptKinds) {
        const { records, summary } = await ask(`PROFILE ${pageQuestions[kind]}`, parameters);
        expect(records).toHaveLength(sizeOf[kind]);
        const { hits, operators } = costOf(summary.profile as ProfiledPlan);
        // A record, its key, the properties of its neighbours: a few dozen each.
        expect(hits).toBeLessThan(50 * 40);
        expect(operators.join()).toContain("NodeUniqueIndexSeekByRange");
        expect(operators.join()).not.toMatch(/LabelScan|AllNodesScan|Top/);
      }

      const words = { longest: `${wordBreak}number77`, others: [`${wordBreak}a`], limit: neo4j.int(500) };
      const { records, summary } = await ask(`PROFILE ${titleQuestion}`, words);
      expect(records).toHaveLength(111);
      expect(costOf(summary.profile as ProfiledPlan).hits).toBeLessThan(111 * 10);

      await ask("CREATE (:PartnershipIdentifier {value: 'nwo:1', afterScheme: '1'})");
      const identified = await ask(`PROFILE ${identifiedQuestion}`, { value: "1" });
      const { operators } = costOf(identified.summary.profile as ProfiledPlan);
      expect(operators.join()).not.toMatch(/LabelScan|AllNodesScan/);
    }, 180_000);

    test("a socket that breaks at the commit leaves each write once", async () => {
      const proxy = await openBoltProxy(claim.url);
      const store = await openNeo4jStore({ ...claim, url: proxy.url });

      const rounds = 5;
      for (let revision = 0; revision < rounds; revision++) {
        proxy.cutNextCommit();
        expect(await store.write(sectorWrite(revision))).toEqual({
          kind: "committed",
          revision: revision + 1,
        });
      }

      expect(proxy.cuts()).toBe(rounds);
      expect((await store.readChanges(0, 100)).map(({ revision }) => revision)).toEqual(
        Array.from({ length: rounds }, (_, i) => i + 1),
      );
      expect(await store.page("sector", null, 100)).toHaveLength(rounds);
      await store.close();
      await proxy.close();
    });

    test("a frozen server is UNAVAILABLE at the deadline, and found again when it wakes up", async () => {
      const proxy = await openBoltProxy(claim.url);
      const store = await openNeo4jStore({ ...claim, url: proxy.url, deadline: 1_500 });
      await store.write(sectorWrite(0));

      proxy.freeze();
      const unanswered = {
        code: "UNAVAILABLE",
        message: `Cannot use store "${proxy.url}": no answer within 1.5 s`,
      };
      await Promise.all([
        expect(store.readRevision()).rejects.toMatchObject(unanswered),
        expect(store.write(sectorWrite(1))).rejects.toMatchObject(unanswered),
      ]);
      // Nor does a new connection get through.
      await expect(store.readRevision()).rejects.toMatchObject({ code: "UNAVAILABLE" });

      proxy.thaw();
      await untilItAnswers(() => store.readRevision());
      expect(await store.write(sectorWrite(1))).toEqual({ kind: "committed", revision: 2 });
      expect(await store.readChanges(0, 10)).toHaveLength(2);
      await store.close();
      await proxy.close();
    });

    // Once a write that met another process's long import took the server for frozen: it failed, and every read
    // under way with it.
    test("a write waits for another process's writer longer than for the server, and reads go on meanwhile", async () => {
      const store = await openNeo4jStore({ ...claim, deadline: 400 });
      const release = await holdWriterLock();
      const write = store.write(sectorWrite(0));
      for (let i = 0; i < 12; i++) {
        expect(await store.readRevision()).toBe(0);
        await sleep(100);
      }
      await release();
      expect(await write).toEqual({ kind: "committed", revision: 1 });
      await store.close();
    });

    test("a write that another writer keeps waiting too long is UNAVAILABLE, and reads go on after it", async () => {
      const store = await openNeo4jStore({ ...claim, deadline: 250 });
      const release = await holdWriterLock();
      await expect(store.write(sectorWrite(0))).rejects.toMatchObject({
        code: "UNAVAILABLE",
        message: `Cannot use store "${claim.url}": another write is under way; try again later`,
      });
      expect(await store.readRevision()).toBe(0);
      await release();
      // What was given up does not come about after all.
      expect(await store.readRevision()).toBe(0);
      expect(await store.write(sectorWrite(0))).toEqual({ kind: "committed", revision: 1 });
      await store.close();
    });

    /** Holds the lock that a write of another process would hold, until it is released. */
    async function holdWriterLock(): Promise<() => Promise<void>> {
      const session = driver.session();
      const transaction = await session.beginTransaction();
      await transaction.run("MATCH (s:Store {name: 'schakel'}) SET s.writer = 'another process'");
      return async () => {
        await transaction.rollback();
        await session.close();
      };
    }

    // Once they got in each other's way: one found an equivalent index, another met a deadlock.
    test("several processes may open an empty database together", async () => {
      for (let round = 0; round < 3; round++) {
        await clear();
        await dropConstraintsAndIndexes();
        const stores = await Promise.all(Array.from({ length: 4 }, () => openNeo4jStore(claim)));
        const revisions = await Promise.all(stores.map((store) => store.readRevision()));
        expect(revisions).toEqual([0, 0, 0, 0]);
        const { records } = await ask("MATCH (s:Store) RETURN s.revision AS revision");
        expect(records).toHaveLength(1);
        await Promise.all(stores.map((store) => store.close()));
      }
    }, 180_000);

    async function dropConstraintsAndIndexes(): Promise<void> {
      const constraints = await ask("SHOW CONSTRAINTS YIELD name");
      for (const record of constraints.records) await ask(`DROP CONSTRAINT ${String(record.get("name"))}`);
      const indexes = await ask("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'");
      for (const record of indexes.records) await ask(`DROP INDEX ${String(record.get("name"))}`);
    }

    test("closing does not wait for a frozen server", async () => {
      const proxy = await openBoltProxy(claim.url);
      const store = await openNeo4jStore({ ...claim, url: proxy.url, deadline: 500 });
      proxy.freeze();

      await store.close();
      await proxy.close();
    });

    test("a server that is away, or refuses the password, is UNAVAILABLE by name", async () => {
      const gone: BoltProxy = await openBoltProxy(claim.url);
      await gone.close();
      await expect(openNeo4jStore({ ...claim, url: gone.url })).rejects.toMatchObject({
        code: "UNAVAILABLE",
        message: `Cannot use store "${gone.url}": it cannot be reached`,
      });
      await expect(openNeo4jStore({ ...claim, password: "not the password" })).rejects.toMatchObject({
        code: "UNAVAILABLE",
        message: `Cannot use store "${claim.url}": it refuses the user or the password`,
      });
    });

    test("what is asked and written varies in parameters alone", async () => {
      await (await openNeo4jStore(claim)).close();
      const first = await statementsOf("kvk:1", "Plain title", 1);
      const second = await statementsOf("x:`}) DETACH DELETE n //", '\'; MATCH (n) "$id" \\u0027 {n: $n}', 3);

      expect(second).toEqual(first);
      expect(first.size).toBeGreaterThan(15);
    });

    /** The statements that a write and some questions about it run, by what the records hold. */
    async function statementsOf(identifier: string, text: string, count: number): Promise<Set<string>> {
      const statements = new Set<string>();
      const recording =
        (run: Run): Run =>
        (statement, ...rest) => {
          statements.add(statement);
          return run(statement, ...rest);
        };
      const connection = connect(claim);
      const write = oddWrite(identifier, text, count);
      const [basis] = await connection.read((run) => run("MATCH (s:Store) RETURN s.revision AS revision"));
      await connection.write(1, (run) =>
        writeDifference(recording(run), { ...write, basis: toInteger(basis.revision) }),
      );
      await connection.read(async (run) => {
        for (const kind of keptKinds) await readPage(recording(run), kind, identifier, count);
        await readRecords(recording(run), "organisation", [text as OrganisationId]);
        await searchPartnerships(
          recording(run),
          { words: Array(count).fill(text), value: identifier },
          count,
        );
      });
      await connection.close();
      return statements;
    }
  });

  test("toInteger() is exact up to 2^53 - 1 either way and refuses what is beyond", () => {
    for (const value of [0, -1, 2 ** 31, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])
      expect(toInteger(neo4j.int(value))).toBe(value);
    for (const text of ["9007199254740992", "9007199254740993", "-9007199254740993"])
      expect(() => toInteger(neo4j.int(text))).toThrow(text);
    expect(() => toInteger(1.5)).toThrow("integer");
  });
});

/** Half of them organisations, half partnerships. */
const hundredThousand = `
UNWIND range(1, 50000) AS i
CALL (i) {
  CREATE (o:Organisation {id: 'org_' + i, key: 'kvk:' + i, name: 'Organisation', kind: 'COMPANY', identifiers: [], sectors: [], revision: 1})
  CREATE (p:Partnership {id: 'par_' + i, key: 'kvk:' + i, titleWords: '  a  number' + i, kind: 'PROJECT', identifiers: [], sectors: [], revision: 1})
  CREATE (o)-[:PARTY_TO {role: 'PARTICIPANT', position: 0}]->(p)
} IN TRANSACTIONS OF 10000 ROWS`;

const sizeOf: Readonly<Record<KeptKind, number>> = {
  region: 0,
  sector: 0,
  organisation: 50,
  partnership: 50,
  decision: 0,
  weights: 0,
};

function costOf(plan: ProfiledPlan): { readonly hits: number; readonly operators: readonly string[] } {
  const below = plan.children.map(costOf);
  return {
    hits: below.reduce((sum, { hits }) => sum + hits, Number(plan.dbHits)),
    operators: [plan.operatorType, ...below.flatMap(({ operators }) => operators)],
  };
}

function sectorWrite(basis: number): StoreWrite {
  const sector = [{ code: `a:${basis}` as SectorCode, name: "Sector", nameNl: null }];
  return { ...envelope(`write ${basis}`), basis, put: { sector } };
}

function oddWrite(identifier: string, text: string, count: number): StoreWrite {
  const organisation = Array.from({ length: count + 1 }, (_, i) => ({
    id: organisationIdFrom(`${identifier}${i}`),
    name: text,
    kind: "COMPANY" as const,
    identifiers: [`${identifier}${i}`],
    region: null,
    location: { latitude: 1, longitude: null, postcode: text },
    sectors: [text as SectorCode],
    website: text,
  }));
  const parties = organisation.map(({ id }) => ({ organisation: id, role: "PARTICIPANT" as const }));
  const partnership = {
    id: partnershipIdFrom(identifier),
    identifiers: [identifier],
    title: text,
    kind: "PROJECT" as const,
    parties,
    since: null,
    until: null,
    strength: count,
    sectors: [],
    source: text,
  };
  const sector = [{ code: text as SectorCode, name: text, nameNl: text }];
  const request = { key: text, fingerprint: text, answer: text };
  const removed = { organisations: [text as OrganisationId] };
  return {
    ...envelope(identifier),
    put: { sector, organisation, partnership: [partnership] },
    removed,
    request,
  };
}

function envelope(id: string) {
  return { id, basis: 0, operation: "test", actor: "tester", at: new Date().toISOString() };
}

async function untilItAnswers(call: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++)
    if (
      await call().then(
        () => true,
        () => false,
      )
    )
      return;
}
