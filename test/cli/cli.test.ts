import { expect, test } from "@jest/globals";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import Database from "better-sqlite3";
import { openApp } from "../../src/app.js";
import { runCli } from "../../src/cli/cli.js";
import { readConfig } from "../../src/config.js";
import { operator } from "../../src/domain/access.js";
import type { CalendarDate } from "../../src/domain/calendar-date.js";
import { folderOf, lines } from "../support/folder.js";

/** Runs a command and answers what it wrote and its exit code. */
async function run(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const out = new Sink();
  const err = new Sink();
  const code = await runCli(argv, { out, err });
  return { code, out: out.text, err: err.text };
}

class Sink extends Writable {
  text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** The place of a store that is not there yet. */
function newStore(): string {
  return `sqlite:${join(folderOf(), "test.db")}`;
}

const school = "x:school";
const folder = {
  "regions.csv": lines("code,name,division", "R1,Streek,REGION"),
  "organisations.csv": lines(
    "id,name,kind,region",
    "x:school,Dommelcollege,EDUCATION,R1",
    "x:hub,Techniekpunt,INTERMEDIARY,R1",
    "x:firm,Wielewaal,COMPANY,R1",
    "x:alone,Museum,OTHER,R1",
  ),
  "partnerships.csv": lines(
    "id,parties,title,kind,since,until",
    "p:1,x:school;x:hub,Kijken op de bouw,VISIT,2024-01-01,",
    "p:2,x:hub;x:firm,,MEMBERSHIP,,",
    "p:3,x:hub;x:firm,Leerbedrijf,PLACEMENT,2023-01-01,2023-07-01",
  ),
};

/** A store that holds the four organisations above. */
async function filledStore(): Promise<string> {
  const store = newStore();
  expect(await run("import", folderOf(folder), "--store", store)).toMatchObject({ code: 0 });
  return store;
}

// ---- usage

test("schakel without a command shows what there is and exits 2", async () => {
  const { code, out, err } = await run();
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain("Usage: schakel");
});

test("schakel --help exits 0 and tells every command and exit code", async () => {
  const { code, out } = await run("--help");
  expect(code).toBe(0);
  for (const command of ["import", "export", "serve", "find", "paths", "gaps", "fit", "doctor"])
    expect(out).toContain(`  ${command} `);
  expect(out).toContain("Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the input was refused.");
});

test("schakel COMMAND --help shows examples and the option --store", async () => {
  for (const command of ["import", "export", "serve", "find", "paths", "gaps", "fit", "doctor"]) {
    const { code, out } = await run(command, "--help");
    expect(code).toBe(0);
    expect(out).toContain("Example");
    expect(out).toContain("--store <location>");
  }
});

test("schakel exits 2 for wrong usage, with one line that says what was wanted", async () => {
  const store = newStore();
  for (const argv of [
    ["dance"],
    ["import"],
    ["import", "a", "b"],
    ["import", "a", "--loud"],
    ["import", "a", "--store", "mysql:x"],
    ["import", "a", "--store", "bolt://neo4j:secret@localhost:7687"],
    ["paths", "x:a", "x:b", "--max-hops", "9", "--store", store],
    ["paths", "x:a", "x:b", "--k", "0", "--store", store],
    ["paths", "x:a", "x:b", "--k", "101", "--store", store],
    ["paths", "x:a", "x:b", "--rank", "speed", "--store", store],
    ["paths", "x:a", "x:b", "--active-on", "2024-02-30", "--store", store],
    ["paths", "x:a", "x:b", "--kinds", "visit,dance", "--store", store],
    ["gaps", "R1", "--lang", "de", "--store", store],
  ]) {
    const { code, out, err } = await run(...argv);
    expect([argv, code, out]).toEqual([argv, 2, ""]);
    expect(err).toMatch(/^schakel: [^\n]+\n$/);
    expect(err).not.toContain("secret");
  }
});

test.each([
  [["paths", "x:a", "x:b", "--rank", "hops,cost"], "Wanted HOPS or COST."],
  [["paths", "x:a", "x:b", "--kinds", "dance"], "MEETING, OTHER, separated by commas."],
  [
    ["gaps", "AM28", "--as-of", "1800-01-01"],
    "Wanted a date of the calendar, written YYYY-MM-DD, from 1900-01-01 to 2199-12-31.",
  ],
  [
    ["paths", "De Strijper", "x:b"],
    "Wanted the id of an organisation, or an identifier scheme:value, for example kvk:12345678.",
  ],
  [["paths", "x:a", "x:b", "--via", "x:c, De Strijper"], "an identifier scheme:value"],
])("schakel %j says what was wanted", async (argv, wanted) => {
  const { code, err } = await run(...argv, "--store", newStore());
  expect(code).toBe(2);
  expect(err).toContain(wanted);
});

test("schakel exits 1 with one line when the store cannot be opened", async () => {
  const notStore = folderOf({ "text.db": "this is no database, however long one looks at it".repeat(100) });
  for (const place of ["/nowhere/at/all/x.db", join(notStore, "text.db")]) {
    const { code, err } = await run("import", folderOf(folder), "--store", `sqlite:${place}`);
    expect(code).toBe(1);
    expect(err).toMatch(/^schakel: [^\n]+\n$/);
  }
});

// ---- import and export

test("schakel import tells what came of every kind, and the second time that nothing differs", async () => {
  const store = newStore();
  const directory = folderOf(folder);
  const once = await run("import", directory, "--store", store);
  expect(once).toMatchObject({ code: 0, err: "" });
  expect(once.out).toMatch(/organisations +4 +0 +0 +0\n/);
  expect(once.out).toContain("Imported; the store is at revision 1");
  const again = await run("import", directory, "--store", store);
  expect(again.out).toMatch(/partnerships +0 +0 +3 +0\n/);
  expect(again.out).toContain("Nothing differs; the store stays at revision 1");
});

test("schakel makes no store for a command that only asks", async () => {
  const store = newStore();
  const directory = folderOf();
  for (const argv of [
    ["paths", "a:1", "a:2"],
    ["gaps", "R1"],
    ["find", "museum"],
    ["export", directory],
  ]) {
    const { code, err } = await run(...argv, "--store", store);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^schakel: Cannot open store "[^"]+": there is no such file; schakel import makes one\n$/,
    );
  }
  expect(await run("doctor", "--store", store)).toMatchObject({ code: 1 });
  expect(existsSync(store.slice("sqlite:".length))).toBe(false);
  expect(readdirSync(directory)).toEqual([]);
});

