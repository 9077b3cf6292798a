/** Refs: how a caller names a record, by its global id or by an identifier that it bears. */
import { isCode } from "./record-rules.js";

export const organisationRefWanted =
  "the id of an organisation, or an identifier scheme:value, for example kvk:12345678";
export const partnershipRefWanted =
  "the id of a partnership, or an identifier scheme:value, for example cordis:193181";

/** Says whether a text can name an organisation; whether it does is for the network to say. */
export function isOrganisationRef(text: string): boolean {
  return isId("org", text) || isCode(text);
}

/** Says whether a text can name a partnership; whether it does is for the store to say. */
export function isPartnershipRef(text: string): boolean {
  return isId("par", text) || isCode(text);
}

// Opaque: whether such an id exists is not for its form to say.
function isId(prefix: string, text: string): boolean {
  return text.startsWith(`${prefix}_`) && /^[\w-]{5,100}$/.test(text);
}
