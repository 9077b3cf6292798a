/** The processes that service cases ask: Schakel's own as it is installed, and peers. */
import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface Running {
  readonly url: string;
  /** Milliseconds from the start to the line that says it is ready. */
  readonly startTime: number;
  /** Bytes of memory it holds in all, as the system counts. */
  memory(): number;
  stop(): Promise<void>;
}

/** What a store needs besides its location. */
export type Environment = Readonly<Record<string, string>>;

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Starts `schakel serve` on a free port, from what `npm run build` made. */
export async function startSchakel(
  store: string,
  environment: Environment = {},
  nodeOptions: readonly string[] = [],
): Promise<Running> {
  const serve = [...nodeOptions, "dist/main.js", "serve", "--store", store, "--port", "0"];
  const running = await start(serve, environment, /ready on (\S+)/);
  return { ...running, url: `${running.url}/graphql` };
}

/** Runs `schakel` with a command to its end; answers how many seconds it took, and what it said. */
export async function runSchakel(
  words: readonly string[],
  environment: Environment = {},
  nodeOptions: readonly string[] = [],
): Promise<{ seconds: number; printed: string; peakMemory: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, "dist/main.js", ...words], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const output of [child.stdout, child.stderr])
    output.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  let peakMemory = 0;
  const watch = setInterval(() => (peakMemory = Math.max(peakMemory, memoryOf(child))), 200);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`schakel ${words.join(" ")} ended with ${code}: ${printed.slice(-2000)}`);
  return { seconds: (performance.now() - began) / 1000, printed, peakMemory };
}

/** Starts a program of bench/peers that prints `ready on URL`. */
export function startPeer(file: string, environment: Environment): Promise<Running> {
  return start([`bench/peers/${file}`], environment, /ready on (\S+)/);
}

async function start(words: readonly string[], environment: Environment, ready: RegExp): Promise<Running> {
  const began = performance.now();
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const said: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (line: string): void => {
      said.push(line);
      const found = ready.exec(line);
      if (found !== null) resolve(found[1]);
    };
    for (const output of [child.stdout, child.stderr]) createInterface({ input: output }).on("line", hear);
    void ended.then(() => reject(new Error(`${words.join(" ")} ended early: ${said.slice(-20).join("\n")}`)));
  });
  return {
    url,
    startTime: performance.now() - began,
    memory: () => memoryOf(child),
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Resident memory of a process, where the system tells (Linux); else 0. */
function memoryOf({ pid }: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