// Once a look at an older store brought it up to date, behind the back of whoever still served it.
test("schakel leaves an older store as it is for a command that only asks, and says what to run", async () => {
  const store = await filledStore();
  const file = store.slice("sqlite:".length);
  const older = new Database(file);
  older.exec("DROP TABLE gap_decision; DROP TABLE learnt_weights; PRAGMA user_version = 1");
  older.close();
  const before = readFileSync(file);

  const reason =
    "an older Schakel made it, and it is opened to read alone; schakel serve or schakel import brings it up to date";
  for (const argv of [
    ["paths", "x:school", "x:firm"],
    ["gaps", "R1"],
    ["export", folderOf()],
  ])
    expect(await run(...argv, "--store", store)).toEqual({
      code: 1,
      out: "",
      err: `schakel: Cannot open store "${file}": ${reason}\n`,
    });
  const { code, out } = await run("doctor", "--store", store);
  expect(code).toBe(1);
  expect(out).toContain(reason);
  expect(readFileSync(file).equals(before)).toBe(true);

  expect(await run("import", folderOf(folder), "--store", store)).toMatchObject({ code: 0 });
  expect(await run("paths", "x:school", "x:firm", "--store", store)).toMatchObject({ code: 0 });
});

test("schakel import --dry-run writes nothing, no store either", async () => {
  const store = newStore();
  const { code, out } = await run("import", folderOf(folder), "--store", store, "--dry-run");
  expect(code).toBe(0);
  expect(out).toContain("Nothing was written: a dry run, at revision 0");
  expect(existsSync(store.slice("sqlite:".length))).toBe(false);
});

