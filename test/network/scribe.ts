/** Changes at random for a store, and all that a network says of itself, to compare one with another. */
import fc from "fast-check";
import { noFilter } from "../../src/domain/filter.js";
import type { OrganisationId, PartnershipId } from "../../src/domain/ids.js";
import type { Network } from "../../src/network/network.js";
import type { Store, StoreWrite } from "../../src/store/store.js";
import {
  arbitraryOrganisation,
  arbitraryPartnership,
  code,
  day,
  idOf,
  region,
  sector,
  sectorCode,
  wholeList,
} from "./records.js";

/** What a write puts and removes. */
export type Difference = Pick<StoreWrite, "put" | "removed">;

let writes = 0;

/** Commits a difference and answers its revision. */
export async function commit(store: Store, { put, removed = {} }: Difference): Promise<number> {
  const outcome = await store.write({
    id: `write ${writes++}`,
    basis: await store.readRevision(),
    operation: "test",
    actor: "test",
    at: "2026-11-24T12:00:00Z",
    put,
    removed,
  });
  if (outcome.kind !== "committed") throw new Error("The write came too late");
  return outcome.revision;
}

/** A record as it is written: the store gives the revision, whatever is there. */
export function content<T extends { readonly revision: number }>(record: T): Omit<T, "revision"> {
  return record;
}

/** All that a network says of a few questions, for comparing two networks. */
export async function sayings(network: Network) {
  const organisations = network
    .listOrganisations({
      search: null,
      where: { kinds: null, regions: null, sectors: null, hasPartners: null },
      order: null,
      page: wholeList,
    })
    .rows.map(({ item }) => item);
  const anything = {
    kinds: null,
    sectors: null,
    activeOn: null,
    endsBetween: null,
    regions: null,
    parties: null,
  };
  const list = (search: string | null, field: "NAME" | "PARTNER_COUNT", hasPartners: boolean | null) =>
    network
      .listOrganisations({
        search,
        where: { kinds: ["COMPANY", "EDUCATION"], regions: [code("NL")], sectors: null, hasPartners },
        order: search === null ? { field, direction: "DESC" } : null,
        page: wholeList,
      })
      .rows.map(({ item }) => item);
  const partnerships = network
    .listPartnerships({ where: anything, search: null, page: wholeList })
    .rows.map(({ item }) => item);
  const filters = [
    noFilter,
    { ...noFilter, activeOn: day("2020-01-15"), maxParties: 4 },
    { ...noFilter, regions: [code("A1")], minStrength: 3, partnershipSectors: [sectorCode("sbi:1")] },
  ];
  return {
    counts: [network.organisationCount, network.partnershipCount],
    revision: network.revision,
    organisations: organisations.map((id) => [network.organisationOf(id), network.partnerCountOf(id)]),
    found: organisations.map((id) =>
      network.findOrganisation(network.organisationOf(id)?.identifiers[0] ?? ""),
    ),
    lists: [
      list(null, "NAME", null),
      list(null, "PARTNER_COUNT", true),
      list("te", "NAME", null),
      list("van oost", "NAME", null),
    ],
    partnerships: partnerships.map((id) => network.partnershipOf(id)),
    regions: network
      .listRegions({ division: null, within: code("NL"), search: null, page: wholeList })
      .rows.map(({ item }) => item),
    sectors: network.listSectors(wholeList).rows.map(({ item }) => item),
    divisions: network.divisions(),
    views: await Promise.all(
      filters.map((where) => network.networkView({ where, first: 1_000, firstLinks: 1_000 })),
    ),
    partners: organisations.map((of) =>
      network.listPartners({ of, where: filters[1], page: wholeList }).rows.map(({ item }) => item),
    ),
    paths: await Promise.all(
      filters.flatMap((where) =>
        organisations.map((to) =>
          network.findPaths({
            from: organisations.slice(0, 1),
            to: [to],
            where,
            rankBy: "COST",
            via: [],
            disjoint: false,
            first: 3,
            maxHops: 3,
          }),
        ),
      ),
    ),
    links: await network.rankMissingLinks({
      region: code("NL"),
      where: noFilter,
      asOf: day("2021-01-01"),
      ranker: "ADAMIC_ADAR",
      limit: 50,
    }),
    activity: network.activityOf({ region: code("NL"), where: filters[2], asOf: day("2021-01-01") }),
  };
}

/** Makes up random changes: new and amended organisations and partnerships, ends, removals, several at once now and then. */
export class Scribe {
  readonly #names = Array.from({ length: 40 }, (_, i) => `o${i}`);
  #draws = 0;
  readonly #parties = new Map<PartnershipId, readonly OrganisationId[]>();
  readonly #present = new Set<string>();

  constructor(readonly seed: number) {}

  /** The next change, to be committed after all before. */
  next(): Difference {
    const choice = this.#draw(fc.integer({ min: 0, max: 99 }));
    if (this.#present.size < 10 || choice < 25) return this.#putOrganisations();
    if (choice < 65) return this.#putPartnerships();
    if (choice < 80) return this.#removePartnership();
    if (choice < 97) return this.#removeOrganisation();
    const extra = region(`N${choice}`, [this.#draw(fc.constantFrom("NL", "A1"))], {
      name: `New ${this.#draws}`,
    });
    return { put: { region: [content(extra)], sector: [content(sector("sbi:2", `Name ${this.#draws}`))] } };
  }

  #draw<T>(arbitrary: fc.Arbitrary<T>): T {
    return fc.sample(arbitrary, { seed: this.seed + this.#draws++, numRuns: 1 })[0];
  }

  #putOrganisations(): Difference {
    const keys = this.#draw(fc.uniqueArray(fc.constantFrom(...this.#names), { minLength: 1, maxLength: 3 }));
    const put = keys.map((key) => content(this.#draw(arbitraryOrganisation(key))));
    for (const key of keys) this.#present.add(key);
    return { put: { organisation: put } };
  }

  #putPartnerships(): Difference {
    const keys = this.#draw(fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 3 }));
    const put = keys.map((key) => content(this.#draw(arbitraryPartnership(`p${key}`, [...this.#present]))));
    for (const { id, parties } of put)
      this.#parties.set(
        id,
        parties.map((party) => party.organisation),
      );
    return { put: { partnership: put } };
  }

  #removePartnership(): Difference {
    const all = [...this.#parties.keys()];
    if (all.length === 0) return this.#putPartnerships();
    const id = this.#draw(fc.constantFrom(...all));
    this.#parties.delete(id);
    return { put: {}, removed: { partnerships: [id] } };
  }

  #removeOrganisation(): Difference {
    const key = this.#draw(fc.constantFrom(...this.#present));
    this.#present.delete(key);
    const its = [...this.#parties].filter(([, parties]) => parties.includes(idOf(key))).map(([id]) => id);
    for (const id of its) this.#parties.delete(id);
    return { put: {}, removed: { partnerships: its, organisations: [idOf(key)] } };
  }
}
