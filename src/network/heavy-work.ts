/**
 * Long computations, kept off the event loop: a small pool of worker threads that run tasks (tasks.ts)
 * over a snapshot of the projection in shared memory.
 *
 * Threads start when they are first needed, and a snapshot is made once for each revision that is asked
 * about, over several turns of the event loop where the network is large; all threads share it. A question
 * is answered as of the moment it was asked, whatever changes meanwhile; it may wait before it is sent, so that
 * nothing in it may be borrowed from what changes.
 */
import { Worker } from "node:worker_threads";
import { SchakelError } from "../domain/errors.js";
import type { Projection, ProjectionColumns } from "../kernel/projection.js";
import { snapshotSteps } from "../kernel/snapshot.js";
import type { TaskAnswer, TaskName, TaskQuestion } from "./tasks.js";
import { overTurns } from "./turns.js";
import type { Job, JobDone } from "./worker.js";

/** The projection as it stands, and what tells it from those before and after. */
export interface Present {
  readonly projection: Projection;
  readonly recordsRevision: number;
}

export interface HeavyWorkOptions {
  /** How many threads at most, one of which what is slow leaves to others. Default 3. */
  readonly threads?: number;
  /** Milliseconds from asking to answering, waiting included. Default 4000. */
  readonly deadline?: number;
  /** The same for what is known to take long. Default 14,000. */
  readonly slowDeadline?: number;
  /** The file that the threads run. */
  readonly entry?: URL;
}

interface RunOptions {
  readonly isSlow?: boolean;
  /** Milliseconds. */
  readonly within?: number;
  readonly at?: Present;
}

/** Nodes and memberships that the event loop has time to go through once or twice. */
const manageable = 500_000;

/** Says whether going through all of a network would hold the event loop for longer than a moment. */
export function isLongWork(projection: Projection): boolean {
  return projection.size > manageable;
}

export class HeavyWork {
  readonly #present: () => Present;
  readonly #threadLimit: number;
  readonly #deadline: number;
  readonly #slowDeadline: number;
  readonly #entry: URL;
  readonly #threads: Thread[] = [];
  readonly #waiting: Commission[] = [];
  #snapshot: Snapshot | null = null;
  #lastId = 0;
  #isClosed = false;

  /** `present` tells what the network is at the moment that something is asked. */
  constructor(present: () => Present, options: HeavyWorkOptions = {}) {
    this.#present = present;
    this.#threadLimit = options.threads ?? 3;
    this.#deadline = options.deadline ?? 4_000;
    this.#slowDeadline = options.slowDeadline ?? 14_000;
    this.#entry = options.entry ?? ownEntry;
  }