test("schakel import exits 3 and tells each refused row in a line", async () => {
  const rows = lines("id,name,kind", "x:1,A,SHOP", 'x:2,"B\nC",OTHER', "x:3,,OTHER");
  const { code, err } = await run("import", folderOf({ "organisations.csv": rows }), "--store", newStore());
  expect(code).toBe(3);
  const [first, second, third, last] = err.split("\n");
  expect(first).toMatch(/^schakel: organisations.csv, line 2, kind: "SHOP"; wanted one of EDUCATION, /);
  expect(second).toBe(
    'schakel: organisations.csv, line 3, name: "B\\nC"; wanted text without control characters',
  );
  expect(third).toBe(
    "schakel: organisations.csv, line 5, name: nothing is given; wanted 1 to 500 characters",
  );
  expect(last).toMatch(/^schakel: nothing was imported from /);
});

test("schakel import prints fifty refused rows and counts the others; --json prints them all", async () => {
  const rows = Array.from({ length: 60 }, (_, i) => `x:${i},A,SHOP`);
  const directory = folderOf({ "organisations.csv": lines("id,name,kind", ...rows) });
  const { err } = await run("import", directory, "--store", newStore());
  expect(err.split("\n")).toHaveLength(50 + 1 + 1 + 1);
  expect(err).toContain("schakel: and 10 more; --json lists them all\n");
  const { code, out } = await run("import", directory, "--store", newStore(), "--json");
  expect(code).toBe(3);
  expect((JSON.parse(out) as { refusals: unknown[] }).refusals).toHaveLength(60);
});

test("schakel import exits 3 where there is no such folder", async () => {
  const { code, err } = await run("import", "/nowhere/at/all", "--store", newStore());
  expect([code, err]).toEqual([3, 'schakel: Cannot import "/nowhere/at/all": there is no such folder\n']);
});

test("schakel export writes what import reads, and refuses to replace it unless forced", async () => {
  const store = await filledStore();
  const directory = join(folderOf(), "copy");
  const { code, out } = await run("export", directory, "--store", store);
  expect([code, out]).toEqual([
    0,
    "Exported revision 1: 1 regions, 0 sectors, 4 organisations, 3 partnerships\n",
  ]);
  expect(readFileSync(join(directory, "organisations.csv"), "utf8")).toContain("x:alone,Museum,OTHER,R1");
  expect(await run("export", directory, "--store", store)).toMatchObject({ code: 3, out: "" });
  const forced = await run("export", directory, "--store", store, "--force", "--json");
  expect(JSON.parse(forced.out)).toEqual({
    revision: 1,
    counts: { region: 1, sector: 0, organisation: 4, partnership: 3 },
  });
});

// ---- find, paths and gaps

test("schakel find tells the refs of organisations and the codes of regions, by the beginnings of words", async () => {
  const store = await filledStore();
  expect(await run("find", "DOMMEL", "--store", store)).toEqual({
    code: 0,
    out: "Organisations: 1\n  x:school  Dommelcollege, Streek\nRegions: 0\n",
    err: "",
  });
  for (const words of [["str"], ["r1"]])
    expect((await run("find", ...words, "--store", store)).out).toBe(
      "Organisations: 0\nRegions: 1\n  R1  Streek, REGION\n",
    );
  const { out } = await run("find", "x:alone", "--json", "--store", store);
  expect(JSON.parse(out)).toMatchObject({
    organisationCount: 1,
    organisations: [
      { ref: "x:alone", name: "Museum", kind: "OTHER", region: { code: "R1", name: "Streek" } },
    ],
    regionCount: 0,
    regions: [],
    revision: 1,
  });
});

