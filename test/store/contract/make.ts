/** Records, writes and decisions for the contract, and what a store holds of them. */
import { randomUUID } from "node:crypto";
import type { CalendarDate } from "../../../src/domain/calendar-date.js";
import {
  type Change,
  type KeptKind,
  type Keys,
  nothingPut,
  type Records,
} from "../../../src/domain/change.js";
import { noFilter } from "../../../src/domain/filter.js";
import type { GapDecisionContent } from "../../../src/domain/gap-decision.js";
import type { IsolatedOrganisation } from "../../../src/domain/gap.js";
import {
  type GapId,
  organisationIdFrom,
  partnershipIdFrom,
  type RegionCode,
  type SectorCode,
} from "../../../src/domain/ids.js";
import type { LearntWeightsContent } from "../../../src/domain/learnt-weights.js";
import type { OrganisationContent } from "../../../src/domain/organisation.js";
import type { PartnershipContent } from "../../../src/domain/partnership.js";
import type { RegionContent } from "../../../src/domain/region.js";
import type { SectorContent } from "../../../src/domain/sector.js";
import type { Store, StoreWrite, TitleMatch } from "../../../src/store/store.js";

export const nothing: Pick<Change, "put" | "removed"> = {
  put: nothingPut,
  removed: { organisations: [], partnerships: [] },
};

export function writeOf(write: Partial<StoreWrite>): StoreWrite {
  const at = new Date().toISOString();
  return { id: randomUUID(), basis: 0, operation: "test", actor: "tester", at, put: {}, ...write };
}

export function requestOf(key: string, fingerprint = "f") {
  return { key, fingerprint, answer: "{}" };
}

export function regionOf(
  code: string,
  more: { name?: string; division?: string; within?: string[] } = {},
): RegionContent {
  const { name = `Region ${code}`, division = "MUNICIPALITY", within = [] } = more;
  return { code: code as RegionCode, name, division, within: within as RegionCode[] };
}

export function decisionOf(gap: string, more: Partial<GapDecisionContent> = {}): GapDecisionContent {
  return {
    gap: gap as GapId,
    gapKind: "ISOLATED_ORGANISATION",
    region: "AM28" as RegionCode,
    subject: ["org_a"],
    kind: "DISMISSED",
    note: null,
    at: "2026-05-01T10:00:00.000Z",
    by: null,
    lastSeen: null,
    ...more,
  };
}

/** A gap as a decision keeps it. */
export function lastSeen(): IsolatedOrganisation {
  const organisation = organisationIdFrom("kvk:1");
  const question = { region: "AM28" as RegionCode, where: noFilter, asOf: null, ranker: "FITTED" } as const;
  return {
    kind: "ISOLATED_ORGANISATION",
    id: "gap_1" as GapId,
    question: { ...question, kinds: ["ISOLATED_ORGANISATION"] },
    asOf: "2026-05-01" as CalendarDate,
    score: 0.1,
    organisations: [organisation],
    reasons: [],
    suggestions: [],
    organisation,
    lastActive: null,
  };
}

export function gapsOf(decisions: readonly { readonly gap: GapId }[]): GapId[] {
  return decisions.map(({ gap }) => gap);
}

export function weightsOf(more: Partial<LearntWeightsContent>): LearntWeightsContent {
  const at = "2026-05-01T10:00:00.000Z";
  return { ranker: "FITTED", at, basis: 3, weights: {}, figures: {}, ...more };
}

export function sectorOf(code: string, more: Partial<SectorContent> = {}): SectorContent {
  return { code: code as SectorCode, name: `Sector ${code}`, nameNl: null, ...more };
}

export function organisationOf(
  identifier: string,
  more: Partial<OrganisationContent> = {},
): OrganisationContent {
  return {
    id: organisationIdFrom(identifier),
    name: `Organisation ${identifier}`,
    kind: "COMPANY",
    identifiers: [identifier],
    region: null,
    location: null,
    sectors: [],
    website: null,
    ...more,
  };
}

/** An organisation of which everything is known. */
export function full(more: Partial<OrganisationContent> = {}): OrganisationContent {
  return organisationOf("brin:21AB", {
    kind: "EDUCATION",
    identifiers: ["brin:21AB", "kvk:17", "adr:x"],
    region: "GM0772" as RegionCode,
    location: { latitude: 51.4416, longitude: 5.4697, postcode: "5611 AB" },
    sectors: ["sbi2008:28", "sbi2008:85"] as SectorCode[],
    website: "https://example.org/?q=1",
    ...more,
  });
}

export function partnershipOf(
  identifier: string,
  refs: readonly string[],
  more: Partial<PartnershipContent> = {},
): PartnershipContent {
  return {
    id: partnershipIdFrom(identifier),
    identifiers: [identifier],
    title: null,
    kind: "PROJECT",
    parties: refs.map((ref) => ({ organisation: organisationIdFrom(ref), role: "PARTICIPANT" })),
    since: null,
    until: null,
    strength: null,
    sectors: [],
    source: null,
    ...more,
  };
}

/** A partnership of which everything is known. */
export function fullPartnership(): PartnershipContent {
  return partnershipOf("nwo:1", [], {
    identifiers: ["nwo:1", "cordis:17"],
    title: "Techniek in de regio",
    kind: "FUNDING",
    parties: [
      { organisation: organisationIdFrom("kvk:2"), role: "FACILITATOR" },
      { organisation: organisationIdFrom("brin:21AB"), role: "CONNECTOR" },
    ],
    since: "2021-09-01" as CalendarDate,
    until: "2030-01-01" as CalendarDate,
    strength: 5,
    sectors: ["sbi2008:28", "sbi2008:85"] as SectorCode[],
    source: "Register; 2021",
  });
}

export async function all<K extends KeptKind>(
  store: Store,
  kind: K,
  keys: readonly Keys[K][],
): Promise<Records[K][]> {
  return [...(await store.read(kind, keys)).values()];
}

/** All that a store holds, for comparing before and after. */
export async function everything(store: Store) {
  return {
    revision: await store.readRevision(),
    region: await store.page("region", null, 1_000),
    sector: await store.page("sector", null, 1_000),
    organisation: await store.page("organisation", null, 1_000),
    partnership: await store.page("partnership", null, 1_000),
    decision: await store.page("decision", null, 1_000),
    weights: await store.page("weights", null, 1_000),
    changes: await store.readChanges(0, 1_000),
  };
}

export function stamped<Content>(
  contents: readonly Content[],
  revision: number,
): (Content & { revision: number })[] {
  return contents.map((content) => ({ ...content, revision }));
}

export function idsOf<Id>(records: readonly { readonly id: Id }[]): Id[] {
  return records.map(({ id }) => id);
}

export function codesOf<Code>(records: readonly { readonly code: Code }[]): Code[] {
  return records.map(({ code }) => code);
}

export function sortedById(matches: TitleMatch[]): TitleMatch[] {
  return matches.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Orders by what UTF-8 makes of them, whose bytes are in the order of code points. */
export function byCodePoints(texts: readonly string[]): string[] {
  return [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

export function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

export function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}
