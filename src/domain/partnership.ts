/** A partnership: an agreed collaboration of two or more organisations, a thing with an id of its own. */
import type { CalendarDate } from "./calendar-date.js";
import type { OrganisationId, PartnershipId, SectorCode } from "./ids.js";

export const partnershipKinds = [
  "PROJECT",
  "PLACEMENT",
  "GUEST_TEACHING",
  "VISIT",
  "CURRICULUM",
  "EQUIPMENT",
  "FUNDING",
  "MEMBERSHIP",
  "MEETING",
  "OTHER",
] as const;
export type PartnershipKind = (typeof partnershipKinds)[number];

export const partyRoles = ["PARTICIPANT", "COORDINATOR", "FACILITATOR", "CONNECTOR"] as const;
export type PartyRole = (typeof partyRoles)[number];

export interface Party {
  readonly organisation: OrganisationId;
  readonly role: PartyRole;
}

export interface PartnershipContent {
  readonly id: PartnershipId;
  /** `scheme:value` each, in the recorded order. */
  readonly identifiers: readonly string[];
  /** As recorded; null where none was, then readers make one of the parties' names. */
  readonly title: string | null;
  readonly kind: PartnershipKind;
  /** Two or more, each organisation once, in the recorded order. */
  readonly parties: readonly Party[];
  /** The first day on which it runs; null = has always run. */
  readonly since: CalendarDate | null;
  /** The first day on which it no longer runs; null = still runs. */
  readonly until: CalendarDate | null;
  /** 1 (weak) to 5 (close); null where not rated. */
  readonly strength: number | null;
  /** Ordered by code, each once. */
  readonly sectors: readonly SectorCode[];
  /** Where the fact comes from. */
  readonly source: string | null;
}

export interface Partnership extends PartnershipContent {
  /** The store's revision that last changed this record. */
  readonly revision: number;
}

/** The one of some partnerships that runs the longest, an open one before all others; of several the first. */
export function lastToRun<P extends Pick<PartnershipContent, "until">>(
  partnerships: readonly P[],
): P | undefined {
  const isLonger = (a: P, b: P): boolean => b.until !== null && (a.until === null || a.until > b.until);
  return partnerships.reduce<P | undefined>(
    (last, one) => (last === undefined || isLonger(one, last) ? one : last),
    undefined,
  );
}

/** A partnership of up to this many parties links each pair of them; a larger one links its coordinators and connectors to all. */
export const largestClique = 200;

/** The strength that a partnership counts with where it is not rated. */
export const unratedStrength = 3;

/** The cost of a hop over a partnership: close and small is cheap. `strength` 1 to 5, `parties` two or more. */
export function hopCost(strength: number | null, parties: number): number {
  // 32 - clz32(n - 1) is the ceiling of log2(n), exactly, for every n from 2 on.
  return (6 - (strength ?? unratedStrength)) * (32 - Math.clz32(parties - 1));
}