test("schakel find counts what it leaves out, and exits 3 where there is no word", async () => {
  const rows = Array.from({ length: 600 }, (_, i) => `R${i},Streek ${i},REGION`);
  const store = newStore();
  await run("import", folderOf({ "regions.csv": lines("code,name,division", ...rows) }), "--store", store);
  const { out } = await run("find", "streek", "--first", "2", "--store", store);
  expect(out).toMatch(/^Organisations: 0\nRegions: 600\n( {2}R\d+ +Streek \d+, REGION\n){2}$/);
  expect(await run("find", "!", "--store", store)).toMatchObject({ code: 3, out: "" });
});

test("schakel paths tells the way as a person reads it, from name to name", async () => {
  const { code, out } = await run("paths", school, "x:firm", "--store", await filledStore());
  expect(code).toBe(0);
  expect(out).toMatch(
    /^Dommelcollege\n {2}-> via Kijken op de bouw \(since 2024-01-01\)\n {2}-> Techniekpunt\n {2}-> via .*, and 1 more\n {2}-> Wielewaal\n/,
  );
});

test("schakel paths tells who can introduce whom, over what, and how many partners it has", async () => {
  const { out } = await run("paths", school, "x:firm", "--store", await filledStore());
  expect(out).toMatch(
    /\n {2}-> Wielewaal\nWho can introduce whom:\n- Techniekpunt can bring Dommelcollege to Wielewaal\. [^\n]+ is a membership, and 1 other partnership\. Techniekpunt has 2 partners on record\.\n$/,
  );
  const direct = await run("paths", school, "x:hub", "--store", await filledStore());
  expect(direct.out).not.toContain("introduce");
});

// Once the closest was told, were it ten years dead, while the two still worked together.
test("schakel paths tells of several partnerships the one that runs the longest, by its first and last day", async () => {
  const store = newStore();
  const parties = "x:school;x:hub";
  const rows = (...partnerships: readonly string[]) =>
    folderOf({ ...folder, "partnerships.csv": lines("id,parties,title,kind,since,until", ...partnerships) });
  const told = async (...partnerships: readonly string[]): Promise<string> => {
    await run("import", rows(...partnerships), "--store", store);
    return (await run("paths", school, "x:hub", "--store", store)).out.split("\n")[1];
  };
  const ended = `p:1,${parties},Ended,PROJECT,2014-01-01,2016-01-01`;
  expect(await told(ended)).toBe("  -> via Ended (2014-01-01 to 2015-12-31)");
  const later = `p:2,${parties},Later,PROJECT,,2031-01-01`;
  expect(await told(ended, later)).toBe("  -> via Later (to 2030-12-31), and 1 more");
  const open = `p:3,${parties},Open,PROJECT,2020-01-01,`;
  expect(await told(ended, later, open)).toBe("  -> via Open (since 2020-01-01), and 2 more");
});

test("schakel paths names a partnership without a title by its parties", async () => {
  const { out } = await run(
    "paths",
    "x:hub",
    "x:firm",
    "--kinds",
    "membership",
    "--lang",
    "nl",
    "--store",
    await filledStore(),
  );
  expect(out).toBe("Techniekpunt\n  -> via Techniekpunt en Wielewaal\n  -> Wielewaal\n");
});

test("schakel paths says why there is no way, and exits 0: that is an answer", async () => {
  const store = await filledStore();
  for (const options of [
    ["x:alone"],
    ["x:firm", "--max-hops", "1"],
    ["x:firm", "--active-on", "2000-01-01"],
    ["x:firm", "--kinds", "visit"],
  ]) {
    const { code, out } = await run("paths", school, ...options, "--store", store);
    expect(code).toBe(0);
    expect(out.split("\n")[0]).toMatch(/^[A-Z].*(Dommelcollege|Museum).*\.$/);
  }
});

