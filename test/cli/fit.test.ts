import { expect, test } from "@jest/globals";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import Database from "better-sqlite3";
import { openStore } from "../../src/app.js";
import { runCli } from "../../src/cli/cli.js";
import { readConfig } from "../../src/config.js";
import { writeMadeUpNetwork } from "../../src/exchange/made-up-network.js";
import { openNetwork } from "../../src/network/network.js";
import { demoFolder } from "../support/app.js";
import { folderOf } from "../support/folder.js";

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

async function run(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err] = [new Sink(), new Sink()];
  const code = await runCli(argv, { out, err });
  return { code, out: out.text, err: err.text };
}

/** The weights that a store keeps. */
async function weightsIn(store: string) {
  const opened = await openStore(readConfig({ store }).store);
  const followed = await openNetwork(opened);
  const weights = followed.network.weightsOf("FITTED");
  await followed.close();
  await opened.close();
  return weights;
}

test("schakel fit learns from a store's history, says how well, and keeps the weights there", async () => {
  const folder = folderOf();
  await writeMadeUpNetwork(folder, { organisations: 250, regions: 2 });
  const store = `sqlite:${join(folderOf(), "fit.db")}`;
  expect(await run("import", folder, "--store", store)).toMatchObject({ code: 0 });

  // On a terminal it shows how far it is.
  const [shown, terminal] = [new Sink(), new Sink(true)];
  const argv = ["fit", "--dry-run", "--as-of", "2026-01-01", "--store", store];
  expect(await runCli(argv, { out: shown, err: terminal })).toBe(0);
  expect(terminal.text).toMatch(/trying on the end of the history \[[^]*learning \[/);
  expect(shown.text).toMatch(/^Learnt from \d+ pairs that became partners up to 2026-01-01\n/);
  expect(shown.text).toMatch(/^(What was learnt does better than|The weights as shipped stay)/m);
  expect(shown.text).toContain("Nothing was written: a dry run, at revision 1\n");
  expect(await weightsIn(store)).toBeNull();

  const { code, out } = await run("fit", "--as-of", "2026-01-01", "--json", "--store", store);
  expect(code).toBe(0);
  const report = JSON.parse(out) as Record<string, unknown>;
  expect(report).toMatchObject({ asOf: "2026-01-01", basis: 1, revision: 2, written: true });
  const kept = await weightsIn(store);
  expect(kept).toMatchObject({
    basis: 1,
    revision: 2,
    weights: report.model,
    figures: report.figures,
    at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
  });
  expect(kept!.figures).toMatchObject({ until: expect.any(String), ratio: expect.any(Number) });
}, 120_000);

// Once it printed "90 % interval 1.95 to 1.95", as if the figure were certain.
test("schakel fit tells no interval over a single region", async () => {
  const folder = folderOf();
  await writeMadeUpNetwork(folder, { organisations: 400, regions: 1 });
  const store = `sqlite:${join(folderOf(), "one.db")}`;
  await run("import", folder, "--store", store);
  const { out } = await run("fit", "--dry-run", "--as-of", "2026-01-01", "--store", store);
  expect(out).toMatch(/over 1 region:\n[^]* times Adamic-Adar over the first 500\n/);
}, 120_000);

test("schakel fit makes no store where there is none, and a dry run leaves an older one as it is", async () => {
  const place = join(folderOf(), "absent.db");
  const { code, err } = await run("fit", "--store", `sqlite:${place}`);
  expect([code, existsSync(place)]).toEqual([1, false]);
  expect(err).toContain("there is no such file; schakel import makes one");

  await run("import", demoFolder, "--store", `sqlite:${place}`);
  const older = new Database(place);
  older.exec("DROP TABLE gap_decision; DROP TABLE learnt_weights; PRAGMA user_version = 1");
  older.close();
  expect(await run("fit", "--dry-run", "--store", `sqlite:${place}`)).toMatchObject({
    code: 1,
    err: expect.stringContaining("schakel serve or schakel import brings it up to date"),
  });
});

test("schakel fit exits 3 for a history too short to learn from", async () => {
  const folder = folderOf();
  await writeMadeUpNetwork(folder, { organisations: 3, partnerships: 2 });
  const store = `sqlite:${join(folderOf(), "short.db")}`;
  await run("import", folder, "--store", store);
  const { code, err } = await run("fit", "--store", store);
  expect(err).toContain("Cannot fit the ranker: too few partnerships");
  expect(code).toBe(3);
});
