/** The service as an operator starts and stops it: a process of its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import Database from "better-sqlite3";

const root = fileURLToPath(new URL("../..", import.meta.url));

let folder: string;
const started: ChildProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "schakel-"));
});
afterAll(async () => {
  for (const child of started) if (child.exitCode === null) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

interface Running {
  readonly child: ChildProcess;
  /** What it wrote to standard error so far. */
  said(): string;
  /** Waits until it says something, or ends; answers the address it listens on. */
  ready(): Promise<string>;
}

function serve(options: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, ["--import", "tsx", "src/main.ts", "serve", ...options], {
    cwd: root,
    env: { PATH: process.env["PATH"], XDG_DATA_HOME: folder, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  started.push(child);
  let said = "";
  child.stderr!.setEncoding("utf8").on("data", (text: string) => (said += text));
  return {
    child,
    said: () => said,
    ready: () =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const line = /ready on (http:\S+)/.exec(said);
          if (line !== null) resolve(line[1]);
        };
        child.stderr!.on("data", look);
        child.once("exit", (code) => reject(new Error(`It ended with ${code}: ${said}`)));
        look();
      }),
  };
}

async function ask<Data>(address: string, query: string): Promise<Data> {
  const reply = await fetch(`${address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return ((await reply.json()) as { data: Data }).data;
}

async function exitCodeOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const [code] = (await once(child, "exit")) as [number | null];
  return code;
}

test("serve --demo answers the question it shows, stops on SIGTERM with 0, and starts again on the same records", async () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const running = serve(["--demo", "--port", "0"]);
    const address = await running.ready();
    expect(running.said()).toContain(`${address}/graphql`);
    expect(running.said()).toContain(`${address}/graphiql`);
    const question = /A first question to paste:\n\n([\s\S]+?\n\})\n/.exec(running.said())![1];
    expect(await ask(address, question)).toMatchObject({ paths: { paths: [{ hops: 3 }] } });
    expect(await ask(address, "{ service { revision organisations } }")).toEqual({
      service: { revision: 1, organisations: 40 },
    });
    running.child.kill(signal);
    expect(await exitCodeOf(running.child)).toBe(0);
  }
});

// Once each start put the demo data back, over whatever its user had changed.
test("serve --demo leaves what its user changed", async () => {
  const options = ["--demo", "--store", `sqlite:${join(folder, "changed.db")}`, "--port", "0"];
  const first = serve(options);
  const rename = 'mutation { recordOrganisation(input: { ref: "brin:99AB", name: "Renamed" }) { revision } }';
  await ask(await first.ready(), rename);
  first.child.kill("SIGTERM");
  await exitCodeOf(first.child);

  const second = serve(options);
  expect(await ask(await second.ready(), '{ organisation(ref: "brin:99AB") { name } }')).toEqual({
    organisation: { name: "Renamed" },
  });
  second.child.kill("SIGTERM");
  expect(await exitCodeOf(second.child)).toBe(0);
});

/** Waits until something holds, for twenty seconds at most. */
async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !holds(); i++) await sleep(50);
}

test("serve logs an outage of its store as one line of JSON, and one when it is over", async () => {
  const file = join(folder, "unsteady.db");
  const running = serve(["--store", `sqlite:${file}`, "--port", "0"]);
  await running.ready();
  const logged = (): string[] =>
    running
      .said()
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => (JSON.parse(line) as { msg: string }).msg);
  const other = new Database(file);
  other.exec("alter table store rename to elsewhere");
  await until(() => logged().length > 0);
  // Two more looks at the store.
  await sleep(2_500);
  expect(logged()).toEqual(["the network does not follow the store"]);
  other.exec("alter table elsewhere rename to store");
  await until(() => logged().length > 1);
  expect(logged()[1]).toBe("the network follows the store again");
  other.close();
  running.child.kill("SIGTERM");
  expect(await exitCodeOf(running.child)).toBe(0);
}, 30_000);

test("serve answers what it was sent before it was told to stop, and says goodbye on open sockets", async () => {
  const running = serve(["--demo", "--port", "0"]);
  const address = await running.ready();
  const asked = Array.from({ length: 20 }, () =>
    ask(address, "{ organisations { nodes { partners { totalCount } } } }"),
  );
  await asked[0];
  running.child.kill("SIGTERM");
  const answers = await Promise.all(asked);
  expect(answers).toHaveLength(20);
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(await exitCodeOf(running.child)).toBe(0);
});

test("serve on a new store serves an empty network", async () => {
  const running = serve(["--store", `sqlite:${join(folder, "empty.db")}`, "--port", "0"]);
  const address = await running.ready();
  expect(await ask(address, "{ service { revision organisations } }")).toEqual({
    service: { revision: 0, organisations: 0 },
  });
  running.child.kill("SIGTERM");
  expect(await exitCodeOf(running.child)).toBe(0);
});

test("serve refuses to listen where others can reach it until someone says what they may do", async () => {
  const refused = serve(["--host", "0.0.0.0", "--port", "0"]);
  expect(await exitCodeOf(refused.child)).toBe(2);
  expect(refused.said()).toMatch(
    /^schakel: Cannot listen on "0\.0\.0\.0", .* SCHAKEL_ANONYMOUS .* none, read or write\n$/,
  );

  const allowed = serve(["--host", "0.0.0.0", "--port", "0", "--demo"], { SCHAKEL_ANONYMOUS: "read" });
  const address = (await allowed.ready()).replace("0.0.0.0", "127.0.0.1");
  expect(await ask(address, "{ service { organisations } }")).toEqual({ service: { organisations: 40 } });
  expect(
    await ask(
      address,
      'mutation { removePartnership(input: { ref: "demo:aardgasvrij-bouwen" }) { revision } }',
    ),
  ).toBeNull();
  allowed.child.kill("SIGTERM");
  expect(await exitCodeOf(allowed.child)).toBe(0);
});

test.each([
  [["--port", "70000"], {}],
  [["--store", "mysql://x"], {}],
  [[], { SCHAKEL_ANONYMOUS: "everyone" }],
])("serve %j with %j ends with 2 and one line", async (options, env) => {
  const refused = serve(options, env as Record<string, string>);
  expect(await exitCodeOf(refused.child)).toBe(2);
  expect(refused.said()).toMatch(/^schakel: .*\n$/);
});

test("serve ends with 1 where the port is taken", async () => {
  const first = serve(["--demo", "--port", "0"]);
  const port = new URL(await first.ready()).port;
  const second = serve(["--demo", "--port", port]);
  expect(await exitCodeOf(second.child)).toBe(1);
  expect(second.said()).toBe(
    `schakel: Cannot listen on 127.0.0.1:${port}: the port is in use; --port takes another, 0 any that is free\n`,
  );
  first.child.kill("SIGTERM");
  expect(await exitCodeOf(first.child)).toBe(0);
});
