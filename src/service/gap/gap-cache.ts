/** The rankings of gaps asked for lately, at the network's revision. */
import type { FoundGap } from "./gap-finder.js";

export type Ranking = readonly FoundGap[];

/** Gaps kept over all rankings together. */
const most = 20_000;

/** Keeps rankings, also those being made, until the network moves on; the one asked for longest ago gives way first. */
export class GapCache {
  readonly #rankings = new Map<string, Kept>();
  #revision = -1;
  #size = 0;

  /** The ranking kept under a key at a revision, else the one that is made now. One that fails is not kept. */
  rankingOf(key: string, revision: number, make: () => Promise<Ranking>): Promise<Ranking> {
    if (revision !== this.#revision) this.#clear(revision);
    const kept = this.#rankings.get(key) ?? this.#keep(key, make());
    // What was asked for last stands last.
    this.#rankings.delete(key);
    this.#rankings.set(key, kept);
    return kept.ranking;
  }

  #keep(key: string, ranking: Promise<Ranking>): Kept {
    const kept: Kept = { ranking, size: 0 };
    this.#rankings.set(key, kept);
    ranking.then(
      ({ length }) => this.#weigh(key, kept, length),
      () => this.#drop(key, kept),
    );
    return kept;
  }

  /** Counts a ranking in that is ready, and lets others go to make room for it. */
  #weigh(key: string, kept: Kept, size: number): void {
    if (this.#rankings.get(key) !== kept) return;
    kept.size = size;
    this.#size += size;
    for (const [oldest, other] of this.#rankings) {
      if ((this.#size <= most && this.#rankings.size <= 200) || other === kept) break;
      this.#drop(oldest, other);
    }
  }

  #drop(key: string, kept: Kept): void {
    if (this.#rankings.get(key) !== kept) return;
    this.#size -= kept.size;
    this.#rankings.delete(key);
  }

  #clear(revision: number): void {
    this.#rankings.clear();
    this.#size = 0;
    this.#revision = revision;
  }
}

interface Kept {
  readonly ranking: Promise<Ranking>;
  /** 0 until it is ready. */
  size: number;
}
