/** How well a ranking does: whether those that really came stand at its head. */

/**
 * Average precision over the first `most` places: the mean, over the hits there, of how many of the places
 * up to each are hits; missed ones count 0, as far as `most` has room. `hits` tells of each place whether it is
 * one, `wanted` how many there are in all, 1 or more. From 0 to 1.
 */
export function averagePrecision(hits: Uint8Array, wanted: number, most: number): number {
  let found = 0;
  let sum = 0;
  for (let place = 0; place < Math.min(most, hits.length); place++)
    if (hits[place] === 1) sum += ++found / (place + 1);
  return sum / Math.min(most, wanted);
}

/** The share of hits among the first `most` places; places that nothing fills are none. */
export function precisionAt(hits: Uint8Array, most: number): number {
  let found = 0;
  for (let place = 0; place < Math.min(most, hits.length); place++) found += hits[place];
  return found / most;
}

/**
 * The middle nine tenths of what the ratio of two means might have been, had other cases been drawn: the cases
 * are drawn again, with replacement, a thousand times (B. Efron, "Bootstrap methods: another look at the
 * jackknife", Annals of Statistics 7 (1979), 1-26). The same for the same numbers, every time.
 */
export function ratioInterval(above: readonly number[], below: readonly number[]): readonly [number, number] {
  const draw = drawing(1);
  const ratios = Array.from({ length: 1000 }, () => {
    let [numerator, denominator] = [0, 0];
    for (let i = 0; i < above.length; i++) {
      const at = Math.floor(draw() * above.length);
      numerator += above[at];
      denominator += below[at];
    }
    return denominator === 0 ? 1 : numerator / denominator;
  }).sort((a, b) => a - b);
  return [ratios[50], ratios[949]];
}

/** Numbers from 0 up to 1 that look random and are the same every time: Marsaglia's xorshift. */
export function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}
