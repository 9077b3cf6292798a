/** A folder in the exchange format as records, and the part of them that was known on a day. */
import { dayOf } from "../../src/domain/calendar-date.js";
import type { OrganisationId, PartnershipId } from "../../src/domain/ids.js";
import type { Organisation } from "../../src/domain/organisation.js";
import { readFolder } from "../../src/exchange/read-folder.js";
import type { PartnershipFacts } from "../../src/network/partnerships.js";
import type { NetworkRecords } from "../../src/network/tables.js";

/** Reads a folder; refs serve as ids. */
export async function readRecords(directory: string): Promise<NetworkRecords> {
  const { statements } = await readFolder(directory);
  return {
    revision: 1,
    regions: statements.region.map(({ stated }) => ({ ...stated, within: stated.within ?? [], revision: 1 })),
    sectors: statements.sector.map(({ stated }) => ({
      ...stated,
      nameNl: stated.nameNl ?? null,
      revision: 1,
    })),
    organisations: statements.organisation.map(({ stated }): Organisation => {
      const { ref, name, kind, region = null, latitude = null, longitude = null, sectors = [] } = stated;
      return {
        id: ref as OrganisationId,
        revision: 1,
        identifiers: [],
        name,
        kind,
        region,
        location: latitude === null ? null : { latitude, longitude, postcode: null },
        sectors,
        website: null,
      };
    }),
    partnerships: statements.partnership.map(({ stated }): PartnershipFacts => {
      const {
        ref,
        parties,
        kind = "OTHER",
        since = null,
        until = null,
        strength = null,
        sectors = [],
      } = stated;
      return {
        id: ref as PartnershipId,
        kind,
        parties: parties.map(({ ref: party, role }) => ({ organisation: party as OrganisationId, role })),
        since,
        until,
        strength,
        sectors,
      };
    }),
  };
}

/** What had begun before a day: its partnerships, and the organisations that were party to any. */
export function recordsBefore(records: NetworkRecords, day: number): NetworkRecords {
  const partnerships = records.partnerships.filter(({ since }) => since === null || dayOf(since) < day);
  const known = new Set(
    partnerships.flatMap(({ parties }) => parties.map(({ organisation }) => organisation)),
  );
  return {
    ...records,
    partnerships,
    organisations: records.organisations.filter(({ id }) => known.has(id)),
  };
}

/** All but some organisations; a partnership left with fewer than two parties goes too. */
export function recordsWithout(
  records: NetworkRecords,
  isLeftOut: (organisation: Organisation) => boolean,
): NetworkRecords {
  const organisations = records.organisations.filter((organisation) => !isLeftOut(organisation));
  const kept = new Set(organisations.map(({ id }) => id));
  const partnerships = records.partnerships
    .map((facts) => ({
      ...facts,
      parties: facts.parties.filter(({ organisation }) => kept.has(organisation)),
    }))
    .filter(({ parties }) => parties.length >= 2);
  return { ...records, organisations, partnerships };
}
