/** Reads everything a store holds and tells what does not fit: for `doctor`. */
import { recordKinds, type RecordKind, type Records } from "../../domain/change.js";
import { keyOf, type OrganisationId, type RegionCode } from "../../domain/ids.js";
import {
  faultsOfOrganisation,
  faultsOfPartnership,
  faultsOfRegion,
  faultsOfSector,
  type Fault,
} from "../../domain/record-rules.js";
import type { Store } from "../../store/store.js";
import { pagesOf } from "../transfer/pages-of.js";
import { regionsOnCycles } from "../transfer/region-cycles.js";

export interface RecordFault extends Fault {
  readonly kind: RecordKind;
  /** The code of a region or sector, the first identifier of the others. */
  readonly key: string;
}

export interface RecordsChecked {
  readonly counts: Readonly<Record<RecordKind, number>>;
  /** In the order of kinds and keys. */
  readonly faults: readonly RecordFault[];
}

/**
 * Checks each record against the rules, and that what records refer to is there: regions,
 * parties, no region within itself, no identifier borne by two.
 *
 * Reads every record once: O(records); keeps the ids of organisations and all regions in memory.
 */
export async function checkRecords(store: Store): Promise<RecordsChecked> {
  const counts = { region: 0, sector: 0, organisation: 0, partnership: 0 };
  const faults: RecordFault[] = [];
  const known = await readKnown(store);
  for (const kind of recordKinds)
    for await (const page of pagesOf(store, kind)) {
      counts[kind] += page.length;
      for (const record of page)
        for (const fault of faultsOf(kind, record, known))
          faults.push({ kind, key: "code" in record ? record.code : keyOf(record), ...fault });
    }
  return { counts, faults };
}

/** What records may refer to, and which identifiers have been seen. */
interface Known {
  readonly regions: ReadonlyMap<RegionCode, Records["region"]>;
  readonly onCycles: ReadonlySet<RegionCode>;
  readonly organisations: Set<OrganisationId>;
  readonly identifiers: { readonly organisation: Set<string>; readonly partnership: Set<string> };
}

async function readKnown(store: Store): Promise<Known> {
  const regions = new Map<RegionCode, Records["region"]>();
  for await (const page of pagesOf(store, "region"))
    for (const region of page) regions.set(region.code, region);
  return {
    regions,
    onCycles: regionsOnCycles(regions),
    organisations: new Set(),
    identifiers: { organisation: new Set(), partnership: new Set() },
  };
}

function faultsOf<K extends RecordKind>(kind: K, record: Records[K], known: Known): Fault[] {
  switch (kind) {
    case "region":
      return faultsOfKnownRegion(record as Records["region"], known);
    case "sector":
      return faultsOfSector(record as Records["sector"]);
    case "organisation":
      return faultsOfKnownOrganisation(record as Records["organisation"], known);
    default:
      return faultsOfKnownPartnership(record as Records["partnership"], known);
  }
}

function faultsOfKnownRegion(region: Records["region"], { regions, onCycles }: Known): Fault[] {
  const faults = faultsOfRegion(region);
  for (const code of region.within)
    if (!regions.has(code))
      faults.push({ field: "within", value: code, wanted: "a region that is recorded" });
  if (onCycles.has(region.code))
    faults.push({ field: "within", value: region.within.join(";"), wanted: "regions outside this one" });
  return faults;
}

function faultsOfKnownOrganisation(organisation: Records["organisation"], known: Known): Fault[] {
  known.organisations.add(organisation.id);
  const faults = faultsOfOrganisation(organisation);
  const { region } = organisation;
  if (region !== null && !known.regions.has(region))
    faults.push({ field: "region", value: region, wanted: "a region that is recorded" });
  return [...faults, ...sharedIdentifiers(organisation.identifiers, known.identifiers.organisation)];
}

function faultsOfKnownPartnership(partnership: Records["partnership"], known: Known): Fault[] {
  const faults = faultsOfPartnership(partnership);
  for (const { organisation } of partnership.parties)
    if (!known.organisations.has(organisation))
      faults.push({ field: "parties", value: organisation, wanted: "an organisation that is recorded" });
  return [...faults, ...sharedIdentifiers(partnership.identifiers, known.identifiers.partnership)];
}

function sharedIdentifiers(identifiers: readonly string[], seen: Set<string>): Fault[] {
  const shared = identifiers.filter((identifier) => seen.has(identifier));
  for (const identifier of identifiers) seen.add(identifier);
  return shared.map((value) => ({
    field: "identifiers",
    value,
    wanted: "an identifier that one record bears",
  }));
}
