/** The command line as a process of its own. */
import { expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { filesIn, folderOf, lines } from "../support/folder.js";

function schakel(argv: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "src/main.ts", ...argv],
    { encoding: "utf8", env: { PATH: process.env["PATH"], HOME: folderOf(), ...env } },
  );
  return { status, stdout, stderr };
}

const folder = {
  "organisations.csv": lines("id,name,kind", "x:a,Alpha,OTHER", "x:b,Beta,OTHER"),
  "partnerships.csv": lines("id,parties,title", "p:1,x:a;x:b,Samen"),
};

test("schakel imports, asks, exports and imports again, a process each", () => {
  const store = join(folderOf(), "a.db");
  const env = { SCHAKEL_STORE: `sqlite:${store}` };
  expect(schakel(["import", folderOf(folder)], env)).toMatchObject({ status: 0, stderr: "" });
  expect(schakel(["paths", "x:a", "x:b"], env)).toEqual({
    status: 0,
    stdout: "Alpha\n  -> via Samen\n  -> Beta\n",
    stderr: "",
  });
  const copy = join(folderOf(), "copy");
  expect(schakel(["export", copy], env).status).toBe(0);
  const elsewhere = `sqlite:${join(folderOf(), "b.db")}`;
  expect(schakel(["import", copy, "--store", elsewhere], env).status).toBe(0);
  const again = join(folderOf(), "again");
  expect(schakel(["export", again, "--store", elsewhere]).status).toBe(0);
  expect(filesIn(again)).toEqual(filesIn(copy));
});

test("schakel ends with the exit code of what happened, and one line about it", () => {
  const refused = schakel([
    "import",
    folderOf({ "regions.csv": "" }),
    "--store",
    `sqlite:${join(folderOf(), "a.db")}`,
  ]);
  expect(refused.status).toBe(3);
  expect(refused.stderr).toMatch(
    /^schakel: regions.csv, line 1: nothing is given; wanted a header row with .*\n/,
  );
  const usage = schakel(["import"]);
  expect(usage).toMatchObject({ status: 2, stderr: "schakel: missing required argument 'dir'\n" });
  const failed = schakel(["import", folderOf(folder), "--store", "sqlite:/nowhere/at/all/x.db"]);
  expect(failed.status).toBe(1);
  expect(failed.stderr).toMatch(/^schakel: [^\n]+\n$/);
});

test("schakel keeps its records in the user's data folder where no store is named", () => {
  const home = folderOf();
  const env = { XDG_DATA_HOME: home };
  expect(schakel(["import", folderOf(folder)], env).status).toBe(0);
  expect(schakel(["doctor"], env).stdout).toContain(join(home, "schakel"));
});
