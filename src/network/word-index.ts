/**
 * The words of names, and which items bear a word that begins with given letters.
 *
 * An item's text is its folded words joined by one space; a word of it that begins so is found by
 * looking for a space and the letters.
 */
import { wordsOf } from "../domain/text-order.js";
import type { InSteps } from "../kernel/in-steps.js";
import { firstPosition } from "./order.js";
import { sortedInSteps } from "./sorted-in-steps.js";

export class WordIndex {
  readonly #itemsByWord = new Map<string, number[]>();
  // Each word once, by UTF-16 units: any order in which the words with the same beginning are neighbours serves.
  #words: string[] = [];
  #isSorted = false;
  readonly #texts: string[] = [];

  /** The folded words of an item's name, joined by one space. */
  textOf(item: number): string {
    return this.#texts[item];
  }

  /** Makes ready for finding, after the first additions; from then on each keeps it so. O(words × log words). */
  *sort(): InSteps<void> {
    this.#words = yield* sortedInSteps(this.#words, (a, b) => (a < b ? -1 : 1));
    this.#isSorted = true;
  }

  /** Adds an item by its folded name. */
  add(item: number, foldedName: string): void {
    const words = wordsOf(foldedName);
    const text = words.join(" ");
    this.#texts[item] = text === foldedName ? foldedName : text;
    for (const word of new Set(words)) {
      const items = this.#itemsByWord.get(word);
      if (items !== undefined) items.push(item);
      else {
        this.#itemsByWord.set(word, [item]);
        if (this.#isSorted) insertSorted(this.#words, word);
        else this.#words.push(word);
      }
    }
  }

  remove(item: number): void {
    for (const word of new Set(this.#texts[item].split(" "))) {
      const items = this.#itemsByWord.get(word);
      // A word that nothing bears any more stays in the list: it finds nothing and may come back.
      items?.splice(items.indexOf(item), 1);
    }
    this.#texts[item] = "";
  }

  /**
   * Finds the items that for each of `words` bear a word that begins so, each once, in no order.
   * `words` is not empty. O(items with the rarest of the words).
   */
  find(words: readonly string[]): number[] {
    // Take the rarest word's items, then look for the other words in their texts.
    let rarest: number[][] = [];
    let fewest = Infinity;
    for (const word of words) {
      const lists = this.#listsBeginning(word);
      const count = lists.reduce((sum, list) => sum + list.length, 0);
      if (count < fewest) [rarest, fewest] = [lists, count];
    }
    const found = rarest.length === 1 ? rarest[0] : [...new Set(rarest.flat())];
    const beginnings = words.map((word) => ` ${word}`);
    return found.filter((item) => {
      const text = ` ${this.#texts[item]}`;
      return beginnings.every((beginning) => text.includes(beginning));
    });
  }

  #listsBeginning(letters: string): number[][] {
    const words = this.#words;
    const first = firstPosition(words.length, (i) => words[i] >= letters);
    const last = firstPosition(words.length, (i) => words[i] >= letters && !words[i].startsWith(letters));
    return words.slice(first, last).map((word) => this.#itemsByWord.get(word) ?? []);
  }
}

function insertSorted(words: string[], word: string): void {
  words.splice(
    firstPosition(words.length, (i) => words[i] >= word),
    0,
    word,
  );
}
