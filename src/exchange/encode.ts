/** From a record to the cells of its row, in the order of the file's columns. */
import type { Contents, RecordKind } from "../domain/change.js";
import { keyOf, type OrganisationId } from "../domain/ids.js";
import type { OrganisationContent } from "../domain/organisation.js";
import { partyRoles, type Party, type PartnershipContent } from "../domain/partnership.js";
import type { RegionContent } from "../domain/region.js";
import type { SectorContent } from "../domain/sector.js";
import { guard } from "./spreadsheet-guard.js";

/** Names an organisation that is a party: its `keyOf()`. */
export type RefOf = (organisation: OrganisationId) => string;

/** Writes a record of any kind as cells; decoding them gives the same record again. */
export function encode<K extends RecordKind>(kind: K, record: Contents[K], refOf: RefOf): string[] {
  switch (kind) {
    case "region":
      return encodeRegion(record as RegionContent);
    case "sector":
      return encodeSector(record as SectorContent);
    case "organisation":
      return encodeOrganisation(record as OrganisationContent);
    default:
      return encodePartnership(record as PartnershipContent, refOf);
  }
}

function encodeRegion({ code, name, division, within }: RegionContent): string[] {
  return [guard(code), guard(name), division, within.map(guard).join(";")];
}

function encodeSector({ code, name, nameNl }: SectorContent): string[] {
  return [code, guard(name), guard(nameNl ?? "")];
}

function encodeOrganisation(organisation: OrganisationContent): string[] {
  const { name, kind, region, location, sectors, website, identifiers } = organisation;
  return [
    keyOf(organisation),
    guard(name),
    kind,
    guard(region ?? ""),
    numberCell(location?.latitude),
    numberCell(location?.longitude),
    guard(location?.postcode ?? ""),
    sectors.join(";"),
    guard(website ?? ""),
    identifiers.slice(1).join(";"),
  ];
}

function encodePartnership(partnership: PartnershipContent, refOf: RefOf): string[] {
  const { parties, title, kind, since, until, strength, sectors, source, identifiers } = partnership;
  return [
    keyOf(partnership),
    parties.map((party) => partyCell(party, refOf)).join(";"),
    guard(title ?? ""),
    kind,
    since ?? "",
    until ?? "",
    numberCell(strength),
    sectors.join(";"),
    guard(source ?? ""),
    identifiers.slice(1).join(";"),
  ];
}

function numberCell(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}

/** A participant goes without its role, unless the ref itself ends like one: `kvk:1/CONNECTOR`. */
function partyCell({ organisation, role }: Party, refOf: RefOf): string {
  const ref = refOf(organisation);
  const bare = role === "PARTICIPANT" && !partyRoles.some((known) => ref.endsWith(`/${known}`));
  return bare ? ref : `${ref}/${role}`;
}
