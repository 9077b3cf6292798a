/** The regions, how they nest, and a number for each so that organisations can be told apart by region fast. */
import type { RegionCode } from "../domain/ids.js";
import type { Region } from "../domain/region.js";
import { compareCodePoints, fold } from "../domain/text-order.js";

export class RegionTable {
  readonly #regions = new Map<RegionCode, Region>();
  readonly #numbers = new Map<RegionCode, number>();
  // Made when first asked for, and again after a region changes.
  #directlyWithin: Map<RegionCode, RegionCode[]> | null = null;
  #within = new Map<RegionCode, ReadonlySet<RegionCode>>();
  #byName: NamedRegion[] | null = null;

  put(region: Region): void {
    this.#regions.set(region.code, region);
    this.#directlyWithin = null;
    this.#within = new Map();
    this.#byName = null;
  }

  regionOf(code: RegionCode): Region | null {
    return this.#regions.get(code) ?? null;
  }

  /** The number of a region, 1 or more, given to it when it is first asked for. */
  numberOf(code: RegionCode): number {
    let number = this.#numbers.get(code);
    if (number === undefined) this.#numbers.set(code, (number = this.#numbers.size + 1));
    return number;
  }

  /** The region and all within it, however far down; a cycle, which no store should hold, ends where it began. */
  within(code: RegionCode): ReadonlySet<RegionCode> {
    let within = this.#within.get(code);
    if (within === undefined) {
      const found = new Set([code]);
      // A set grows while it is walked, and hands out each region once.
      for (const region of found) for (const inner of this.#inner(region)) found.add(inner);
      this.#within.set(code, (within = found));
    }
    return within;
  }

  /** Marks by region number: 1 where the region is one of `codes` or lies within one. Later numbers lie past its end. */
  marksOf(codes: readonly RegionCode[]): Uint8Array {
    const numbers = codes.flatMap((code) => [...this.within(code)].map((inner) => this.numberOf(inner)));
    const marks = new Uint8Array(this.#numbers.size + 1);
    for (const number of numbers) marks[number] = 1;
    return marks;
  }

  /** All regions by folded name, then code. Borrowed. */
  byName(): readonly NamedRegion[] {
    this.#byName ??= [...this.#regions.values()]
      .map((region) => ({ region, name: fold(region.name) }))
      .sort((a, b) => compareCodePoints(a.name, b.name) || compareCodePoints(a.region.code, b.region.code));
    return this.#byName;
  }

  /** The divisions by their names. */
  divisions(): { division: string; regionCount: number }[] {
    const counts = new Map<string, number>();
    for (const { division } of this.#regions.values()) counts.set(division, (counts.get(division) ?? 0) + 1);
    return [...counts]
      .map(([division, regionCount]) => ({ division, regionCount }))
      .sort((a, b) => compareCodePoints(a.division, b.division));
  }

  /** The regions that lie in no other, by code. */
  outermost(): RegionCode[] {
    return [...this.#regions.values()]
      .filter(({ within }) => within.length === 0)
      .map(({ code }) => code)
      .sort(compareCodePoints);
  }

  /** All regions so that those within a region follow it, as far as one order can; each once. */
  nested(): RegionCode[] {
    const codes = [...this.#regions.keys()].sort(compareCodePoints);
    const outermost = codes.filter((code) => this.#regions.get(code)?.within.length === 0);
    const seen = new Set<RegionCode>();
    const ahead = [...outermost, ...codes].reverse();
    for (let code = ahead.pop(); code !== undefined; code = ahead.pop()) {
      if (seen.has(code)) continue;
      seen.add(code);
      ahead.push(...this.#inner(code).toReversed());
    }
    return [...seen];
  }

  #inner(code: RegionCode): readonly RegionCode[] {
    if (this.#directlyWithin === null) {
      this.#directlyWithin = new Map();
      for (const region of this.#regions.values())
        for (const outer of region.within) {
          const inner = this.#directlyWithin.get(outer);
          if (inner === undefined) this.#directlyWithin.set(outer, [region.code]);
          else inner.push(region.code);
        }
    }
    return this.#directlyWithin.get(code) ?? [];
  }
}

export interface NamedRegion {
  readonly region: Region;
  /** Folded. */
  readonly name: string;
}
