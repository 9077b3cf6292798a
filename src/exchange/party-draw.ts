/**
 * Who is party to what in a made-up network: degrees that follow a power law (each end of a partnership is
 * drawn in proportion to a weight: Chung and Lu, 2002), triangles (a share of partnerships is with a partner's
 * partner), partners mostly of the own region.
 */

/** A number from 0 up to, not including, 1. */
export type Random = () => number;

/** The generator mulberry32: 32 bits of state, good enough to draw networks with. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of some items, each as likely as another. */
export function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)];
}

/** Which region an organisation lies in: as many in each, in order. */
export function regionOf(organisation: number, count: number, regionCount: number): number {
  return Math.floor((organisation * regionCount) / count);
}

/** Draws the parties of one partnership after another. */
export class PartyDraw {
  /** Sums of the weights of organisations up to and including each. */
  private readonly sums: Float64Array;
  /** A few partners of each organisation, the latest ones. */
  private readonly partners: Int32Array;
  private readonly partnerCounts: Int32Array;

  constructor(
    private readonly count: number,
    private readonly regionCount: number,
    private readonly random: Random,
  ) {
    this.sums = new Float64Array(count);
    this.partners = new Int32Array(count * kept);
    this.partnerCounts = new Int32Array(count);
    // Weights of a power law of exponent 2.5, cut off where one organisation would be in everything.
    for (let i = 0, sum = 0; i < count; i++) {
      sum += Math.min((1 - random()) ** (-1 / 1.5), Math.sqrt(count));
      this.sums[i] = sum;
    }
  }

  /**
   * The parties of the next partnership, each once: two, or 3 to `most` in the share `consortia` of them, few more
   * often than many.
   */
  parties(consortia: number, most: number): number[] {
    const size = this.random() < consortia ? 3 + Math.floor((most - 2) * this.random() ** 3) : 2;
    const wanted = Math.min(size, this.count);
    const parties = [this.weighted(0, this.count)];
    for (let tries = 0; parties.length < wanted && tries < 20 * wanted; tries++) {
      const party = this.partnerFor(pick(parties, this.random));
      if (!parties.includes(party)) parties.push(party);
    }
    // Where chance insists on the same few, the next one along does.
    for (let next = parties[0] + 1; parties.length < wanted; next++)
      if (!parties.includes(next % this.count)) parties.push(next % this.count);
    for (let i = 1; i < parties.length; i++) {
      this.remember(parties[0], parties[i]);
      this.remember(parties[i], parties[0]);
    }
    return parties;
  }

  /** A partner's partner, else one of the same region, else one of anywhere. */
  private partnerFor(organisation: number): number {
    const chance = this.random();
    if (chance < 0.3 && this.partnerCounts[organisation] > 0)
      return this.somePartnerOf(this.somePartnerOf(organisation));
    if (chance < 0.8) {
      const region = regionOf(organisation, this.count, this.regionCount);
      const begin = Math.ceil((region * this.count) / this.regionCount);
      const end = Math.ceil(((region + 1) * this.count) / this.regionCount);
      return this.weighted(begin, end);
    }
    return this.weighted(0, this.count);
  }

  private somePartnerOf(organisation: number): number {
    const most = Math.min(this.partnerCounts[organisation], kept);
    return this.partners[organisation * kept + Math.floor(this.random() * most)];
  }

  private remember(organisation: number, partner: number): void {
    this.partners[organisation * kept + (this.partnerCounts[organisation]++ % kept)] = partner;
  }

  /** One of the organisations from `begin` up to, not including, `end`, in proportion to their weights. */
  private weighted(begin: number, end: number): number {
    const before = begin === 0 ? 0 : this.sums[begin - 1];
    const sought = before + this.random() * (this.sums[end - 1] - before);
    let low = begin;
    let high = end - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.sums[middle] > sought) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** How many partners of an organisation are kept for drawing partners' partners. */
const kept = 8;
