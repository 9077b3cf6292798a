/** Rows of answers as records of the domain. The only place where what the driver hands out is given a type. */
import neo4j from "neo4j-driver";
import type { CalendarDate } from "../../domain/calendar-date.js";
import { type Change, nothingPut } from "../../domain/change.js";
import type { Gap, GapKind } from "../../domain/gap.js";
import type { DecidableKind, KeptGapDecision } from "../../domain/gap-decision.js";
import type { GapId, OrganisationId, PartnershipId, RegionCode, SectorCode } from "../../domain/ids.js";
import type { Json, LearntWeights } from "../../domain/learnt-weights.js";
import type { Location, Organisation, OrganisationKind } from "../../domain/organisation.js";
import type { Partnership, PartnershipKind, PartyRole } from "../../domain/partnership.js";
import type { LinkRanker } from "../../domain/ranker.js";
import type { Region } from "../../domain/region.js";
import type { Sector } from "../../domain/sector.js";
import { compareCodePoints } from "../../domain/text-order.js";
import type { PartnershipLabel, RememberedRequest, TitleMatch } from "../store.js";
import type { Row } from "./connect.js";

/** Reads an integer, which the driver hands out in two halves. Throws for one beyond 2^53 - 1 either way. */
export function toInteger(value: unknown): number {
  if (!neo4j.isInt(value) || !value.inSafeRange())
    throw new Error(`Cannot read "${String(value)}" as an integer`);
  return value.toNumber();
}

export function toRegion({ region, within }: Row): Region {
  const { code, name, division, revision } = region as Row;
  return {
    code: code as RegionCode,
    name: name as string,
    division: division as string,
    within: (within as RegionCode[]).sort(compareCodePoints),
    revision: toInteger(revision),
  };
}

export function toSector({ sector }: Row): Sector {
  const { code, name, nameNl = null, revision } = sector as Row;
  return {
    code: code as SectorCode,
    name: name as string,
    nameNl: nameNl as string | null,
    revision: toInteger(revision),
  };
}

export function toOrganisation({ organisation, region }: Row): Organisation {
  const properties = organisation as Row;
  return {
    id: properties.id as OrganisationId,
    name: properties.name as string,
    kind: properties.kind as OrganisationKind,
    identifiers: properties.identifiers as string[],
    region: region as RegionCode | null,
    location: toLocation(properties),
    sectors: properties.sectors as SectorCode[],
    website: (properties.website ?? null) as string | null,
    revision: toInteger(properties.revision),
  };
}

function toLocation({ latitude = null, longitude = null, postcode = null }: Row): Location | null {
  if (latitude === null && longitude === null && postcode === null) return null;
  return {
    latitude: latitude as number | null,
    longitude: longitude as number | null,
    postcode: postcode as string | null,
  };
}

export function toPartnership({ partnership, parties, roles }: Row): Partnership {
  const properties = partnership as Row;
  const { title = null, since = null, until = null, strength = null, source = null } = properties;
  return {
    id: properties.id as PartnershipId,
    identifiers: properties.identifiers as string[],
    title: title as string | null,
    kind: properties.kind as PartnershipKind,
    parties: (parties as OrganisationId[]).map((organisation, i) => ({
      organisation,
      role: (roles as PartyRole[])[i],
    })),
    since: since as CalendarDate | null,
    until: until as CalendarDate | null,
    strength: strength === null ? null : toInteger(strength),
    sectors: properties.sectors as SectorCode[],
    source: source as string | null,
    revision: toInteger(properties.revision),
  };
}

export function toLabel({ title, source, identifiers, revision }: Row): PartnershipLabel {
  return {
    title: title as string | null,
    source: source as string | null,
    identifiers: identifiers as string[],
    revision: toInteger(revision),
  };
}

export function toDecision({ decision, region }: Row): KeptGapDecision {
  const { gap, gapKind, subject, kind, note = null, at, by = null, lastSeen, revision } = decision as Row;
  return {
    gap: gap as GapId,
    gapKind: gapKind as GapKind,
    region: region as RegionCode,
    subject: subject as string[],
    kind: kind as DecidableKind,
    note: note as string | null,
    at: at as string,
    by: by as string | null,
    lastSeen: typeof lastSeen === "string" ? (JSON.parse(lastSeen) as Gap) : null,
    revision: toInteger(revision),
  };
}

export function toWeights({ learnt }: Row): LearntWeights {
  const { ranker, at, basis, weights, figures, revision } = learnt as Row;
  return {
    ranker: ranker as LinkRanker,
    at: at as string,
    basis: toInteger(basis),
    weights: JSON.parse(weights as string) as Json,
    figures: JSON.parse(figures as string) as Json,
    revision: toInteger(revision),
  };
}

export function toChange({ revision, at, actor, operation, records }: Row): Change {
  const none: Told = { put: nothingPut, removed: { organisations: [], partnerships: [] } };
  const { put, removed } = records === null ? none : (JSON.parse(records as string) as Told);
  return {
    revision: toInteger(revision),
    at: at as string,
    actor: actor as string,
    operation: operation as string,
    whole: records === null,
    // An older change does not speak of kinds that came later.
    put: { ...nothingPut, ...put },
    removed,
  };
}

type Told = Pick<Change, "put" | "removed">;

export function toRequest({ fingerprint, answer, revision }: Row): RememberedRequest {
  return {
    fingerprint: fingerprint as string,
    answer: answer as string,
    revision: toInteger(revision),
  };
}

export function toTitleMatch({ id, title }: Row, identifierMatches: boolean): TitleMatch {
  return { id: id as PartnershipId, title: title as string | null, identifierMatches };
}
