/** The rankings of gaps asked for lately, at the network's revision. */
import type { RankedGap } from "./ranked-gap.js";

/** Gaps kept over all rankings together. */
const most = 20_000;

/** Keeps rankings until the network moves on, the one asked for longest ago giving way first. */
export class GapCache {
  readonly #rankings = new Map<string, readonly RankedGap[]>();
  #revision = -1;
  #size = 0;

  /** The ranking kept under a key at a revision, else the one that is made now. */
  rankingOf(key: string, revision: number, make: () => readonly RankedGap[]): readonly RankedGap[] {
    if (revision !== this.#revision) this.#clear(revision);
    const kept = this.#rankings.get(key);
    if (kept !== undefined) this.#drop(key);
    const ranking = kept ?? make();
    this.#rankings.set(key, ranking);
    this.#size += ranking.length;
    for (const oldest of this.#rankings.keys()) {
      if ((this.#size <= most && this.#rankings.size <= 200) || oldest === key) break;
      this.#drop(oldest);
    }
    return ranking;
  }

  #clear(revision: number): void {
    this.#rankings.clear();
    this.#size = 0;
    this.#revision = revision;
  }

  #drop(key: string): void {
    this.#size -= this.#rankings.get(key)!.length;
    this.#rankings.delete(key);
  }
}
