/**
 * Keeps text from being run as a formula when an exported file is opened in a spreadsheet.
 *
 * A text is dangerous when it begins, white space aside, with = + - or @ (or the full-width form of
 * one). It is written with an apostrophe before it, and so is a text that already looks guarded, so
 * that taking one apostrophe off gives back exactly what was there. Other apostrophes are plain text:
 * `'s-Gravenhage` is written as it is. Number columns are never guarded: -4.3 is a number.
 *
 * | text        | cell         |
 * |-------------|--------------|
 * | `=1+1`      | `'=1+1`      |
 * | `'=1+1`     | `''=1+1`     |
 * | `'s-Heer`   | `'s-Heer`    |
 */

const runs = /^'*\s*[=+\-@＝＋－＠]/u;
const guarded = /^'+\s*[=+\-@＝＋－＠]/u;

/** Writes a text so that no spreadsheet runs it. */
export function guard(text: string): string {
  return runs.test(text) ? `'${text}` : text;
}

/** Reads back a text that `guard()` wrote; an unguarded formula is taken as the text it is. */
export function unguard(cell: string): string {
  return cell.charCodeAt(0) === 0x27 && guarded.test(cell) ? cell.slice(1) : cell;
}
