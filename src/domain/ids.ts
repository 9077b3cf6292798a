/**
 * Ids: opaque, stable and, for records made with identifiers, derived, so that both stores and
 * any order of import give the same ones.
 */
import { createHash, randomBytes } from "node:crypto";

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type OrganisationId = Branded<"OrganisationId">;
export type PartnershipId = Branded<"PartnershipId">;

/** An area's code as its statistics office writes it; what the domain knows a region by. */
export type RegionCode = Branded<"RegionCode">;
/** `scheme:code`; what the domain knows a sector by. */
export type SectorCode = Branded<"SectorCode">;

/** A global region id, for look-ups across types. It spells the code, so that nothing has to be kept to read it back. */
export type RegionId = Branded<"RegionId">;
export type GapId = Branded<"GapId">;

/** The scheme that names records without identifiers of their own: `schakel:<id>`. It is never an identifier. */
export const ownScheme = "schakel";

/** Derives the id of an organisation from its first identifier (`scheme:value`). */
export function organisationIdFrom(identifier: string): OrganisationId {
  return `org_${digest(`organisation ${identifier}`)}` as OrganisationId;
}

/** Derives the id of a partnership from its first identifier (`scheme:value`). */
export function partnershipIdFrom(identifier: string): PartnershipId {
  return `par_${digest(`partnership ${identifier}`)}` as PartnershipId;
}

/** Makes a new id for an organisation recorded without identifiers. */
export function randomOrganisationId(): OrganisationId {
  return `org_${base32(randomBytes(15))}` as OrganisationId;
}

/** Makes a new id for a partnership recorded without identifiers. */
export function randomPartnershipId(): PartnershipId {
  return `par_${base32(randomBytes(15))}` as PartnershipId;
}

export function isOrganisationId(text: string): text is OrganisationId {
  return /^org_[a-z2-7]{24}$/.test(text);
}

export function isPartnershipId(text: string): text is PartnershipId {
  return /^par_[a-z2-7]{24}$/.test(text);
}

/** The global id of a region: `reg_` and its code in base64url. */
export function regionIdOf(code: RegionCode): RegionId {
  return `reg_${Buffer.from(code, "utf8").toString("base64url")}` as RegionId;
}

/** The code that a region's global id spells, or `null` for anything else. */
export function regionCodeOf(id: string): RegionCode | null {
  if (!id.startsWith("reg_")) return null;
  const code = Buffer.from(id.slice(4), "base64url").toString("utf8") as RegionCode;
  return regionIdOf(code) === id ? code : null;
}

/**
 * The identifier a record is exported under and paged by: its first one, else `schakel:<id>`.
 * Unique among the records of a kind.
 */
export function keyOf(record: { readonly id: string; readonly identifiers: readonly string[] }): string {
  return record.identifiers[0] ?? `${ownScheme}:${record.id}`;
}

// 120 bits: a collision among a billion records has a chance below 10^-18.
function digest(text: string): string {
  return base32(createHash("sha256").update(text).digest().subarray(0, 15));
}

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** RFC 4648 base32 in lower case, without padding. Takes a multiple of five bytes. */
function base32(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 5) {
    // Forty bits at a time, as two halves of twenty, each four characters.
    const high = (bytes[i] << 12) | (bytes[i + 1] << 4) | (bytes[i + 2] >> 4);
    const low = ((bytes[i + 2] & 15) << 16) | (bytes[i + 3] << 8) | bytes[i + 4];
    for (const half of [high, low])
      for (let shift = 15; shift >= 0; shift -= 5) text += alphabet[(half >> shift) & 31];
  }
  return text;
}
