/**
 * The one way to the server: a driver, a session for each unit of work, and a deadline of our own round it.
 *
 * The driver waits for ever on a server that is frozen, and the transaction timeout is the server's.
 * So when a deadline passes the driver is left behind as it is and the next call begins with a new one.
 */
import { setTimeout as sleep } from "node:timers/promises";
import neo4j, { type Driver, type ManagedTransaction, Neo4jError, type Session } from "neo4j-driver";
import { StoreUnavailable } from "../../domain/errors.js";

/** A row of an answer: what each name of the RETURN clause holds, for decode.ts. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Runs one statement of a transaction. Statements are constants; what varies are parameters. One that takes
 * the writer's lock waits for other writes and says so: it may take a minute, and says nothing about the server.
 */
export type Run = (
  statement: string,
  parameters?: Readonly<Record<string, unknown>>,
  waitsForWriters?: boolean,
) => Promise<Row[]>;

export interface Connection {
  readonly url: string;
  /** Runs a transaction that reads. It may run more than once. */
  read<T>(work: (run: Run) => Promise<T>): Promise<T>;
  /**
   * Runs a transaction that writes and commits it. It may run more than once, also after it was committed, so
   * `work` looks first. Each statement has a deadline to itself, a longer one in a write of thousands of records; the
   * commit has as long again for every thousand.
   */
  write<T>(recordCount: number, work: (run: Run) => Promise<T>): Promise<T>;
  /**
   * Runs a statement outside a transaction of ours: constraints and indexes. One that gets in the way of another
   * process's runs again, and one that finds its work done by another is done.
   */
  alter(statement: string): Promise<void>;
  close(): Promise<void>;
}

export interface ConnectionOptions {
  /** `bolt://HOST:PORT` or `neo4j://...`, with `+s` for TLS. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** In ms: how long one statement may take. Default: 5,000. */
  readonly deadline?: number;
}

/** In deadlines: an index over millions of records takes minutes. */
const longestAlteration = 100;

/** In deadlines: how long a write waits for the writes of other processes. */
const longestWait = 12;

/** Processes that begin together meet at each of some twenty statements, seldom twice at the same one. */
const alterationAttempts = 20;

/** Makes a connection; nothing is sent yet. */
export function connect(options: ConnectionOptions): Connection {
  const { url, deadline = 5_000 } = options;
  // Every process of a cluster's clients reads what it has written itself.
  const bookmarkManager = neo4j.bookmarkManager();
  let driver: Driver | null = null;
  let isClosed = false;

  async function within<T>(work: (session: Session, watch: Watch) => Promise<T>): Promise<T> {
    if (isClosed) throw unavailable(url, "it is closed");
    const used = (driver ??= createDriver(options));
    const session = used.session({ bookmarkManager });
    const watch = startWatch(deadline);
    try {
      return await Promise.race([work(session, watch), watch.expired]);
    } catch (error) {
      if (error !== watch) throw explain(url, error);
      // The server is well, and what others ask of it goes on.
      if (watch.isWaitingForWriters()) throw unavailable(url, "another write is under way; try again later");
      if (driver === used) driver = null;
      leaveBehind(used.close());
      throw unavailable(url, `no answer within ${deadline / 1000} s`);
    } finally {
      watch.stop();
      leaveBehind(session.close());
    }
  }

  return {
    url,
    read: (work) =>
      within((session, watch) =>
        session.executeRead((transaction) => work(runner(url, transaction, watch, 1)), { timeout: deadline }),
      ),
    write: (recordCount, work) =>
      within((session, watch) =>
        session.executeWrite(async (transaction) => {
          const thousands = recordCount / 1_000;
          const result = await work(runner(url, transaction, watch, Math.min(1 + thousands, 6)));
          watch.restart(1 + thousands);
          return result;
        }),
      ),
    alter: (statement) =>
      within(async (session, watch) => {
        watch.restart(longestAlteration);
        await alterOnce(session, statement);
      }),
    close: async () => {
      isClosed = true;
      if (driver === null) return;
      const watch = startWatch(deadline);
      await Promise.race([driver.close(), watch.expired]).catch(() => {});
      watch.stop();
    },
  };
}

