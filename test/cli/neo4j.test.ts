/** The command line over a real Neo4j: what asks writes nothing there, and what learns keeps what it learnt. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { Writable } from "node:stream";
import neo4j, { type Driver } from "neo4j-driver";
import { openStore } from "../../src/app.js";
import { runCli } from "../../src/cli/cli.js";
import { readConfig } from "../../src/config.js";
import { writeMadeUpNetwork } from "../../src/exchange/made-up-network.js";
import { openNetwork } from "../../src/network/network.js";
import { demoFolder } from "../support/app.js";
import { folderOf } from "../support/folder.js";
import { type Claim, claimNeo4j, claimTimeout, clearNeo4j } from "../support/neo4j/claim.js";

class Sink extends Writable {
  text = "";

  constructor(readonly isTTY = false) {
    super();
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

// Global setup says in one loud line when there is none.
const lane = process.env.SCHAKEL_TEST_NEO4J_URL ? describe : describe.skip;

lane("the command line over Neo4j", () => {
  let claim: Claim;
  let driver: Driver;

  beforeAll(async () => {
    claim = (await claimNeo4j())!;
    driver = neo4j.driver(claim.url, neo4j.auth.basic(claim.user, claim.password));
    process.env.SCHAKEL_NEO4J_USER = claim.user;
    process.env.SCHAKEL_NEO4J_PASSWORD = claim.password;
  }, claimTimeout);

  beforeEach(() => clearNeo4j(claim));

  afterAll(async () => {
    delete process.env.SCHAKEL_NEO4J_USER;
    delete process.env.SCHAKEL_NEO4J_PASSWORD;
    await clearNeo4j(claim);
    await driver.close();
    await claim.release();
  });

  async function run(argv: readonly string[], onTerminal = false) {
    const [out, err] = [new Sink(), new Sink(onTerminal)];
    const code = await runCli([...argv, "--store", claim.url], { out, err });
    return { code, out: out.text, err: err.text };
  }

  /** The first column of what a statement answers. */
  async function ask(statement: string): Promise<unknown[]> {
    const { records } = await driver.executeQuery(statement);
    return records.map((record): unknown => record.get(0));
  }

  const asking = () => [
    ["paths", "brin:99AB", "kvk:00000107"],
    ["gaps", "AM28"],
    ["find", "dommel"],
    ["export", folderOf()],
    ["fit", "--dry-run"],
  ];

  test("what asks makes no store in an empty database, and says what does", async () => {
    for (const argv of asking())
      expect(await run(argv)).toMatchObject({
        code: 1,
        out: "",
        err: expect.stringContaining("it holds no Schakel store; schakel import makes one"),
      });
    const { code, out } = await run(["doctor"]);
    expect(code).toBe(1);
    expect(out).toMatch(/WRONG {2}store +[^\n]*it holds no Schakel store/);
    expect(await ask("MATCH (n) RETURN n")).toEqual([]);
  });

  // Once a look at an older store brought it up to date, behind the back of whoever still served it.
  test("what asks leaves an older store as it is, and says what brings it up to date", async () => {
    expect(await run(["import", demoFolder])).toMatchObject({ code: 0 });
    const version = "MATCH (s:Store) RETURN toString(s.version)";
    const [newest] = await ask(version);
    await ask("MATCH (s:Store) SET s.version = 1 RETURN 1");
    const reason =
      "an older Schakel made it, and it is opened to read alone; schakel serve or schakel import";
    for (const argv of asking())
      expect(await run(argv)).toMatchObject({ code: 1, out: "", err: expect.stringContaining(reason) });
    const { code, out } = await run(["doctor"]);
    expect(code).toBe(1);
    expect(out).toContain(reason);
    expect(await ask(version)).toEqual(["1"]);

    expect(await run(["import", demoFolder])).toMatchObject({ code: 0 });
    expect(await ask(version)).toEqual([newest]);
    for (const argv of asking().slice(0, 4)) expect(await run(argv)).toMatchObject({ code: 0, err: "" });
    expect(await run(["doctor"])).toMatchObject({ code: 0 });
  });

  test("schakel fit learns from the history in Neo4j, shows how far it is, and keeps the weights there", async () => {
    const folder = folderOf();
    await writeMadeUpNetwork(folder, { organisations: 200, regions: 2 });
    expect(await run(["import", folder])).toMatchObject({ code: 0 });

    const { code, out, err } = await run(["fit", "--as-of", "2026-01-01", "--json"], true);
    expect(code).toBe(0);
    expect(err).toMatch(/trying on the end of the history \[[^]*learning \[/);
    const report = JSON.parse(out) as Record<string, unknown>;
    expect(report).toMatchObject({ asOf: "2026-01-01", basis: 1, revision: 2, written: true });

    const store = await openStore(readConfig({ store: claim.url }).store);
    const followed = await openNetwork(store);
    expect(followed.network.weightsOf("FITTED")).toMatchObject({
      basis: 1,
      revision: 2,
      weights: report.model,
      figures: report.figures,
    });
    await followed.close();
    await store.close();
  }, 120_000);
});
