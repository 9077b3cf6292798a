/**
 * Pages of any ordered list, from a keyset on, forwards or backwards.
 *
 * The first position is found by binary search, then rows are walked until the page is full: a page
 * costs what it scans. Rows that come or go elsewhere neither skip nor repeat one of the page.
 */
import { SchakelError } from "../domain/errors.js";
import type { Keyset, Page, PageRequest, Row } from "../domain/page.js";
import { compareCodePoints } from "../domain/text-order.js";
import { firstPosition } from "./order.js";

export type Key = Keyset["key"];

/** A list in its order, by position; some positions may be left out. */
export interface Listing<Item> {
  /** Names the order, its arguments included: a keyset made for any other is refused. */
  readonly ordering: string;
  readonly length: number;
  passes(position: number): boolean;
  itemAt(position: number): Item;
  /** What rows are ordered by, part after part, each part ascending or as `descending` says. */
  keyAt(position: number): Key;
  /** By part of the key: what type it has and which way it runs. */
  readonly parts: readonly KeyPart[];
}

export type KeyPart = "text" | "text descending" | "number" | "number descending";

/** Reads the page asked for. O(log length) comparisons, and what it scans. */
export function pageOf<Item>(listing: Listing<Item>, request: PageRequest): Page<Item> {
  const { after, before } = request;
  for (const keyset of [after, before]) if (keyset !== null) checkKeyset(listing, keyset);
  const compare = (position: number, { key }: Keyset): number =>
    compareKeys(listing.parts, listing.keyAt(position), key);
  const start = after === null ? 0 : firstPosition(listing.length, (i) => compare(i, after) > 0);
  const end =
    before === null ? listing.length : firstPosition(listing.length, (i) => compare(i, before) >= 0);

  const backwards = request.first === null && request.last !== null;
  const most = (backwards ? request.last : request.first) ?? Infinity;
  const positions: number[] = [];
  if (backwards) {
    for (let i = end - 1; i >= start && positions.length < most; i--)
      if (listing.passes(i)) positions.push(i);
    positions.reverse();
  } else {
    for (let i = start; i < end && positions.length < most; i++) if (listing.passes(i)) positions.push(i);
  }

  // What lies beyond is counted from the page itself, or from the bound that leads where it is empty.
  const bound = backwards ? Math.max(start, end) : start;
  const first = positions.length > 0 ? positions[0] : bound;
  const next = positions.length > 0 ? positions[positions.length - 1] + 1 : bound;
  return {
    rows: positions.map((position): Row<Item> => ({
      item: listing.itemAt(position),
      keyset: { ordering: listing.ordering, key: listing.keyAt(position) },
    })),
    hasNext: anyPassesFrom(listing, next),
    hasPrevious: anyPassesBefore(listing, first),
    count: () => countOf(listing),
  };
}

/** The same list from its end. */
export function reversed<Item>(listing: Listing<Item>): Listing<Item> {
  const { length } = listing;
  return {
    ordering: listing.ordering,
    length,
    passes: (position) => listing.passes(length - 1 - position),
    itemAt: (position) => listing.itemAt(length - 1 - position),
    keyAt: (position) => listing.keyAt(length - 1 - position),
    parts: listing.parts.map(opposite),
  };
}

function opposite(part: KeyPart): KeyPart {
  if (part === "text") return "text descending";
  if (part === "number") return "number descending";
  return part === "text descending" ? "text" : "number";
}

function checkKeyset<Item>({ ordering, parts }: Listing<Item>, keyset: Keyset): void {
  if (keyset.ordering !== ordering)
    throw new SchakelError(
      "BAD_USER_INPUT",
      `Cannot continue the list of ${ordering}: it was begun as the list of ${keyset.ordering}`,
    );
  const { key } = keyset;
  const fits = key.length === parts.length && parts.every((part, i) => typeof key[i] === typeOf(part));
  if (!fits)
    throw new SchakelError(
      "BAD_USER_INPUT",
      `Cannot continue the list of ${ordering}: the place to continue from is not one that it gave`,
    );
}

function typeOf(part: KeyPart): "string" | "number" {
  return part.startsWith("text") ? "string" : "number";
}

function compareKeys(parts: readonly KeyPart[], a: Key, b: Key): number {
  for (let i = 0; i < parts.length; i++) {
    const x = a[i];
    const y = b[i];
    if (x === y) continue;
    const difference =
      typeof x === "number" && typeof y === "number" ? x - y : compareCodePoints(String(x), String(y));
    return parts[i].endsWith("descending") ? -difference : difference;
  }
  return 0;
}

function anyPassesFrom<Item>(listing: Listing<Item>, position: number): boolean {
  for (let i = position; i < listing.length; i++) if (listing.passes(i)) return true;
  return false;
}

function anyPassesBefore<Item>(listing: Listing<Item>, position: number): boolean {
  for (let i = position - 1; i >= 0; i--) if (listing.passes(i)) return true;
  return false;
}

function countOf<Item>(listing: Listing<Item>): number {
  let count = 0;
  for (let i = 0; i < listing.length; i++) if (listing.passes(i)) count++;
  return count;
}
