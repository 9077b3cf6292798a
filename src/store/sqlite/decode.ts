/** Rows of the tables as records of the domain. The only place where what SQLite hands out is given a type. */
import type { CalendarDate } from "../../domain/calendar-date.js";
import { type Change, nothingPut } from "../../domain/change.js";
import type { Gap, GapKind } from "../../domain/gap.js";
import type { DecidableKind, KeptGapDecision } from "../../domain/gap-decision.js";
import type { GapId, OrganisationId, PartnershipId, RegionCode, SectorCode } from "../../domain/ids.js";
import type { Json, LearntWeights } from "../../domain/learnt-weights.js";
import type { Location, Organisation, OrganisationKind } from "../../domain/organisation.js";
import type { Partnership, PartnershipKind, Party, PartyRole } from "../../domain/partnership.js";
import type { LinkRanker } from "../../domain/ranker.js";
import type { Region } from "../../domain/region.js";
import type { Sector } from "../../domain/sector.js";
import type { PartnershipLabel } from "../store.js";

export interface RegionRow {
  readonly code: string;
  readonly name: string;
  readonly division: string;
  readonly revision: number;
}

export interface SectorRow {
  readonly code: string;
  readonly name: string;
  readonly name_nl: string | null;
  readonly revision: number;
}

export interface OrganisationRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly identifiers: string;
  readonly region: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly postcode: string | null;
  readonly sectors: string;
  readonly website: string | null;
  readonly revision: number;
}

export interface PartnershipRow {
  readonly id: string;
  readonly identifiers: string;
  readonly title: string | null;
  readonly kind: string;
  readonly since: string | null;
  readonly until: string | null;
  readonly strength: number | null;
  readonly sectors: string;
  readonly source: string | null;
  readonly revision: number;
}

/** The organisation and its role. */
export type PartyRow = readonly [organisation: string, role: string];

export interface DecisionRow {
  readonly gap: string;
  readonly gap_kind: string;
  readonly region: string;
  readonly subject: string;
  readonly kind: string;
  readonly note: string | null;
  readonly at: string;
  readonly by: string | null;
  readonly last_seen: string | null;
  readonly revision: number;
}

export interface WeightsRow {
  readonly ranker: string;
  readonly at: string;
  readonly basis: number;
  readonly weights: string;
  readonly figures: string;
  readonly revision: number;
}

export interface ChangeRow {
  readonly revision: number;
  readonly at: string;
  readonly actor: string;
  readonly operation: string;
  readonly records: string | null;
}

export function toRegion(row: RegionRow, within: readonly string[]): Region {
  const { code, name, division, revision } = row;
  return { code: code as RegionCode, name, division, within: within as RegionCode[], revision };
}

export function toSector({ code, name, name_nl, revision }: SectorRow): Sector {
  return { code: code as SectorCode, name, nameNl: name_nl, revision };
}

export function toOrganisation(row: OrganisationRow): Organisation {
  return {
    id: row.id as OrganisationId,
    name: row.name,
    kind: row.kind as OrganisationKind,
    identifiers: toList(row.identifiers),
    region: row.region as RegionCode | null,
    location: toLocation(row),
    sectors: toList(row.sectors) as SectorCode[],
    website: row.website,
    revision: row.revision,
  };
}

function toLocation({ latitude, longitude, postcode }: OrganisationRow): Location | null {
  return latitude === null && longitude === null && postcode === null
    ? null
    : { latitude, longitude, postcode };
}

export function toPartnership(row: PartnershipRow, parties: readonly Party[]): Partnership {
  return {
    id: row.id as PartnershipId,
    identifiers: toList(row.identifiers),
    title: row.title,
    kind: row.kind as PartnershipKind,
    parties,
    since: row.since as CalendarDate | null,
    until: row.until as CalendarDate | null,
    strength: row.strength,
    sectors: toList(row.sectors) as SectorCode[],
    source: row.source,
    revision: row.revision,
  };
}

/** Title, source, identifiers and revision. */
export type LabelRow = readonly [string | null, string | null, string, number];

export function toLabel([title, source, identifiers, revision]: LabelRow): PartnershipLabel {
  return { title, source, identifiers: toList(identifiers), revision };
}

export function toParty([organisation, role]: PartyRow): Party {
  return { organisation: organisation as OrganisationId, role: role as PartyRole };
}

export function toDecision(row: DecisionRow): KeptGapDecision {
  return {
    gap: row.gap as GapId,
    gapKind: row.gap_kind as GapKind,
    region: row.region as RegionCode,
    subject: toList(row.subject),
    kind: row.kind as DecidableKind,
    note: row.note,
    at: row.at,
    by: row.by,
    lastSeen: row.last_seen === null ? null : (JSON.parse(row.last_seen) as Gap),
    revision: row.revision,
  };
}

export function toWeights({ ranker, at, basis, weights, figures, revision }: WeightsRow): LearntWeights {
  return {
    ranker: ranker as LinkRanker,
    at,
    basis,
    weights: JSON.parse(weights) as Json,
    figures: JSON.parse(figures) as Json,
    revision,
  };
}

export function toChange({ records, ...row }: ChangeRow): Change {
  const none: Told = { put: nothingPut, removed: { organisations: [], partnerships: [] } };
  const { put, removed } = records === null ? none : (JSON.parse(records) as Told);
  // An older change does not speak of kinds that came later.
  return { ...row, whole: records === null, put: { ...nothingPut, ...put }, removed };
}

type Told = Pick<Change, "put" | "removed">;

function toList(json: string): string[] {
  // Most records have no sectors, or one identifier.
  return json === "[]" ? [] : (JSON.parse(json) as string[]);
}
