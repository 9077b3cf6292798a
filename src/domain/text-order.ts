/**
 * How names and titles are folded, cut into words and ordered; the same on every store.
 */

/** Compares two strings by code points (not by UTF-16 units, as `<` does). */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return unitRank(x) - unitRank(y);
  }
  return a.length - b.length;
}

// Surrogates stand for code points above U+FFFF, so they rank above every other unit.
function unitRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/**
 * Folds a name for sorting and searching: NFKD, marks removed, lower case, one letter for every sigma.
 * The fold of a beginning is a beginning of the fold.
 */
export function fold(text: string): string {
  // Plain ASCII, the common case, has no marks and no compatibility forms.
  if (isAscii(text)) return text.toLowerCase();
  return (
    text
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase()
      // A capital sigma at the end of a word becomes another letter than within one.
      .replaceAll("ς", "σ")
  );
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** Cuts a text into its folded words: runs of letters and digits, in order, repeats kept. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
