/** Records for tests, and the use cases over a real store with them in it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { operator } from "../../src/domain/access.js";
import type { Contents, RecordKind } from "../../src/domain/change.js";
import {
  organisationIdFrom,
  partnershipIdFrom,
  type OrganisationId,
  type RegionCode,
  type SectorCode,
} from "../../src/domain/ids.js";
import type { Norm } from "../../src/domain/norm.js";
import type { OrganisationContent } from "../../src/domain/organisation.js";
import type { PageRequest } from "../../src/domain/page.js";
import type { PartnershipContent, Party } from "../../src/domain/partnership.js";
import type { RegionContent } from "../../src/domain/region.js";
import type { SectorContent } from "../../src/domain/sector.js";
import { openNetwork, type FollowedNetwork, type FollowerOptions } from "../../src/network/network.js";
import { createServices, type Services } from "../../src/service/services.js";
import { openSqliteStore } from "../../src/store/sqlite/adapter.js";
import type { Store } from "../../src/store/store.js";

// ---- records

/** An organisation called by one identifier, `test:<value>`; all else may be given. */
export function makeOrganisation(
  value: string,
  given: Partial<OrganisationContent> = {},
): OrganisationContent {
  const identifier = `test:${value}`;
  return {
    id: organisationIdFrom(identifier),
    name: value,
    kind: "OTHER",
    identifiers: [identifier],
    region: null,
    location: null,
    sectors: [],
    website: null,
    ...given,
  };
}

/** The id of the organisation that `makeOrganisation(value)` makes. */
export function organisationIdOf(value: string): OrganisationId {
  return organisationIdFrom(`test:${value}`);
}

/** A partnership called by one identifier, `test:<value>`, of organisations called by theirs. */
export function makePartnership(
  value: string,
  parties: readonly (string | Party)[],
  given: Partial<PartnershipContent> = {},
): PartnershipContent {
  const identifier = `test:${value}`;
  return {
    id: partnershipIdFrom(identifier),
    identifiers: [identifier],
    title: null,
    kind: "PROJECT",
    parties: parties.map((party) =>
      typeof party === "string" ? { organisation: organisationIdOf(party), role: "PARTICIPANT" } : party,
    ),
    since: null,
    until: null,
    strength: null,
    sectors: [],
    source: null,
    ...given,
  };
}

export function makeRegion(code: string, given: Partial<Omit<RegionContent, "code">> = {}): RegionContent {
  return { code: code as RegionCode, name: code, division: "MUNICIPALITY", within: [], ...given };
}

export function makeSector(code: string, name: string, nameNl: string | null = null): SectorContent {
  return { code: code as SectorCode, name, nameNl };
}

// ---- questions

/** The first rows of a list, after a keyset if one is given. */
export function firstRows(first: number | null = null, after: PageRequest["after"] = null): PageRequest {
  return { first, after, last: null, before: null };
}

// ---- the use cases, over SQLite in a folder of its own

export interface TestServices {
  readonly services: Services;
  readonly store: Store;
  readonly network: FollowedNetwork;
  readonly file: string;
  /** Closes everything and opens the same file again, as another process would. */
  reopen(): Promise<TestServices>;
  /** Closes everything and takes the folder away. */
  close(): Promise<void>;
}

/** Opens the use cases over a new store that holds these records, at revision 1; at 0 without any. */
export async function openTestServices(
  records: { readonly [K in RecordKind]?: readonly Contents[K][] } = {},
  norms: readonly Norm[] = [],
  options: FollowerOptions = {},
): Promise<TestServices> {
  const folder = await mkdtemp(join(tmpdir(), "schakel-service-"));
  const file = join(folder, "test.db");
  const store = await openSqliteStore({ file });
  if (Object.keys(records).length > 0)
    await store.write({
      id: "made for a test",
      basis: 0,
      operation: "test",
      actor: operator.name,
      at: "2026-01-01T00:00:00Z",
      put: records,
    });
  return openOver({
    store,
    file,
    norms,
    options,
    takeAway: () => rm(folder, { recursive: true, force: true }),
  });
}

interface Opening {
  readonly store: Store;
  readonly file: string;
  readonly norms: readonly Norm[];
  readonly options: FollowerOptions;
  takeAway(): Promise<void>;
}

async function openOver(opening: Opening): Promise<TestServices> {
  const { store, file, norms, options } = opening;
  const network = await openNetwork(store, options);
  const services = createServices({
    store,
    network,
    timeZone: "Europe/Amsterdam",
    version: "0.0.0-test",
    norms,
  });
  const stop = async () => {
    await network.close();
    await store.close();
  };
  return {
    services,
    store,
    network,
    file,
    async reopen() {
      await stop();
      return openOver({ ...opening, store: await openSqliteStore({ file }) });
    },
    async close() {
      await stop();
      await opening.takeAway();
    },
  };
}