test("schakel paths tells what would make a way where there is none", async () => {
  const store = await filledStore();
  const { out } = await run("paths", school, "x:firm", "--max-hops", "1", "--lang", "nl", "--store", store);
  expect(out).toContain(
    "\nWat zou helpen:\n- Sta 2 stappen toe in plaats van 1. Dan is er een weg van Dommelcollege naar Wielewaal.\n" +
      "  Dommelcollege -> Techniekpunt -> Wielewaal\n",
  );
  expect(out).toContain("\nNieuwe samenwerkingen die een weg zouden maken:\n- Dommelcollege + Wielewaal\n");
  const options = ["--kinds", "visit", "--json", "--store", store];
  const told = JSON.parse((await run("paths", school, "x:firm", ...options)).out) as {
    relaxations: { change: string; filterFields: string[]; path: { organisations: { name: string }[] } }[];
    suggestions: { organisations: object[]; reasons: { text: string }[] }[];
  };
  expect(told.relaxations[0]).toMatchObject({ change: "DROP_CONDITION", filterFields: ["partnershipKinds"] });
  expect(told.relaxations[0].path.organisations).toHaveLength(3);
  expect(told.suggestions[0].organisations).toHaveLength(2);
});

test("schakel paths numbers several ways, passes whom it is told to, and takes them apart", async () => {
  const store = await filledStore();
  const several = await run("paths", school, "x:firm", "--k", "3", "--rank", "cost", "--store", store);
  expect(several.code).toBe(0);
  expect(several.out).toContain("Dommelcollege\n");
  for (const options of [
    ["--via", "x:hub"],
    ["--disjoint", "--k", "2"],
  ]) {
    const { code, out } = await run("paths", school, "x:firm", ...options, "--store", store);
    expect(code).toBe(0);
    expect(out).toContain("  -> Techniekpunt\n");
  }
  const both = await run("paths", school, "x:firm", "--via", "x:hub", "--disjoint", "--store", store);
  expect(both).toMatchObject({ code: 3, out: "" });
  expect(both.err).toContain("via and disjoint are both given");
});

test("schakel paths --json tells refs, titles and costs, or the reason", async () => {
  const store = await filledStore();
  const found = JSON.parse((await run("paths", school, "x:firm", "--json", "--store", store)).out) as {
    paths: {
      organisations: { ref: string }[];
      steps: { partnershipCount: number }[];
      introduction: unknown;
    }[];
  };
  expect(found).toMatchObject({ kind: "paths", truncated: false, revision: 1 });
  expect(found.paths[0].organisations.map(({ ref }) => ref)).toEqual([school, "x:hub", "x:firm"]);
  expect(found.paths[0].steps.map(({ partnershipCount }) => partnershipCount)).toEqual([1, 2]);
  expect(found.paths[0].introduction).toMatchObject([
    { partnershipCount: 2, partnership: { ref: "p:2" }, lastActive: null, askedPartnerCount: 2 },
  ]);
  const none = JSON.parse((await run("paths", school, "x:alone", "--json", "--store", store)).out) as unknown;
  expect(none).toMatchObject({ kind: "no-path", reason: "NO_PARTNERS", revision: 1 });
});

test("schakel paths exits 3 for an organisation that nothing records", async () => {
  const { code, out, err } = await run("paths", school, "x:nobody", "--store", await filledStore());
  expect([code, out]).toEqual([3, ""]);
  expect(err).toMatch(/^schakel: [^\n]*"x:nobody"[^\n]*\n$/);
});

test("schakel gaps writes a brief in the language asked for", async () => {
  const store = await filledStore();
  const english = await run("gaps", "R1", "--as-of", "2024-06-01", "--store", store);
  expect(english.code).toBe(0);
  expect(english.out).toMatch(/^Streek \(R1\): \d+ gaps?\n\nPairs that should meet: 1\n\n1\. /);
  expect(english.out).toContain("Museum");
  const dutch = await run("gaps", "R1", "--as-of", "2024-06-01", "--lang", "nl", "--store", store);
  expect(dutch.out).toMatch(/^Streek \(R1\): \d+ witte vlek(ken)?\n/);
});

