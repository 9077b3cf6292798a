/**
 * Search by name or title: which records a question finds, and how well.
 *
 * Each word of the question must begin a word of the name, or the question equal an identifier, whole
 * or after its scheme. Names compare as their folded words joined by one space.
 */
import { wordsOf } from "../domain/text-order.js";
import type { OrganisationTable } from "./organisations.js";

/** How well a record answers, the best first. */
export const tiers = { identifier: 0, equal: 1, beginsSo: 2, wholeWords: 3, rest: 4 } as const;

/** A question made ready. */
export interface Search {
  /** As it was asked, without white space around it; what identifiers are compared with. */
  readonly value: string;
  /** Folded. */
  readonly words: readonly string[];
}

export function searchFor(text: string): Search {
  return { value: text.trim(), words: wordsOf(text) };
}

/** Names the ordering that a search makes. */
export function orderingOf(kind: string, search: Search): string {
  return `${kind} found by "${search.value}"`;
}

/** Tells how well a name, given as its words joined by one space, answers; it must be known to match. O(name). */
export function tierOf(search: Search, name: string): number {
  const question = search.words.join(" ");
  if (name === question) return tiers.equal;
  if (name.startsWith(question)) return tiers.beginsSo;
  const spaced = ` ${name} `;
  return search.words.every((word) => spaced.includes(` ${word} `)) ? tiers.wholeWords : tiers.rest;
}

/** An organisation that a question finds. */
export interface Found {
  readonly node: number;
  readonly tier: number;
}

/** Finds the organisations, each once, in no order. O(organisations with the rarest word). */
export function findOrganisations(organisations: OrganisationTable, search: Search): Found[] {
  const found: Found[] = organisations
    .identifiedBy(search.value)
    .map((node) => ({ node, tier: tiers.identifier }));
  if (search.words.length === 0) return found;

  const byIdentifier = new Set(found.map(({ node }) => node));
  for (const node of organisations.words.find(search.words))
    if (!byIdentifier.has(node)) found.push({ node, tier: tierOf(search, organisations.words.textOf(node)) });
  return found;
}