function createDriver({ url, user, password, deadline = 5_000 }: ConnectionOptions): Driver {
  return neo4j.driver(url, neo4j.auth.basic(user, password), {
    connectionTimeout: Math.min(deadline, 3_000),
    connectionAcquisitionTimeout: Math.min(deadline, 4_000),
    connectionLivenessCheckTimeout: 30_000,
    maxConnectionLifetime: 3_600_000,
    maxTransactionRetryTime: 2_500,
    userAgent: "schakel",
  });
}

async function alterOnce(session: Session, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt++)
    try {
      await session.run(statement);
      return;
    } catch (error) {
      if (!(error instanceof Neo4jError)) throw error;
      if (error.code === "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists") return;
      const isInTheWay = error.code.startsWith("Neo.TransientError.") && !isFinal(error);
      if (!isInTheWay || attempt === alterationAttempts) throw error;
      await sleep(Math.random() * 20 * attempt);
    }
}

function runner(url: string, transaction: ManagedTransaction, watch: Watch, deadlines: number): Run {
  return async (statement, parameters, waitsForWriters = false) => {
    if (waitsForWriters) watch.waitForWriters();
    else watch.restart(deadlines);
    try {
      const { records } = await transaction.run(statement, parameters);
      return records.map((record) => record.toObject());
    } catch (error) {
      // The driver would ask again for what the server has just refused to spend that much on.
      throw isFinal(error) ? explain(url, error) : error;
    }
  };
}

interface Watch {
  /** Rejects with the watch itself. */
  readonly expired: Promise<never>;
  /** Gives so many deadlines from now on; throws when it is too late for that. */
  restart(deadlines: number): void;
  /** As `restart()`, for as long as a write waits for others. */
  waitForWriters(): void;
  /** Whether that wait is the last that was begun. */
  isWaitingForWriters(): boolean;
  stop(): void;
}

function startWatch(deadline: number): Watch {
  let expire: () => void;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  let isWaiting = false;
  const expired = new Promise<never>((_, reject) => {
    expire = () => reject(watch);
  });
  const watch: Watch = {
    expired,
    restart(deadlines) {
      // Nobody waits any more for what was left behind: it must not go on, should the server wake up.
      if (isOver) throw new Error("Cannot go on: the deadline has passed");
      clearTimeout(timer);
      timer = setTimeout(expire, deadlines * deadline);
      isWaiting = false;
    },
    waitForWriters() {
      watch.restart(longestWait);
      isWaiting = true;
    },
    isWaitingForWriters: () => isWaiting,
    stop() {
      isOver = true;
      clearTimeout(timer);
    },
  };
  watch.restart(1);
  return watch;
}

/** Lets a promise run to its end, whenever that is and however it ends. */
function leaveBehind(promise: Promise<unknown>): void {
  promise.catch(() => {});
}

/** Memory guards and timeouts are called transient, but the same statement would meet them again. */
function isFinal(error: unknown): boolean {
  return (
    error instanceof Neo4jError &&
    /MemoryPool|MemoryLimit|OutOfMemory|TransactionTimedOut|TransactionTerminated/.test(error.code)
  );
}

const limitReached =
  "the server's limit of memory or time for a transaction is reached; a larger heap is wanted for large imports";

/** Puts the server's failures in our words: UNAVAILABLE where it cannot or does not answer. Others stay as they are. */
function explain(url: string, error: unknown): unknown {
  if (!(error instanceof Neo4jError)) return error;
  if (error.code.startsWith("Neo.ClientError.Security"))
    return unavailable(url, "it refuses the user or the password", error);
  if (isFinal(error)) return unavailable(url, limitReached, error);
  const isAway = error.code === "ServiceUnavailable" || error.code === "SessionExpired" || error.retriable;
  return isAway ? unavailable(url, "it cannot be reached", error) : error;
}

export function unavailable(url: string, reason: string, cause?: unknown): StoreUnavailable {
  return new StoreUnavailable("use", url, reason, { cause });
}