test("schakel gaps keeps to the kinds and the number asked for, and counts what it leaves out", async () => {
  const store = await filledStore();
  const { out } = await run("gaps", "R1", "--kinds", "isolated_organisation", "--json", "--store", store);
  const answer = JSON.parse(out) as {
    count: number;
    gaps: { kind: string; organisations: { ref: string }[] }[];
  };
  expect(answer.gaps.map(({ kind }) => kind)).toEqual(["ISOLATED_ORGANISATION"]);
  expect(answer.gaps[0].organisations[0].ref).toBe("x:alone");
  const brief = await run("gaps", "R1", "--first", "1", "--as-of", "2000-01-01", "--store", store);
  expect(brief.out).toMatch(/\n\.\.\. and \d+ more; /);
});

test("schakel gaps --decisions tells of gaps decided so, when and why", async () => {
  const store = await filledStore();
  const kinds = ["--kinds", "isolated_organisation", "--store", store];
  const answer = JSON.parse((await run("gaps", "R1", "--json", ...kinds)).out) as { gaps: { id: string }[] };
  const app = await openApp(readConfig({ store }, {}));
  await app.services.decideGap(operator, {
    gap: answer.gaps[0].id,
    decision: "DISMISSED",
    note: "Closed on Mondays",
  });
  await app.close();

  expect((await run("gaps", "R1", ...kinds)).out).not.toContain("Museum");
  const dismissed = await run("gaps", "R1", "--decisions", "dismissed", ...kinds);
  expect(dismissed.out).toMatch(
    /Museum[^]*\n {3}It was dismissed on [^\n]* by operator: “Closed on Mondays”\.\n/,
  );
  const dutch = await run("gaps", "R1", "--decisions", "dismissed,open", "--lang", "nl", ...kinds);
  expect(dutch.out).toMatch(
    /\n {3}Deze witte vlek is afgewezen op [^\n]* door operator: “Closed on Mondays”\.\n/,
  );
  expect(JSON.parse((await run("gaps", "R1", "--json", ...kinds)).out)).toMatchObject({
    gaps: [],
    countsByDecision: expect.arrayContaining([{ decision: "DISMISSED", count: 1 }]),
  });
});

test("schakel gaps puts the recorded title beside sentences about a partnership, in words and in JSON", async () => {
  const asked = ["gaps", "R1", "--as-of", "2024-06-01", "--store", await dormantStore()];
  const { out } = await run(...asked, "--kinds", "dormant_partnership");
  expect(out).toMatch(
    /\n1\. The partnership of Dommelcollege and Wielewaal ended, [^]*\n {3}On record as: Leerbedrijf \(2023-01-01 to 2023-06-30\)\n/,
  );
  const json = await run(...asked, "--kinds", "dormant_partnership", "--json");
  expect(JSON.parse(json.out)).toMatchObject({
    gaps: [
      {
        kind: "DORMANT_PARTNERSHIP",
        partnership: { ref: "p:1", title: "Leerbedrijf", kind: "PLACEMENT", until: "2023-07-01" },
        reasons: [{ code: "ENDED", text: expect.stringContaining("ended 336 days before") }],
        suggestions: [{ organisations: [{ ref: "x:school" }, { ref: "x:firm" }] }],
      },
    ],
  });
});

test("schakel gaps --decisions closed says what a gap was, and by what it was closed", async () => {
  const store = await dormantStore();
  const asked = ["gaps", "R1", "--kinds", "dormant_partnership", "--store", store];
  const { out: json } = await run(...asked, "--as-of", "2024-06-01", "--json");
  const [{ id }] = (JSON.parse(json) as { gaps: { id: string }[] }).gaps;
  const app = await openApp(readConfig({ store }, {}));
  await app.services.decideGap(operator, { gap: id, decision: "ACCEPTED" });
  await app.services.recordPartnership(operator, {
    title: "Opnieuw",
    since: "2024-07-01" as CalendarDate,
    parties: ["x:school", "x:firm"].map((organisation) => ({ organisation, role: "PARTICIPANT" as const })),
  });
  await app.close();

  const { out } = await run(...asked, "--as-of", "2024-08-01", "--decisions", "closed");
  expect(out).toMatch(
    /ended, and no renewal was recorded\n[^]* It was closed by a partnership of Dommelcollege and Wielewaal, begun on 1 July 2024\.\n {3}On record as: Leerbedrijf [^]*\n {3}Closed by: Opnieuw \(since 2024-07-01\)\n {3}It was accepted on /,
  );
  expect(out).not.toContain("would mend it");
});

