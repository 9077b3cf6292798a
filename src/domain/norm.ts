/** A norm: what is expected of organisations, or of regions, kept as data. */
import type { SectorCode } from "./ids.js";
import type { OrganisationKind } from "./organisation.js";

declare const brand: unique symbol;

/** A norm's global id: `norm_` and the name that its file gives it. */
export type NormId = string & { readonly [brand]: "NormId" };

export interface Norm {
  readonly id: NormId;
  readonly title: InLanguages;
  /** One sentence or more, each with its full stop. */
  readonly explanation: InLanguages;
  /** Where the expectation comes from; null where nothing says so. */
  readonly source: string | null;
  readonly appliesTo: Judged;
  readonly expects: Expectation;
}

export interface InLanguages {
  readonly en: string;
  readonly nl: string;
}

/** Whom a norm judges: organisations of some kinds and sectors, or the regions of a division. */
export type Judged = { readonly organisations: Condition } | { readonly division: string };

/** Conditions on organisations: any of the kinds, and any of the sectors; null does not restrict. */
export interface Condition {
  readonly kinds: readonly OrganisationKind[] | null;
  readonly sectors: readonly SectorCode[] | null;
}

/** At least so many organisations of some kinds and sectors. */
export interface Wanted extends Condition {
  readonly atLeast: number;
}

/** What is expected to be active: so many partners, or one partnership with so many parties of each sort. */
export type Expectation =
  | { readonly partners: Wanted; readonly within: Within | null }
  | { readonly parties: readonly Wanted[]; readonly within: Within | null };

/** Where they must lie: in the same region of a division as the one judged, or within so many kilometres of it. */
export type Within = { readonly division: string } | { readonly kilometres: number };

/** The norm's id by the name that its file gives it: small letters, digits and hyphens. */
export function normIdOf(name: string): NormId {
  return `norm_${name}` as NormId;
}

/** Says whether a text may be the id of a norm. */
export function isNormId(text: string): text is NormId {
  return /^norm_[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 105;
}

/** How many partners or parties it expects in all. */
export function expectedOf({ expects }: Norm): number {
  const wanted = "partners" in expects ? [expects.partners] : expects.parties;
  return wanted.reduce((sum, { atLeast }) => sum + atLeast, 0);
}