  /**
   * Runs a task in a worker over the projection as it stands now, or over the one that is given as it stands. Node and
   * hyperedge numbers of the answer are those of now, also where the network has changed by the time it comes. What is slow
   * has more time, and never all threads, so that quicker work does not wait for it; who can wait for less says `within`.
   *
   * Rejects with BUDGET_EXCEEDED where the deadline passes first, with UNAVAILABLE where the service
   * stops, and with an error where the task or its thread fails; another thread takes its place.
   */
  run<Name extends TaskName>(
    task: Name,
    question: TaskQuestion<Name>,
    { isSlow = false, within = Infinity, at = this.#present() }: RunOptions = {},
  ): Promise<TaskAnswer<Name>> {
    if (this.#isClosed) return Promise.reject(stopped());
    const snapshot = this.#snapshotOf(at);
    const deadline = Math.min(isSlow ? this.#slowDeadline : this.#deadline, within);
    return new Promise((resolve, reject) => {
      const commission: Commission = {
        job: { id: ++this.#lastId, task, question },
        snapshot,
        isSlow,
        resolve: (answer) => resolve(answer as TaskAnswer<Name>),
        reject,
        timer: setTimeout(() => this.#giveUp(commission), deadline),
      };
      this.#waiting.push(commission);
      this.#assign();
    });
  }

  /** Stops all threads; what they were asked is rejected. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const commission of this.#waiting.splice(0)) settle(commission).reject(stopped());
    const threads = this.#threads.splice(0);
    for (const { at } of threads) if (at !== null) settle(at).reject(stopped());
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
    this.#snapshot = null;
  }

  #snapshotOf(present: Present): Snapshot {
    const { projection, recordsRevision } = present;
    if (this.#snapshot?.projection !== projection || this.#snapshot.recordsRevision !== recordsRevision) {
      const snapshot: Snapshot = { ...present, columns: null };
      this.#snapshot = snapshot;
      void overTurns(snapshotSteps(projection)).then(
        (columns) => {
          snapshot.columns = columns;
          if (!this.#isClosed) this.#assign();
        },
        (error: Error) => this.#abandon(snapshot, error),
      );
    }
    return this.#snapshot;
  }

  /** Rejects what waits for a snapshot that could not be made; the next question makes another. */
  #abandon(snapshot: Snapshot, error: Error): void {
    if (this.#snapshot === snapshot) this.#snapshot = null;
    for (const commission of this.#waiting.filter((waiting) => waiting.snapshot === snapshot)) {
      this.#waiting.splice(this.#waiting.indexOf(commission), 1);
      settle(commission).reject(error);
    }
  }

  /** Gives what waits to threads that have nothing to do. */
  #assign(): void {
    for (let next = this.#nextToAssign(); next !== -1; next = this.#nextToAssign()) {
      const idle = this.#threads.find(({ at }) => at === null) ?? this.#startThread();
      if (idle === null) return;
      const [commission] = this.#waiting.splice(next, 1);
      const { job, snapshot } = commission;
      idle.at = commission;
      // A thread with work to do keeps the process alive, an idle one does not.
      idle.worker.ref();
      idle.worker.postMessage(idle.snapshot === snapshot ? job : { ...job, columns: snapshot.columns! });
      idle.snapshot = snapshot;
    }
  }

  /** The place of what has waited longest among those that may have a thread; -1 where there is none. */
  #nextToAssign(): number {
    const slow = this.#threads.filter(({ at }) => at?.isSlow).length;
    const mayBeSlow = slow < Math.max(1, this.#threadLimit - 1);
    return this.#waiting.findIndex(
      ({ isSlow, snapshot }) => snapshot.columns !== null && (mayBeSlow || !isSlow),
    );
  }

  #startThread(): Thread | null {
    if (this.#threads.length >= this.#threadLimit) return null;
    const worker = startWorker(this.#entry);
    const thread: Thread = { worker, at: null, snapshot: null };
    worker.unref();
    worker.on("message", (done: JobDone) => this.#deliver(thread, done));
    worker.on("error", (error) => this.#replace(thread, error));
    worker.on("exit", (code) => this.#replace(thread, new Error(`A worker ended with code ${code}`)));
    this.#threads.push(thread);
    return thread;
  }

  #deliver(thread: Thread, done: JobDone): void {
    const commission = thread.at;
    if (commission === null || commission.job.id !== done.id) return;
    thread.at = null;
    thread.worker.unref();
    const { resolve, reject } = settle(commission);
    if (done.kind === "answer") resolve(done.answer);
    else reject(new Error(`Task ${commission.job.task} failed in its worker: ${done.message}`));
    this.#assign();
  }

  /** Takes a thread out of the pool; the next one is started when there is work for it. */
  #replace(thread: Thread, error: Error): void {
    const place = this.#threads.indexOf(thread);
    if (place === -1) return;
    this.#threads.splice(place, 1);
    if (thread.at !== null) settle(thread.at).reject(error);
    this.#assign();
  }

  /** Rejects what takes too long; a thread cannot be interrupted, so one that works on it is ended. */
  #giveUp(commission: Commission): void {
    const error = new SchakelError(
      "BUDGET_EXCEEDED",
      "Cannot finish the computation: the time for it is up; ask for less, or narrow the question with a filter",
    );
    const place = this.#waiting.indexOf(commission);
    if (place !== -1) {
      this.#waiting.splice(place, 1);
      settle(commission).reject(error);
      return;
    }
    const thread = this.#threads.find(({ at }) => at === commission);
    if (thread === undefined) return;
    this.#replace(thread, error);
    void thread.worker.terminate();
  }
}

const ownEntry = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);

function startWorker(entry: URL): Worker {
  if (!entry.pathname.endsWith(".ts")) return new Worker(entry, { execArgv: [] });
  // In a checkout without a build, and in tests; tsx reads TypeScript in a new thread only where it is told to.
  const readSource = `import("tsx/esm/api").then(({ register }) => (register(), import("${entry.href}")))`;
  return new Worker(readSource, { eval: true, execArgv: [] });
}

interface Snapshot extends Present {
  /** `null` as long as it is in the making. */
  columns: ProjectionColumns | null;
}

interface Thread {
  readonly worker: Worker;
  /** What it works on; `null` while it is idle. */
  at: Commission | null;
  /** The one it was sent last. */
  snapshot: Snapshot | null;
}

/** A job with whoever waits for it. */
interface Commission {
  readonly job: Job;
  readonly snapshot: Snapshot;
  readonly isSlow: boolean;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Hands a commission over to be resolved or rejected: its time no longer runs. */
function settle(commission: Commission): Commission {
  clearTimeout(commission.timer);
  return commission;
}

function stopped(): SchakelError {
  return new SchakelError("UNAVAILABLE", "Cannot start the computation: the service stops");
}
