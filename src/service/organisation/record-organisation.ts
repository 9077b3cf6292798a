import type { Viewer } from "../../domain/access.js";
import {
  organisationIdFrom,
  randomOrganisationId,
  type OrganisationId,
  type RegionCode,
  type SectorCode,
} from "../../domain/ids.js";
import type {
  Location,
  Organisation,
  OrganisationContent,
  OrganisationKind,
} from "../../domain/organisation.js";
import { clip, faultsOfOrganisation } from "../../domain/record-rules.js";
import type { Store } from "../../store/store.js";
import { sortedOnce, type Given } from "../asked.js";
import { commitChange, type Decision, type Done } from "../change/commit-change.js";
import {
  checkIdIsFree,
  findTarget,
  refuseFaults,
  required,
  textAfter,
  valueAfter,
  type RecordCommand,
} from "../change/find-target.js";
import type { Parts } from "../parts.js";
import { admitWriter, refusal } from "../refuse.js";

export interface RecordOrganisation extends RecordCommand {
  readonly name?: Given<string>;
  readonly kind?: Given<OrganisationKind>;
  readonly region?: Given<string>;
  /** Its parts like fields: an absent one keeps, null clears. */
  readonly location?: Given<{
    readonly latitude?: Given<number>;
    readonly longitude?: Given<number>;
    readonly postcode?: Given<string>;
  }>;
  readonly sectors?: Given<readonly string[]>;
  readonly website?: Given<string>;
}

/**
 * Records an organisation: amends the one that `ref` names or that bears one of the identifiers, else
 * makes a new one. An absent field keeps its value, null clears it, a list replaces the list.
 */
export async function recordOrganisation(
  parts: Parts,
  viewer: Viewer,
  command: RecordOrganisation,
): Promise<Done<OrganisationId>> {
  const known = command.ref ?? command.identifiers?.[0] ?? command.name;
  const action = typeof known === "string" ? `record organisation "${clip(known)}"` : "record organisation";
  admitWriter(viewer, action);
  return commitChange(parts, viewer, {
    action,
    operation: "recordOrganisation",
    command,
    decide: () => decide(parts.store, action, command),
  });
}

async function decide(
  store: Store,
  action: string,
  command: RecordOrganisation,
): Promise<Decision<OrganisationId>> {
  const before = await findTarget(store, "organisation", action, command);
  const id = before?.id ?? newId(command.identifiers ?? []);
  const after = contentAfter(action, id, before, command);
  refuseFaults(action, faultsOfOrganisation(after));
  if (before === null && after.identifiers.length > 0)
    await checkIdIsFree(store, "organisation", action, id, after.identifiers);
  if (after.region !== null && after.region !== before?.region)
    await checkRegion(store, action, after.region);

  const unchanged = before !== null && isSame(after, contentAfter(action, id, before, {}));
  return unchanged ? { id } : { id, put: { organisation: [after] } };
}

function newId(identifiers: readonly string[]): OrganisationId {
  return identifiers.length > 0 ? organisationIdFrom(identifiers[0]) : randomOrganisationId();
}

function contentAfter(
  action: string,
  id: OrganisationId,
  before: Organisation | null,
  command: RecordOrganisation,
): OrganisationContent {
  return {
    id,
    name: required(action, "name", valueAfter(command.name, before?.name ?? null), "a name"),
    kind: required(action, "kind", valueAfter(command.kind, before?.kind ?? null), "a kind of organisation"),
    identifiers: valueAfter(command.identifiers, before?.identifiers ?? null) ?? [],
    region: valueAfter(command.region, before?.region ?? null) as RegionCode | null,
    location: locationAfter(command.location, before?.location ?? null),
    sectors: sortedOnce(valueAfter(command.sectors, before?.sectors ?? null) ?? []) as SectorCode[],
    website: textAfter(command.website, before?.website ?? null),
  };
}

function locationAfter(given: RecordOrganisation["location"], before: Location | null): Location | null {
  if (given === null) return null;
  const latitude = valueAfter(given?.latitude, before?.latitude ?? null);
  const longitude = valueAfter(given?.longitude, before?.longitude ?? null);
  const postcode = textAfter(given?.postcode, before?.postcode ?? null);
  return latitude === null && longitude === null && postcode === null
    ? null
    : { latitude, longitude, postcode };
}

async function checkRegion(store: Store, action: string, region: RegionCode): Promise<void> {
  if (!(await store.read("region", [region])).has(region))
    throw refusal("NOT_FOUND", action, `no region has the code "${clip(region)}"`);
}

// Both sides come from contentAfter(), so that their fields are in the same order.
function isSame(a: OrganisationContent, b: OrganisationContent): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
