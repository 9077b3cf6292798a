/** What every store does, as one suite of tests over an adapter: the chapters lie in `contract/`. */
import { afterEach, beforeEach, describe } from "@jest/globals";
import type { Store, StoreWrite } from "../../src/store/store.js";
import { describeChanges } from "./contract/changes.js";
import { describeDecisionsAndWeights } from "./contract/decisions-and-weights.js";
import { writeOf } from "./contract/make.js";
import { describeOpening } from "./contract/opening.js";
import { describePages } from "./contract/pages.js";
import { describeRecords } from "./contract/records.js";
import { describeRefusals } from "./contract/refusals.js";
import { describeRequestKeys } from "./contract/request-keys.js";
import { describeTitleSearch } from "./contract/title-search.js";
import { describeWrites } from "./contract/writes.js";

/** Where one store is kept, empty at first. Whoever opens it finds what was written there before. */
export interface Home {
  /** `migrations` is a folder; default: the project's own. */
  open(migrations?: string): Promise<Store>;
  /** Puts the store at a revision behind its back. */
  setRevision(revision: number): Promise<void>;
  leave(): Promise<void>;
}

export interface Adapter {
  /** As the store names itself, and its folder in `schema`. */
  readonly name: "sqlite" | "neo4j";
  /** The end of its migrations' file names, and a further migration that changes little. */
  readonly migration: { readonly extension: string; readonly text: string };
  makeHome(): Promise<Home>;
}

/** The store that a test is about: empty when the test begins, closed after it. */
export interface Tested {
  readonly adapter: Adapter;
  readonly home: Home;
  readonly store: Store;
  /** Opens the same store once more. */
  open(migrations?: string): Promise<Store>;
  /** Writes at the store's own revision and returns the new one. */
  commit(put: StoreWrite["put"], more?: Partial<StoreWrite>): Promise<number>;
}

/** Describes the port over an adapter: real databases, the same answers from each, order included. */
export function storeContract(adapter: Adapter): void {
  describe("the contract", () => {
    const tested = testedAnew(adapter);
    describeRecords(tested);
    describePages(tested);
    describeTitleSearch(tested);
    describeWrites(tested);
    describeRefusals(tested);
    describeDecisionsAndWeights(tested);
    describeRequestKeys(tested);
    describeChanges(tested);
    describeOpening(tested);
  });
}

/** A store of its own for each test of the suite around it. */
function testedAnew(adapter: Adapter): Tested {
  let home: Home;
  let store: Store;
  let opened: Store[];

  async function open(migrations?: string): Promise<Store> {
    const one = await home.open(migrations);
    opened.push(one);
    return one;
  }

  beforeEach(async () => {
    opened = [];
    home = await adapter.makeHome();
    store = await open();
  });

  afterEach(async () => {
    await Promise.all(opened.map((one) => one.close()));
    await home.leave();
  });

  return {
    adapter,
    open,
    get home() {
      return home;
    },
    get store() {
      return store;
    },
    async commit(put, more = {}) {
      const outcome = await store.write(writeOf({ basis: await store.readRevision(), put, ...more }));
      if (outcome.kind !== "committed") throw new Error("Cannot commit: stale");
      return outcome.revision;
    },
  };
}
