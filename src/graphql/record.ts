/** How fields that organisations and partnerships share are shown. */
import type { SectorCode } from "../domain/ids.js";
import type { SectorContent } from "../domain/sector.js";
import type { Context } from "./context.js";
import type { Identifier } from "./organisation/organisation.type.js";

/** Cuts identifiers, `scheme:value`, at their first colon. */
export function toIdentifiers(identifiers: readonly string[]): Identifier[] {
  return identifiers.map((identifier) => {
    const colon = identifier.indexOf(":");
    return { scheme: identifier.slice(0, colon), value: identifier.slice(colon + 1) };
  });
}

/** Joins identifiers as a caller gives them; absent stays absent and null stays null. */
export function fromIdentifiers(
  identifiers: readonly Identifier[] | null | undefined,
): string[] | null | undefined {
  return identifiers?.map(({ scheme, value }) => `${scheme}:${value}`) ?? (identifiers as null | undefined);
}

/** Looks sectors up by code, in order. */
export function sectorsOf({ services }: Context, codes: readonly SectorCode[]): SectorContent[] {
  return codes.map((code) => services.sectorOf(code));
}
