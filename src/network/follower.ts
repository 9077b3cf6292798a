/**
 * Keeps the network in step with the store: applies each committed change in order, and reads
 * everything again where the changes have a hole, do not carry their records, or contradict what is
 * known; also once so much was amended that the network is mostly what is left over.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { SchakelError } from "../domain/errors.js";
import type { Store } from "../store/store.js";
import type { HeavyWorkOptions } from "./heavy-work.js";
import { loadRecords } from "./load.js";
import { MemoryNetwork } from "./memory-network.js";
import { State } from "./state.js";
import { overTurns } from "./turns.js";

export interface FollowerOptions {
  /** Milliseconds between two looks at the store. Default 1000. */
  readonly pollEvery?: number;
  /**
   * Told of the first look of several that failed, and of a change that contradicts what is known; the next
   * look tries again.
   */
  readonly onError?: (error: unknown) => void;
  /** Told of the first look that succeeds after such. */
  readonly onRecovery?: () => void;
  /** How long computations may take, and in how many threads. */
  readonly heavyWork?: HeavyWorkOptions;
}

const changesAtOnce = 200;
/** Milliseconds that `catchUp` waits for a revision that the store does not show yet. */
const patience = 5_000;

export class Follower {
  /** The same object through changes and reloads. */
  readonly network: MemoryNetwork;
  readonly #store: Store;
  readonly #pollEvery: number;
  readonly #onError: (error: unknown) => void;
  readonly #onRecovery: () => void;
  #reloads = 0;
  #closed = false;
  // The last look of those that nobody waited for failed.
  #isFailing = false;
  #timer: NodeJS.Timeout | undefined;
  // The look that is under way; one at a time.
  #look: Promise<void> | null = null;

  /** Loads the network of the store's present revision and follows from there. */
  static async open(store: Store, options: FollowerOptions = {}): Promise<Follower> {
    return new Follower(store, new MemoryNetwork(await loadState(store), options.heavyWork), options);
  }

  private constructor(store: Store, network: MemoryNetwork, options: FollowerOptions) {
    this.#store = store;
    this.network = network;
    this.#pollEvery = options.pollEvery ?? 1_000;
    this.#onError = options.onError ?? (() => undefined);
    this.#onRecovery = options.onRecovery ?? (() => undefined);
    this.#waitForNextPoll();
  }

  /** How often everything was read again. */
  get reloads(): number {
    return this.#reloads;
  }

  /**
   * Resolves once the network has applied a revision that was committed. Rejects with what the store
   * rejects with, and with UNAVAILABLE where the store does not come to show that revision.
   */
  async catchUp(revision: number): Promise<void> {
    const deadline = Date.now() + patience;
    while (this.network.revision < revision) {
      if (this.#closed)
        throw new SchakelError(
          "UNAVAILABLE",
          `Cannot follow the store to revision ${revision}: the service stops`,
        );
      // A look that is under way may have begun before that revision was committed.
      await this.#look?.catch(() => undefined);
      if (this.network.revision >= revision) return;
      await this.#lookAtStore();
      if (this.network.revision >= revision) continue;
      if (Date.now() > deadline)
        throw new SchakelError(
          "UNAVAILABLE",
          `Cannot follow the store to revision ${revision}: it does not show it`,
        );
      await sleep(20);
    }
  }

  /** Stops following; resolves when nothing is under way any more. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.network.close();
    await this.#look?.catch(() => undefined);
  }

  #waitForNextPoll(): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => {
      void this.#poll().finally(() => this.#waitForNextPoll());
    }, this.#pollEvery);
    this.#timer.unref();
  }

  async #poll(): Promise<void> {
    try {
      await this.#lookAtStore();
      // Not while somebody waits for a write of theirs: it can be seen already.
      if (this.network.isMostlyLeftOver) await this.#alone(() => this.#reload());
      if (this.#isFailing) this.#onRecovery();
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) this.#onError(error);
      this.#isFailing = true;
    }
  }

  /** Brings the network to the store's revision; joins the look that is under way. */
  #lookAtStore(): Promise<void> {
    return this.#alone(() => this.#follow());
  }

  /** Does what reads the store, or joins what does so already. */
  #alone(work: () => Promise<void>): Promise<void> {
    this.#look ??= work().finally(() => {
      this.#look = null;
    });
    return this.#look;
  }

  async #follow(): Promise<void> {
    while (!this.#closed) {
      const committed = await this.#store.readRevision();
      if (committed === this.network.revision) return;
      // A lower revision is another store in the place of the one that was followed.
      if (committed < this.network.revision || !(await this.#applyNext())) await this.#reload();
    }
  }

  /** Applies the next changes; answers false where they do not lead on from here. */
  async #applyNext(): Promise<boolean> {
    const changes = await this.#store.readChanges(this.network.revision, changesAtOnce);
    for (const change of changes) {
      if (change.whole || change.revision !== this.network.revision + 1) return false;
      try {
        this.network.apply(change);
      } catch (error) {
        this.#onError(error);
        return false;
      }
    }
    return changes.length > 0;
  }

  async #reload(): Promise<void> {
    if (this.#closed) return;
    this.network.replace(await loadState(this.#store));
    this.#reloads++;
  }
}

/** Makes the network of the store's present revision, over many turns of the event loop. */
async function loadState(store: Store): Promise<State> {
  return overTurns(State.of(await loadRecords(store)));
}
