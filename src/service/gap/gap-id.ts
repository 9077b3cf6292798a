/**
 * Ids of gaps: they spell the question that a gap answers, so that nothing has to be kept to ask it again
 * and the same gap has the same id at every revision.
 *
 * An id is `gap_` and, in base64url, the JSON of kind, region, subject and, where they were given, the day,
 * the filter and the ranker, in one form for each meaning.
 */
import { parseDate, type CalendarDate } from "../../domain/calendar-date.js";
import { noFilter, type NetworkFilter } from "../../domain/filter.js";
import { gapKinds, type GapKind, type GapQuestion } from "../../domain/gap.js";
import { isOrganisationId, isPartnershipId, type GapId, type RegionCode } from "../../domain/ids.js";
import { isNormId } from "../../domain/norm.js";
import { isCode } from "../../domain/record-rules.js";
import { linkRankers, type LinkRanker } from "../../domain/ranker.js";
import { limits } from "../limits.js";

/**
 * Characters that a subject adds to an id at most: a sector's code of up to 851 bytes, 200 of its characters of four bytes
 * each, in quotes, each three bytes in four characters.
 */
export const longestSubject = Math.ceil((853 * 4) / 3) + 1;

/** What an id spells: which gap of which question. */
export interface SpelledGap {
  readonly kind: GapKind;
  readonly region: RegionCode;
  /** The pair, the lower id first; the organisation, partnership or sector; of a group the lowest id. */
  readonly subject: readonly string[];
  readonly asOf: CalendarDate | null;
  /** Taken as it was written: what it names may be gone. */
  readonly where: Partial<NetworkFilter>;
  readonly ranker: LinkRanker;
}

/** The ranker of a question that names none; ids of gaps leave it out. */
export const defaultRanker: LinkRanker = "FITTED";

// Short and never changed: ids outlive the words of the API.
const spellings: Readonly<Record<GapKind, Spelling>> = {
  MISSING_LINK: { letters: "ml", subject: [isOrganisationId, isOrganisationId] },
  ISOLATED_ORGANISATION: { letters: "io", subject: [isOrganisationId] },
  SPLIT_NETWORK: { letters: "sn", subject: [isOrganisationId] },
  UNMET_NORM: { letters: "un", subject: [isNormId, isOrganisationOrRegion] },
  SINGLE_POINT_OF_FAILURE: { letters: "sp", subject: [isOrganisationOrPartnership] },
  MISSING_KIND: { letters: "mk", subject: [isCode] },
  DORMANT_PARTNERSHIP: { letters: "dp", subject: [isPartnershipId] },
};

interface Spelling {
  readonly letters: string;
  /** What each part of the subject must be. */
  readonly subject: readonly ((text: string) => boolean)[];
}

/** The id of a gap of a question, from its kind and subject. */
export function gapIdOf(
  question: Omit<GapQuestion, "kinds">,
  kind: GapKind,
  subject: readonly string[],
): GapId {
  const where = conditionsOf(question.where);
  const { region, asOf, ranker } = question;
  return spell({ kind, region, subject, asOf, where, ranker });
}

/** Reads an id back; null for anything that is not the id of a gap. */
export function readGapId(id: string): SpelledGap | null {
  if (id.length > limits.gapId || !/^gap_[A-Za-z0-9_-]+$/.test(id)) return null;
  const parts = parseJson(Buffer.from(id.slice(4), "base64url").toString("utf8"));
  if (!Array.isArray(parts)) return null;
  const [letters, region, subject, asOf, where, named] = parts as unknown[];
  const kind = gapKinds.find((one) => spellings[one].letters === letters);
  if (kind === undefined || typeof region !== "string" || !isSubject(kind, subject)) return null;
  const ranker = linkRankers.find((one) => one === (named ?? defaultRanker));
  if (ranker === undefined) return null;
  if (typeof asOf !== "string" && asOf !== 0) return null;
  const day = typeof asOf === "string" ? parseDate(asOf) : null;
  if ((day === null && asOf !== 0) || !isConditions(where)) return null;

  // Only the one form that is given out is taken back: a gap has no second id.
  const spelled: SpelledGap = { kind, region: region as RegionCode, subject, asOf: day, where, ranker };
  return spell({ ...spelled, where: conditionsOf(where) }) === id ? spelled : null;
}

function spell({ kind, region, subject, asOf, where, ranker }: SpelledGap): GapId {
  const named = ranker === defaultRanker ? [] : [ranker];
  const json = JSON.stringify([spellings[kind].letters, region, subject, asOf ?? 0, where, ...named]);
  return `gap_${Buffer.from(json, "utf8").toString("base64url")}` as GapId;
}

const fields = Object.keys(noFilter) as (keyof NetworkFilter)[];

/** The conditions of a filter, absent ones left out, in one order. */
function conditionsOf(where: Partial<NetworkFilter>): Partial<NetworkFilter> {
  const given = fields.filter((field) => where[field] !== null && where[field] !== undefined);
  return Object.fromEntries(given.map((field) => [field, where[field]]));
}

function isConditions(value: unknown): value is Partial<NetworkFilter> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(([field, condition]) => isCondition(field, condition));
}

function isCondition(field: string, condition: unknown): boolean {
  if (!fields.includes(field as keyof NetworkFilter)) return false;
  if (field === "minStrength" || field === "maxParties") return typeof condition === "number";
  // A gap's filter has no condition on time: that is what its day is for.
  if (field === "activeOn" || field === "activeBetween") return false;
  return Array.isArray(condition) && condition.every((value) => typeof value === "string");
}

function isSubject(kind: GapKind, value: unknown): value is readonly string[] {
  const { subject } = spellings[kind];
  if (!Array.isArray(value) || value.length !== subject.length) return false;
  return value.every((part: unknown, i) => typeof part === "string" && subject[i](part));
}

function isOrganisationOrRegion(text: string): boolean {
  return isOrganisationId(text) || /^[^\s;\p{C}]{1,50}$/u.test(text);
}

function isOrganisationOrPartnership(text: string): boolean {
  return isOrganisationId(text) || isPartnershipId(text);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