/** A store in which a partnership with a title ended. */
async function dormantStore(): Promise<string> {
  const store = newStore();
  const partnerships = lines(
    "id,parties,title,kind,since,until",
    "p:1,x:school;x:firm,Leerbedrijf,PLACEMENT,2023-01-01,2023-07-01",
  );
  await run("import", folderOf({ ...folder, "partnerships.csv": partnerships }), "--store", store);
  return store;
}

test("schakel gaps exits 3 for a region that nothing records, and says what was meant, in the language of the answer", async () => {
  const store = await filledStore();
  const { code, err } = await run("gaps", "R9", "--store", store);
  expect([code, err]).toEqual([
    3,
    'schakel: Cannot find gaps: no region has the code "R9"; schakel find lists regions by name\n',
  ]);
  expect(await run("gaps", "r1", "--lang", "nl", "--store", store)).toMatchObject({
    code: 3,
    err: 'schakel: Kan geen witte vlekken zoeken: geen regio heeft de code "r1"; bedoel je R1? schakel find noemt regio\'s op naam\n',
  });
});

// ---- doctor

test("schakel doctor finds nothing wrong with a sound store and exits 0", async () => {
  const { code, out } = await run("doctor", "--store", await filledStore());
  expect(code).toBe(0);
  expect(out).toMatch(/revision 1: 1 regions, 0 sectors, 4 organisations, 3 partnerships\n/);
  expect(out).toMatch(/ok {5}network +holds 4 organisations and 3 partnerships at revision 1\n/);
  expect(out).not.toContain("WRONG");
});

// Once the network was said to be wrong, and the message to be reported.
test("schakel doctor says that the folder of norms is not there, looks at all else, and exits 1", async () => {
  const store = await filledStore();
  const norms = join(folderOf(), "nowhere");
  process.env.SCHAKEL_NORMS = norms;
  try {
    const { code, out } = await run("doctor", "--store", store);
    expect(code).toBe(1);
    expect(out).toContain(
      `WRONG  norms          Cannot read norms in "${norms}": there is no such folder\n` +
        "                      -> correct the file that it names, or the folder in SCHAKEL_NORMS\n",
    );
    expect(out).toMatch(/ok {5}network +holds 4 organisations/);
  } finally {
    delete process.env.SCHAKEL_NORMS;
  }
});

test("schakel doctor tells a record that breaks the rules, what to do, and exits 1", async () => {
  const store = await filledStore();
  const file = new Database(store.slice("sqlite:".length));
  file
    .prepare("UPDATE partnership SET since = '2030-01-01', until = '2020-01-01' WHERE title = 'Leerbedrijf'")
    .run();
  file.close();
  const { code, out } = await run("doctor", "--store", store);
  expect(code).toBe(1);
  expect(out).toMatch(
    /WRONG {2}records +partnership "p:3", until: "2020-01-01"; wanted a day after since, 2030-01-01\n +-> /,
  );
});

test("schakel doctor says what is wrong with a store that it cannot open, and exits 1", async () => {
  const { code, out, err } = await run("doctor", "--store", "sqlite:/nowhere/at/all/x.db", "--json");
  expect([code, err]).toEqual([1, ""]);
  const { ok, findings } = JSON.parse(out) as {
    ok: boolean;
    findings: { check: string; advice: string | null }[];
  };
  expect(ok).toBe(false);
  expect(findings.at(-1)).toMatchObject({ check: "store", ok: false });
  expect(findings.at(-1)?.advice).not.toBeNull();
  expect(existsSync("/nowhere")).toBe(false);
});
